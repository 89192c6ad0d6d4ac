// The demonstration district: areas, accounts and weeks of incidents, generated from a seed and played through the same door as
// everybody's. Everything in it is invented.

import { formatInstant } from '@linli/contract/shared/time.ts'
import { generateDistrict } from '#seed/district/district.ts'
import { scriptIncidents } from '#seed/district/incidents.ts'
import { loadDistrict } from '#seed/load-district.ts'
import { playIncidents } from '#seed/load-incidents.ts'
import type { App } from './app.ts'
import { hashPassword } from './modules/identity/password.ts'
import { calendars, DEFAULT_CALENDAR } from './modules/matter/public.ts'
import { findMatters } from './modules/matter/routes.ts'
import type { SettableClock } from './platform/clock.ts'
import { at, sql } from './platform/sql.ts'

export const DEMO_PASSWORD = 'linli-demo'

/** Fills an empty database; the mark at the end tells a later start that all of it is there. */
export async function loadDemonstration(app: App, clock: SettableClock, say: (line: string) => void): Promise<void> {
  const today = formatInstant(clock.now()).slice(0, 10)
  say('  loading the demonstration district')
  const district = generateDistrict({ today })
  await loadDistrict(app.house, district, await hashPassword(DEMO_PASSWORD))
  await app.reload()
  const now = clock.now()
  say('  playing six weeks of incidents')
  const script = scriptIncidents({
    district,
    now,
    calendar: calendars.of(app.house).get(DEFAULT_CALENDAR)!,
    matter: (name) => matterNamed(app, name),
  })
  const hands = await playIncidents(app, clock, script, district, now, DEMO_PASSWORD)
  clock.moveTo(Date.now())
  say(`  ${script.length} incidents, ${hands} hands`)
  await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql`insert into setting (name, value, updated_at) values ('demonstration', 'true', ${at(clock.wall())}::timestamptz)`,
    ),
  )
}

function matterNamed(app: App, name: string) {
  const found = findMatters(app.house, { q: name }).find((m) => m.name === name)
  if (!found) throw new Error(`The catalogue has no matter ${name} for the demonstration.`)
  return found
}
