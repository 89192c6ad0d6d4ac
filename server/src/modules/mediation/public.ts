// What the room above asks of mediations: whether the chain of a case holds. Never what a case is about.
import type { Keys } from '#platform/crypto.ts'
import { linkOf } from './chain.ts'
import type { ActionRow } from './columns.ts'

export type { ActionRow } from './columns.ts'

/** `before` is the digest of the entry before, null for the first. */
export const entryFits = (keys: Keys, row: ActionRow, before: Uint8Array | null): boolean =>
  linkOf(keys, before, row).equals(Buffer.from(row.digest))
