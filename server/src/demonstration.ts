// The demonstration district: areas, accounts and weeks of incidents, generated from a seed and played through the same door as
// everybody's. Everything in it is invented.

import { formatInstant } from '@linli/contract/shared/time.ts'
import { generateDistrict } from '#seed/district/district.ts'
import { scriptIncidents } from '#seed/district/incidents.ts'
import { mediations } from '#seed/district/mediations.ts'
import type { District } from '#seed/district/types.ts'
import { loadBasics } from '#seed/load-basics.ts'
import { loadDistrict } from '#seed/load-district.ts'
import { playIncidents } from '#seed/load-incidents.ts'
import type { App } from './app.ts'
import { hashPassword } from './modules/identity/password.ts'
import { findMatters } from './modules/matter/answer.ts'
import { calendars, DEFAULT_CALENDAR } from './modules/matter/public.ts'
import { startChains } from './platform/audit.ts'
import type { SettableClock } from './platform/clock.ts'
import { keepSetting } from './platform/setting.ts'
import { sql } from './platform/sql.ts'

export const DEMO_PASSWORD = 'linli-demo'

/** Fills an empty database; the mark at the end tells a later start that all of it is there. */
export async function loadDemonstration(
  app: App,
  clock: SettableClock,
  withIncidents: boolean,
  say: (line: string) => void,
): Promise<void> {
  await clearHalfLoaded(app)
  const today = formatInstant(clock.now()).slice(0, 10)
  await mark(app, clock, 'loading')
  say('  loading the demonstration district')
  const district = generateDistrict({ today })
  await loadDistrict(app.house, district, await hashPassword(DEMO_PASSWORD))
  await app.reload()
  if (withIncidents) await playWeeks(app, clock, district, say)
  await mark(app, clock, 'loaded')
}

type Mark = 'loading' | 'loaded'

const mark = (app: App, clock: SettableClock, value: Mark) =>
  app.house.db.transaction('owner', (tx) => tx.commit(keepSetting('demonstration', value, clock.wall())))

/** A loading that was cut off is begun anew: the mark says that nothing but the demonstration lies here. */
async function clearHalfLoaded(app: App): Promise<void> {
  await app.house.db.transaction('owner', async (tx) => {
    const [[half], tables] = await tx.send(
      sql`select 1 from setting where name = 'demonstration' and value = '"loading"'`,
      sql<{
        name: string
      }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('migration', 'area_level', 'spatial_ref_sys', 'chain_head', 'chain_check')`,
    )
    if (!half) return
    await tx.commit(sql`truncate ${sql.join(tables.map((t) => sql.table(t.name)))}`, ...startChains)
  })
  await loadBasics(app.house)
  await app.reload()
}

async function playWeeks(
  app: App,
  clock: SettableClock,
  district: District,
  say: (line: string) => void,
): Promise<void> {
  const now = clock.now()
  say('  playing six weeks of incidents')
  const calendar = calendars.of(app.house).get(DEFAULT_CALENDAR)!
  const script = scriptIncidents({
    district,
    now,
    calendar,
    matter: (name) => matterNamed(app, name),
  })
  // Two thousand lines of requests would hide what the person who starts it wants to read.
  const { level } = app.http.log
  app.http.log.level = 'warn'
  const hands = await playIncidents(
    app,
    clock,
    script,
    district,
    now,
    DEMO_PASSWORD,
    mediations(district, now, calendar),
  )
  app.http.log.level = level
  clock.moveTo(Date.now())
  say(`  ${script.length} incidents, ${hands} hands`)
}

function matterNamed(app: App, name: string) {
  const found = findMatters(app.house, { q: name }).find((m) => m.name === name)
  if (!found) throw new Error(`The catalogue has no matter ${name} for the demonstration.`)
  return found
}
