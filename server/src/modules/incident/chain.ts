// One chain per incident (docs/loop.md, rule 3): each entry's digest is a keyed HMAC over the digest before it and over
// the entry's fixed facts, which hold the salted hash of its payload; so a payload can be erased by law and the chain still
// proves everything else.
import { createHash, randomBytes } from 'node:crypto'
import type { HistoryEntry } from '@linli/contract/incident/verdict.ts'
import { canonical, type Keys } from '#platform/crypto.ts'
import type { Who } from '#platform/session.ts'
import { at } from '#platform/sql.ts'

export interface ActionRow {
  incidentId: string
  seq: number
  action: string
  round: number
  actorKind: 'staff' | 'resident' | 'system'
  byActor: boolean
  accountId: string | null
  actorName: string
  onBehalfOf: string | null
  postId: string | null
  unitId: string | null
  fromState: string | null
  toState: string
  at: number
  recordedAt: number
  dueWas: number | null
  data: Record<string, unknown> | null
  salt: Uint8Array
  payloadDigest: Uint8Array
  digest: Uint8Array
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

const payloadDigest = (salt: Uint8Array, data: unknown): Buffer =>
  createHash('sm3').update(salt).update(canonical(data)).digest()

/** What the digest covers: everything but the payload itself, which its salted hash stands for. Named one by one, so that a column
 * that is added later does not break the chains of before. */
const facts = (row: ActionRow): string =>
  canonical({
    incidentId: row.incidentId,
    seq: row.seq,
    action: row.action,
    round: row.round,
    actorKind: row.actorKind,
    byActor: row.byActor,
    accountId: row.accountId,
    actorName: row.actorName,
    onBehalfOf: row.onBehalfOf,
    postId: row.postId,
    unitId: row.unitId,
    fromState: row.fromState,
    toState: row.toState,
    at: row.at,
    recordedAt: row.recordedAt,
    dueWas: row.dueWas,
    salt: hex(row.salt),
    payloadDigest: hex(row.payloadDigest),
  })

/** Whether an entry is the one that was written after `before`; an erased payload (null data) is accepted on the strength of its hash. */
export const entryFits = (keys: Keys, row: ActionRow, before: Uint8Array | null): boolean =>
  (row.data === null || payloadDigest(row.salt, row.data).equals(Buffer.from(row.payloadDigest))) &&
  keys.link(before, facts(row)).equals(Buffer.from(row.digest))

export interface Entry {
  incidentId: string
  round: number
  at: number
  recordedAt: number
  dueWas: number | null
  who: Who
  unitOfPost: (postId: string | null) => string | null
}

/** History rows for a verdict's entries, chained on; gives the rows ready to insert and the new head. */
export function chainOn(
  keys: Keys,
  head: Uint8Array | null,
  lastSeq: number,
  entries: readonly HistoryEntry[],
  entry: Entry,
): { rows: object[]; head: Buffer } {
  let before = head
  const rows = entries.map((h, i) => {
    const salt = randomBytes(16)
    const bySystem = !h.byActor || entry.who.kind === 'system'
    const row: ActionRow = {
      incidentId: entry.incidentId,
      seq: lastSeq + 1 + i,
      action: h.action,
      round: entry.round,
      actorKind: bySystem ? 'system' : entry.who.kind === 'staff' ? 'staff' : 'resident',
      byActor: h.byActor,
      accountId: bySystem ? null : entry.who.accountId,
      actorName: bySystem ? '' : entry.who.name,
      onBehalfOf: h.onBehalfOf,
      postId: h.postId,
      unitId: entry.unitOfPost(h.postId),
      fromState: h.from,
      toState: h.to,
      at: entry.at,
      recordedAt: entry.recordedAt,
      dueWas: entry.dueWas,
      data: h.data as Record<string, unknown>,
      salt,
      payloadDigest: payloadDigest(salt, h.data),
      digest: Buffer.alloc(0),
    }
    const digest = keys.link(before, facts(row))
    before = digest
    return {
      ...row,
      at: at(row.at),
      recordedAt: at(row.recordedAt),
      dueWas: at(row.dueWas),
      salt: hex(salt),
      payloadDigest: hex(row.payloadDigest),
      digest: hex(digest),
    }
  })
  return { rows, head: Buffer.from(before ?? []) }
}

export interface Integrity {
  valid: boolean
  actions: number
  head: string
  /** Number of the first entry that does not fit; absent when the chain holds. */
  brokenAt?: number
}

/** Recomputes the chain of one incident. */
export function checkChain(keys: Keys, rows: readonly ActionRow[], head: Uint8Array): Integrity {
  let before: Uint8Array | null = null
  let broken: number | undefined
  for (const [i, row] of rows.entries()) {
    if (broken === undefined && (row.seq !== i + 1 || !entryFits(keys, row, before))) broken = row.seq
    before = row.digest
  }
  if (broken === undefined && (before === null || !Buffer.from(before).equals(Buffer.from(head)))) broken = rows.length
  return {
    valid: broken === undefined,
    actions: rows.length,
    head: Buffer.from(head).toString('hex'),
    ...(broken === undefined ? {} : { brokenAt: broken }),
  }
}
