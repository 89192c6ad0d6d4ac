// Excuses over HTTP: asked by the unit, reviewed twice. Each step is kept in the audit log, whose chain proves it.

import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import { roleMay } from '@linli/contract/identity/roles.ts'
import {
  type AskExcuse,
  type ExcuseQuery,
  type ExcuseState,
  type ExcuseView,
  type ReviewExcuse,
  reviewExcuse,
} from '@linli/contract/incident/excuse.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec, Answer, Context } from '#platform/action.ts'
import { append, type ChainHead, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { all, decodeCursor } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql, updateRow } from '#platform/sql.ts'
import { accountNames, units } from '../identity/public.ts'

export interface ExcuseRow {
  id: string
  no: number
  version: number
  incidentId: string
  number: string
  areaCode: string
  deskUnit: string
  unitId: string
  round: number
  state: ExcuseState
  reason: string
  askedBy: string
  askedAt: number
  firstBy: string | null
  firstAt: number | null
  firstGranted: boolean | null
  firstReason: string | null
  secondBy: string | null
  secondAt: number | null
  secondGranted: boolean | null
  secondReason: string | null
}

const columns = sql`e.id, e.no, e.version, e.incident_id, i.number, e.area_code, i.desk_unit, e.unit_id, e.round, e.state, e.reason, e.asked_by, e.asked_at,
  e.first_by, e.first_at, e.first_granted, e.first_reason, e.second_by, e.second_at, e.second_granted, e.second_reason`

const findExcuse = (id: string): Query<ExcuseRow> =>
  sql<ExcuseRow>`select ${columns} from excuse e join incident i on i.id = e.incident_id where e.id = ${id}::uuid`
const lockExcuse = (id: string): Query<ExcuseRow> =>
  sql<ExcuseRow>`select ${columns} from excuse e join incident i on i.id = e.incident_id where e.id = ${id}::uuid for update of e`

function conditions(q: ExcuseQuery): Query[] {
  return [
    ...(q.state ? [sql`e.state = ${q.state}`] : []),
    ...(q.area ? [sql`e.area_code >= ${q.area} and e.area_code < ${`${q.area}:`}`] : []),
    ...(q.unit ? [sql`e.unit_id = ${q.unit}::uuid`] : []),
    ...(q.incident ? [sql`e.incident_id = ${q.incident}::uuid`] : []),
  ]
}

/** Newest first; indexes excuse_area, excuse_unit, excuse_open. */
export function listExcuses(q: ExcuseQuery): Query<ExcuseRow> {
  const after = decodeCursor(q.cursor, ['whole'])
  const wanted = [...conditions(q), ...(after ? [sql`e.no < ${after[0]}`] : [])]
  return sql<ExcuseRow>`select ${columns} from excuse e join incident i on i.id = e.incident_id where ${all(wanted)}
    order by e.no desc limit ${sql.lit((q.limit ?? 50) + 1)}`
}

export const excusesIn = (q: ExcuseQuery): Query =>
  sql`(select 1 from excuse e join incident i on i.id = e.incident_id where ${all(conditions(q))}) listed`

export function viewExcuse(house: House, row: ExcuseRow): ExcuseView {
  const person = (id: string) => ({ id, name: accountNames.of(house).get(id) ?? null })
  const review = (by: string | null, when: number | null, granted: boolean | null, reason: string | null) =>
    by === null || when === null ? null : { by: person(by), at: formatInstant(when), granted: granted === true, reason }
  return {
    id: row.id,
    version: row.version,
    incident: { id: row.incidentId, number: row.number, area: row.areaCode },
    unit: { id: row.unitId, name: units.of(house).byId.get(row.unitId)?.name ?? '' },
    round: row.round,
    state: row.state,
    reason: row.reason,
    askedBy: person(row.askedBy),
    askedAt: formatInstant(row.askedAt),
    first: review(row.firstBy, row.firstAt, row.firstGranted, row.firstReason),
    second: review(row.secondBy, row.secondAt, row.secondGranted, row.secondReason),
  }
}

