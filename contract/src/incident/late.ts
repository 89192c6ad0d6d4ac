// Being late: the flags latch, the moment is recorded with both the instant that was missed and the time at which it was seen, and
// a supervision is opened. The sweep marks it; whoever acts before the sweep has come by marks it first, so that no act slips
// past a missed limit.

import { endOf, isPromiseRunning } from './clocks.ts'
import type { IncidentColumns } from './columns.ts'
import { type Draft, happenedAt, spoken, systemEntry, tell, toHolder } from './draft.ts'
import { addSupervision, replyWithin } from './effects-beside.ts'
import { leaderAbove } from './lookup.ts'
import type { Grade } from './words.ts'

type Clock = 'state' | 'promise'

/** Clocks whose end has come by `at` and that have not been marked. */
export function missedClocks(facts: IncidentColumns, at: number): Clock[] {
  const state = facts.stateDueAt !== null && facts.stateDueAt <= at && !facts.stepsDone.includes('stateLate')
  const promise = isPromiseRunning(facts) && facts.promiseDueAt! <= at && !facts.promiseMissed
  return [...(state ? (['state'] as const) : []), ...(promise ? (['promise'] as const) : [])]
}

/** Latches the flags; returns what the history says of it. */
export function latchLate(draft: Draft, missed: readonly Clock[]): Record<string, unknown> {
  const { facts, around } = draft
  const ends = missed.map((clock) => (clock === 'state' ? facts.stateDueAt : facts.promiseDueAt)!)
  facts.isLate = true
  facts.lateSince ??= Math.min(...ends)
  if (missed.includes('state')) {
    facts.stateLate = true
    facts.stepsDone = [...facts.stepsDone, 'stateLate']
  }
  if (missed.includes('promise')) {
    facts.promiseLate = true
    facts.promiseMissed = true
  }
  tell(draft, 'late', ...toHolder(draft), ...leaderAbove(facts.holderArea ?? facts.deskArea, around).addressees)
  return { missed, dueAt: spoken(Math.min(...ends)), takenAt: spoken(around.now) }
}

/** Before somebody acts: what was missed strictly before the act happened is marked. Acting at the very instant is in time. */
export function settleLate(draft: Draft): void {
  const missed = missedClocks(draft.facts, happenedAt(draft) - 1)
  if (missed.length === 0) return
  draft.earlier.push(systemEntry('markLate', draft.before.state, latchLate(draft, missed)))
  superviseLate(draft, draft.before.seq + draft.earlier.length, 'ordinary')
}

/** One automatic supervision is open at a time; the next one replaces an unanswered one. */
export function superviseLate(draft: Draft, seq: number, grade: Grade): void {
  const { facts, around } = draft
  for (const open of facts.supervisions.filter((supervision) => supervision.isAutomatic)) {
    facts.supervisions = facts.supervisions.filter((other) => other.seq !== open.seq)
    draft.supervisions.push({ do: 'close', seq: open.seq, outcome: 'ended' })
  }
  const dueAt = endOf(around.now, replyWithin, around.calendar)
  addSupervision(draft, { seq, grade, unitId: facts.holderUnit, dueAt, isAutomatic: true, repliedSeq: null }, null)
}
