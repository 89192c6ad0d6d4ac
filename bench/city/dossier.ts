// One incident and all that hangs on it, in memory, while its life is played: the writes of the server's own rules are applied here
// instead of being sent, and the next act reads them back as the database would have given them.
import type { Client } from 'pg'
import type { OpenRequest, OpenSupervision } from '../../contract/src/incident/facts.ts'
import type { IncidentRow, PartyRow } from '../../server/src/modules/incident/columns.ts'
import type { Op } from '../../server/src/platform/ops.ts'
import { asRead, type Table } from './tables.ts'

/** Every table that an incident's life can write to, by name: those with a column for the incident, and what every act leaves. */
export type Tables = ReadonlyMap<string, Table>
export type Row = Record<string, unknown>
export type Rows = ReadonlyMap<string, Row[]>

/** Names of these tables; the incident comes first. */
export async function listTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
      and (relname in ('incident', 'receipt', 'change')
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'incident_id' and not a.attisdropped))
    order by relname <> 'incident', relname`,
  )
  return rows.map((r) => r.name)
}

export interface Dossier {
  rows: Rows
  /** The incident as `select *` gives it. */
  incident(): IncidentRow
  parties(): PartyRow[]
  openRequests(): OpenRequest[]
  openSupervisions(): OpenSupervision[]
  apply(op: Op): void
}

/** The incident that a row belongs to. */
export function incidentOf(op: Op): string {
  const row = ('insert' in op ? op.rows[0] : op.where) as Row | undefined
  return String(row?.incidentId ?? row?.id)
}

/** Rows that later acts read are kept as read; the others go to the database as they were written. */
const readBack: readonly string[] = ['incident', 'incident_party', 'incident_request', 'incident_supervision']

export const emptyRows = (tables: Tables): Rows => new Map([...tables.keys()].map((name) => [name, []]))

export function openDossier(tables: Tables): Dossier {
  const rows = emptyRows(tables)
  const of = (name: string): { table: Table; own: Row[] } => {
    const [table, own] = [tables.get(name), rows.get(name)]
    if (!table || !own) throw new Error(`an incident's life writes to ${name}, which the city does not keep`)
    return { table, own }
  }
  const open = (name: string) => of(name).own.filter((r) => r.closedAt === null)
  return {
    rows,
    incident: () => of('incident').own[0] as Row as IncidentRow & Row,
    parties: () => of('incident_party').own as (PartyRow & Row)[],
    openRequests: () => open('incident_request') as (OpenRequest & Row)[],
    openSupervisions: () => open('incident_supervision') as (OpenSupervision & Row)[],
    apply(op) {
      if ('insert' in op) {
        const { table, own } = of(op.insert)
        const isReadBack = readBack.includes(op.insert)
        for (const row of op.rows) own.push(isReadBack ? asRead(table, row as Row) : (row as Row))
        return
      }
      const { table, own } = of(op.update)
      const set = asRead({ ...table, columns: changed(table, op.set) }, op.set as Row)
      for (const row of own) if (fits(row, op.where)) Object.assign(row, set)
    },
  }
}

const changed = ({ name, columns, known }: Table, set: object) => {
  for (const key in set) if (!known.has(key)) throw new Error(`${name} has no column for ${key}`)
  return columns.filter((c) => c.camel in set)
}

const fits = (row: Row, where: Readonly<Record<string, string | number | null>>): boolean => {
  for (const key in where) {
    // The id of the incident itself: every row of a dossier is its own.
    if (key === 'id' || key === 'incidentId') continue
    if ((row[key] ?? null) !== where[key]) return false
  }
  return true
}
