// The thirty days: by hand where month, year and holidays meet, and by drawing everywhere else.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCalendar, dayName, dayNumber, indexOf } from '../deadline/calendar.ts'
import { calendar2026, days2026 } from '../deadline/fixture.ts'
import { courtDeadline, daysBetween } from './court.ts'

describe('the last day for asking the court', () => {
  test.each([
    ['2026-03-02', '2026-04-01', '2026-04-01', 'a working day stays'],
    ['2026-01-31', '2026-03-02', '2026-03-02', 'over a February of 28 days'],
    ['2026-03-31', '2026-04-30', '2026-04-30', 'the last day of a short month'],
    ['2026-12-01', '2026-12-31', '2026-12-31', 'the last day of the year'],
    ['2026-03-05', '2026-04-04', '2026-04-07', 'Qingming, Saturday to Monday: the Tuesday after'],
    ['2026-09-01', '2026-10-01', '2026-10-08', 'the first of October: the day after the seven'],
    ['2026-09-10', '2026-10-10', '2026-10-10', 'a Saturday that is worked is the last day'],
    ['2026-01-16', '2026-02-15', '2026-02-24', 'Spring Festival, and the Sunday before it'],
    ['2026-10-15', '2026-11-14', '2026-11-16', 'a plain Saturday: Monday'],
  ])('agreed on %s: %s, so until %s (%s)', (on, counted, until) => {
    expect(courtDeadline(on, calendar2026)).toMatchObject({ counted, until })
  })

  test('a leap year has its day', () => {
    const calendar = createCalendar({ id: 'leap', days: [], publishedThrough: 2028 })
    expect(courtDeadline('2028-02-01', calendar)).toMatchObject({ counted: '2028-03-02', until: '2028-03-02' })
    expect(courtDeadline('2028-01-30', calendar)).toMatchObject({ counted: '2028-02-29', until: '2028-02-29' })
    expect(courtDeadline('2028-02-29', calendar).counted).toBe('2028-03-30')
  })

  test('of a year without published holidays it is provisional', () => {
    expect(courtDeadline('2026-11-02', calendar2026).isProvisional).toBe(false)
    expect(courtDeadline('2026-12-15', calendar2026)).toMatchObject({ until: '2027-01-14', isProvisional: true })
  })

  test('what is no day is no deadline; a calendar without work moves nothing', () => {
    expect(() => courtDeadline('2026-02-30', calendar2026)).toThrow(RangeError)
    const idle = createCalendar({ id: 'idle', weekdays: [], days: [], publishedThrough: 2026 })
    expect(courtDeadline('2026-03-02', idle).until).toBe('2026-04-01')
  })

  test('drawn: never before the thirtieth day, a working day, and the first one from there', () => {
    const day = fc.integer({ min: dayNumber('2025-11-01')!, max: dayNumber('2026-11-20')! }).map(dayName)
    fc.assert(
      fc.property(day, (on) => {
        const { until, counted } = courtDeadline(on, calendar2026)
        const { works } = indexOf(calendar2026)
        expect(daysBetween(on, counted)).toBe(30)
        expect(works(dayNumber(until)!)).toBe(true)
        for (let d = dayNumber(counted)!; d < dayNumber(until)!; d++) expect(works(d)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('drawn: a day made a holiday never makes it earlier', () => {
    const day = fc.integer({ min: dayNumber('2026-01-01')!, max: dayNumber('2026-11-20')! })
    fc.assert(
      fc.property(day, fc.integer({ min: 20, max: 60 }), (on, later) => {
        const extra = dayName(on + later)
        const days = [
          ...days2026.filter((d) => d.day !== extra),
          { day: extra, kind: 'holiday' as const, name: '增加', source: 'test' },
        ]
        const more = createCalendar({ id: 'more', days, publishedThrough: 2026 })
        expect(courtDeadline(dayName(on), more).until >= courtDeadline(dayName(on), calendar2026).until).toBe(true)
      }),
    )
  })
})
