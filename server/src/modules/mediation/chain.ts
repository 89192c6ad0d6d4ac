// One chain per mediation, as every history has one: a keyed digest over the digest before and over the facts of the entry, the sealed
// content among them. So nothing can be changed, taken out or put between without the key.
import { createHash } from 'node:crypto'
import { canonical, type Keys } from '#platform/crypto.ts'
import type { ActionRow } from './columns.ts'

type Facts = Omit<ActionRow, 'digest'>

export const linkOf = (keys: Keys, before: Uint8Array | null, row: Facts): Buffer =>
  keys.link(
    before,
    canonical({
      mediationId: row.mediationId,
      seq: row.seq,
      action: row.action,
      accountId: row.accountId,
      at: row.at,
      toState: row.toState,
      content: createHash('sm3').update(row.content).digest('hex'),
    }),
  )

/** Whether the history is what was written, up to the end that the case names. */
export function isWhole(keys: Keys, history: readonly ActionRow[], head: Uint8Array): boolean {
  let before: Uint8Array | null = null
  for (const [i, row] of history.entries()) {
    const digest = linkOf(keys, before, row)
    if (row.seq !== i + 1 || !digest.equals(Buffer.from(row.digest))) return false
    before = digest
  }
  return before !== null && Buffer.from(before).equals(Buffer.from(head))
}
