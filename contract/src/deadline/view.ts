// Deadlines on the wire: the answer to `POST /api/deadlines/explain`, and any stored trace in the same form.
import { formatDuration, formatInstant, parseInstant } from '../shared/time.ts'
import { type Calendar, createCalendar, type DayException, dayNumber } from './calendar.ts'
import { addWorking } from './deadline.ts'
import { DeadlineError } from './errors.ts'
import { explainStep, sentenceText } from './explain.ts'
import type { CalendarOverlay, CalendarView, DeadlineView, ExplainDeadline, TraceStepView } from './schemas.ts'
import type { Deadline, Pause, TraceStep } from './trace.ts'

/** Computes what the request asks; `find` gives a calendar by its id, and without one the default. */
export function answerExplain(input: ExplainDeadline, find: (id?: string) => Calendar | undefined): DeadlineView {
  const calendar = calendarOf(input.calendar, find)
  const pauses = (input.pauses ?? []).map((pause, i) => pauseOf(pause, i))
  const deadline = addWorking(instantOf(input.from, 'from'), input.amount, input.unit, calendar, pauses)
  return deadlineView(deadline, calendar)
}

export function deadlineView(deadline: Deadline, calendar: Calendar): DeadlineView {
  return {
    dueAt: formatInstant(deadline.dueAt, calendar.offsetMinutes),
    trace: traceView(deadline.trace, calendar),
    provisional: deadline.provisional,
  }
}

export function traceView(trace: readonly TraceStep[], calendar: Calendar): TraceStepView[] {
  return trace.map((step) => {
    const [zh, en] = (['zh', 'en'] as const).map((language) =>
      sentenceText(explainStep(step, language, calendar), language),
    )
    return { ...stepView(step, calendar), zh: zh ?? '', en: en ?? '' }
  })
}

function stepView(step: TraceStep, calendar: Calendar) {
  const instant = (at: number) => formatInstant(at, calendar.offsetMinutes)
  switch (step.kind) {
    case 'start':
    case 'due':
      return { ...step, at: instant(step.at) }
    case 'closed':
      return { ...step, from: instant(step.from), to: instant(step.to) }
    case 'skip':
    case 'provisional':
      return step
    case 'count': {
      const { ms, ...rest } = step
      return { ...rest, from: instant(step.from), to: instant(step.to), counted: formatDuration(ms) }
    }
    case 'pause': {
      const { ms, ...rest } = step
      return { ...rest, from: instant(step.from), to: instant(step.to), notCounted: formatDuration(ms) }
    }
    case 'extend':
      return { ...step, from: instant(step.from), at: step.at === undefined ? undefined : instant(step.at) }
  }
}

function instantOf(text: string, path: string): number {
  const at = parseInstant(text)
  if (at === undefined) throw new DeadlineError('deadline.instant_invalid', { path, value: text })
  return at
}

function pauseOf(pause: { from: string; to: string }, i: number): Pause {
  const [from, to] = [instantOf(pause.from, `pauses/${i}/from`), instantOf(pause.to, `pauses/${i}/to`)]
  if (to <= from) throw new DeadlineError('deadline.pause_invalid', { path: `pauses/${i}`, value: pause })
  return { from, to }
}

function calendarOf(wanted: ExplainDeadline['calendar'], find: (id?: string) => Calendar | undefined): Calendar {
  const id = typeof wanted === 'string' ? wanted : undefined
  const found = find(id)
  if (!found) throw new DeadlineError('calendar.unknown', { path: 'calendar', value: id ?? null })
  return typeof wanted === 'object' ? overlay(found, wanted) : found
}

/** The calendar with what an overlay says differently; a day that the overlay calls ordinary loses its exception. */
export function overlay(base: Calendar, { hours, weekdays, days = [], publishedThrough }: CalendarOverlay): Calendar {
  const exceptions: Record<string, DayException> = { ...base.days }
  for (const [i, { day, kind, name }] of days.entries()) {
    if (dayNumber(day) === undefined)
      throw new DeadlineError('calendar.day_invalid', { path: `calendar/days/${i}/day`, value: day })
    if (kind === 'ordinary') delete exceptions[day]
    else exceptions[day] = { kind, name: name ?? '', source: 'request' }
  }
  return createCalendar({
    id: base.id,
    offsetMinutes: base.offsetMinutes,
    hours: hours?.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })) ?? base.hours,
    weekdays: weekdays ?? base.weekdays,
    days: Object.entries(exceptions).map(([day, exception]) => ({ day, ...exception })),
    publishedThrough: publishedThrough ?? base.publishedThrough,
  })
}

/** A calendar on the wire with its days from `from` to `to`. */
export function calendarView(
  calendar: Calendar,
  { name, version, from = '', to = '9' }: { name: string; version: number; from?: string; to?: string },
): CalendarView {
  const { id, offsetMinutes, hours, weekdays, publishedThrough } = calendar
  return {
    id,
    name,
    version,
    offsetMinutes,
    hours: hours.map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) })),
    weekdays: [...weekdays],
    publishedThrough,
    days: Object.entries(calendar.days)
      .filter(([day]) => day >= from && day <= to)
      .map(([day, exception]) => ({ day, ...exception })),
  }
}

/** The other way round; counts right for the days that it was asked for. */
export function calendarFrom({ hours, ...rest }: CalendarView): Calendar {
  return createCalendar({ ...rest, hours: hours.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })) })
}

const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':')

/** Minutes after midnight of HH:MM. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
