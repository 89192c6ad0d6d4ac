// Intake: one door for staff, residents, offline sync and replay. Where it lies decides which centre receives it; the
// procedure of the matter decides in which state it begins (contract start.ts).

import type { ReportIncident } from '@linli/contract/incident/schemas.ts'
import { reportIncident as startIncident } from '@linli/contract/incident/start.ts'
import type { Source } from '@linli/contract/incident/words.ts'
import { checkAnswers } from '@linli/contract/matter/form.ts'
import { formatIncidentNumber } from '@linli/contract/shared/incident-number.ts'
import { isMasked } from '@linli/contract/shared/mask.ts'
import { formatInstant, parseInstant } from '@linli/contract/shared/time.ts'
import type { Occurred } from '@linli/contract/sync/occurred.ts'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { ActionSpec, Answer, Context } from '#platform/action.ts'
import { toPublicCall, toStatements } from '#platform/ops.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, prepared, type Query, sql } from '#platform/sql.ts'
import { units } from '../identity/public.ts'
import { editions, editionsOn } from '../matter/public.ts'
import { around } from './around.ts'
import { refuseUnusable, type Standing, standings } from './evidence.ts'
import { keepPublicWords, keepWords } from './kept-words.ts'
import { actorOf } from './view.ts'
import { opsOf } from './writes.ts'

export interface NewReport {
  id: string
  report: ReportIncident
  /** Digest of the secret by which a resident follows it; null for staff. */
  secretDigest: string | null
  /** The incident that this one repairs for good; set by the loop only. */
  linkedFrom?: string
  /** Reported offline, and when that counts. */
  offline?: Occurred
}

export interface PlaceRow {
  areaCode: string | null
  lng: number | null
  lat: number | null
  address: string | null
  buildingId: string | null
}

export type ReportFacts = [Query<PlaceRow>, Query<{ no: number }>, Query<Standing>]

const clockTolerance = 5 * 60_000

function placeQuery({ location }: ReportIncident): Query<PlaceRow> {
  const point = 'lng' in location ? location : null
  const building = 'building' in location ? location.building : null
  const area = 'area' in location ? location.area : null
  return prepared(
    sql<PlaceRow>`select * from intake_place(${point?.lng ?? null}::float8, ${point?.lat ?? null}::float8, ${building}::uuid, ${area}::text)`,
  )
}

export const evidenceOf = (report: ReportIncident): string[] => [
  ...new Set([...(report.evidence ?? []), ...(report.handled?.evidence ?? [])]),
]

/** The action behind PUT /api/incidents/{id} and PUT /api/public/reports/{id}; `answer` builds what the sender gets back. */
export const reportAction = <R>(answer: (id: string) => Answer<R>): ActionSpec<NewReport, ReportFacts, R> => ({
  name: 'incident.report',
  facts: ({ id, report }) => [
    placeQuery(report),
    prepared(sql<{ no: number }>`select nextval('incident_intake_no') as no`),
    standings(evidenceOf(report), id),
  ],
  decide([[place], [sequence], files], input, context) {
    if (context.who.kind === 'staff') permit(context.who, 'incident.report')
    refuseUnusable(files)
    const act = begin(input, checkPlace(place, input.report, context), sequence!.no, context)
    const ops = opsOf(act, context)
    const words = { ...act.fresh, areaCode: act.fresh.reportedArea }
    const writes =
      context.who.kind === 'public'
        ? [toPublicCall(ops, input.id, null), keepPublicWords(words)]
        : toStatements([...ops, keepWords(words)])
    return { writes, target: input.id, answer: answer(input.id) }
  },
  replay: (target) => answer(target),
})

/** The place must lie in the county of whoever reports; a point in no grid is taken, with a flag, by the centre above. */
function checkPlace(
  place: PlaceRow | undefined,
  { location }: ReportIncident,
  { house, who }: Context,
): PlaceRow & { areaCode: string } {
  if (!place?.areaCode)
    throw problem(
      'building' in location ? 'area.unknown_building' : 'area' in location ? 'area.unknown' : 'area.outside_county',
      { errors: [{ path: '/location', message: 'names no place of this county' }] },
    )
  const counties = who.posts.map((p) =>
    (p.areaCode ?? (p.unitId ? units.of(house).byId.get(p.unitId)?.areaCode : null))?.slice(0, 6),
  )
  if (who.kind === 'staff' && !counties.some((c) => c && place.areaCode!.startsWith(c)))
    throw problem('area.outside_county', { errors: [{ path: '/location', message: 'lies in another county' }] })
  return { ...place, areaCode: place.areaCode }
}

