// When something falls due: pure functions of (start, amount, unit, calendar, pauses, extensions), in epoch milliseconds.
//
// The rules, once:
// - A limit is an amount of *counted time*. `urgentHour` and `calendarDay` count day and night, 1 and 24 hours each.
//   `workHour` and `workDay` count open time only; one `workDay` is the opening time of one working day (8 hours).
// - So N working days from Monday 10:15 end at 10:15 on the N-th working day after it: the same place in the opening hours.
//   Why: the disposal tables of digital city management mix hours and days in one list (broken cover 4 working hours, rattling
//   cover 2 working days), which only makes sense on one scale; a suspension is measured in minutes and must give back
//   minutes; and nobody gains or loses most of a day by accepting at 17:59 or at 08:01. The legal count of periods in days
//   (Civil Code art. 201, 203: the first day is left out, the last ends with the close of business) never ends
//   earlier than ours, so whoever keeps ours has kept the legal one too.
// - A start outside the opening hours counts from the next opening: Friday 19:00 + 1 working day ends Monday 18:00.
// - The deadline is the earliest instant at which the whole amount has been counted. What fills a day ends at 18:00 that day, not
//   at 08:00 the next; what fills a morning ends at 12:00. Acting exactly at `dueAt` is in time.
// - Amounts may be fractions (half a working day); they are rounded to the millisecond.
// - Pauses are half-open, may overlap, and move the deadline by exactly the counted time that they cover.
// - An extension counts on from where the limit would have ended.
import { type Calendar, dayMs, dayName, dayNumberAt, hourMs, indexOf, type LimitUnit } from './calendar.ts'
import { countAllTime, countOpenTime, joinPauses, mirrored, openTimeBetween, type Walk } from './count.ts'
import { DeadlineError } from './errors.ts'
import { createRecorder } from './recorder.ts'
import type { Deadline, Extension, Pause } from './trace.ts'

/** Ten years of each unit; a longer limit is a mistake. */
export const maxAmount: Readonly<Record<LimitUnit, number>> = {
  urgentHour: 87_840,
  workHour: 29_280,
  workDay: 3_660,
  calendarDay: 3_660,
}

const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(2200, 0, 1)

/** How much counted time one unit is. */
export function unitMs(unit: LimitUnit, calendar: Calendar): number {
  if (unit === 'workDay') return indexOf(calendar).openMs
  return unit === 'calendarDay' ? dayMs : hourMs
}

/** Whether the calendar matters: work units count open time, the others day and night. */
export function countsOpenTime(unit: LimitUnit): boolean {
  return unit === 'workHour' || unit === 'workDay'
}

/** The deadline of a limit, with its trace. */
export function addWorking(
  from: number,
  amount: number,
  unit: LimitUnit,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
  extensions: readonly Extension[] = [],
): Deadline {
  checkInstant(from)
  checkPauses(pauses)
  const closedFrom = countsOpenTime(unit) && !isOpen(from, calendar) ? from : undefined
  const recorder = createRecorder(calendar, { kind: 'start', at: from, amount, unit }, closedFrom)
  const walk: Walk = { pauses: joinPauses(pauses, from), nextPause: 0, need: 0, recorder }
  let dueAt = countOn(from, amount, unit, calendar, walk)
  let unsettled = crossesUnsettled(dueAt, unit, calendar)
  for (const extension of extensions) {
    recorder.add({ kind: 'extend', from: dueAt, ...extension })
    dueAt = countOn(dueAt, extension.amount, extension.unit, calendar, walk)
    unsettled ||= crossesUnsettled(dueAt, extension.unit, calendar)
  }
  if (unsettled) recorder.add({ kind: 'provisional', from: dayName(indexOf(calendar).unsettledFrom) })
  recorder.add({ kind: 'due', at: dueAt })
  return { dueAt, trace: recorder.steps, provisional: unsettled }
}

/**
 * The latest instant from which `amount` counts up to `at`: for "one working hour before it falls due". It lies at an opening
 * rather than at the closing before.
 */
export function subtractWorking(
  at: number,
  amount: number,
  unit: LimitUnit,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): number {
  checkInstant(at)
  checkPauses(pauses)
  const backwards = pauses.map(({ from, to }) => ({ from: -to, to: -from }))
  const walk: Walk = { pauses: joinPauses(backwards, -at), nextPause: 0, need: needOf(amount, unit, calendar) }
  return -(countsOpenTime(unit) ? countOpenTime(-at, walk, mirrored(indexOf(calendar))) : countAllTime(-at, walk))
}

