// What every installation needs before its first day: the calendar, the shipped procedures and the catalogues.
import { dayName, dayNumber } from '@linli/contract/deadline/calendar.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import { catalogueRows } from '#modules/matter/catalogue-rows.ts'
import { shippedProcedureRows } from '#modules/matter/load.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { at, insertRow, insertRows, type Query, sql, updateRow } from '#platform/sql.ts'
import { defaultCalendar, defaultCalendarName } from './calendar.ts'
import { shippedCatalogues } from './shipped-catalogues.ts'

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

function catalogueQueries(house: House, from?: string): Query[] {
  return shippedCatalogues().flatMap((catalogue) => {
    const id = uuidv7()
    const rows = catalogueRows(catalogue, id)
    const now = house.clock.now()
    return [
      insertRow('edition', { ...rows.edition, ...(from && { validFrom: from }), loadedAt: at(now) }),
      insertRows('matter', rows.matters),
      insertRows('filing_condition', rows.conditions),
      insertRows('duty', rows.duties),
      change({ kind: 'edition', id, version: 1, areaCode: null, at: now }),
    ]
  })
}

/**
 * Fills an empty database. Later it brings what a newer product ships: versions of its procedures, under which new incidents begin; and
 * where the first, smaller catalogue still stands alone, the full ones follow it from today.
 */
export async function loadBasics(house: House): Promise<void> {
  await house.db.transaction('owner', async (tx) => {
    const today = formatInstant(house.clock.now()).slice(0, 10)
    const [known, versions, first] = await tx.send(
      sql`select 1 from calendar`,
      sql<{ name: string }>`select key || '@' || version as name from procedure`,
      firstCatalogue(today),
    )
    const procedures = shippedProcedureRows(house.clock.now(), new Set(versions.map(({ name }) => name)))
    if (known.length === 0) await tx.commit(...calendarRows(house), ...procedures, ...catalogueQueries(house))
    else await tx.commit(...procedures, ...(first[0] ? followFirst(house, first[0].id, today) : []))
  })
}

/** The catalogue of 86 matters that the first version shipped, as long as it has no end and nothing was loaded beside it. */
const firstCatalogue = (today: string) =>
  sql<{
    id: string
  }>`select id from edition where catalogue = 'common' and edition = '2026' and valid_to is null and valid_from < ${today}::date
    and not exists (select 1 from edition other where other.catalogue <> 'common')`

/** Its codes are all in the full ones; incidents filed under it stay on it. */
const followFirst = (house: House, id: string, today: string): Query[] => [
  updateRow('edition', id, { validTo: dayName(dayNumber(today)! - 1) }),
  change({ kind: 'edition', id, version: 2, areaCode: null, at: house.clock.now() }),
  ...catalogueQueries(house, today),
]
