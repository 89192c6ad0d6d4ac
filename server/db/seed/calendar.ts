// The calendar that every desk starts with: China's public holidays and make-up working days, out of the package
// chinese-days, which follows the yearly notice of the State Council. They become rows; from then on administrators correct
// the rows, and nothing asks the package again.
import { type Calendar, type CalendarDay, createCalendar, type DayKind } from '@linli/contract/deadline/calendar.ts'
import listed from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import packageFile from 'chinese-days/package.json' with { type: 'json' }

const source = `chinese-days ${packageFile.version}`

/** One row for each day that differs from its weekday's rule by name, in order: 2004 up to the last published year. */
export function defaultCalendarDays(): CalendarDay[] {
  return [...rowsOf(listed.holidays, 'holiday'), ...rowsOf(listed.workdays, 'makeup')].sort((a, b) =>
    a.day < b.day ? -1 : 1,
  )
}

// The package writes "National Day,国庆节,3": English, Chinese, days in lieu.
function rowsOf(days: Readonly<Record<string, string>>, kind: DayKind): CalendarDay[] {
  return Object.entries(days).map(([day, text]) => {
    const name = text.split(',')[1]
    if (!name) throw new Error(`chinese-days names no holiday for ${day}: ${text}`)
    return { day, kind, name, source }
  })
}

/** The last year with a National Day: days in December may already belong to the notice of a year that is not there yet. */
export function lastPublishedYear(days: readonly CalendarDay[]): number {
  const years = days.filter(({ day, kind }) => kind === 'holiday' && day.slice(5) === '10-01')
  return Math.max(...years.map(({ day }) => Number(day.slice(0, 4))))
}

export const defaultCalendarName = '国家法定节假日'

export function defaultCalendar(): Calendar {
  const days = defaultCalendarDays()
  return createCalendar({ id: 'default', days, publishedThrough: lastPublishedYear(days) })
}
