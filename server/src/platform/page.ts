// Keyset pages: the cursor names the last key seen, opaque to callers; a broken one is refused, not ignored.
import { problem } from './problem.ts'
import { type Query, sql } from './sql.ts'

export interface Page<T> {
  items: T[]
  next: string | null
  total?: number
  totalIsAtLeast?: boolean
}

export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((k) => k === null || typeof k === 'string' || typeof k === 'number')
    )
      return key
  } catch {}
  throw problem('request.invalid', {
    errors: [{ path: 'querystring/cursor', message: 'is not a cursor of this list; start again without it' }],
  })
}

/** Cuts the one row too many that tells whether there is a next page. */
export function toPage<R, T>(
  rows: R[],
  limit: number,
  key: (row: R) => (string | number | null)[],
  view: (row: R) => T,
  counted?: number,
): Page<T> {
  const more = rows.length > limit
  const shown = more ? rows.slice(0, limit) : rows
  const page: Page<T> = { items: shown.map(view), next: more ? encodeCursor(key(shown.at(-1)!)) : null }
  if (counted !== undefined) {
    page.total = Math.min(counted, COUNT_CAP)
    if (counted > COUNT_CAP) page.totalIsAtLeast = true
  }
  return page
}

const COUNT_CAP = 10_000

/** Counts the rows of `from` up to the cap and one: exact counts of everything would scan a city. */
export const countUpToCap = (from: Query): Query<{ n: number }> =>
  sql<{ n: number }>`select count(*)::int as n from (select 1 from ${from} limit ${sql.lit(COUNT_CAP + 1)}) counted`

export const all = (conditions: Query[]): Query =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
