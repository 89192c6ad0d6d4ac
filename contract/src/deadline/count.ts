// The walk along a calendar, day by day, that all deadline functions share: it hands every open, not suspended piece of time
// to the count until enough has been counted. It keeps no dates and allocates nothing per day unless a recorder listens.
import { type CalendarIndex, dayMs } from './calendar.ts'
import { DeadlineError } from './errors.ts'
import type { Recorder } from './recorder.ts'
import type { Pause } from './trace.ts'

// Some 130 years: a calendar on which a legal amount (ten years of working days) does not fit into that has no working time.
const maxDays = 48_000

/** One deadline being counted; the pauses that lie behind are not looked at again. */
export interface Walk {
  /** In order, apart from each other, none empty. */
  readonly pauses: readonly Pause[]
  nextPause: number
  /** What is still to be counted, in milliseconds. */
  need: number
  readonly recorder?: Recorder
}

/** Sorted, joined where they touch, cut to what lies after `from`; empty and inverted ones are dropped. */
export function joinPauses(pauses: readonly Pause[], from: number): Pause[] {
  const joined: { from: number; to: number }[] = []
  const inOrder = pauses.filter((pause) => pause.to > Math.max(pause.from, from)).sort((a, b) => a.from - b.from)
  for (const pause of inOrder) {
    const last = joined.at(-1)
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to)
    else joined.push({ from: Math.max(pause.from, from), to: pause.to })
  }
  return joined
}

/** Counts through the open hours of the calendar; returns the earliest instant at which nothing is needed any more. */
export function countOpenTime(from: number, walk: Walk, index: CalendarIndex): number {
  if (walk.need === 0) return from
  const { open, offsetMs } = index
  const first = Math.floor((from + offsetMs) / dayMs)
  for (let day = first; day < first + maxDays; day++) {
    if (!index.works(day)) {
      walk.recorder?.skip(day)
      continue
    }
    const midnight = day * dayMs - offsetMs
    for (const hours of open) {
      const start = Math.max(midnight + hours.from, from)
      const end = midnight + hours.to
      if (start >= end) continue
      const due = countPiece(start, end, walk, day)
      if (due !== undefined) return due
    }
  }
  return failNoTime(from)
}

/** Counts day and night. */
export function countAllTime(from: number, walk: Walk): number {
  if (walk.need === 0) return from
  return countPiece(from, Number.POSITIVE_INFINITY, walk, undefined) ?? failNoTime(from)
}

function failNoTime(from: number): never {
  throw new DeadlineError('deadline.no_working_time', { from })
}

/** Counts the piece of open time from `at` to `end` except for its pauses; the due instant if the need ends within it. */
function countPiece(at: number, end: number, walk: Walk, day: number | undefined): number | undefined {
  const { pauses, recorder } = walk
  while (at < end) {
    let pause = pauses[walk.nextPause]
    while (pause && pause.to <= at) {
      recorder?.pause(pause, at, 0)
      pause = pauses[++walk.nextPause]
    }
    const free = pause && pause.from < end ? pause.from : end
    if (free > at) {
      const taken = Math.min(free - at, walk.need)
      walk.need -= taken
      recorder?.count(at, at + taken, day)
      if (walk.need === 0) return at + taken
      at = free
    } else if (pause) {
      const until = Math.min(end, pause.to)
      recorder?.pause(pause, at, until - at)
      at = until
    }
  }
  return undefined
}

/** Open milliseconds from `from` to `to`, whichever days and hours they fall on; `from` must not be later. */
export function openTimeBetween(from: number, to: number, index: CalendarIndex): number {
  const first = Math.floor((from + index.offsetMs) / dayMs)
  const last = Math.floor((to + index.offsetMs) / dayMs)
  let sum = 0
  for (let day = first; day <= last; day++) {
    if (!index.works(day)) continue
    if (day > first && day < last) {
      sum += index.openMs
      continue
    }
    const midnight = day * dayMs - index.offsetMs
    for (const hours of index.open)
      sum += Math.max(0, Math.min(midnight + hours.to, to) - Math.max(midnight + hours.from, from))
  }
  return sum
}

/**
 * The same calendar with time running backwards (t becomes -t), so that counting back from an instant is counting forward:
 * the day that begins at midnight m ends at -m there, and its hours come in the opposite order.
 */
export function mirrored(index: CalendarIndex): CalendarIndex {
  return {
    ...index,
    open: index.open.map(({ from, to }) => ({ from: dayMs - to, to: dayMs - from })).reverse(),
    offsetMs: -index.offsetMs,
    works: (day) => index.works(-1 - day),
  }
}
