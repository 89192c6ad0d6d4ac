// Writes as data: rows to insert and rows to change. Staff and jobs run them as plain statements under row-level security; the
// public door, which has no table rights, hands the same list to one definer function that admits only what residents may do.
import { insertRows, type Query, snake, sql, updateWhere } from './sql.ts'

export type Op =
  | { insert: string; rows: readonly object[] }
  | { update: string; set: object; where: Record<string, string | number | null> }

export const insert = (table: string, ...rows: readonly object[]): Op => ({ insert: table, rows })
export const update = (table: string, set: object, where: Record<string, string | number | null>): Op => ({
  update: table,
  set,
  where,
})

const made = new WeakMap<Query, readonly Op[]>()

/** The rows that a statement of ours was made from; undefined for any other. For whoever plays acts without a database (bench/city). */
export const opsIn = (statement: Query): readonly Op[] | undefined => made.get(statement)

function toStatement(op: Op): Query {
  const statement = 'insert' in op ? insertRows(op.insert, op.rows) : updateWhere(op.update, op.set, op.where)
  made.set(statement, [op])
  return statement
}

export const toStatements = (ops: readonly Op[]): Query[] =>
  ops.filter((op) => 'update' in op || op.rows.length > 0).map(toStatement)

const snakeKeys = (row: object) => Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v]))

/** The list as the definer functions of the public door take it. */
export const toPublicDocument = (ops: readonly Op[]): string =>
  JSON.stringify(
    ops.map((op) =>
      'insert' in op
        ? { insert: op.insert, rows: op.rows.map(snakeKeys) }
        : { update: op.update, set: snakeKeys(op.set), where: snakeKeys(op.where) },
    ),
  )

/** The list as `public_write` of the database takes it; `proof` is the digest of the look-up secret, null for a first report. */
export function toPublicCall(ops: readonly Op[], incidentId: string, proof: string | null): Query {
  const statement = sql`select public_write(${toPublicDocument(ops)}::jsonb, ${incidentId}::uuid, ${proof}::text)`
  made.set(statement, ops)
  return statement
}
