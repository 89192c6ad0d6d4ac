// Waiting: wishes of the unit, their decision, extension and suspension. A centre's own word takes effect at once; a unit's is a
// request until the desk decides.
import { hourMs } from '../deadline/calendar.ts'
import { extendState, isPromiseRunning } from './clocks.ts'
import { type Draft, seqOf, spoken, tell, toHolder, toReporters, toUnit } from './draft.ts'
import type { EffectRule } from './effects.ts'
import type { OpenRequest } from './facts.ts'
import { instantOf } from './guards.ts'
import { accountOf } from './who.ts'

const askRequest =
  (kind: OpenRequest['kind']) =>
  (draft: Draft): void => {
    const { facts, input, actor, requests } = draft
    const until = instantOf(input.until)
    const accountId = accountOf(actor)
    if (until === null || accountId === null || facts.holderUnit === null) return
    const request: OpenRequest = { seq: seqOf(draft), kind, until, unitId: facts.holderUnit, accountId }
    facts.requests = [...facts.requests, request]
    requests.push({ do: 'open', ...request })
    tell(draft, 'requested', toUnit(facts.deskUnit))
  }

function decideRequest(draft: Draft): void {
  const { facts, before, input, requests, data } = draft
  const request = before.requests.find((open) => open.seq === input.request)
  if (!request) return
  facts.requests = facts.requests.filter((open) => open.seq !== request.seq)
  requests.push({ do: 'close', seq: request.seq, outcome: input.granted === true ? 'granted' : 'refused' })
  Object.assign(data, { kind: request.kind, until: spoken(request.until) })
  tell(draft, 'requestDecided', toUnit(request.unitId))
}

/** The date of the request that is being granted, else the one that was sent. */
function untilOf({ before, input }: Draft): number | null {
  const granted = before.requests.find((open) => open.seq === input.request)
  return granted?.until ?? instantOf(input.until)
}

/** Counted in hours by day and night, so that the promise ends exactly at the agreed instant. */
function extendPromise(draft: Draft): void {
  const { facts, around, data } = draft
  const until = untilOf(draft)
  if (until === null) return
  if (isPromiseRunning(facts)) {
    const amount = (until - facts.promiseDueAt!) / hourMs
    facts.extensions = [...facts.extensions, { amount, unit: 'urgentHour', at: around.now }]
  }
  extendState(draft, until)
  data.until = spoken(until)
  tell(draft, 'requestDecided', ...toHolder(draft))
}

/** The pause is known in advance: if nobody resumes on the agreed day, the promise runs on all the same. */
function suspend(draft: Draft): void {
  const { facts, around, data } = draft
  const until = untilOf(draft)
  if (until === null) return
  facts.suspendedFrom = around.now
  facts.suspendedUntil = until
  facts.pauses = [...facts.pauses, { from: around.now, to: until, why: 'suspended' }]
  data.until = spoken(until)
  tell(draft, 'suspended', toReporters, ...toHolder(draft))
}

export const waiting = {
  askExtension: { run: askRequest('extend'), reads: ['until'], needs: ['lead'] },
  askSuspension: { run: askRequest('suspend'), reads: ['until'], needs: ['lead'] },
  decideRequest: { run: decideRequest, reads: ['request', 'granted'] },
  extendPromise: { run: extendPromise },
  suspend: { run: suspend, gives: ['suspension'] },
} as const satisfies Record<string, EffectRule>
