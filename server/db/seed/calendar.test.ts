import { existsSync, readFileSync } from 'node:fs'
import { dayName, dayNumber, indexOf, weekdayOf } from '@linli/contract/deadline/calendar.ts'
import { addWorking } from '@linli/contract/deadline/deadline.ts'
import { formatInstant, parseInstant } from '@linli/contract/shared/time.ts'
import { getDayDetail, isWorkday } from 'chinese-days'
import { describe, expect, test } from 'vitest'
import { defaultCalendar, defaultCalendarDays, lastPublishedYear } from './calendar.ts'

const days = defaultCalendarDays()
const calendar = defaultCalendar()

/** Every day number from the first to the last day of these years. */
function* everyDay(firstYear: number, lastYear: number): Generator<number> {
  const last = dayNumber(`${lastYear}-12-31`) ?? 0
  for (let day = dayNumber(`${firstYear}-01-01`) ?? 0; day <= last; day++) yield day
}

describe('the default calendar', () => {
  test('knows every year from 2004 to 2026 at least, each once, in order', () => {
    const years = new Set(days.map(({ day }) => Number(day.slice(0, 4))))
    for (let year = 2004; year <= 2026; year++) expect(years).toContain(year)
    expect(lastPublishedYear(days)).toBeGreaterThanOrEqual(2026)
    expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort())
  })

  test('names a source and a Chinese name in every row', () => {
    for (const row of days) {
      expect(row.source).toMatch(/^chinese-days \d+\.\d+\.\d+$/)
      expect(row.name).toMatch(/^\p{Script=Han}[\p{Script=Han}\d]+$/u)
    }
  })

  test('make-up days are weekend days with a holiday near', () => {
    const holidays = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day))
    for (const { day, kind } of days) {
      if (kind !== 'makeup') continue
      const number = dayNumber(day) ?? 0
      expect([day, weekdayOf(number)]).toEqual([day, expect.toSatisfy((weekday: number) => weekday > 5)])
      const near = Array.from({ length: 41 }, (_, i) => dayName(number - 20 + i))
      expect([day, near.some((other) => holidays.has(other))]).toEqual([day, true])
    }
  })

  test('agrees with the functions of the package on every day of those years', () => {
    const index = indexOf(calendar)
    let checked = 0
    for (const number of everyDay(2004, lastPublishedYear(days))) {
      const day = dayName(number)
      expect([day, index.works(number)]).toEqual([day, isWorkday(day)])
      const named = calendar.days[day]
      if (named) expect(getDayDetail(day).name.split(',')[1]).toBe(named.name)
      checked++
    }
    expect(checked).toBeGreaterThanOrEqual(8401)
  })

  test.each([
    // Wednesday before National Day 2026; Friday before the Spring Festival of 2026; Friday 28 December 2018, before the
    // make-up Saturday that the notice for 2019 put into 2018.
    ['2026-09-30T15:00:00+08:00', '2026-10-08T15:00:00+08:00'],
    ['2026-02-13T10:00:00+08:00', '2026-02-14T10:00:00+08:00'],
    ['2018-12-28T17:00:00+08:00', '2018-12-29T17:00:00+08:00'],
  ])('one working day from %s ends %s', (from, due) => {
    expect(formatInstant(addWorking(parseInstant(from) ?? 0, 1, 'workDay', calendar).dueAt)).toBe(due)
  })
})

// A second, independent listing lies beside the checkout of those who build Linli; elsewhere the comparison is skipped.
const reference = new URL('../../../../shared/data/cn-holidays/holidays.csv', import.meta.url)

describe('against the reference list of the notices, day by day', () => {
  test.skipIf(!existsSync(reference))('2007 to 2026 (skipped where ../shared/data is not there)', () => {
    const off = new Map<string, boolean>()
    for (const line of readFileSync(reference, 'utf8').trim().split('\n').slice(1)) {
      const [day = '', , isOff] = line.split(',')
      off.set(day, isOff === '1')
    }
    const index = indexOf(calendar)
    const differing: string[] = []
    for (const number of everyDay(2007, 2026)) {
      const day = dayName(number)
      const works = off.has(day) ? off.get(day) === false : weekdayOf(number) <= 5
      if (works !== index.works(number)) differing.push(day)
    }
    expect(off.size).toBeGreaterThan(600)
    expect(differing).toEqual([])
  })
})
