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

/** What may stand at a place of a key; anything else would be a fault of the query that it goes into. */
const parts = {
  text: (k: unknown) => typeof k === 'string' && k.isWellFormed() && !k.includes('\0'),
  id: (k: unknown) => typeof k === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(k),
  whole: (k: unknown) => Number.isSafeInteger(k),
  /** Epoch milliseconds, in the centuries that the edge lets in as well. */
  instant: (k: unknown) => Number.isSafeInteger(k) && Math.abs(k as number) < 7_258_118_400_000,
} as const
type KeyPart = keyof typeof parts
type KeyOf<P extends readonly KeyPart[]> = { [I in keyof P]: P[I] extends 'text' | 'id' ? string : number }

/** The last key of the page before; null without a cursor. */
export function decodeCursor<const P extends readonly KeyPart[]>(
  cursor: string | undefined,
  shape: P,
): KeyOf<P> | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === shape.length && shape.every((part, i) => parts[part](key[i])))
      return key as KeyOf<P>
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
