// For tests: the year 2026 as the State Council announced it, and instants written with their weekday, which is checked.
import { type Calendar, type CalendarDay, createCalendar, dayName, dayNumber, weekdayOf } from './calendar.ts'

const source = 'test: notice for 2026'

/** All days from `from` to `to`, both included. */
export function holiday(from: string, to: string, name: string): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = numberOf(from); day <= numberOf(to); day++)
    days.push({ day: dayName(day), kind: 'holiday', name, source })
  return days
}

export function makeup(day: string, name: string): CalendarDay {
  return { day, kind: 'makeup', name, source }
}

function numberOf(day: string): number {
  const number = dayNumber(day)
  if (number === undefined) throw new Error(`no such day: ${day}`)
  return number
}

export const days2026: CalendarDay[] = [
  ...holiday('2026-01-01', '2026-01-03', '元旦'),
  makeup('2026-01-04', '元旦'),
  makeup('2026-02-14', '春节'),
  ...holiday('2026-02-15', '2026-02-23', '春节'),
  makeup('2026-02-28', '春节'),
  ...holiday('2026-04-04', '2026-04-06', '清明'),
  ...holiday('2026-05-01', '2026-05-05', '劳动节'),
  makeup('2026-05-09', '劳动节'),
  ...holiday('2026-06-19', '2026-06-21', '端午'),
  makeup('2026-09-20', '国庆节'),
  ...holiday('2026-09-25', '2026-09-27', '中秋'),
  ...holiday('2026-10-01', '2026-10-07', '国庆节'),
  makeup('2026-10-10', '国庆节'),
]

export const calendar2026: Calendar = createCalendar({ id: 'test', days: days2026, publishedThrough: 2026 })

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** 'Fri 2026-11-20 17:00' in China; a wrong weekday is a wrong test. */
export function at(text: string): number {
  const [weekday, day = '', time] = text.split(' ')
  if (weekdayNames[weekdayOf(numberOf(day)) - 1] !== weekday) throw new Error(`${day} is not a ${weekday}`)
  return Date.parse(`${day}T${time}${time?.length === 5 ? ':00' : ''}+08:00`)
}

/** The same the other way round, to the second where there are seconds. */
export function said(instant: number): string {
  const local = new Date(instant + 8 * 3_600_000).toISOString()
  const weekday = weekdayNames[weekdayOf(numberOf(local.slice(0, 10))) - 1]
  const time = local.slice(11, instant % 60_000 === 0 ? 16 : instant % 1000 === 0 ? 19 : 23)
  return `${weekday} ${local.slice(0, 10)} ${time}`
}
