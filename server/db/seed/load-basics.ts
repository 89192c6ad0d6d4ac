// What every installation needs before its first day: the calendar, the shipped procedures and the first catalogue.
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { insertRow, insertRows, type Query, sql } from '#platform/sql.ts'
import { defaultCalendar, defaultCalendarName } from './calendar.ts'

function calendarRows(house: House): Query[] {
  const calendar = defaultCalendar()
  const row = {
    id: calendar.id,
    name: defaultCalendarName,
    offsetMinutes: calendar.offsetMinutes,
    hours: calendar.hours,
    weekdays: calendar.weekdays,
    publishedThrough: calendar.publishedThrough,
    version: 1,
  }
  const days = Object.entries(calendar.days).map(([day, d]) => ({
    calendarId: calendar.id,
    day,
    kind: d.kind,
    name: d.name,
    source: d.source,
  }))
  return [
    insertRow('calendar', row),
    insertRows('calendar_day', days),
    change({ kind: 'calendar', id: calendar.id, version: 1, areaCode: null, at: house.clock.now() }),
  ]
}

/** Fills an empty database; does nothing where a calendar stands already. */
export async function loadBasics(house: House): Promise<void> {
  await house.db.transaction('owner', async (tx) => {
    const [known] = await tx.send(sql`select 1 from calendar`)
    if (known.length > 0) return
    await tx.commit(...calendarRows(house))
  })
}
