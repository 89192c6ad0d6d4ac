// A calendar says when the desk is open: the hours of a working day, the weekdays that are worked, and the days that the
// State Council moves each year: public holidays off, make-up days (调休) worked. It is plain data, so that the server
// stores it, the phone carries it and a test writes it by hand; the fast index over it is built once per object
// and kept beside it, so a calendar must never be changed in place: a correction is a new object.
import { DeadlineError } from './errors.ts'

/** How a limit counts; the four units of the disposal-limit tables. */
export type LimitUnit = 'urgentHour' | 'workHour' | 'workDay' | 'calendarDay'
export const limitUnits = ['urgentHour', 'workHour', 'workDay', 'calendarDay'] as const satisfies LimitUnit[]

export type DayKind = 'holiday' | 'makeup'
export const dayKinds = ['holiday', 'makeup'] as const satisfies DayKind[]

/** A day that differs from its weekday. `source` names the paper that moved it. */
export interface DayException {
  readonly kind: DayKind
  readonly name: string
  readonly source: string
}

/** The same as a row of the calendar's table; `day` is YYYY-MM-DD. */
export interface CalendarDay extends DayException {
  readonly day: string
}

/** Minutes after midnight, closed at `from`, open at `to`; 1440 is the end of the day. */
export interface OpeningHours {
  readonly from: number
  readonly to: number
}

export interface Calendar {
  readonly id: string
  /** Minutes east of UTC, without daylight saving: China has had none since 1991. */
  readonly offsetMinutes: number
  /** The opening hours of every working day, in order, not overlapping. */
  readonly hours: readonly OpeningHours[]
  /** ISO weekdays (1 = Monday) that are worked unless a day says otherwise. */
  readonly weekdays: readonly number[]
  /** Exceptions by YYYY-MM-DD. */
  readonly days: Readonly<Record<string, DayException>>
  /** The last year whose holidays are published; what lies beyond is computed, but provisional. */
  readonly publishedThrough: number
}

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

export const defaultHours: readonly OpeningHours[] = [
  { from: 8 * 60, to: 12 * 60 },
  { from: 14 * 60, to: 18 * 60 },
]

/** Days since 1970-01-01 of a written day; undefined when there is no such day (2026-02-30). */
export function dayNumber(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) return undefined
  return at / dayMs
}

export function dayName(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10)
}

