// The answer of GET /api/incidents/{id} and of every act: what leaves, whitelisted and masked, with what this person may do now.

import type { Calendar } from '@linli/contract/deadline/calendar.ts'
import { traceView } from '@linli/contract/deadline/view.ts'
import { allowed } from '@linli/contract/incident/allowed.ts'
import type { Actor, OpenRequest, OpenSupervision } from '@linli/contract/incident/facts.ts'
import { hasResult, isOfResult } from '@linli/contract/incident/pictures.ts'
import type { HistoryView, IncidentView } from '@linli/contract/incident/schemas.ts'
import type { Part, Source, State } from '@linli/contract/incident/words.ts'
import { maskName, maskPhone } from '@linli/contract/shared/mask.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { Static } from 'typebox'
import type { Answer, Context } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import type { Who } from '#platform/session.ts'
import { prepared, type Query, sql } from '#platform/sql.ts'
import { areaPath } from '../area/public.ts'
import { accountNames, units } from '../identity/public.ts'
import { calendars, DEFAULT_CALENDAR, editions, procedures } from '../matter/public.ts'
import { around } from './around.ts'
import type { ActionRow } from './chain.ts'
import {
  findIncident,
  type IncidentRow,
  listOpenRequests,
  listParties,
  type PartyRow,
  type SeenRow,
  toFacts,
} from './columns.ts'

interface ReportRow {
  id: string
  description: string
  source: Source
  accountId: string | null
  reporterName: string | null
  reporterPhone: Uint8Array | null
  receivedAt: number
  occurredAt: number | null
  homeIncident: string
}
interface EvidenceRow {
  fileId: string
  kind: string | null
  accountId: string | null
  addedAt: number
  purpose: string
  hasOrigin: boolean
  isShown: boolean
}
type SupervisionRow = OpenSupervision & { orderText: string | null; closedAt: number | null }
interface LinkRow {
  id: string
  number: string
  kind: 'repairs' | 'repairedBy' | 'merged'
}

const listReports = (id: string): Query<ReportRow> =>
  prepared(
    sql<ReportRow>`select id, description, source, account_id, reporter_name, reporter_phone, received_at, occurred_at, home_incident from report where incident_id = ${id}::uuid order by received_at, id`,
  )
const listEvidence = (id: string): Query<EvidenceRow> =>
  prepared(
    sql<EvidenceRow>`select e.file_id, f.kind, e.account_id, e.added_at, e.purpose,
      exists (select from file_origin o where o.file_id = e.file_id) as has_origin,
      exists (select from evidence_release r where r.incident_id = e.incident_id and r.file_id = e.file_id) as is_shown
      from evidence e left join file f on f.id = e.file_id where e.incident_id = ${id}::uuid and f.state is distinct from 'refused' order by e.seq, e.file_id`,
  )
export const listHistory = (id: string): Query<ActionRow> =>
  prepared(sql<ActionRow>`select * from incident_action where incident_id = ${id}::uuid order by seq`)
const listSupervisions = (id: string): Query<SupervisionRow> =>
  prepared(
    sql<SupervisionRow>`select seq, grade, unit_id, due_at, is_automatic, replied_seq, order_text, closed_at from incident_supervision where incident_id = ${id}::uuid order by seq`,
  )
const listLinks = (id: string): Query<LinkRow> =>
  prepared(sql<LinkRow>`
  select id, number, 'repairs' as kind from incident where linked_from = ${id}::uuid
  union all select b.id, b.number, 'repairedBy' from incident a join incident b on b.id = a.linked_from where a.id = ${id}::uuid
  union all select id, number, 'merged' from incident where merged_into = ${id}::uuid`)

type Rows = [SeenRow[], PartyRow[], OpenRequest[], SupervisionRow[], ReportRow[], EvidenceRow[], ActionRow[], LinkRow[]]

/** Queries and builder of one incident's view; a row that is not visible answers not_found. */
export function incidentView(id: string): Answer<IncidentView> {
  return {
    queries: [
      findIncident(id),
      listParties(id),
      listOpenRequests(id),
      listSupervisions(id),
      listReports(id),
      listEvidence(id),
      listHistory(id),
      listLinks(id),
    ],
    build: (rows, context) => buildView(rows as Rows, context),
  }
}

