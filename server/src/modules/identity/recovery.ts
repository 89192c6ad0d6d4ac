// Recovery codes: shown once, kept as keyed digests, each good for one sign-in when the device with the second factor is lost.
import { randomBytes } from 'node:crypto'
import { makeRecoveryCodes } from '@linli/contract/identity/handed-out.ts'
import { v7 as uuidv7 } from 'uuid'
import type { House } from '#platform/house.ts'
import { insertRows, type Query, sql } from '#platform/sql.ts'

/** Null for no code; the account is part of it, so that no digest tells whether two people drew the same. */
export const recoveryDigest = ({ keys }: House, accountId: string | null, code: string | null): Buffer | null =>
  accountId === null || code === null ? null : keys.digest('recovery', `${accountId} ${code}`)

/** Ten new codes in place of all earlier ones. */
export function freshCodes(house: House, accountId: string): { codes: string[]; writes: Query[] } {
  const codes = makeRecoveryCodes(randomBytes)
  const rows = codes.map((code) => ({
    id: uuidv7(),
    accountId,
    digest: `\\x${recoveryDigest(house, accountId, code)!.toString('hex')}`,
  }))
  return { codes, writes: [dropCodes(accountId), insertRows('recovery_code', rows)] }
}

export const dropCodes = (accountId: string): Query =>
  sql`delete from recovery_code where account_id = ${accountId}::uuid`