/** ISO weekday of a day number: 1 = Monday … 7 = Sunday (1970-01-01 was a Thursday). */
export function weekdayOf(number: number): Weekday {
  const sinceMonday = (((number + 3) % 7) + 7) % 7
  return weekdays[sinceMonday] ?? 1
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

/** The local day that an instant falls on. */
export function dayNumberAt(at: number, calendar: Calendar): number {
  return Math.floor((at + calendar.offsetMinutes * minuteMs) / dayMs)
}

export interface CalendarInput {
  readonly id: string
  readonly offsetMinutes?: number
  readonly hours?: readonly OpeningHours[]
  readonly weekdays?: readonly number[]
  readonly days: Iterable<CalendarDay>
  readonly publishedThrough: number
}

/** Builds and checks a calendar from its rows; throws a DeadlineError naming the row. */
export function createCalendar(input: CalendarInput): Calendar {
  const days: Record<string, DayException> = {}
  let row = 0
  for (const { day, kind, name, source } of input.days) {
    if (dayNumber(day) === undefined)
      throw new DeadlineError('calendar.day_invalid', { path: `days/${row}/day`, value: day })
    if (days[day]) throw new DeadlineError('calendar.day_twice', { path: `days/${row}/day`, value: day })
    days[day] = { kind, name, source }
    row++
  }
  const calendar: Calendar = {
    id: input.id,
    offsetMinutes: input.offsetMinutes ?? 480,
    hours: input.hours ?? defaultHours,
    weekdays: input.weekdays ?? [1, 2, 3, 4, 5],
    days,
    publishedThrough: input.publishedThrough,
  }
  indexOf(calendar)
  return calendar
}

/** What the counting needs of a calendar, in numbers only. */
export interface CalendarIndex {
  /** Opening intervals in milliseconds after local midnight. */
  readonly open: readonly OpeningHours[]
  /** Opening time of one working day: the length of one `workDay`. */
  readonly openMs: number
  readonly offsetMs: number
  /** The first day whose holidays are not settled, see `settledThrough`. */
  readonly unsettledFrom: number
  readonly exceptions: ReadonlyMap<number, DayException>
  works(day: number): boolean
}

const indexes = new WeakMap<Calendar, CalendarIndex>()

export function indexOf(calendar: Calendar): CalendarIndex {
  const known = indexes.get(calendar)
  if (known) return known
  const index = buildIndex(calendar)
  indexes.set(calendar, index)
  return index
}

// The week before New Year belongs to the next year's notice: those of 2007, 2008, 2012, 2019 and 2023 moved days from
// 29 December on. So a published year is settled only up to 24 December until the next one is published too.
export function settledThrough(publishedThrough: number): string {
  return `${publishedThrough}-12-24`
}

function buildIndex(calendar: Calendar): CalendarIndex {
  check(calendar)
  const exceptions = new Map<number, DayException>()
  for (const [day, exception] of Object.entries(calendar.days)) {
    const number = dayNumber(day)
    if (number === undefined) throw new DeadlineError('calendar.day_invalid', { path: `days/${day}`, value: day })
    exceptions.set(number, exception)
  }
  const week = weekdays.map((weekday) => calendar.weekdays.includes(weekday))
  // "Open until 23:59" is how forms without a 24:00 write the end of the day; taken at its word it would close the desk for
  // the last minute of every night.
  const open = calendar.hours.map(({ from, to }) => ({
    from: from * minuteMs,
    to: (to === 1439 ? 1440 : to) * minuteMs,
  }))
  return {
    open,
    openMs: open.reduce((sum, { from, to }) => sum + to - from, 0),
    offsetMs: calendar.offsetMinutes * minuteMs,
    unsettledFrom: Date.parse(`${settledThrough(calendar.publishedThrough)}T00:00:00Z`) / dayMs + 1,
    exceptions,
    works(day) {
      const exception = exceptions.get(day)
      if (exception) return exception.kind === 'makeup'
      return week[weekdayOf(day) - 1] === true
    },
  }
}

function check(calendar: Calendar): void {
  const { hours, weekdays, offsetMinutes, publishedThrough } = calendar
  let end = -1
  for (const [i, { from, to }] of hours.entries()) {
    const sane = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to <= 1440 && from < to && from >= end
    if (!sane) throw new DeadlineError('calendar.hours_invalid', { path: `hours/${i}`, value: { from, to } })
    end = to
  }
  for (const [i, weekday] of weekdays.entries()) {
    const sane = Number.isInteger(weekday) && weekday >= 1 && weekday <= 7 && weekdays.indexOf(weekday) === i
    if (!sane) throw new DeadlineError('calendar.weekday_invalid', { path: `weekdays/${i}`, value: weekday })
  }
  if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > 14 * 60)
    throw new DeadlineError('calendar.offset_invalid', { path: 'offsetMinutes', value: offsetMinutes })
  if (!Number.isInteger(publishedThrough) || publishedThrough < 1970 || publishedThrough > 2199)
    throw new DeadlineError('calendar.year_invalid', { path: 'publishedThrough', value: publishedThrough })
}

/** Days whose meaning differs between two editions: deadlines that count across one of them must be computed again. */
export function changedDays(before: Calendar, after: Calendar): string[] {
  const days = new Set([...Object.keys(before.days), ...Object.keys(after.days)])
  return [...days].filter((day) => before.days[day]?.kind !== after.days[day]?.kind).sort()
}
