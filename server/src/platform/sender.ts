// Who sent a resident's report. There is no account; what tells the sender from everybody who has read the report since is a nonce
// of theirs, which our pages and newer programs send along, or, for programs without one, the address and the session that
// the report came from, and that for a short while only. The look-up secret is derived from it, so that sending again gives the same
// secret, nothing that opens a report is stored, and a member of staff who knows id and text cannot derive it (docs/decisions/0011).

import { makeSecret } from '@linli/contract/shared/public-secret.ts'
import type { FastifyRequest } from 'fastify'
import { addressOf } from './address.ts'
import type { House } from './house.ts'
import { entryOf } from './http.ts'

export interface Sender {
  mark: string
  /** Known by a nonce: for good. By an address: others come to sit behind it. */
  isLasting: boolean
}

/** How long an address alone stands for the sender. Own default: a program that got no answer asks again within seconds. */
export const senderByAddressMs = 10 * 60_000

export const senderByNonce = (nonce: string): Sender => ({ mark: `nonce ${nonce}`, isLasting: true })

export function senderOf(house: House, request: FastifyRequest, nonce: string | undefined): Sender {
  if (nonce !== undefined) return senderByNonce(nonce)
  const entry = entryOf(house, request)
  const session = entry?.kind === 'staff' ? entry.tokenDigest.toString('hex') : 'none'
  return { mark: `address ${addressOf(request.ip)} session ${session}`, isLasting: false }
}

/** The secret of a report in its stored form: always the same for the same id from the same sender. */
export function secretOf({ keys }: House, reportId: string, { mark }: Sender): string {
  let block = 0
  return makeSecret((count) => keys.digest('report secret', `${reportId} ${block++} ${mark}`).subarray(0, count))
}

/** Keyed digest of a secret, as the database keeps and takes it. */
export const proofOf = ({ keys }: House, secret: string): string =>
  `\\x${keys.digest('report proof', secret).toString('hex')}`
