// One act on one incident: lock it, ask the interpreter, write the verdict. Every verb of docs/wire.md comes through here.

import type { MergeTarget, OpenRequest, OpenSupervision } from '@linli/contract/incident/facts.ts'
import type { ActionInput, PersonAction } from '@linli/contract/incident/fields.ts'
import { take } from '@linli/contract/incident/procedure.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { reportIncident as startIncident } from '@linli/contract/incident/start.ts'
import type { HistoryEntry, Related } from '@linli/contract/incident/verdict.ts'
import { formatIncidentNumber } from '@linli/contract/shared/incident-number.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { ClockNote } from '@linli/contract/sync/occurred.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec, Context } from '#platform/action.ts'
import { toStatements } from '#platform/ops.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, prepared, type Query, sql } from '#platform/sql.ts'
import { editionsFor, procedures } from '../matter/public.ts'
import { around } from './around.ts'
import {
  type IncidentRow,
  listOpenRequests,
  listOpenSupervisions,
  listParties,
  lockIncident,
  type PartyRow,
  toFacts,
} from './columns.ts'
import { refuseUnusable, type Standing, standings } from './evidence.ts'
import { correctWords, keepWords } from './kept-words.ts'
import { actorOf, incidentView } from './view.ts'
import { opsOf, reportsFollow } from './writes.ts'

export interface Take {
  incidentId: string
  action: PersonAction
  /** As its schema in contract/incident/schemas.ts lets it through. */
  input: Record<string, unknown> & { version: number }
  /** When it was done, for work done offline; within the bounds that sync has measured. */
  occurredAt?: number
  /** Why that is not what was said. */
  clock?: ClockNote | null
}

export type ActFacts = [
  Query<IncidentRow>,
  Query<PartyRow>,
  Query<OpenRequest>,
  Query<OpenSupervision>,
  Query<IncidentRow>,
  Query<Standing>,
  Query<{ fileId: string }>,
  Query<{ no: number }>,
  Query<{ code: string | null }>,
]

export const newFiles = (take: Take): string[] => (take.input.evidence as string[] | undefined) ?? []

/** An act on two incidents locks both in the order of their ids: of two people who merge them into each other, neither waits for the other. */
const lockBoth = (id: string, other: Query): Query<IncidentRow> =>
  sql<IncidentRow>`select * from incident where id in (${id}::uuid, ${other}) order by id for update`

/** Rows that any act needs; the other incident only for merge and unmerge, a number only where a repair may be opened. */
export function factsOf(take: Take): ActFacts {
  const into =
    take.action === 'merge'
      ? sql`${take.input.into}::uuid`
      : sql`(select merged_into from incident where id = ${take.incidentId}::uuid)`
  const isOfTwo = ['merge', 'unmerge'].includes(take.action)
  const other = isOfTwo
    ? sql<IncidentRow>`select * from incident where id = ${into} and id <> ${take.incidentId}::uuid`
    : prepared(sql<IncidentRow>`select null as id where false`)
  const point = take.input.location as { lng: number; lat: number } | undefined
  return [
    isOfTwo ? lockBoth(take.incidentId, into) : lockIncident(take.incidentId),
    listParties(take.incidentId),
    listOpenRequests(take.incidentId),
    listOpenSupervisions(take.incidentId),
    other,
    standings(newFiles(take), null),
    prepared(sql<{ fileId: string }>`select file_id from evidence where incident_id = ${take.incidentId}::uuid`),
    take.action === 'close'
      ? sql<{ no: number }>`select nextval('incident_intake_no') as no`
      : prepared(sql<{ no: number }>`select 0 as no where false`),
    point
      ? sql<{
          code: string | null
        }>`select area_code as code from intake_place(${point.lng}::float8, ${point.lat}::float8, null, null)`
      : prepared(sql<{ code: string | null }>`select null as code where false`),
  ]
}

