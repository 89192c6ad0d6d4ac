// The row of table `incident` as TypeScript sees it: the loop's own columns (contract model.ts) and those around them.
import type { IncidentColumns } from '@linli/contract/incident/columns.ts'
import type { IncidentFacts, OpenRequest, OpenSupervision, Party } from '@linli/contract/incident/facts.ts'
import { at, prepared, type Query, sql } from '#platform/sql.ts'
import { seesWhole } from './access.ts'

export interface IncidentRow extends IncidentColumns {
  id: string
  number: string
  intakeNo: number
  reportedArea: string
  isOutsideGrids: boolean
  editionId: string
  description: string
  lng: number | null
  lat: number | null
  accuracy: number | null
  address: string | null
  buildingId: string | null
  occurredAt: number | null
  receivedAt: number
  form: Record<string, unknown>
  reportCount: number
  reporterAccounts: string[]
  linkedFrom: string | null
  headDigest: Uint8Array
  mediation: 'open' | 'ended' | null
  /** Units that take or took part, and those that do now, once for each open part. */
  partyUnits: string[]
  openUnits: string[]
  /** Of the calendar that both clocks were counted by. */
  calendarVersion: number
}

/** Every column of an instant is named …At, …Until, …Since, or is suspendedFrom; PostgreSQL wants them as text. */
const isInstant = (name: string): boolean => /(At|Until|Since)$/.test(name) || name === 'suspendedFrom'

/** A row or part of one as the database takes it. */
export function toColumns(part: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part).map(([k, v]) => [k, isInstant(k) && typeof v === 'number' ? at(v) : v]),
  )
}

export const lockIncident = (id: string): Query<IncidentRow> =>
  prepared(sql<IncidentRow>`select * from incident where id = ${id}::uuid for update`)
/** The row for whoever sees it, and whether as a whole. */
export const findIncident = (id: string): Query<SeenRow> =>
  prepared(sql<SeenRow>`select *, ${seesWhole()} as is_whole from incident where id = ${id}::uuid`)

export type SeenRow = IncidentRow & { isWhole: boolean }

export type PartyRow = Omit<Party, 'from' | 'to'> & { fromAt: number; toAt: number | null }

const partyColumns = sql`unit_id, kind, area_code, part, from_at, to_at, arrived_at, finished_at`
const requestColumns = sql`seq, kind, until, unit_id, account_id`
const supervisionColumns = sql`seq, grade, unit_id, due_at, is_automatic, replied_seq`

export const listParties = (id: string): Query<PartyRow> =>
  prepared(sql<PartyRow>`select ${partyColumns} from incident_party where incident_id = ${id}::uuid order by id`)
export const listOpenRequests = (id: string): Query<OpenRequest> =>
  prepared(
    sql<OpenRequest>`select ${requestColumns} from incident_request where incident_id = ${id}::uuid and closed_at is null order by seq`,
  )
export const listOpenSupervisions = (id: string): Query<OpenSupervision> =>
  prepared(
    sql<OpenSupervision>`select ${supervisionColumns} from incident_supervision where incident_id = ${id}::uuid and closed_at is null order by seq`,
  )

export type OfIncident = { incidentId: string }

/** The same for many incidents; `ids` as `textArray` writes them. */
export const listPartiesOf = (ids: string): Query<PartyRow & OfIncident> =>
  prepared(
    sql<
      PartyRow & OfIncident
    >`select incident_id, ${partyColumns} from incident_party where incident_id = any (${ids}::uuid[]) order by id`,
  )
export const listOpenRequestsOf = (ids: string): Query<OpenRequest & OfIncident> =>
  prepared(
    sql<
      OpenRequest & OfIncident
    >`select incident_id, ${requestColumns} from incident_request where incident_id = any (${ids}::uuid[]) and closed_at is null order by seq`,
  )
export const listOpenSupervisionsOf = (ids: string): Query<OpenSupervision & OfIncident> =>
  prepared(
    sql<
      OpenSupervision & OfIncident
    >`select incident_id, ${supervisionColumns} from incident_supervision where incident_id = any (${ids}::uuid[]) and closed_at is null order by seq`,
  )

export function toFacts(
  row: IncidentRow,
  parties: readonly PartyRow[],
  requests: readonly OpenRequest[],
  supervisions: readonly OpenSupervision[],
): IncidentFacts {
  return {
    ...row,
    parties: parties.map(({ fromAt, toAt, ...p }) => ({ ...p, from: fromAt, to: toAt })),
    requests,
    supervisions,
  }
}