/**
 * Counted time from `from` to `to` in units (fractions included), without what the pauses cover; negative if `to` lies
 * before `from`. With (now, dueAt) it is what remains, or by how much it is over.
 */
export function workingBetween(
  from: number,
  to: number,
  unit: LimitUnit,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): number {
  return workingMsBetween(from, to, unit, calendar, pauses) / positiveUnitMs(unit, calendar)
}

/** The same in milliseconds of counted time. */
export function workingMsBetween(
  from: number,
  to: number,
  unit: LimitUnit,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): number {
  checkInstant(from)
  checkInstant(to)
  checkPauses(pauses)
  if (to < from) return -workingMsBetween(to, from, unit, calendar, pauses) || 0
  const index = indexOf(calendar)
  const between = (a: number, b: number) => (countsOpenTime(unit) ? openTimeBetween(a, b, index) : b - a)
  let counted = between(from, to)
  for (const pause of joinPauses(pauses, from))
    if (pause.from < to) counted -= between(pause.from, Math.min(pause.to, to))
  return counted
}

/** The extension that moves a deadline to `until`, in the unit of the limit. */
export function extensionUntil(dueAt: number, until: number, unit: LimitUnit, calendar: Calendar): Extension {
  if (until <= dueAt) throw new DeadlineError('deadline.extension_backwards', { dueAt, until })
  return { amount: workingBetween(dueAt, until, unit, calendar), unit }
}

/** Whether the desk is open at that instant; at 12:00 and at 18:00 sharp it is not. */
export function isOpen(at: number, calendar: Calendar): boolean {
  const index = indexOf(calendar)
  const day = dayNumberAt(at, calendar)
  if (!index.works(day)) return false
  const sinceMidnight = at + index.offsetMs - day * dayMs
  return index.open.some(({ from, to }) => sinceMidnight >= from && sinceMidnight < to)
}

/** `at` itself if the desk is open, else the next opening: nobody is reminded at midnight or on a Sunday (zammad#4432). */
export function nextOpen(at: number, calendar: Calendar): number {
  checkInstant(at)
  // The first counted millisecond begins there.
  return countOpenTime(at, { pauses: [], nextPause: 0, need: 1 }, indexOf(calendar)) - 1
}

function countOn(from: number, amount: number, unit: LimitUnit, calendar: Calendar, walk: Walk): number {
  walk.need = needOf(amount, unit, calendar)
  return countsOpenTime(unit) ? countOpenTime(from, walk, indexOf(calendar)) : countAllTime(from, walk)
}

function needOf(amount: number, unit: LimitUnit, calendar: Calendar): number {
  if (!Number.isFinite(amount) || amount < 0) throw new DeadlineError('deadline.amount_invalid', { amount, unit })
  if (amount > maxAmount[unit])
    throw new DeadlineError('deadline.amount_too_large', { amount, unit, largest: maxAmount[unit] })
  return Math.round(amount * positiveUnitMs(unit, calendar))
}

function positiveUnitMs(unit: LimitUnit, calendar: Calendar): number {
  const one = unitMs(unit, calendar)
  if (one === 0) throw new DeadlineError('deadline.no_working_time', { calendar: calendar.id })
  return one
}

function crossesUnsettled(dueAt: number, unit: LimitUnit, calendar: Calendar): boolean {
  return countsOpenTime(unit) && dayNumberAt(dueAt, calendar) >= indexOf(calendar).unsettledFrom
}

function checkInstant(at: number): void {
  if (!Number.isInteger(at) || at < earliest || at >= latest)
    throw new DeadlineError('deadline.instant_invalid', { at })
}

// An inverted pause is not refused here: two entries of a history may be out of order when a server's clock was set back,
// and an incident must not become unreadable by it. The wire refuses it.
function checkPauses(pauses: readonly Pause[]): void {
  for (const { from, to } of pauses)
    for (const at of [from, to])
      if (!Number.isInteger(at) || at < earliest || at >= latest)
        throw new DeadlineError('deadline.pause_invalid', { at })
}
