// What a player needs: the server's house with its look-ups and keys (no door open, no timed work), the shapes of the tables, the crew.
import type { Client } from 'pg'
import { buildApp } from '../../server/src/app.ts'
import { readConfig } from '../../server/src/config.ts'
import { standingClock } from '../../server/src/platform/clock.ts'
import { parseKeys } from '../../server/src/platform/crypto.ts'
import { openDb } from '../../server/src/platform/db.ts'
import { openPostgres } from '../../server/src/platform/engine-postgres.ts'
import { layAreas } from './areas.ts'
import { readCrew } from './crew.ts'
import { listTables } from './dossier.ts'
import { surveyLand } from './land.ts'
import type { Stage } from './live.ts'
import type { CitySize } from './size.ts'
import { readTable, type Table } from './tables.ts'

export interface StageSettings {
  databaseUrl: string
  /** The master key, 64 hex digits: the chains hang on it. */
  key: string
  size: CitySize
  intakeBefore: number
}

/** The server's house on this database, without a door or timed work. */
export async function openQuietHouse(databaseUrl: string, key: string, now: number) {
  const app = await buildApp({
    config: readConfig({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' }),
    db: openDb(openPostgres(databaseUrl, 2)),
    clock: standingClock(now),
    keys: parseKeys(`1:${key}`),
    isDemonstration: true,
  })
  await app.changes.stop()
  return app
}

export async function openStage(
  { databaseUrl, key, size, intakeBefore }: StageSettings,
  client: Client,
): Promise<{ stage: Stage; close(): Promise<void> }> {
  const app = await openQuietHouse(databaseUrl, key, size.until)
  const tables = new Map<string, Table>()
  for (const name of await listTables(client)) tables.set(name, await readTable(client, name))
  const stage: Stage = {
    house: app.house,
    tables,
    crew: await readCrew(client, size.county),
    land: surveyLand(app.house, size, layAreas(size)),
    until: size.until,
    intakeBefore,
  }
  return { stage, close: () => app.close() }
}
