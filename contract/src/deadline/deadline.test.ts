import { describe, expect, test } from 'vitest'
import { changedDays, createCalendar, type LimitUnit } from './calendar.ts'
import { addWorking, extensionUntil, isOpen, nextOpen, subtractWorking, workingBetween } from './deadline.ts'
import { at, calendar2026, days2026, holiday, makeup, said } from './fixture.ts'

type Row = [from: string, amount: number, unit: LimitUnit, due: string, why: string]

const table: Row[] = [
  // inside one day
  ['Mon 2026-11-16 09:00', 2, 'workHour', 'Mon 2026-11-16 11:00', 'plain'],
  ['Mon 2026-11-16 09:00', 4, 'workHour', 'Mon 2026-11-16 15:00', 'lunch break in between'],
  ['Mon 2026-11-16 12:30', 1, 'workHour', 'Mon 2026-11-16 15:00', 'lunch break: start inside it'],
  ['Mon 2026-11-16 12:00', 1, 'workHour', 'Mon 2026-11-16 15:00', 'lunch break: start on the stroke'],
  ['Mon 2026-11-16 08:00', 4, 'workHour', 'Mon 2026-11-16 12:00', 'a morning ends at noon, not at 14:00'],
  ['Mon 2026-11-16 10:00', 0.5, 'workDay', 'Mon 2026-11-16 16:00', 'half a day is four hours'],
  ['Mon 2026-11-16 09:00', 0.25, 'workHour', 'Mon 2026-11-16 09:15', 'a quarter of an hour'],
  // the start outside the opening hours
  ['Mon 2026-11-16 06:00', 1, 'workHour', 'Mon 2026-11-16 09:00', 'before opening'],
  ['Mon 2026-11-16 18:00', 1, 'workHour', 'Tue 2026-11-17 09:00', 'on the stroke of closing'],
  ['Mon 2026-11-16 23:59:59', 1, 'workHour', 'Tue 2026-11-17 09:00', 'last second of the day'],
  ['Sat 2026-11-21 10:00', 1, 'workDay', 'Mon 2026-11-23 18:00', 'on a Saturday: Monday counts whole'],
  // working days: the same place in the opening hours
  ['Mon 2026-11-16 10:15', 1, 'workDay', 'Tue 2026-11-17 10:15', 'one day'],
  ['Mon 2026-11-16 10:15', 3, 'workDay', 'Thu 2026-11-19 10:15', 'three days'],
  ['Mon 2026-11-16 10:15', 5, 'workDay', 'Mon 2026-11-23 10:15', 'five days cross a weekend'],
  ['Mon 2026-11-16 12:30', 1, 'workDay', 'Tue 2026-11-17 12:00', 'from lunch to lunch'],
  ['Mon 2026-11-16 08:00', 1, 'workDay', 'Mon 2026-11-16 18:00', 'a whole day ends when it closes'],
  ['Mon 2026-11-16 17:59', 1, 'workDay', 'Tue 2026-11-17 17:59', 'nobody loses a day at 17:59'],
  // Friday evening
  ['Fri 2026-11-20 17:00', 2, 'workHour', 'Mon 2026-11-23 09:00', 'Friday evening: an hour is left'],
  ['Fri 2026-11-20 17:00', 1, 'workDay', 'Mon 2026-11-23 17:00', 'Friday evening: a working day'],
  ['Fri 2026-11-20 18:00', 1, 'workDay', 'Mon 2026-11-23 18:00', 'Friday at closing'],
  ['Fri 2026-11-20 19:00', 1, 'workDay', 'Mon 2026-11-23 18:00', 'Friday after closing'],
  ['Fri 2026-11-20 19:00', 4, 'workHour', 'Mon 2026-11-23 12:00', 'Friday after closing, in hours'],
  // make-up days
  ['Fri 2026-10-09 17:00', 1, 'workDay', 'Sat 2026-10-10 17:00', 'make-up Saturday is worked'],
  ['Fri 2026-10-09 17:00', 2, 'workDay', 'Mon 2026-10-12 17:00', 'the Sunday after it is not'],
  ['Fri 2026-05-08 17:30', 1, 'workHour', 'Sat 2026-05-09 08:30', 'make-up Saturday in hours'],
  ['Sat 2026-09-19 10:00', 1, 'workHour', 'Sun 2026-09-20 09:00', 'make-up Sunday after a free Saturday'],
  ['Sat 2026-10-10 09:00', 1, 'workHour', 'Sat 2026-10-10 10:00', 'start on a make-up Saturday'],
  // holiday weeks
  ['Wed 2026-09-30 15:00', 1, 'workDay', 'Thu 2026-10-08 15:00', 'National Day: seven days off'],
  ['Wed 2026-09-30 15:00', 3, 'workDay', 'Sat 2026-10-10 15:00', 'National Day, then the make-up Saturday'],
  ['Wed 2026-09-30 15:00', 4, 'workDay', 'Mon 2026-10-12 15:00', 'National Day, make-up Saturday, Sunday'],
  ['Sat 2026-10-03 11:00', 1, 'workHour', 'Thu 2026-10-08 09:00', 'reported in the middle of the holiday'],
  ['Fri 2026-02-13 10:00', 1, 'workDay', 'Sat 2026-02-14 10:00', 'Spring Festival: the make-up day before'],
  ['Fri 2026-02-13 10:00', 2, 'workDay', 'Tue 2026-02-24 10:00', 'Spring Festival: nine days off'],
  ['Sat 2026-02-14 17:00', 2, 'workHour', 'Tue 2026-02-24 09:00', 'Spring Festival in hours'],
  ['Fri 2026-02-27 16:00', 1, 'workDay', 'Sat 2026-02-28 16:00', 'Spring Festival: the make-up day after'],
  ['Wed 2025-12-31 17:00', 1, 'workDay', 'Sun 2026-01-04 17:00', 'New Year, make-up Sunday, across the year'],
  // day and night
  ['Fri 2026-10-02 23:00', 2, 'urgentHour', 'Sat 2026-10-03 01:00', 'urgent hours run through night and holiday'],
  ['Wed 2026-09-30 17:59', 24, 'urgentHour', 'Thu 2026-10-01 17:59', 'an urgent day'],
  ['Wed 2026-09-30 15:00', 15, 'calendarDay', 'Thu 2026-10-15 15:00', 'calendar days count the holiday'],
  ['Sun 2026-11-22 03:00', 0.5, 'calendarDay', 'Sun 2026-11-22 15:00', 'half a calendar day'],
]