function begin(input: NewReport, place: PlaceRow & { areaCode: string }, sequence: number, context: Context) {
  const { house, who, now } = context
  const { report, id, offline } = input
  const source = (report.source ?? (who.kind === 'public' ? 'resident' : 'worker')) as Source
  const occurredAt = instantOf(report.occurredAt, offline, now)
  const started = startIncident(
    {
      id,
      areaCode: place.areaCode,
      matterCode: report.matter,
      source,
      urgency: report.urgency ?? 'normal',
      isHandled: report.handled !== undefined,
      data: {
        area: place.areaCode,
        ...(report.handled && { result: report.handled.result }),
        ...(offline?.note && { clock: offline.note }),
      },
    },
    actorOf(who),
    { ...around(house, now, null), occurredAt: offline?.at },
  )
  if (!started.ok) throw problem(started.refusal.code, started.refusal.facts)
  const edition = editionsOn(editions.of(house), formatInstant(now).slice(0, 10)).find((e) =>
    e.matters.has(report.matter),
  )!
  const faults = checkAnswers(edition.matters.get(report.matter)!.form, report.form ?? {})
  if (faults.length > 0) throw problem('request.invalid', { errors: faults })
  const point = 'lng' in report.location ? report.location : null
  const reporterAccounts = who.accountId ? [who.accountId] : []
  const fresh = {
    id,
    number: formatIncidentNumber({
      county: place.areaCode.slice(0, 6).padEnd(6, '0'),
      day: formatInstant(now).slice(0, 10),
      sequence,
    }),
    intakeNo: sequence,
    reportedArea: place.areaCode,
    isOutsideGrids: place.areaCode.length < 15,
    editionId: edition.id,
    description: report.description,
    lng: place.lng,
    lat: place.lat,
    accuracy: point?.accuracy ?? null,
    address: point?.address ?? place.address,
    buildingId: place.buildingId,
    occurredAt: at(occurredAt),
    receivedAt: at(now),
    form: report.form ?? {},
    reportCount: 1,
    reporterAccounts,
    secretDigest: input.secretDigest,
    linkedFrom: input.linkedFrom ?? null,
  }
  return {
    verdict: started.verdict,
    row: null,
    fresh,
    occurredAt: offline?.at ?? now,
    evidence: evidenceOf(report),
    report: reportRow(input, source, place, occurredAt, context),
    reporterAccounts,
  }
}

/** As it was said; what was reported offline without saying so happened when it was reported. */
function instantOf(text: string | undefined, offline: Occurred | undefined, now: number): number | null {
  if (text === undefined) return offline?.at ?? null
  const instant = parseInstant(text)
  if (instant === undefined)
    throw problem('request.invalid', { errors: [{ path: '/occurredAt', message: 'is not an RFC 3339 instant' }] })
  // Read from a clock that was wrong: put right with it, and never in the future.
  if (offline?.note) return Math.min(instant + offline.correction, now)
  if (instant > now + clockTolerance)
    throw problem('incident.happened_later', { errors: [{ path: '/occurredAt', message: 'lies in the future' }] })
  return instant
}

function reportRow(
  { id, report }: NewReport,
  source: Source,
  place: PlaceRow,
  occurredAt: number | null,
  { house, who, now }: Context,
) {
  const { name, phone } = report.reporter ?? {}
  for (const [path, value] of [
    ['/reporter/name', name],
    ['/reporter/phone', phone],
  ] as const) {
    if (value !== undefined && isMasked(value))
      throw problem('request.invalid', { errors: [{ path, message: 'is a masked value' }] })
  }
  const digits = phone === undefined ? null : normalPhone(phone)
  return {
    id,
    incidentId: id,
    homeIncident: id,
    description: report.description,
    source,
    accountId: who.accountId,
    reporterName: name ?? null,
    reporterPhone: digits ? hex(house.keys.seal(digits)) : null,
    phoneDigest: digits ? hex(house.keys.digest('phone', digits)) : null,
    lng: place.lng,
    lat: place.lat,
    address: 'lng' in report.location ? (report.location.address ?? null) : place.address,
    occurredAt: at(occurredAt),
    receivedAt: at(now),
  }
}

/** +86 and spaces taken off, so that the same phone has the same digest; a number unknown to the plan stays as typed. */
function normalPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone, 'CN')
  if (!parsed)
    throw problem('request.invalid', { errors: [{ path: '/reporter/phone', message: 'is not a phone number' }] })
  return parsed.countryCallingCode === '86' ? parsed.nationalNumber : parsed.number
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
