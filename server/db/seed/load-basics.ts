// What every installation needs before its first day: the calendar, the shipped procedures and the first catalogue.
import { readFileSync } from 'node:fs'
import { shippedProcedures } from '@linli/contract/incident/procedures/shipped.ts'
import { v7 as uuidv7 } from 'uuid'
import { readCatalogue } from '#modules/matter/catalogue-read.ts'
import { catalogueRows } from '#modules/matter/catalogue-rows.ts'
import { shippedProcedureRows } from '#modules/matter/load.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { at, insertRow, insertRows, type Query, sql } from '#platform/sql.ts'
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

function catalogueQueries(house: House): Query[] {
  const checked = readCatalogue(readFileSync(new URL('../catalogue/common-2026.csv', import.meta.url)), {
    procedures: shippedProcedures.map((p) => p.key),
  })
  if (!checked.ok) throw new Error(`The shipped catalogue has faults: ${JSON.stringify(checked.report.slice(0, 3))}`)
  const id = uuidv7()
  const rows = catalogueRows(checked.catalogue, id)
  const now = house.clock.now()
  return [
    insertRow('edition', { ...rows.edition, loadedAt: at(now) }),
    insertRows('matter', rows.matters),
    insertRows('filing_condition', rows.conditions),
    insertRows('duty', rows.duties),
    change({ kind: 'edition', id, version: 1, areaCode: null, at: now }),
  ]
}

/** Fills an empty database; does nothing where a calendar stands already. */
export async function loadBasics(house: House): Promise<void> {
  await house.db.transaction('owner', async (tx) => {
    const [known] = await tx.send(sql`select 1 from calendar`)
    if (known.length > 0) return
    await tx.commit(...calendarRows(house), ...shippedProcedureRows(house.clock.now()), ...catalogueQueries(house))
  })
}