test.each(table)('%s + %d %s = %s (%s)', (from, amount, unit, due) => {
  expect(said(addWorking(at(from), amount, unit, calendar2026).dueAt)).toBe(due)
  expect(workingBetween(at(from), at(due), unit, calendar2026)).toBe(amount)
})

describe('suspension over a holiday', () => {
  const from = at('Wed 2026-09-30 09:00')
  const pause = { from: at('Wed 2026-09-30 16:00'), to: at('Fri 2026-10-09 10:00') }

  test('adds the working time that it covers, not the holiday', () => {
    // Suspended: Wednesday 16–18 (2 h), Thursday the 8th (8 h), Friday 8–10 (2 h): a day and a half.
    expect(said(addWorking(from, 2, 'workDay', calendar2026).dueAt)).toBe('Fri 2026-10-09 09:00')
    expect(said(addWorking(from, 2, 'workDay', calendar2026, [pause]).dueAt)).toBe('Sat 2026-10-10 15:00')
  })

  test('wholly inside the holiday adds nothing', () => {
    const inside = { from: at('Thu 2026-10-01 00:00'), to: at('Wed 2026-10-07 12:00') }
    expect(said(addWorking(from, 2, 'workDay', calendar2026, [inside]).dueAt)).toBe('Fri 2026-10-09 09:00')
  })

  test('adds all of it to a limit that counts day and night', () => {
    expect(said(addWorking(from, 24, 'urgentHour', calendar2026, [pause]).dueAt)).toBe('Sat 2026-10-10 03:00')
  })

  test('for two weeks: the weekends in it are not told one by one', () => {
    const fortnight = { from: at('Mon 2026-11-02 10:00'), to: at('Mon 2026-11-16 10:00') }
    const { dueAt, trace } = addWorking(at('Fri 2026-10-30 10:00'), 3, 'workDay', calendar2026, [fortnight])
    expect(said(dueAt)).toBe('Wed 2026-11-18 10:00')
    expect(trace.map((step) => step.kind)).toEqual(['start', 'count', 'skip', 'count', 'pause', 'count', 'due'])
    expect(trace[4]).toMatchObject({ kind: 'pause', ms: 80 * 3_600_000 })
  })

  test('overlapping suspensions count once', () => {
    const again = { from: at('Thu 2026-10-08 08:00'), to: at('Fri 2026-10-09 09:00') }
    expect(addWorking(from, 2, 'workDay', calendar2026, [pause, again])).toEqual(
      addWorking(from, 2, 'workDay', calendar2026, [pause]),
    )
  })
})

