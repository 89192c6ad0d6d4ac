// Where somebody stands in the feed of latest changes (migration 60): the last row that they were given, and the scope that they had
// then. Opaque to clients. A position taken under another scope, by another account or in another database is answered with "begin
// anew": what was seen then and not now could not be named without telling of things that are not theirs.
import { createHash } from 'node:crypto'
import { problem } from './problem.ts'
import type { Who } from './session.ts'

export interface Mark {
  /** Transaction, as the database prints it. */
  txid: string
  id: string
}

export interface Position extends Mark {
  scope: string
}

const nil = '00000000-0000-0000-0000-000000000000'
export const beginning: Mark = { txid: '0', id: nil }

/** Before everything that this transaction and later ones have changed. */
export const from = (txid: string): Mark => ({ txid, id: nil })

/** Changes with every post that begins or ends, be it as deputy. */
export function scopeOf({ key, posts }: Who): string {
  const sorted = (values: (string | null)[]) => [...new Set(values.filter((v) => v !== null))].sort()
  const scope = [key, sorted(posts.map((p) => p.areaCode)), sorted(posts.map((p) => p.unitId))]
  return createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 16)
}

/** Transactions after which somebody without news is given a newer position all the same, so that it stays near. */
const stride = 100_000n

/** Taken under the same scope, in this database. */
export const stillHolds = (position: Position, scope: string, horizon: string): boolean =>
  position.scope === scope && BigInt(position.txid) <= BigInt(horizon)

export const isNear = (position: Position, horizon: string): boolean => BigInt(horizon) - BigInt(position.txid) < stride

export const encodePosition = ({ scope, txid, id }: Position): string =>
  Buffer.from(JSON.stringify([scope, txid, id])).toString('base64url')

const shapes = [/^[A-Za-z0-9_-]{16}$/, /^\d{1,19}$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/]

/** Null for the beginning; throws request.invalid for what is no position. */
export function decodePosition(text: string | undefined): Position | null {
  if (text === undefined || text === '0') return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === 3 && shapes.every((shape, i) => shape.test(String(parts[i])))) {
      const [scope, txid, id] = parts as [string, string, string]
      return { scope, txid, id }
    }
  } catch {}
  throw problem('request.invalid', {
    errors: [{ path: 'querystring/since', message: 'is not a position of this feed; begin without it' }],
  })
}
