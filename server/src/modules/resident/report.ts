// A resident's report and "not solved", for the API and for the pages alike: the same door, the same limits, the same answers.

import type { PublicReport } from '@linli/contract/incident/schemas.ts'
import type { Progress, ReportReceipt } from '@linli/contract/resident/schemas.ts'
import { formatSecret } from '@linli/contract/shared/public-secret.ts'
import type { FastifyReply } from 'fastify'
import { type ActionSpec, perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Caller, spend, spendIfWrong } from '#platform/limits.ts'
import { Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { proofOf, secretOf, senderByAddressMs, senderOf } from '#platform/sender.ts'
import type { Query } from '#platform/sql.ts'
import { type Size, serve } from '../file/public.ts'
import { actByReporter, findNumber, listShown, openBy, reportAction } from '../incident/public.ts'
import { findOffered } from './matters.ts'
import { progressOf } from './progress.ts'

/** Residents enter without a session, also those who happen to be signed in as staff in the same browser. */
const asResident = { kind: 'public' } as const

/**
 * Takes a report in; sent again with the same content by the same sender it gives the same number and secret. To everybody else
 * who sends something under its id it is a bare conflict, whatever the content: the answer must not tell whether words or phone
 * were guessed rightly, so tries that meet one are counted.
 */
export async function sendReport(
  caller: Caller,
  id: string,
  { nonce, ...report }: PublicReport,
): Promise<{ receipt: ReportReceipt; created: boolean }> {
  const { house, request } = caller
  const undo = spend(caller, 'reports')
  try {
    refuseUnoffered(house, report.matter)
    const sender = senderOf(house, request, nonce)
    const secret = secretOf(house, id, sender)
    const proof = proofOf(house, secret)
    const action = reportAction((incident) => ({
      queries: [findNumber(incident, proof)],
      build: ([rows]) => (rows as { number: string }[])[0]!.number,
    }))
    const { result, created } = await perform(house, sender.isLasting ? action : forAShortWhile(action), {
      entry: asResident,
      id,
      input: { id, report, secretDigest: proof },
    })
    if (!created) undo()
    return { receipt: { id, number: result, secret: formatSecret(secret) }, created }
  } catch (error) {
    if (!isConflict(error)) undo()
    throw isConflict(error) ? problem('id.conflict', { detail: takenDetail }) : error
  }
}

/** The same for one and all: another's id, other words, too late. */
const takenDetail =
  'This id is taken. If the report is yours it has been received; number and secret are told again to its nonce, or without one for ten minutes to the same address.'

const isConflict = (error: unknown): boolean => error instanceof Problem && error.code === 'id.conflict'

const forAShortWhile = <I, Q extends readonly Query[], R>(action: ActionSpec<I, Q, R>): ActionSpec<I, Q, R> => ({
  ...action,
  replay(target, context, firstAt) {
    if (context.wall - firstAt > senderByAddressMs) throw problem('id.conflict')
    return action.replay(target, context, firstAt)
  },
})

/** An unknown matter is left to the loop to refuse; one that only staff deal with, on the spot, is refused here. */
function refuseUnoffered(house: House, code: string): void {
  if (findOffered(house, code) === 'not_offered') throw problem('resident.matter_not_offered', { matter: code })
}

/** How a report stands. Only failures count against the allowance, and all failures look the same. */
export function follow(caller: Caller, number: string, secret: string): Promise<Progress> {
  const { house } = caller
  const answer = progressOf(openBy(house, number, secret))
  return spendIfWrong(caller, 'guesses', isUnknown, () =>
    read(house, asResident, answer.queries, (rows, context) => answer.build(rows as unknown[][], context)),
  )
}

/** A picture of the result that the desk lets the reporter see; of any other it is not said whether it is there. */
export async function showPicture(
  caller: Caller,
  { number, secret }: { number: string; secret: string },
  id: string,
  size: Size,
): Promise<FastifyReply> {
  const { house } = caller
  spend(caller, 'looks')
  const picture = await spendIfWrong(caller, 'guesses', isUnknown, () =>
    read(house, asResident, [listShown(openBy(house, number, secret))], ([rows]) => {
      const found = rows.find((row) => row.id === id)
      if (!found) throw problem('not_found')
      return found
    }),
  )
  return serve(caller, picture, size)
}

/** "Not solved": the loop starts its next round, if the time for saying so is not over. */
export function sayNotSolved(
  caller: Caller,
  number: string,
  { id, secret, reason }: { id?: string; secret: string; reason: string },
): Promise<Progress> {
  const { house } = caller
  const opened = openBy(house, number, secret)
  return spendIfWrong(caller, 'guesses', isUnknown, async () => {
    spend(caller, 'reopenings')
    const action = actByReporter('reopen', opened, progressOf(opened))
    const sent = { entry: asResident, ...(id && { id }), input: { ...opened, reason } }
    return (await perform(house, action, sent)).result
  })
}

/** An application taken back by whoever made it, until it is decided. */
export function withdraw(
  caller: Caller,
  number: string,
  { id, secret, reason }: { id?: string; secret: string; reason?: string },
): Promise<Progress> {
  const { house } = caller
  const opened = openBy(house, number, secret)
  return spendIfWrong(caller, 'guesses', isUnknown, async () => {
    const action = actByReporter('withdraw', opened, progressOf(opened))
    const input = { ...opened, ...(reason !== undefined && { reason }) }
    return (await perform(house, action, { entry: asResident, ...(id && { id }), input })).result
  })
}

const isUnknown = (error: unknown): boolean => error instanceof Problem && error.code === 'not_found'
