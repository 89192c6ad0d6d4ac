// Two append-only chained logs: `audit` (what staff and administrators did to the system) and `disclosure` (who read whose
// personal data, for what). Each row carries an HMAC over the row before it, with a key outside the database.
import type { Keys } from './crypto.ts'
import { canonical } from './crypto.ts'
import { at, insertRow, prepared, type Query, sql } from './sql.ts'

export type ChainName = 'audit' | 'disclosure'
export interface ChainHead {
  seq: number
  digest: Uint8Array | null
}

/** Locks the head of a log: send it with the facts of the action that will append. */
export const chainHead = (log: ChainName): Query<ChainHead> =>
  prepared(sql<ChainHead>`select seq, digest from chain_head where log = ${log} for update`)

export interface Entry {
  id: string
  accountId: string | null
  verb: string
  subject: string | null
  facts: Record<string, unknown>
  at: number
}

/** Writes that append one entry after `head`. */
export function append(keys: Keys, log: ChainName, head: ChainHead | undefined, entry: Entry): Query[] {
  if (!head) throw new Error(`The log ${log} has no head row.`)
  const seq = head.seq + 1
  const row = { seq, ...entry, at: at(entry.at) }
  const digest = `\\x${keys.link(head.digest, canonical(row)).toString('hex')}`
  return [
    insertRow(log, { ...row, digest }),
    prepared(sql`update chain_head set seq = ${seq}, digest = ${digest}::text::bytea where log = ${log}`),
  ]
}

interface ChainRow extends Omit<Entry, 'at'> {
  seq: number
  at: number
  digest: Uint8Array
}

export const chainRows = (log: ChainName): Query<ChainRow> =>
  sql<ChainRow>`select seq, id, account_id, verb, subject, facts, at, digest from ${sql.table(log)} order by seq`

/** Recomputes a chain; answers with the number of the first row that does not fit, or null. `head` catches a cut-off end. */
export function firstBroken(keys: Keys, rows: readonly ChainRow[], head: ChainHead): number | null {
  let before: Uint8Array | null = null
  let seq = 0
  for (const { digest, ...row } of rows) {
    seq++
    const facts = canonical({ ...row, at: at(row.at) })
    if (row.seq !== seq || !keys.link(before, facts).equals(Buffer.from(digest))) return seq
    before = digest
  }
  const complete =
    seq === head.seq &&
    (before === null
      ? head.digest === null
      : head.digest !== null && Buffer.from(before).equals(Buffer.from(head.digest)))
  return complete ? null : seq + 1
}

/** Both logs empty again; only where the logs themselves have been emptied. */
export const startChains = sql`update chain_head set seq = 0, digest = null`
