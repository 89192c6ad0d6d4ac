import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Calendar,
  createCalendar,
  dayMs,
  dayNumberAt,
  hourMs,
  indexOf,
  type LimitUnit,
  limitUnits,
  minuteMs,
} from './calendar.ts'
import {
  addWorking,
  countsOpenTime,
  extensionUntil,
  isOpen,
  subtractWorking,
  unitMs,
  workingBetween,
  workingMsBetween,
} from './deadline.ts'
import { calendar2026, days2026 } from './fixture.ts'
import type { Pause, TraceStep } from './trace.ts'

const start = Date.parse('2025-12-01T00:00:00+08:00')
const end = Date.parse('2027-01-31T00:00:00+08:00')

const instant = fc.oneof(
  fc.integer({ min: start, max: end }),
  // Whole minutes hit the edges of the opening hours often.
  fc.integer({ min: start / (30 * minuteMs), max: end / (30 * minuteMs) }).map((n) => n * 30 * minuteMs),
)
const unit = fc.constantFrom(...limitUnits)
const workUnit = fc.constantFrom('workHour' as const, 'workDay' as const)
// From some minutes to some sixty working days.
const amountMs = fc.oneof(
  fc.integer({ min: 1, max: 60 * 8 * hourMs }),
  fc.integer({ min: 1, max: 120 }).map((n) => n * 4 * hourMs),
)
const pause = fc
  .tuple(instant, fc.integer({ min: -hourMs, max: 20 * dayMs }))
  .map(([from, length]): Pause => ({ from, to: from + length }))
const pauses = fc.array(pause, { maxLength: 5 })

/** Any hours and any free weekdays, with the year's exceptions. */
const calendar: fc.Arbitrary<Calendar> = fc.oneof(
  fc.constant(calendar2026),
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      fc.integer({ min: -12, max: 14 }),
    )
    .map(([edges, weekdays, zone]) => {
      const inOrder = [...edges].sort((a, b) => a - b)
      const hours = inOrder.flatMap((from, i) => {
        const to = inOrder[i + 1]
        return i % 2 === 0 && to !== undefined ? [{ from, to }] : []
      })
      return createCalendar({
        id: 'any',
        hours,
        weekdays,
        offsetMinutes: zone * 60,
        days: days2026,
        publishedThrough: 2026,
      })
    }),
)

/** The limit of `ms` counted milliseconds in the unit's own amount; a desk that opens for minutes gets sixty days of them. */
function amountOf(ms: number, of: LimitUnit, inCalendar: Calendar): number {
  return Math.min(ms, 60 * unitMs('workDay', inCalendar)) / unitMs(of, inCalendar)
}

function counted(trace: readonly TraceStep[]): number {
  return trace.reduce((sum, step) => sum + (step.kind === 'count' ? step.ms : 0), 0)
}

