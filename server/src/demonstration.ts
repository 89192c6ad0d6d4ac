// The demonstration district: areas, accounts and weeks of incidents, generated from a seed and played through the same door as
// everybody's. Everything in it is invented.

import { formatInstant } from '@linli/contract/shared/time.ts'
import { generateDistrict } from '#seed/district/district.ts'
import { loadDistrict } from '#seed/load-district.ts'
import type { App } from './app.ts'
import { hashPassword } from './modules/identity/password.ts'
import type { SettableClock } from './platform/clock.ts'
import { at, sql } from './platform/sql.ts'

export const DEMO_PASSWORD = 'linli-demo'

/** Fills an empty database; the mark at the end tells a later start that all of it is there. */
export async function loadDemonstration(app: App, clock: SettableClock, say: (line: string) => void): Promise<void> {
  const today = formatInstant(clock.now()).slice(0, 10)
  say('  loading the demonstration district')
  await loadDistrict(app.house, generateDistrict({ today }), await hashPassword(DEMO_PASSWORD))
  await app.reload()
  await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql`insert into setting (name, value, updated_at) values ('demonstration', 'true', ${at(clock.wall())}::timestamptz)`,
    ),
  )
}
