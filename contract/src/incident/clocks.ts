// The two clocks and the ladder that stands on them.
//
// The state clock restarts whenever a state is entered. The promise clock starts at the first accept of a round and never
// restarts: suspended and merged time is left out, an approved extension moves its end, and the finish that is later verified
// stops it (a failed finish means that it never stopped). `dueAt` is the nearer end of the two.
//
// The ladder climbs towards one instant, the *target*: the nearer end that still lay ahead when the state was entered. A promise
// that had been missed before is no target again: its lateness is latched, and whoever gets the incident then must have the
// full time of the state before it is taken away.
import { type Calendar, hourMs, type LimitUnit } from '../deadline/calendar.ts'
import { addWorking, countsOpenTime, workingBetween } from '../deadline/deadline.ts'
import type { Pause } from '../deadline/trace.ts'
import type { IncidentColumns, Limit } from './columns.ts'
import type { DeadlineRule, SourcedLimit } from './document.ts'
import type { Draft } from './draft.ts'
import { isFinal, type Step } from './words.ts'

export const isPromiseRunning = (facts: IncidentColumns): boolean =>
  facts.promiseDueAt !== null && facts.promiseStoppedAt === null && !isFinal(facts.state)

export const endOf = (from: number, limit: Limit, calendar: Calendar): number =>
  addWorking(from, limit.amount, limit.unit, calendar).dueAt

/** Computes the promise anew from its start, its limit, its pauses and its extensions. */
export function countPromise({ facts, around }: Draft): void {
  const { promiseStartedAt, promiseAmount, promiseUnit, pauses, extensions } = facts
  if (promiseStartedAt === null || promiseAmount === null || promiseUnit === null) return
  const counted = addWorking(promiseStartedAt, promiseAmount, promiseUnit, around.calendar, pauses, extensions)
  facts.promiseDueAt = counted.dueAt
  facts.promiseTrace = counted.trace
}

/** Restarts the state clock: a new state has been entered now. */
export function enterState(draft: Draft, rule: DeadlineRule | null): void {
  const { facts, around } = draft
  facts.stateSince = around.now
  facts.stateDueAt = null
  facts.stateTrace = []
  facts.stepsDone = []
  if (rule?.atEnd === 'late') countState(draft, rule)
  setLadder(draft, rule)
}

function countState({ facts, around }: Draft, rule: DeadlineRule): void {
  const endsWithPromise = rule.from === 'promise' && isPromiseRunning(facts) && facts.promiseDueAt! > around.now
  if (endsWithPromise) {
    facts.stateDueAt = facts.promiseDueAt
    facts.stateTrace = facts.promiseTrace
    return
  }
  const counted = addWorking(startOf(rule, facts), rule.limit.amount, rule.limit.unit, around.calendar)
  facts.stateDueAt = counted.dueAt
  facts.stateTrace = counted.trace
}

/** The instant from which a state's limit counts. */
export function startOf(rule: DeadlineRule, facts: IncidentColumns): number {
  if (rule.from === 'suspension') return facts.suspendedUntil ?? facts.stateSince
  if (rule.from === 'notice') return facts.noticeUntil ?? facts.stateSince
  return facts.stateSince
}

/** The promise has moved: a state that ends with it moves too, and the ladder is set up for the new target. */
export function promiseMoved(draft: Draft, rule: DeadlineRule | null): void {
  const { facts, before } = draft
  countPromise(draft)
  const followed = rule?.from === 'promise' && facts.stateDueAt !== null && facts.stateDueAt === before.promiseDueAt
  if (followed) {
    facts.stateDueAt = facts.promiseDueAt
    facts.stateTrace = facts.promiseTrace
  }
  setLadder(draft, rule)
}

/** An extension reaches at least as far in the state clock as in the promise. */
export function extendState({ facts }: Draft, until: number): void {
  if (facts.stateDueAt === null || facts.stateDueAt >= until) return
  facts.stateTrace = [
    ...facts.stateTrace.filter((step) => step.kind !== 'due'),
    { kind: 'extend', from: facts.stateDueAt, amount: (until - facts.stateDueAt) / hourMs, unit: 'urgentHour' },
    { kind: 'due', at: until },
  ]
  facts.stateDueAt = until
}

/** What is left of the state's limit after a merge counts on from now; a limit that was over stays over. */
export function resumeState({ facts, before, around }: Draft, stoppedAt: number, unit: LimitUnit): void {
  if (facts.stateDueAt === null || facts.stateDueAt <= stoppedAt) return
  if (facts.stateDueAt === before.promiseDueAt) {
    facts.stateDueAt = facts.promiseDueAt
    facts.stateTrace = facts.promiseTrace
    return
  }
  const left = workingBetween(stoppedAt, facts.stateDueAt, unit, around.calendar)
  const counted = addWorking(around.now, left, unit, around.calendar)
  facts.stateDueAt = counted.dueAt
  facts.stateTrace = [...facts.stateTrace.filter((step) => step.kind !== 'due'), ...counted.trace]
}