export const actorOf = (who: Who): Actor =>
  who.kind === 'staff'
    ? { kind: 'staff', accountId: who.accountId!, name: who.name, posts: who.posts }
    : who.kind === 'public'
      ? { kind: 'resident' }
      : { kind: 'system' }

/** Acts for the desk of an incident. */
export const isDesk = (who: Who, deskUnit: string): boolean => who.posts.some(({ unitId }) => unitId === deskUnit)

const time = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms))

function unitRef(house: House, id: string | null): IncidentView['holder'] {
  const unit = id ? units.of(house).byId.get(id) : undefined
  return unit ? { kind: unit.kind, id: unit.id, name: unit.name } : null
}

const person = (house: House, id: string | null) => (id ? { id, name: accountNames.of(house).get(id) ?? '' } : null)

function buildView(
  [[row], parties, requests, supervisions, reports, evidence, history, links]: Rows,
  { house, who, now }: Context,
): IncidentView {
  if (!row) throw problem('not_found')
  const procedure = procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)!
  const matter = editions.of(house).get(row.editionId)?.matters.get(row.matterCode)
  const condition = matter?.conditions.find((c) => c.id === row.conditionId)
  const calendar = calendars.of(house).get(DEFAULT_CALENDAR)!
  const facts = toFacts(
    row,
    parties,
    requests,
    supervisions.filter((s) => s.closedAt === null),
  )
  const view: IncidentView = {
    ...headOf(house, row),
    description: row.description,
    procedure: { key: procedure.key, version: procedure.version, name: procedure.name },
    condition: condition
      ? (({ id, text, textEn, closing, closingEn, limit }) => ({ id, text, textEn, closing, closingEn, limit }))(
          condition,
        )
      : null,
    desk: unitRef(house, row.deskUnit)!,
    holderAccount: person(house, row.holderAccount),
    answerable: person(house, row.answerableAccount),
    occurredAt: time(row.occurredAt),
    placeUncertain: row.isOutsideGrids,
    stateSince: formatInstant(row.stateSince),
    stateDueAt: time(row.stateDueAt),
    stateTrace: traceView(row.stateTrace, calendar),
    warnAt: time(row.warnAt),
    promise: promiseOf(row, calendar),
    suspendedUntil: time(row.suspendedUntil),
    noticeUntil: time(row.noticeUntil),
    objections: row.objections,
    mediable: matter?.mediable ?? false,
    mediation: row.mediation,
    reports: reports.map((r) => viewReport(house, row, r)),
    evidence: evidence.map((e) => ({
      id: e.fileId,
      kind: e.kind ?? 'photo',
      awaited: e.kind === null,
      addedBy: e.accountId
        ? { kind: 'staff', id: e.accountId, name: accountNames.of(house).get(e.accountId) ?? null }
        : null,
      addedAt: formatInstant(e.addedAt),
      purpose: e.purpose,
      hasOrigin: e.hasOrigin,
      shown: e.isShown,
      mayShow:
        isDesk(who, row.deskUnit) &&
        isOfResult({ kind: e.kind, purpose: e.purpose, byStaff: e.accountId !== null }) &&
        (e.isShown || hasResult(row.state)),
    })),
    parties: parties.map((p) => ({
      unit: unitRef(house, p.unitId)!,
      part: p.part as Part,
      from: formatInstant(p.fromAt),
      to: time(p.toAt),
      arrivedAt: time(p.arrivedAt),
      finishedAt: time(p.finishedAt),
    })),
    requests: requests.map((r) => ({ seq: r.seq, kind: r.kind, until: formatInstant(r.until), unit: r.unitId })),
    supervisions: supervisions
      .filter((s) => s.closedAt === null)
      .map((s) => ({
        seq: s.seq,
        grade: s.grade,
        order: s.orderText,
        dueAt: time(s.dueAt),
        unit: s.unitId,
        replied: s.repliedSeq,
      })),
    mergedInto: row.mergedInto,
    linked: links,
    closedAt: time(row.closedAt),
    followUpUntil: time(row.followUpUntil),
    degree: row.degree,
    allowed: allowed(procedure, facts, actorOf(who), around(house, now, row.editionId)) as IncidentView['allowed'],
    history: history.map((h) => viewEntry(house, h)),
    form: row.form,
  }
  return row.isWhole ? view : { ...view, ...nothingOfTheWork }
}

