// Rows as COPY wants them. The shape of a table is asked of the database, so that a new column is filled as its default says, and a
// value that no column takes is a fault here and not a silent loss.
import type { Client } from 'pg'
import { camel } from '../../server/src/platform/sql.ts'

interface Column {
  name: string
  camel: string
  type: string
  isArray: boolean
  /** What stands there when a row does not say; in the text form of the database, null for NULL. */
  fallback: string | null
}

export interface Table {
  name: string
  columns: readonly Column[]
  known: ReadonlySet<string>
}

interface ColumnRow {
  name: string
  type: string
  is_array: boolean
  written: string | null
}

/** Columns that the database numbers itself are left out; their rows are numbered as they arrive. */
export async function readTable(client: Client, table: string): Promise<Table> {
  const { rows } = await client.query<ColumnRow>(
    `select a.attname as name, format_type(a.atttypid, null) as type, t.typcategory = 'A' as is_array, pg_get_expr(d.adbin, d.adrelid) as written
    from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
      and coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like '%pg_current_xact_id%' order by a.attnum`,
    [table],
  )
  const columns: Column[] = []
  for (const r of rows) {
    const isConstant = r.written !== null && !r.written.includes('nextval')
    const fallback = isConstant
      ? ((await client.query<{ v: string | null }>(`select (${r.written})::text as v`)).rows[0]?.v ?? null)
      : null
    columns.push({ name: r.name, camel: camel(r.name), type: r.type, isArray: r.is_array, fallback })
  }
  return { name: table, columns, known: new Set(columns.map((c) => c.camel)) }
}

export const copyStatement = ({ name, columns }: Table): string =>
  `copy ${name} (${columns.map((c) => c.name).join(', ')}) from stdin`

/** One line of COPY's text form. */
export function toLine(table: Table, row: Readonly<Record<string, unknown>>): string {
  for (const key in row) if (!table.known.has(key)) throw new Error(`${table.name} has no column for ${key}`)
  let line = ''
  for (const column of table.columns) {
    const value = row[column.camel]
    const text = value === undefined ? column.fallback : value === null ? null : toText(value, column)
    line += `${line === '' ? '' : '\t'}${text === null ? '\\N' : escaped(text)}`
  }
  return `${line}\n`
}

const special = /[\\\t\n\r]/
const escapeOf: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => escapeOf[c]!) : text)

function toText(value: unknown, { type, isArray }: Column): string {
  if (typeof value === 'string') return type === 'jsonb' ? JSON.stringify(value) : value
  if (type === 'jsonb') return JSON.stringify(value)
  if (isArray) return `{${(value as unknown[]).map(quoted).join(',')}}`
  if (typeof value === 'number' && type === 'timestamp with time zone') return new Date(value).toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return String(value)
}

const quoted = (item: unknown): string => `"${String(item).replace(/(["\\])/g, '\\$1')}"`

/** A row as a reader of the server gets it: instants as epoch ms, bytes as bytes, every column there. */
export function asRead(table: Table, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const { camel: key, type, isArray, fallback } of table.columns)
    out[key] = key in row ? valueAsRead(type, row[key]) : fallbackAsRead(type, isArray, fallback)
  return out
}

export function valueAsRead(type: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (type === 'timestamp with time zone') return Date.parse(value)
  if (type === 'bytea') return Buffer.from(value.slice(2), 'hex')
  return value
}

function fallbackAsRead(type: string, isArray: boolean, fallback: string | null): unknown {
  if (fallback === null) return null
  if (type === 'jsonb') return JSON.parse(fallback)
  if (isArray) return []
  if (type === 'boolean') return fallback === 't' || fallback === 'true'
  return /^-?\d/.test(fallback) ? Number(fallback) : fallback
}