/** POST /api/incidents/{id}/actions. */
export const takeAction: ActionSpec<Take, ActFacts, IncidentView> = {
  name: 'incident.act',
  facts: factsOf,
  decide(rows, input, context) {
    const [locked, parties, requests, supervisions, [other], files, attached, [sequence], [located]] = rows
    const row = locked.find(({ id }) => id === input.incidentId)
    if (!row) throw problem('not_found')
    permit(context.who, 'incident.act')
    const facts = toFacts(row, parties, requests, supervisions)
    const targets: MergeTarget[] = other ? [other] : []
    const procedure = procedures.of(context.house).get(`${row.procedureKey}@${row.procedureVersion}`)!
    const outcome = take(procedure, facts, actorOf(context.who), input.action, input.input as ActionInput, {
      ...around(context.house, context.now, row.editionId, targets),
      occurredAt: input.occurredAt,
    })
    if (!outcome.ok) throw problem(outcome.refusal.code, outcome.refusal.facts)
    refuseUnusable(files)
    const { verdict } = outcome
    const known = new Set(attached.map((e) => e.fileId))
    const columns = moved(input, row, located?.code ?? null)
    const ops = opsOf(
      {
        verdict: {
          ...verdict,
          history: noted(verdict.history, input),
          set: { ...verdict.set, ...columns, ...refiled(row, verdict.set, context) },
        },
        row,
        occurredAt: input.occurredAt ?? context.now,
        evidence: newFiles(input).filter((id) => !known.has(id)),
      },
      context,
    )
    const related = verdict.related.flatMap((r) => relatedWrites(r, row, sequence?.no, context))
    // Before the row itself: a corrected place may lead out of sight.
    const words = Object.keys(columns).length > 0 ? [correctWords({ ...row, ...columns })] : []
    return { writes: [...toStatements([...words, ...ops]), ...related], target: row.id, answer: incidentView(row.id) }
  },
  replay: (target) => incidentView(target),
}

/** A matter of another catalogue brings its edition with it: nowhere else is its code known. */
function refiled(row: IncidentRow, set: { matterCode?: string }, { house, now }: Context): object {
  if (set.matterCode === undefined || set.matterCode === row.matterCode) return {}
  const code = set.matterCode
  const edition = editionsFor(house, row.editionId, formatInstant(now).slice(0, 10)).find((e) => e.matters.has(code))
  return edition && edition.id !== row.editionId ? { editionId: edition.id } : {}
}

const noted = (history: readonly HistoryEntry[], { clock }: Take): readonly HistoryEntry[] =>
  clock ? history.map((h) => (h.byActor ? { ...h, data: { ...h.data, clock } } : h)) : history

/** A supplement may correct words and place; the area follows the place. */
function moved({ action, input }: Take, row: IncidentRow, located: string | null): object {
  if (action !== 'supplement') return {}
  const point = input.location as { lng: number; lat: number; accuracy?: number; address?: string } | undefined
  if (point && located?.slice(0, 6) !== row.areaCode.slice(0, 6))
    throw problem('area.outside_county', { errors: [{ path: '/location', message: 'names no place of this county' }] })
  return {
    ...(input.description ? { description: input.description } : {}),
    ...(point && {
      lng: point.lng,
      lat: point.lat,
      accuracy: point.accuracy ?? null,
      address: point.address ?? row.address,
      buildingId: null,
      areaCode: located,
      isOutsideGrids: located!.length < 15,
    }),
  }
}

function relatedWrites(related: Related, row: IncidentRow, sequence: number | undefined, context: Context): Query[] {
  if (related.do === 'moveReports' || related.do === 'returnReports') return [reportsFollow(row.id, context.now)]
  return openLinked(related, row, sequence!, context)
}

/** Make safe is done; the repair is an incident of its own, received as any report of the place, with its own promise. */
function openLinked(
  { matterCode, conditionId }: Extract<Related, { do: 'openLinked' }>,
  row: IncidentRow,
  sequence: number,
  context: Context,
): Query[] {
  const { house, now } = context
  const id = uuidv7()
  const system = { ...context, who: { ...context.who, kind: 'system' as const, accountId: null, name: '', posts: [] } }
  const started = startIncident(
    {
      id,
      areaCode: row.areaCode,
      matterCode,
      conditionId,
      source: row.source,
      urgency: 'normal',
      isHandled: false,
      data: { repairs: row.number },
    },
    { kind: 'system' },
    around(house, now, row.editionId),
  )
  if (!started.ok) throw problem(started.refusal.code, started.refusal.facts)
  const fresh = {
    id,
    number: formatIncidentNumber({ county: row.areaCode.slice(0, 6), day: formatInstant(now).slice(0, 10), sequence }),
    intakeNo: sequence,
    reportedArea: row.areaCode,
    isOutsideGrids: row.isOutsideGrids,
    editionId: row.editionId,
    description: row.description,
    lng: row.lng,
    lat: row.lat,
    accuracy: row.accuracy,
    address: row.address,
    buildingId: row.buildingId,
    occurredAt: at(row.occurredAt),
    receivedAt: at(now),
    form: {},
    reportCount: 0,
    reporterAccounts: [],
    secretDigest: null,
    linkedFrom: row.id,
  }
  const ops = opsOf({ verdict: started.verdict, row: null, fresh, occurredAt: now, evidence: [] }, system)
  return toStatements([...ops, keepWords({ ...fresh, areaCode: row.areaCode })])
}
