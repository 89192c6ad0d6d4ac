// One incident and all that hangs on it, in memory, while its life is played: the writes of the server's own rules are applied here
// instead of being sent, and the next act reads them back as the database would have given them.
import type { OpenRequest, OpenSupervision } from '../../contract/src/incident/model.ts'
import type { IncidentRow, PartyRow } from '../../server/src/modules/incident/columns.ts'
import type { Op } from '../../server/src/platform/ops.ts'
import { asRead, type Table } from './tables.ts'

/** Tables that an incident's life writes to. */
export const written = [
  'incident',
  'report',
  'incident_action',
  'incident_party',
  'incident_request',
  'incident_supervision',
  'message',
  'receipt',
  'change',
] as const
export type Written = (typeof written)[number]
export type Tables = Readonly<Record<Written, Table>>
export type Row = Record<string, unknown>
export type Rows = Record<Written, Row[]>

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
const readBack: readonly Written[] = ['incident', 'incident_party', 'incident_request', 'incident_supervision']

export function emptyRows(): Rows {
  const rows: Partial<Rows> = {}
  for (const name of written) rows[name] = []
  return rows as Rows
}

export function openDossier(tables: Tables): Dossier {
  const rows = emptyRows()
  const nameOf = (table: string): Written => {
    const name = written.find((w) => w === table)
    if (!name) throw new Error(`an incident's life writes to ${table}, which the city does not keep`)
    return name
  }
  const put = (name: Written, row: object) =>
    rows[name].push(readBack.includes(name) ? asRead(tables[name], row as Row) : (row as Row))
  const open = (name: Written) => rows[name].filter((r) => r.closedAt === null)
  return {
    rows,
    incident: () => rows.incident[0] as Row as IncidentRow & Row,
    parties: () => rows.incident_party as Row[] as (PartyRow & Row)[],
    openRequests: () => open('incident_request') as (OpenRequest & Row)[],
    openSupervisions: () => open('incident_supervision') as (OpenSupervision & Row)[],
    apply(op) {
      if ('insert' in op) {
        const name = nameOf(op.insert)
        for (const row of op.rows) put(name, row)
        return
      }
      const name = nameOf(op.update)
      const set = asRead({ ...tables[name], columns: changed(tables[name], op.set) }, op.set as Row)
      for (const row of rows[name]) if (fits(row, op.where)) Object.assign(row, set)
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
