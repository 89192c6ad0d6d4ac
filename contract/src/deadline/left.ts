// What is left of a deadline, in counted time and in the words of people. Working time is what a desk plans with, so the
// night, the weekend and a suspension are left out of the figure, and it is said when counting goes on.
import { humanise, type Language } from '../shared/humanise.ts'
import type { Calendar, LimitUnit } from './calendar.ts'
import { joinPauses } from './count.ts'
import { type DeadlineMessage, deadlineMessages } from './deadline.messages.ts'
import { countsOpenTime, isOpen, nextOpen, unitMs, workingMsBetween } from './deadline.ts'
import { instantText } from './explain.ts'
import type { Pause } from './trace.ts'

export interface RunningClock {
  readonly startedAt: number
  readonly dueAt: number
  readonly unit: LimitUnit
  readonly pauses: readonly Pause[]
}

export interface Left {
  /** Counted time to go, or counted time since it was due; over a weekend that may be none. */
  readonly ms: number
  readonly isOver: boolean
  /** The next instant that counts, if `now` does not: before the start, in a pause, outside the opening hours. */
  readonly resumesAt: number | null
}

export function leftOf(clock: RunningClock, now: number, calendar: Calendar): Left {
  const { dueAt, unit, startedAt } = clock
  if (now > dueAt) return { ms: workingMsBetween(dueAt, now, unit, calendar), isOver: true, resumesAt: null }
  const counts = (at: number) => (!countsOpenTime(unit) || isOpen(at, calendar) ? at : nextOpen(at, calendar))
  let at = counts(Math.max(now, startedAt))
  for (const pause of joinPauses(clock.pauses, now)) if (pause.from <= at && at < pause.to) at = counts(pause.to)
  const ms = workingMsBetween(Math.min(at, dueAt), dueAt, unit, calendar, clock.pauses)
  return { ms, isOver: false, resumesAt: at === now || ms === 0 ? null : at }
}

/** What is left or over, as one sentence, and as a second one when counting goes on, if it stands still now. */
export function leftText(clock: RunningClock, now: number, language: Language, calendar: Calendar): string[] {
  const { ms, isOver, resumesAt } = leftOf(clock, now, calendar)
  const isWork = countsOpenTime(clock.unit)
  const length = humanise(ms, language, unitMs(isWork ? 'workDay' : 'calendarDay', calendar))
  const say = (key: DeadlineMessage, values: Record<string, string>) =>
    deadlineMessages[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const kind = isWork ? 'work' : 'natural'
  const first = say(isOver ? `deadline.over.${kind}` : `deadline.left.${kind}`, { length })
  if (resumesAt === null) return [first]
  return [first, say('deadline.left.resumes', { at: instantText(resumesAt, language, calendar) })]
}
