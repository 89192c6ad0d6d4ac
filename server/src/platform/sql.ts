// One way to write SQL: Kysely's `sql` tag. It is compiled here and handed to the engine; nothing else of Kysely runs.
// Columns are snake_case in SQL and camelCase in TypeScript; the change of name happens once, in `camel`.
import { createHash } from 'node:crypto'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'

export { sql }
export type Query<T = unknown> = RawBuilder<T>

export interface Statement {
  text: string
  values: readonly unknown[]
  /** Prepared once per connection under this name; only for statements whose plan does not depend on the values. */
  name?: string
}

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const hot = new WeakSet<object>()
const names = new Map<string, string>()
/** Every connection keeps a plan for each name. An update has a shape for each set of columns, some dozens in all; far more would be a leak. */
const mostNames = 400

/** Marks a statement for preparation: point reads and writes by key. Never lists: a generic plan forgets the scope (docs/decisions/0004). */
export function prepared<Q extends Query>(query: Q): Q {
  hot.add(query)
  return query
}

export const isPrepared = (query: Query): boolean => hot.has(query) || filled.has(query)

export function compile(query: Query): Statement {
  const known = filled.get(query)
  return known ? { ...known.shape, values: known.values() } : compileAnew(query)
}

function compileAnew(query: Query): Statement {
  const { sql: text, parameters } = query.compile(compiler)
  if (!hot.has(query)) return { text, values: parameters }
  const known = names.get(text)
  if (!known && names.size >= mostNames) return { text, values: parameters }
  const name = known ?? `q${createHash('sha1').update(text).digest('hex').slice(0, 16)}`
  if (!known) names.set(text, name)
  return { text, values: parameters, name }
}

const camelNames = new Map<string, string>()

export function camel(name: string): string {
  const known = camelNames.get(name)
  if (known !== undefined) return known
  const made = name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase())
  camelNames.set(name, made)
  return made
}

const snakeNames = new Map<string, string>()

export function snake(name: string): string {
  const known = snakeNames.get(name)
  if (known !== undefined) return known
  const made = name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
  snakeNames.set(name, made)
  return made
}

export function camelRow(row: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const key in row) out[camel(key)] = row[key]
  return out
}

/** `'{a,b}'` for array parameters: both engines read the text form alike. */
export function textArray(items: readonly string[]): string {
  return `{${items.map((i) => `"${i.replace(/(["\\])/g, '\\$1')}"`).join(',')}}`
}

/** Instants travel as RFC 3339 text and come back as epoch milliseconds (see the engines' parsers). */
export const at = (ms: number | null | undefined): string | null => (ms == null ? null : new Date(ms).toISOString())

function snakeKeys(row: object): string {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row)) out[snake(key)] = value
  return JSON.stringify(out)
}

type Shape = Omit<Statement, 'values'>
const filled = new WeakMap<Query, { shape: Shape; values: () => string[] }>()
const shapes = new Map<string, Shape>()

/**
 * A prepared statement whose text hangs on nothing but its shape (table and columns). The text is written once; from then on a write
 * costs no more than its values. Whoever asks for more than `compile` gives gets the statement itself.
 */
function shaped(shape: string, values: () => string[], write: (...values: string[]) => Query): Query {
  const known = shapes.get(shape)
  if (!known) {
    const first = prepared(write(...values()))
    const { values: _, ...rest } = compile(first)
    shapes.set(shape, rest)
    return first
  }
  const later = written(() => write(...values()))
  filled.set(later, { shape: known, values })
  return later
}

function written(write: () => Query): Query {
  let made: Query | undefined
  return new Proxy({} as Query, {
    get(_, key) {
      made ??= write()
      const value: unknown = Reflect.get(made, key)
      return typeof value === 'function' ? value.bind(made) : value
    },
  })
}

/** Inserts a row given in camelCase; columns not named become null, so name those with defaults. Instants as RFC 3339 text. */
export function insertRow(table: string, row: object): Query {
  const values = () => [snakeKeys(row)]
  return shaped(`insert 1 ${table} ${Object.keys(row)}`, values, (json) => {
    const cols = sql.join(Object.keys(row).map((k) => sql.ref(snake(k))))
    const t = sql.table(table)
    return sql`insert into ${t} (${cols}) select ${cols} from jsonb_populate_record(null::${t}, ${json}::jsonb)`
  })
}

export function insertRows(table: string, rows: readonly object[]): Query {
  const values = () => [`[${rows.map(snakeKeys).join(',')}]`]
  return shaped(`insert ${table} ${Object.keys(rows[0]!)}`, values, (json) => {
    const cols = sql.join(Object.keys(rows[0]!).map((k) => sql.ref(snake(k))))
    const t = sql.table(table)
    return sql`insert into ${t} (${cols}) select ${cols} from jsonb_populate_recordset(null::${t}, ${json}::jsonb)`
  })
}

/** Sets the named columns of the rows whose columns equal `where` (null = is null). */
export function updateWhere(table: string, set: object, where: Record<string, string | number | null>): Query {
  const values = () => [snakeKeys(set), snakeKeys(where)]
  const tested = Object.entries(where).map(([k, v]) => (v === null ? `${k} null` : k))
  return shaped(`update ${table} ${Object.keys(set)} where ${tested}`, values, (changes, keys) => {
    const t = sql.table(table)
    const sets = sql.join(Object.keys(set).map((n) => sql`${sql.ref(snake(n))} = r.${sql.ref(snake(n))}`))
    const tests = Object.entries(where).map(([k, v]) =>
      v === null ? sql`t.${sql.ref(snake(k))} is null` : sql`t.${sql.ref(snake(k))} = w.${sql.ref(snake(k))}`,
    )
    return sql`update ${t} t set ${sets} from jsonb_populate_record(null::${t}, ${changes}::jsonb) r,
    jsonb_populate_record(null::${t}, ${keys}::jsonb) w where ${sql.join(tests, sql` and `)}`
  })
}

/** Sets the named columns of the row with this id. */
export const updateRow = (table: string, id: string, set: object): Query => {
  const t = sql.table(table)
  const sets = sql.join(Object.keys(set).map((n) => sql`${sql.ref(snake(n))} = r.${sql.ref(snake(n))}`))
  return sql`update ${t} t set ${sets} from jsonb_populate_record(null::${t}, ${snakeKeys(set)}::jsonb) r where t.id = ${id}::uuid`
}