describe('extension', () => {
  const from = at('Mon 2026-11-16 10:00')

  test('counts on from where the limit would have ended', () => {
    const extension = { amount: 3, unit: 'workDay', at: at('Tue 2026-11-17 09:00') } as const
    const { dueAt, trace } = addWorking(from, 2, 'workDay', calendar2026, [], [extension])
    expect(said(dueAt)).toBe('Mon 2026-11-23 10:00')
    expect(trace.map((step) => step.kind)).toEqual(['start', 'count', 'extend', 'count', 'skip', 'count', 'due'])
  })

  test('until an instant, in the unit of the limit, and movable by a later suspension', () => {
    const dueAt = addWorking(from, 2, 'workDay', calendar2026).dueAt
    const extension = extensionUntil(dueAt, at('Fri 2026-11-20 18:00'), 'workDay', calendar2026)
    expect(extension.amount).toBe(2.75)
    expect(said(addWorking(from, 2, 'workDay', calendar2026, [], [extension]).dueAt)).toBe('Fri 2026-11-20 18:00')
    const pause = { from: at('Thu 2026-11-19 08:00'), to: at('Thu 2026-11-19 12:00') }
    expect(said(addWorking(from, 2, 'workDay', calendar2026, [pause], [extension]).dueAt)).toBe('Mon 2026-11-23 12:00')
  })

  test('until an instant that is not later is refused', () => {
    const dueAt = addWorking(from, 2, 'workDay', calendar2026).dueAt
    expect(() => extensionUntil(dueAt, dueAt, 'workDay', calendar2026)).toThrow('deadline.extension_backwards')
  })
})

describe('calendar corrected afterwards', () => {
  const before = createCalendar({ id: 'test', days: [], publishedThrough: 2025 })

  test('the same limit ends elsewhere, and the days that changed are named', () => {
    const from = at('Wed 2026-09-30 15:00')
    expect(said(addWorking(from, 1, 'workDay', before).dueAt)).toBe('Thu 2026-10-01 15:00')
    expect(said(addWorking(from, 1, 'workDay', calendar2026).dueAt)).toBe('Thu 2026-10-08 15:00')
    expect(changedDays(before, calendar2026)).toEqual(days2026.map(({ day }) => day).sort())
  })

  test('a new name for a day changes no deadline', () => {
    const renamed = days2026.map((day) => ({ ...day, name: `${day.name}（更名）` }))
    expect(changedDays(calendar2026, createCalendar({ id: 'x', days: renamed, publishedThrough: 2026 }))).toEqual([])
  })

  test('a typhoon day closes the desk after the limit was set', () => {
    const from = at('Mon 2026-08-10 16:00')
    const typhoon = [...days2026, ...holiday('2026-08-11', '2026-08-11', '台风停工')]
    const corrected = createCalendar({ id: 'test', days: typhoon, publishedThrough: 2026 })
    expect(said(addWorking(from, 4, 'workHour', calendar2026).dueAt)).toBe('Tue 2026-08-11 10:00')
    expect(said(addWorking(from, 4, 'workHour', corrected).dueAt)).toBe('Wed 2026-08-12 10:00')
  })
})

describe('clock going back', () => {
  const from = at('Mon 2026-11-16 10:00')

  test('a suspension that ends before it began counts as none', () => {
    const backwards = { from: at('Mon 2026-11-16 11:00'), to: at('Mon 2026-11-16 10:50') }
    expect(addWorking(from, 4, 'workHour', calendar2026, [backwards])).toEqual(
      addWorking(from, 4, 'workHour', calendar2026),
    )
  })

  test('more than the limit remains, never less than none is used', () => {
    const { dueAt } = addWorking(from, 4, 'workHour', calendar2026)
    expect(workingBetween(at('Mon 2026-11-16 09:30'), dueAt, 'workHour', calendar2026)).toBe(4.5)
    expect(workingBetween(from, at('Mon 2026-11-16 09:30'), 'workHour', calendar2026)).toBe(-0.5)
  })
})

describe('year without published holidays is provisional', () => {
  const rows: [from: string, amount: number, unit: LimitUnit, provisional: boolean][] = [
    ['Mon 2026-12-21 09:00', 3, 'workDay', false], // Thu 24 December: the last settled day
    ['Mon 2026-12-21 09:00', 4, 'workDay', true], // Fri 25 December: the next notice may move it
    ['Thu 2027-02-04 09:00', 2, 'workHour', true],
    ['Mon 2026-12-28 09:00', 30, 'calendarDay', false], // holidays do not matter to it
    ['Mon 2026-12-28 09:00', 200, 'urgentHour', false],
  ]
  test.each(rows)('%s + %d %s: %s', (from, amount, unit, provisional) => {
    expect(addWorking(at(from), amount, unit, calendar2026).provisional).toBe(provisional)
  })

  test('it is settled and computed again when the next year is published', () => {
    const from = at('Thu 2026-12-31 15:00')
    const guess = addWorking(from, 1, 'workDay', calendar2026)
    expect([said(guess.dueAt), guess.provisional]).toEqual(['Fri 2027-01-01 15:00', true])
    const days = [...days2026, ...holiday('2027-01-01', '2027-01-03', '元旦')]
    const next = addWorking(from, 1, 'workDay', createCalendar({ id: 'test', days, publishedThrough: 2027 }))
    expect([said(next.dueAt), next.provisional]).toEqual(['Mon 2027-01-04 15:00', false])
  })
})

