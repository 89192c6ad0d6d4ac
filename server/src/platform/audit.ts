// Two append-only chained logs: `audit` (what staff and administrators did to the system) and `disclosure` (who read whose
// personal data, for what). Each row carries an HMAC over the row before it, with a key outside the database. What proves that
// no end was cut off stands in modules/audit.
import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import type { Keys } from './crypto.ts'
import { canonical } from './crypto.ts'
import { at, insertRow, prepared, type Query, sql } from './sql.ts'

export const logs = ['audit', 'disclosure'] as const
export type ChainName = (typeof logs)[number]
export interface ChainHead {
  seq: number
  digest: Uint8Array | null
}

/** Locks the head of a log, or of the anchors: send it with the facts of the action that will append. */
export const chainHead = (log: ChainName | 'anchor'): Query<ChainHead> =>
  prepared(sql<ChainHead>`select seq, digest from chain_head where log = ${log} for update`)

/** Moves a head on to the entry that is written in the same transaction; `digest` in hex. */
export const moveHead = (log: ChainName | 'anchor', seq: number, digest: string): Query =>
  prepared(sql`update chain_head set seq = ${seq}, digest = ${`\\x${digest}`}::text::bytea where log = ${log}`)

export interface Entry {
  id: string
  accountId: string | null
  verb: AuditVerb
  subject: string | null
  facts: Record<string, unknown>
  at: number
}

/** Digest of an entry in hex; `before` is the digest of the one before, null for the first. */
export const entryDigest = (keys: Keys, before: Uint8Array | null, entry: Entry & { seq: number }): string =>
  keys
    .link(
      before,
      canonical({
        seq: entry.seq,
        id: entry.id,
        accountId: entry.accountId,
        verb: entry.verb,
        subject: entry.subject,
        facts: entry.facts,
        at: at(entry.at),
      }),
    )
    .toString('hex')

/** Writes that append one entry after `head`. */
export function append(keys: Keys, log: ChainName, head: ChainHead | undefined, entry: Entry): Query[] {
  if (!head) throw new Error(`The log ${log} has no head row.`)
  const seq = head.seq + 1
  const digest = entryDigest(keys, head.digest, { seq, ...entry })
  return [insertRow(log, { seq, ...entry, at: at(entry.at), digest: `\\x${digest}` }), moveHead(log, seq, digest)]
}

/** All chains empty again; only where the logs themselves have been emptied. */
export const startChains: Query[] = [
  sql`delete from chain_head`,
  sql`insert into chain_head (log, seq, digest) select log, 0, null from unnest(${'{audit,disclosure,anchor}'}::text[]) log`,
]
