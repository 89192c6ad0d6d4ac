// A resident's report and "not solved", for the API and for the pages alike: the same door, the same limits, the same answers.

import type { PublicReport } from '@linli/contract/incident/schemas.ts'
import type { Progress, ReportReceipt } from '@linli/contract/resident/schemas.ts'
import { formatSecret } from '@linli/contract/shared/public-secret.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { findNumber, openBy, reopenByReporter, reportAction, secretOf, secretProof } from '../incident/public.ts'
import { spend } from './limits.ts'
import { findOffered } from './matters.ts'
import { progressOf } from './progress.ts'

/** Residents enter without a session, also those who happen to be signed in as staff in the same browser. */
const asResident = { kind: 'public' } as const

export interface Visit {
  house: House
  request: FastifyRequest
  reply: FastifyReply
}

/** Takes a report in; sent again with the same content it gives the same number and secret. */
export async function sendReport(
  { house, request, reply }: Visit,
  id: string,
  report: PublicReport,
): Promise<{ receipt: ReportReceipt; created: boolean }> {
  const undo = spend(house, 'reports', request, reply)
  try {
    refuseUnoffered(house, report.matter)
    const secret = secretOf(house, id)
    const proof = secretProof(house, secret)
    const action = reportAction((incident) => ({
      queries: [findNumber(incident, proof)],
      build: ([rows]) => (rows as { number: string }[])[0]!.number,
    }))
    const { result, created } = await perform(house, action, {
      entry: asResident,
      id,
      input: { id, report, secretDigest: proof },
    })
    if (!created) undo()
    return { receipt: { id, number: result, secret: formatSecret(secret) }, created }
  } catch (error) {
    undo()
    throw error
  }
}

/** An unknown matter is left to the loop to refuse; one that only staff deal with, on the spot, is refused here. */
function refuseUnoffered(house: House, code: string): void {
  if (findOffered(house, code) === 'not_offered') throw problem('resident.matter_not_offered', { matter: code })
}

/** How a report stands. Only failures count against the allowance, and all failures look the same. */
export function follow(visit: Visit, number: string, secret: string): Promise<Progress> {
  const { house } = visit
  const answer = progressOf(openBy(house, number, secret))
  return guessing(visit, () =>
    read(house, asResident, answer.queries, (rows, context) => answer.build(rows as unknown[][], context)),
  )
}

/** "Not solved": the loop starts its next round, if the time for saying so is not over. */
export function sayNotSolved(
  visit: Visit,
  number: string,
  { id, secret, reason }: { id?: string; secret: string; reason: string },
): Promise<Progress> {
  const { house, request, reply } = visit
  const opened = openBy(house, number, secret)
  return guessing(visit, async () => {
    spend(house, 'reopenings', request, reply)
    const action = reopenByReporter(opened, progressOf(opened))
    const sent = { entry: asResident, ...(id && { id }), input: { ...opened, reason } }
    return (await perform(house, action, sent)).result
  })
}

async function guessing<T>({ house, request, reply }: Visit, work: () => Promise<T>): Promise<T> {
  const undo = spend(house, 'guesses', request, reply)
  try {
    const result = await work()
    undo()
    return result
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not_found')) undo()
    throw error
  }
}