describe('refused', () => {
  const now = at('Mon 2026-11-16 10:00')
  const closed = { id: 'none', publishedThrough: 2026 }
  test('a calendar with no working day ends in an error, not in a loop', () => {
    const never = createCalendar({ ...closed, weekdays: [], days: [] })
    expect(() => addWorking(now, 1, 'workHour', never)).toThrow('deadline.no_working_time')
    expect(() => nextOpen(now, never)).toThrow('deadline.no_working_time')
    const once = createCalendar({ ...closed, weekdays: [], days: [makeup('2026-11-21', '一次')] })
    expect(said(addWorking(now, 8, 'workHour', once).dueAt)).toBe('Sat 2026-11-21 18:00')
    expect(() => addWorking(now, 9, 'workHour', once)).toThrow('deadline.no_working_time')
  })
  test('a calendar with no opening hours', () => {
    const never = createCalendar({ ...closed, hours: [], days: [] })
    expect(() => addWorking(now, 1, 'workDay', never)).toThrow('deadline.no_working_time')
    expect(() => workingBetween(now, now + 1, 'workDay', never)).toThrow('deadline.no_working_time')
  })
  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('amount %d', (amount) => {
    expect(() => addWorking(now, amount, 'workDay', calendar2026)).toThrow('deadline.amount_invalid')
  })
  test.each([
    [3661, 'workDay'],
    [29_281, 'workHour'],
    [87_841, 'urgentHour'],
    [3661, 'calendarDay'],
  ] as const)('%d %s is more than ten years', (amount, unit) => {
    expect(() => addWorking(now, amount, unit, calendar2026)).toThrow('deadline.amount_too_large')
    expect(addWorking(now, amount - 1, unit, calendar2026).dueAt).toBeGreaterThan(now)
  })
  test.each([Number.NaN, 1.5, -1, 8.64e15, Number.NEGATIVE_INFINITY])('instant %d', (bad) => {
    expect(() => addWorking(bad, 1, 'workDay', calendar2026)).toThrow('deadline.instant_invalid')
    expect(() => workingBetween(now, bad, 'workDay', calendar2026)).toThrow('deadline.instant_invalid')
    expect(() => addWorking(now, 1, 'workDay', calendar2026, [{ from: now, to: bad }])).toThrow(
      'deadline.pause_invalid',
    )
  })
})

test('opening hours that touch are one stretch', () => {
  const hours = [
    { from: 480, to: 720 },
    { from: 720, to: 960 },
  ]
  const touching = createCalendar({ id: 'test', hours, days: days2026, publishedThrough: 2026 })
  expect(said(addWorking(at('Mon 2026-11-16 11:00'), 2, 'workHour', touching).dueAt)).toBe('Mon 2026-11-16 13:00')
  expect(isOpen(at('Mon 2026-11-16 12:00'), touching)).toBe(true)
})

describe('open and closed', () => {
  test.each([
    ['Mon 2026-11-16 08:00', true],
    ['Mon 2026-11-16 11:59:59', true],
    ['Mon 2026-11-16 12:00', false],
    ['Mon 2026-11-16 18:00', false],
    ['Sat 2026-11-21 10:00', false],
    ['Sat 2026-10-10 10:00', true],
    ['Thu 2026-10-01 10:00', false],
  ])('%s: %s', (text, open) => {
    expect(isOpen(at(text), calendar2026)).toBe(open)
  })
  test.each([
    ['Mon 2026-11-16 09:00', 2, 'workHour', 'Fri 2026-11-13 17:00'],
    ['Mon 2026-11-16 12:00', 4, 'workHour', 'Mon 2026-11-16 08:00'],
    ['Thu 2026-10-08 15:00', 1, 'workDay', 'Wed 2026-09-30 15:00'],
    ['Sat 2026-10-10 09:00', 1, 'workDay', 'Fri 2026-10-09 09:00'],
    ['Sat 2026-10-03 01:00', 2, 'urgentHour', 'Fri 2026-10-02 23:00'],
  ] as const)('%s − %d %s = %s', (from, amount, unit, expected) => {
    expect(said(subtractWorking(at(from), amount, unit, calendar2026))).toBe(expected)
  })
})
