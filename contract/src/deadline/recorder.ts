// Writes the trace while the count walks: neighbours of the same sort are joined into one step (a week of working days, a
// whole holiday), so that the trace of a month has a dozen lines.
import { type Calendar, dayMs, dayName, indexOf, weekdayOf } from './calendar.ts'
import type { Pause, TraceStep } from './trace.ts'

type Changing<Kind extends TraceStep['kind']> = {
  -readonly [K in keyof Extract<TraceStep, { kind: Kind }>]: Extract<TraceStep, { kind: Kind }>[K]
}

interface SkippedDays {
  first: number
  last: number
  readonly why: 'weekend' | 'holiday'
  readonly name: string | undefined
}

export interface Recorder {
  readonly steps: TraceStep[]
  /** A day that is not worked. */
  skip(day: number): void
  /** Counted time; `day` is undefined when the count runs day and night. */
  count(from: number, to: number, day: number | undefined): void
  /** From `at` on, `ms` of time that would have counted fell into the pause; called for every piece of it. */
  pause(pause: Pause, at: number, ms: number): void
  /** Any other step, in its place. */
  add(step: TraceStep): void
}

/** `closedFrom`: the start, if it lies outside the opening hours. */
export function createRecorder(
  calendar: Calendar,
  start: Extract<TraceStep, { kind: 'start' }>,
  closedFrom: number | undefined,
): Recorder {
  const { exceptions, offsetMs } = indexOf(calendar)
  const steps: TraceStep[] = [start]
  let counting: Changing<'count'> | undefined
  let pausing: Changing<'pause'> | undefined
  let skipped: SkippedDays | undefined
  let closed = closedFrom

  function flushSkipped(): void {
    if (!skipped) return
    const { first, last, why, name } = skipped
    skipped = undefined
    // In the middle of a suspension a weekend is not what keeps the clock from running.
    if (pausing && midnight(first) >= pausing.from && midnight(last + 1) <= pausing.to) return
    const days = last - first + 1
    steps.push({ kind: 'skip', from: dayName(first), to: dayName(last), days, why, ...(name && { name }) })
  }

  function midnight(day: number): number {
    return day * dayMs - offsetMs
  }

  /** The first open instant ends the wait before the opening; it is said before the days that were waited through. */
  function opened(at: number): void {
    if (closed === undefined) return
    if (at > closed) steps.splice(1, 0, { kind: 'closed', from: closed, to: at })
    closed = undefined
  }

  function makeupName(day: number | undefined): string | undefined {
    if (day === undefined || calendar.weekdays.includes(weekdayOf(day))) return undefined
    return exceptions.get(day)?.name
  }

  return {
    steps,
    skip(day) {
      counting = undefined
      const name = exceptions.get(day)?.name
      const why = name === undefined ? 'weekend' : 'holiday'
      if (skipped && skipped.last === day - 1 && skipped.name === name && skipped.why === why) skipped.last = day
      else {
        flushSkipped()
        skipped = { first: day, last: day, why, name }
      }
    },
    count(from, to, day) {
      opened(from)
      flushSkipped()
      const makeup = makeupName(day)
      if (counting && counting.makeup === makeup) {
        counting.to = to
        counting.ms += to - from
        return
      }
      counting = { kind: 'count', from, to, ms: to - from, ...(makeup !== undefined && { makeup }) }
      steps.push(counting)
    },
    pause(pause, at, ms) {
      if (ms > 0) opened(at)
      if (pausing && pausing.from === pause.from) {
        pausing.ms += ms
        return
      }
      flushSkipped()
      counting = undefined
      pausing = { kind: 'pause', from: pause.from, to: pause.to, ms }
      steps.push(pausing)
    },
    add(step) {
      flushSkipped()
      counting = undefined
      steps.push(step)
    },
  }
}