describe('addWorking', () => {
  test('is monotone in the start', () => {
    fc.assert(
      fc.property(instant, instant, amountMs, unit, calendar, pauses, (a, b, ms, unit, calendar, pauses) => {
        const amount = amountOf(ms, unit, calendar)
        const [first, second] = a < b ? [a, b] : [b, a]
        const due = (from: number) => addWorking(from, amount, unit, calendar, pauses).dueAt
        expect(due(first)).toBeLessThanOrEqual(due(second))
      }),
    )
  })

  test('is monotone in the amount, strictly', () => {
    fc.assert(
      fc.property(instant, amountMs, amountMs, unit, calendar, pauses, (from, a, b, unit, calendar, pauses) => {
        fc.pre(a !== b)
        const due = (ms: number) => addWorking(from, amountOf(ms, unit, calendar), unit, calendar, pauses).dueAt
        expect(Math.sign(due(a) - due(b))).toBe(Math.sign(amountOf(a, unit, calendar) - amountOf(b, unit, calendar)))
      }),
    )
  })

  test('and workingBetween are inverse', () => {
    fc.assert(
      fc.property(instant, amountMs, unit, calendar, pauses, (from, ms, unit, calendar, pauses) => {
        const amount = amountOf(ms, unit, calendar)
        const { dueAt } = addWorking(from, amount, unit, calendar, pauses)
        expect(workingMsBetween(from, dueAt, unit, calendar, pauses)).toBe(Math.round(amount * unitMs(unit, calendar)))
      }),
    )
  })

  test('counts up to an instant what lies between, and comes back to the same open instant', () => {
    fc.assert(
      fc.property(instant, instant, unit, calendar, (a, b, unit, calendar) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const { dueAt } = addWorking(from, workingBetween(from, to, unit, calendar), unit, calendar)
        expect(dueAt).toBeLessThanOrEqual(to)
        expect(workingMsBetween(dueAt, to, unit, calendar)).toBe(0)
        if (isOpen(to, calendar) && isOpen(to - 1, calendar)) expect(dueAt).toBe(to)
      }),
    )
  })

  test('ends inside open time or on the stroke of closing', () => {
    fc.assert(
      fc.property(instant, amountMs, workUnit, calendar, pauses, (from, ms, unit, calendar, pauses) => {
        const { dueAt } = addWorking(from, amountOf(ms, unit, calendar), unit, calendar, pauses)
        expect(isOpen(dueAt - 1, calendar)).toBe(true)
        expect(pauses.some((pause) => dueAt - 1 >= pause.from && dueAt - 1 < pause.to)).toBe(false)
      }),
    )
  })

  test('a pause adds exactly the counted time that it covers', () => {
    fc.assert(
      fc.property(instant, amountMs, unit, calendar, pause, (from, ms, unit, calendar, pause) => {
        const amount = amountOf(ms, unit, calendar)
        const plain = addWorking(from, amount, unit, calendar).dueAt
        const paused = addWorking(from, amount, unit, calendar, [pause]).dueAt
        const covered = { from: Math.max(pause.from, from), to: Math.min(pause.to, paused) }
        const overlap = covered.from < covered.to ? workingMsBetween(covered.from, covered.to, unit, calendar) : 0
        expect(workingMsBetween(plain, paused, unit, calendar)).toBe(overlap)
      }),
    )
  })

  test('the trace adds up to the amount, extensions included, in the order of time', () => {
    const extension = fc.tuple(fc.integer({ min: 1, max: 9 }), unit)
    fc.assert(
      fc.property(
        fc.tuple(instant, amountMs, unit, calendar, pauses),
        fc.array(extension, { maxLength: 3 }),
        ([from, ms, unit, calendar, pauses], more) => {
          const amount = amountOf(ms, unit, calendar)
          const extensions = more.map(([amount, unit]) => ({ amount, unit }))
          const { dueAt, trace } = addWorking(from, amount, unit, calendar, pauses, extensions)
          const added = more.reduce((sum, [n, unit]) => sum + n * unitMs(unit, calendar), 0)
          expect(counted(trace)).toBe(Math.round(amount * unitMs(unit, calendar)) + added)
          const counts = trace.filter((step) => step.kind === 'count')
          for (const [i, step] of counts.entries()) expect(step.from).toBeGreaterThanOrEqual(counts[i - 1]?.to ?? from)
          expect(counts.at(-1)?.to).toBe(dueAt)
          expect([trace[0]?.kind, trace.at(-1)]).toEqual(['start', { kind: 'due', at: dueAt }])
        },
      ),
    )
  })

  test('the trace names every day that is not worked, and only those', () => {
    fc.assert(
      fc.property(instant, amountMs, workUnit, calendar, (from, ms, unit, calendar) => {
        const { dueAt, trace } = addWorking(from, amountOf(ms, unit, calendar), unit, calendar)
        const named = trace.reduce((sum, step) => sum + (step.kind === 'skip' ? step.days : 0), 0)
        let free = 0
        const last = dayNumberAt(dueAt - 1, calendar)
        for (let day = dayNumberAt(from, calendar); day <= last; day++) if (!indexOf(calendar).works(day)) free++
        expect(named).toBe(free)
      }),
    )
  })

  test('never gives more than the legal count of days: first day left out, last to the close of business', () => {
    const settled = fc.integer({ min: start, max: Date.parse('2026-11-01T00:00:00Z') })
    fc.assert(
      fc.property(settled, fc.integer({ min: 1, max: 15 }), (from, amount) => {
        const index = indexOf(calendar2026)
        let day = dayNumberAt(from, calendar2026)
        for (let left = amount; left > 0; ) if (index.works(++day)) left--
        const legal = day * dayMs - index.offsetMs + 18 * hourMs
        expect(addWorking(from, amount, 'workDay', calendar2026).dueAt).toBeLessThanOrEqual(legal)
      }),
    )
  })
})

test('subtractWorking counts back what addWorking counted on', () => {
  fc.assert(
    fc.property(instant, amountMs, unit, calendar, pauses, (at, ms, unit, calendar, pauses) => {
      const amount = amountOf(ms, unit, calendar)
      const before = subtractWorking(at, amount, unit, calendar, pauses)
      expect(workingMsBetween(before, at, unit, calendar, pauses)).toBe(Math.round(amount * unitMs(unit, calendar)))
      if (countsOpenTime(unit)) expect(isOpen(before, calendar)).toBe(true)
      const again = addWorking(before, amount, unit, calendar, pauses).dueAt
      expect(again).toBeLessThanOrEqual(at)
      expect(workingMsBetween(again, at, unit, calendar, pauses)).toBe(0)
    }),
  )
})

test('an extension until an open instant ends there', () => {
  fc.assert(
    fc.property(instant, amountMs, unit, instant, (from, ms, unit, until) => {
      const amount = amountOf(ms, unit, calendar2026)
      const { dueAt } = addWorking(from, amount, unit, calendar2026)
      fc.pre(until > dueAt && isOpen(until - 1, calendar2026))
      const extension = extensionUntil(dueAt, until, unit, calendar2026)
      expect(addWorking(from, amount, unit, calendar2026, [], [extension]).dueAt).toBe(until)
    }),
  )
})
