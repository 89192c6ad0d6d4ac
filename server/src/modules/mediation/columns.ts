// The row of table `mediation`, and the questions that are asked of it.
import { rolesWith } from '@linli/contract/identity/roles.ts'
import type { MediationColumns } from '@linli/contract/mediation/mediation.ts'
import type { MediationQuery } from '@linli/contract/mediation/schemas.ts'
import type { HistoryAct, MediationState } from '@linli/contract/mediation/words.ts'
import { all, decodeCursor } from '#platform/page.ts'
import { at, prepared, type Query, sql, textArray } from '#platform/sql.ts'

export interface MediationRow extends MediationColumns {
  id: string
  no: number
  incidentId: string
  /** Null where the incident is not in the caller's sight. */
  number: string | null
  areaCode: string | null
  round: number
  unitId: string
  headDigest: Uint8Array
  /** The content is open to the caller. */
  isReader: boolean
}

const columns = sql`m.id, m.no, m.version, m.seq, m.incident_id, i.number, i.area_code, m.round, m.unit_id, m.state, m.mediators, m.former_mediators, m.opened_at, m.ended_at,
  m.sessions, m.last_session_at, m.next_session_at, m.agreement_kind, m.agreed_on, m.perform_by, m.court, m.court_asked_on, m.court_decided_on,
  m.is_performed, m.performed_on, m.steps_done, m.next_step, m.next_step_at, m.head_digest, reads_mediation(m.mediators, m.unit_id) as is_reader`
const rows = sql`mediation m left join incident i on i.id = m.incident_id`

export const findMediation = (id: string): Query<MediationRow> =>
  prepared(sql<MediationRow>`select ${columns} from ${rows} where m.id = ${id}::uuid`)
export const lockMediation = (id: string): Query<MediationRow> =>
  prepared(sql<MediationRow>`select ${columns} from ${rows} where m.id = ${id}::uuid for update of m`)
/** Of the latest round. */
export const findOfIncident = (incident: string): Query<MediationRow> =>
  prepared(
    sql<MediationRow>`select ${columns} from ${rows} where m.incident_id = ${incident}::uuid order by m.round desc limit 1`,
  )

/** Cases that I mediate or whose unit I lead; what falls due first, then what is open, newest first. Index mediation_mediators. */
const mine = sql`(m.mediators @> array[(current_setting('linli.account'))::uuid] and current_setting('linli.roles') <> '{}'
  or m.unit_id = any ((current_setting('linli.heads'))::uuid[]))`

function conditions(q: MediationQuery): Query[] {
  return [mine, ...(q.state ? [sql`m.state = ${q.state}`] : [])]
}

/** By what is awaited next, cases of which nothing is awaited last; newest first among equals. */
export function listMediations(q: MediationQuery): Query<MediationRow> {
  const after = decodeCursor(q.cursor, ['instant', 'whole'])
  const wanted = [
    ...conditions(q),
    ...(after ? [sql`(${dueOrder}, -m.no) > (${at(after[0])}::timestamptz, ${-after[1]})`] : []),
  ]
  return sql<MediationRow>`select ${columns} from ${rows} where ${all(wanted)} order by ${dueOrder}, m.no desc limit ${sql.lit((q.limit ?? 50) + 1)}`
}

/** Nothing awaited sorts behind everything that is. */
export const never = Date.parse('2190-01-01T00:00:00Z')
const dueOrder = sql`coalesce(m.next_step_at, ${at(never)}::timestamptz)`

export const mediationsIn = (q: MediationQuery): Query =>
  sql`(select 1 from mediation m where ${all(conditions(q))}) listed`

export interface ActionRow {
  mediationId: string
  seq: number
  action: HistoryAct
  accountId: string
  at: number
  toState: MediationState
  content: Uint8Array
  digest: Uint8Array
}

/** Empty for whoever may not read the content. */
export const listActions = (id: string): Query<ActionRow> =>
  prepared(
    sql<ActionRow>`select mediation_id, seq, action, account_id, at, to_state, content, digest from mediation_action where mediation_id = ${id}::uuid order by seq`,
  )

export interface FileRow {
  id: string
  kind: string
  seq: number
}

export const listFiles = (id: string): Query<FileRow> =>
  prepared(
    sql<FileRow>`select f.id, f.kind, m.seq from mediation_file m join file f on f.id = m.file_id where m.mediation_id = ${id}::uuid order by m.seq, f.id`,
  )

export interface Candidate {
  id: string
  name: string
  role: string
}

/** Who could mediate for this unit; nobody is named to whoever has nothing to do with it. */
export const listCandidates = (unit: Query, now: number): Query<Candidate> =>
  sql<Candidate>`select id, name, role from mediation_candidates(${unit}, ${textArray(rolesWith('mediation.act'))}::text[], ${at(now)}::timestamptz)`

/** Files that cannot be taken: not one's own, not here yet, or named elsewhere. */
export const listUnusable = (ids: readonly string[]): Query<{ id: string }> =>
  sql<{ id: string }>`select id from file_standing(${textArray(ids)}::uuid[], null) s where standing <> 'ready'
    or exists (select from evidence e where e.file_id = s.id)`
