// Whose report a resident's file is for. Ids of reports and of the files that they await are known to staff who read them, so an id
// proves nothing: whoever fills one shows that they sent the report, by its nonce, by its secret, or for a short while by where
// they are (platform/sender.ts). What was shown when an upload began is judged again when it has come, for then the report may be there.

import { normaliseSecret } from '@linli/contract/shared/public-secret.ts'
import type { FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import { proofOf, secretOf, senderByAddressMs, senderOf } from '#platform/sender.ts'
import type { ReportRow } from './queries.ts'
import type { Wanted } from './wanted.ts'

export interface Proof {
  text: string
  /** False: from an address alone, which others come to sit behind. */
  isLasting: boolean
}

export function proofFor(house: House, request: FastifyRequest, { report, nonce, secret }: Wanted): Proof {
  if (secret !== null) return { text: proofOf(house, normaliseSecret(secret) ?? ''), isLasting: true }
  const sender = senderOf(house, request, nonce ?? undefined)
  return { text: proofOf(house, secretOf(house, report!, sender)), isLasting: sender.isLasting }
}

/** Throws file.not_of_sender when the report is there and somebody else's, or not to be known to be this sender's any more. */
export function refuseStranger(report: ReportRow | undefined, { isLasting }: Proof, wall: number): void {
  if (!report) return
  const isRecent = report.sentAt !== null && wall - report.sentAt <= senderByAddressMs
  if (!report.isSender || !(isLasting || isRecent)) throw problem('file.not_of_sender')
}