/** What a former party is not told (access.ts); its own acts, orders and requests are sorted out by the policies. */
const nothingOfTheWork = {
  description: '',
  location: null,
  placeUncertain: false,
  condition: null,
  holderAccount: null,
  answerable: null,
  stateTrace: [],
  promise: null,
  suspendedUntil: null,
  noticeUntil: null,
  mediable: false,
  mediation: null,
  reports: [],
  evidence: [],
  mergedInto: null,
  linked: [],
  followUpUntil: null,
  form: {},
} satisfies Partial<IncidentView>

/** What lists and the single view share. */
export function headOf(house: House, row: SeenRow): HeadView {
  return {
    id: row.id,
    number: row.number,
    stage: row.stage,
    state: row.state,
    version: row.version,
    round: row.round,
    area: row.areaCode,
    areaName: areaPath(house, row.areaCode),
    matter: row.matterCode,
    matterName: editions.of(house).get(row.editionId)?.matters.get(row.matterCode)?.name ?? row.matterCode,
    source: row.source,
    urgency: row.urgency,
    holder: unitRef(house, row.holderUnit),
    reportedAt: formatInstant(row.receivedAt),
    dueAt: time(row.dueAt),
    remindAt: time(row.remindAt),
    escalateAt: time(row.escalateAt),
    late: row.isLate,
    former: !row.isWhole,
    location:
      !row.isWhole || row.lng === null || row.lat === null
        ? null
        : { lng: row.lng, lat: row.lat, accuracy: row.accuracy, address: row.address },
  }
}

type HeadView = Pick<
  IncidentView,
  | 'id'
  | 'number'
  | 'stage'
  | 'state'
  | 'version'
  | 'round'
  | 'area'
  | 'areaName'
  | 'matter'
  | 'matterName'
  | 'source'
  | 'urgency'
  | 'holder'
  | 'reportedAt'
  | 'dueAt'
  | 'remindAt'
  | 'escalateAt'
  | 'late'
  | 'former'
  | 'location'
>

function promiseOf(row: IncidentRow, calendar: Calendar): IncidentView['promise'] {
  if (row.promiseStartedAt === null || row.promiseDueAt === null) return null
  return {
    startedAt: formatInstant(row.promiseStartedAt),
    dueAt: formatInstant(row.promiseDueAt),
    stoppedAt: time(row.promiseStoppedAt),
    limit: { amount: row.promiseAmount!, unit: row.promiseUnit! },
    pauses: row.pauses.map((p) => ({ from: formatInstant(p.from), to: formatInstant(p.to), why: p.why })),
    late: row.promiseLate,
    trace: traceView(row.promiseTrace, calendar),
  }
}

function viewReport(house: House, row: IncidentRow, r: ReportRow): IncidentView['reports'][number] {
  const phone = r.reporterPhone ? maskPhone(house.keys.unseal(r.reporterPhone)) : null
  const reporter =
    r.reporterName || phone || r.accountId
      ? { name: r.reporterName ? maskName(r.reporterName) : null, phone, account: r.accountId }
      : null
  return {
    id: r.id,
    description: r.description,
    source: r.source,
    reporter,
    reportedAt: formatInstant(r.receivedAt),
    occurredAt: time(r.occurredAt),
    mergedFrom: r.homeIncident === row.id ? null : r.homeIncident,
  }
}

export function viewEntry(house: House, h: ActionRow): Static<typeof HistoryView> {
  return {
    seq: h.seq,
    action: h.action as Static<typeof HistoryView>['action'],
    actor: { kind: h.actorKind, id: h.accountId, name: h.actorName || null, onBehalfOf: person(house, h.onBehalfOf) },
    at: formatInstant(h.at),
    occurredAt: h.at === h.recordedAt ? null : formatInstant(h.at),
    from: h.fromState as State | null,
    to: h.toState as State,
    data: h.data ?? {},
    digest: Buffer.from(h.digest).toString('hex'),
  }
}