const oneExcuse = (id: string): Answer<ExcuseView> => ({
  queries: [findExcuse(id)],
  build([rows], { house }) {
    const [row] = rows as ExcuseRow[]
    if (!row) throw problem('not_found')
    return viewExcuse(house, row)
  },
})

const logged = (
  verb: AuditVerb,
  id: string,
  facts: object,
  head: ChainHead | undefined,
  { house, who, wall }: Context,
) =>
  append(house.keys, 'audit', head, {
    id: uuidv7(),
    accountId: who.accountId,
    verb,
    subject: id,
    facts: { ...facts },
    at: wall,
  })

interface LateRow {
  id: string
  areaCode: string
  round: number
  isLate: boolean
  tookPart: boolean
}
type AskFacts = [Query<LateRow>, ReturnType<typeof chainHead>]

/** PUT /api/excuses/{id}: one's own unit, for an incident that it held and that is late; once for a round. */
export const askExcuse: ActionSpec<AskExcuse & { id: string }, AskFacts, ExcuseView> = {
  name: 'excuse.ask',
  facts: ({ incident, unit }) => [
    sql<LateRow>`select id, area_code, round, is_late, exists (select from incident_party p where p.incident_id = incident.id and p.unit_id = ${unit}::uuid)
      or holder_unit = ${unit}::uuid or desk_unit = ${unit}::uuid as took_part from incident where id = ${incident}::uuid`,
    chainHead('audit'),
  ],
  decide([[late], [head]], { id, unit, reason }, context) {
    const { who, now } = context
    if (!late) throw problem('not_found')
    permit(who, 'incident.act')
    if (!who.posts.some((post) => post.unitId === unit)) throw problem('incident.not_yours')
    if (!late.isLate) throw problem('incident.not_late')
    if (!late.tookPart) throw problem('incident.unit_took_no_part', { unit })
    const row = { id, version: 1, incidentId: late.id, unitId: unit, round: late.round, areaCode: late.areaCode }
    return {
      writes: [
        insertRow('excuse', { ...row, state: 'asked', reason, askedBy: who.accountId, askedAt: at(now) }),
        ...logged('excuse.ask', id, { incident: late.id, unit, round: late.round }, head, context),
      ],
      target: id,
      answer: oneExcuse(id),
    }
  },
  replay: oneExcuse,
}

type ReviewFacts = [Query<ExcuseRow>, ReturnType<typeof chainHead>]

/** POST /api/excuses/{id}/review: first by the desk, then by an inspector or appraiser of the place. */
export const judgeExcuse: ActionSpec<ReviewExcuse & { id: string }, ReviewFacts, ExcuseView> = {
  name: 'excuse.review',
  facts: ({ id }) => [lockExcuse(id), chainHead('audit')],
  decide([[row], [head]], { id, ...said }, context) {
    const { who, now } = context
    if (!row) throw problem('not_found')
    permit(who, 'excuse.review')
    const outcome = reviewExcuse(row, reviewerOf(row, context), said)
    if (!outcome.ok) throw problem(outcome.refusal.code, outcome.refusal.facts)
    const { step, state } = outcome
    const reason = said.reason ?? null
    const review =
      step === 'first'
        ? { firstBy: who.accountId, firstAt: at(now), firstGranted: said.granted, firstReason: reason }
        : { secondBy: who.accountId, secondAt: at(now), secondGranted: said.granted, secondReason: reason }
    return {
      writes: [
        updateRow('excuse', id, { version: row.version + 1, state, ...review }),
        ...logged('excuse.review', id, { step, granted: said.granted, incident: row.incidentId }, head, context),
      ],
      target: id,
      answer: oneExcuse(id),
    }
  },
  replay: oneExcuse,
}

/** Whoever reviews without working for a unit watches over the work of others: inspectors and appraisers of the place. */
function reviewerOf(row: ExcuseRow, { who }: Context) {
  const reviewing = who.posts.filter((post) => roleMay(post.role, 'excuse.review'))
  return {
    accountId: who.accountId!,
    isDesk: reviewing.some((post) => post.unitId === row.deskUnit),
    watchesPlace: reviewing.some(
      (post) => post.unitId === null && post.areaCode !== null && row.areaCode.startsWith(post.areaCode),
    ),
  }
}