/** Computes remindAt, warnAt, dueAt, escalateAt for the present target and forgets steps that a later target makes due again. */
export function setLadder(draft: Draft, rule: DeadlineRule | null): void {
  const { facts, around } = draft
  facts.remindAt = null
  facts.warnAt = null
  facts.escalateAt = null
  facts.dueAt = nearest(
    rule?.atEnd === 'late' ? facts.stateDueAt : null,
    isPromiseRunning(facts) ? facts.promiseDueAt : null,
  )
  const target = rule?.atEnd === 'late' ? targetOf(facts) : null
  if (rule !== null && target !== null) {
    const natural = target === facts.promiseDueAt && facts.promiseUnit !== null && !countsOpenTime(facts.promiseUnit)
    const unit = natural || !countsOpenTime(rule.limit.unit) ? 'urgentHour' : 'workHour'
    const start = Math.max(startOf(rule, facts), facts.stateSince)
    const partOfWay = wayBetween(start, target, unit, around.calendar, mergedTime(facts))
    facts.remindAt = partOfWay(rule.remind)
    facts.warnAt = partOfWay(rule.warn)
    const grace = rule.escalate?.after ?? rule.repeat
    facts.escalateAt = endOf(target, natural ? dayAndNight(grace) : grace, around.calendar)
    const moved = draft.before.state === facts.state && target > (targetOf(draft.before) ?? target)
    if (moved) facts.stepsDone = facts.stepsDone.filter((step) => step === 'stateLate')
  }
  setNextStep(facts, rule)
}

/** A promise that counts nights too is not left alone for a night because the grace would count office hours only. */
const dayAndNight = (limit: SourcedLimit): Limit => ({
  amount: limit.amount,
  unit: limit.unit === 'workHour' ? 'urgentHour' : limit.unit === 'workDay' ? 'calendarDay' : limit.unit,
})

const mergedTime = (facts: IncidentColumns): Pause[] => facts.pauses.filter((pause) => pause.why === 'merged')

function targetOf(facts: IncidentColumns): number | null {
  const promise = isPromiseRunning(facts) && facts.promiseDueAt! > facts.stateSince ? facts.promiseDueAt : null
  return nearest(facts.stateDueAt, promise)
}

function nearest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}

/** Per cent of the counted time from `start` to `target`; where none is counted (a night), of the time on the wall. */
function wayBetween(start: number, target: number, unit: LimitUnit, calendar: Calendar, pauses: readonly Pause[]) {
  const amount = target > start ? workingBetween(start, target, unit, calendar, pauses) : 0
  return (percent: number): number => {
    if (percent === 0) return start
    if (amount === 0) return Math.round(start + ((target - start) * percent) / 100)
    return Math.min(target, addWorking(start, (amount * percent) / 100, unit, calendar, pauses).dueAt)
  }
}

/** The earliest step of the ladder that has not been taken; of several at one instant the lower rung comes first. */
export function setNextStep(
  facts: { -readonly [K in keyof IncidentColumns]: IncidentColumns[K] },
  rule: DeadlineRule | null,
): void {
  const rungs = rule === null ? [] : rule.atEnd === 'archive' ? archiveRung(facts) : ladderRungs(facts)
  const next = rungs.reduce<Rung | null>((first, rung) => (first === null || rung.at < first.at ? rung : first), null)
  facts.nextStep = next?.step ?? null
  facts.nextStepAt = next?.at ?? null
}

interface Rung {
  readonly step: Step
  readonly at: number
}

const archiveRung = (facts: IncidentColumns): Rung[] =>
  facts.followUpUntil === null ? [] : [{ step: 'archive', at: facts.followUpUntil }]

function ladderRungs(facts: IncidentColumns): Rung[] {
  const done = new Set(facts.stepsDone)
  const rungs: [Step, number | null, boolean][] = [
    ['remind', facts.remindAt, done.has('remind')],
    ['warn', facts.warnAt, done.has('warn')],
    ['markLate', facts.stateDueAt, done.has('stateLate')],
    ['markLate', isPromiseRunning(facts) ? facts.promiseDueAt : null, facts.promiseMissed],
    ['escalate', facts.escalateAt, done.has('escalate')],
  ]
  return rungs.flatMap(([step, at, taken]) => (at === null || taken ? [] : [{ step, at }]))
}
