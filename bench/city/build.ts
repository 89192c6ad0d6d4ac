// Builds the city in a database that the server has migrated: ground, people, an older edition of the catalogue for the past, then all
// incidents, played in threads; indexes are made when the rows are there.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Client } from 'pg'
import { formatInstant } from '../../contract/src/shared/time.ts'
import { seedId } from '../../server/db/seed/district/random.ts'
import { takeAnchor } from '../../server/src/modules/audit/anchor.ts'
import { nextNight } from '../../server/src/modules/audit/jobs.ts'
import { hashPassword } from '../../server/src/modules/identity/password.ts'
import { parseKeys } from '../../server/src/platform/crypto.ts'
import { areaRows, layAreas } from './areas.ts'
import { openConnection } from './connection.ts'
import { copyRows } from './copy.ts'
import { listTables } from './dossier.ts'
import { buildingRows, roadRows } from './homes.ts'
import { employ, foundUnits, type Lines, staffRows } from './people.ts'
import { type Played, playDays } from './player.ts'
import type { CitySize } from './size.ts'
import { openQuietHouse, type StageSettings } from './stage.ts'
import { type Day, dayPlan } from './story.ts'
import { readTable } from './tables.ts'

export interface Built {
  seconds: number
  rows: Record<string, number>
}

type Say = (line: string) => void

export async function buildCity(databaseUrl: string, key: string, size: CitySize, say: Say = () => {}): Promise<Built> {
  const start = performance.now()
  const client = await openConnection(databaseUrl)
  try {
    await client.query('set session_replication_role = replica')
    await layPast(client, size)
    await settle(client, key, size)
    const { rows } = await client.query<{ n: string }>(`select last_value as n from incident_intake_no`)
    const intakeBefore = Number(rows[0]!.n)
    const dropped = await dropIndexes(client)
    const counts = await playAll({ databaseUrl, key, size, intakeBefore }, say)
    say('making indexes')
    for (const definition of dropped) await client.query(definition)
    await client.query(`select setval('incident_intake_no', ${intakeBefore + 2 * (size.incidents + size.rush) + 1})`)
    say('vacuum')
    await client.query('vacuum (analyze)')
    await sealRecord(client, databaseUrl, key, size)
    return { seconds: Math.round((performance.now() - start) / 1000), rows: counts }
  } finally {
    await client.end()
  }
}

/** The past has been anchored, and read again in its nights: the first night of the city would have all of it to read otherwise. */
export async function sealRecord(client: Client, databaseUrl: string, key: string, { until }: CitySize): Promise<void> {
  const app = await openQuietHouse(databaseUrl, key, until)
  try {
    const anchor = await takeAnchor(app.house, true)
    await client.query(`update chain_check set checked_to = $1, due_at = $2, checked_at = $3`, [
      anchor?.seq ?? 0,
      new Date(nextNight(until)).toISOString(),
      new Date(until).toISOString(),
    ])
  } finally {
    await app.close()
  }
}

/** Incidents of before the shipped editions are filed under earlier ones, which are copies of them. */
async function layPast(client: Client, { seed }: CitySize): Promise<void> {
  const { rows } = await client.query<{ id: string; catalogue: string }>(
    `select distinct on (catalogue) id, catalogue from edition order by catalogue, valid_from`,
  )
  for (const { id, catalogue } of rows) {
    const earlier = seedId(seed, `earlier ${catalogue}`)
    for (const table of ['matter', 'filing_condition', 'duty']) await copyEdition(client, table, id, earlier)
    await client.query(
      `insert into edition select r.* from edition e, jsonb_populate_record(null::edition, to_jsonb(e) || jsonb_build_object(
        'id', $2::text, 'edition', 'before ' || e.edition, 'valid_from', '2020-01-01', 'valid_to', e.valid_from - 1)) r where e.id = $1`,
      [id, earlier],
    )
  }
}

async function copyEdition(client: Client, table: string, from: string, to: string): Promise<void> {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(attname, ', ' order by attnum) as names from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'edition_id'`,
    [table],
  )
  const { names } = rows[0]!
  await client.query(
    `insert into ${table} (edition_id, ${names}) select $2, ${names} from ${table} where edition_id = $1`,
    [from, to],
  )
}

/** Areas, streets, buildings, units, accounts, posts, rosters, notice boards. */
async function settle(client: Client, key: string, size: CitySize): Promise<void> {
  const keys = parseKeys(`1:${key}`)
  const areas = layAreas(size)
  const grids = areas.filter((a) => a.level === 'grid')
  const since = formatInstant(size.until - (size.days + 60) * 86_400_000).slice(0, 10)
  const units = foundUnits(size, areas, await linesOf(client))
  const staff = staffRows(size, employ(size, areas, units), units, {
    passwordHash: await hashPassword('linli-demo'),
    since,
    at: new Date(size.until).toISOString(),
    seal: (phone) => `\\x${keys.seal(phone).toString('hex')}`,
  })
  const names = new Map(areas.map((a) => [a.code, a.name]))
  const at = new Date(size.until).toISOString()
  const all: [string, object[]][] = [
    ['area', areaRows(size, areas, since)],
    ['road', roadRows(size, areas[0]!)],
    ['building', buildingRows(size, grids, (code) => names.get(code.slice(0, 9)) ?? '')],
    ['unit', units],
    ['account', staff.accounts],
    ['post', staff.posts],
    ['roster', staff.roster],
    ['notice_board', grids.map((g) => boardRow(g.code, at))],
    ['change', ['area', 'unit', 'account', 'post', 'edition'].map((kind) => changeRow(kind, size, at))],
  ]
  for (const [table, rows] of all) await copyRows(client, await readTable(client, table), rows)
  await client.query('analyze')
}

async function linesOf(client: Client): Promise<Lines> {
  const lines = async (column: string) =>
    (
      await client.query<{ line: string }>(
        `select distinct ${column} as line from filing_condition where ${column} is not null order by 1`,
      )
    ).rows.map((r) => r.line)
  return { town: await lines('unit_town'), county: await lines('unit_county') }
}

const boardRow = (areaCode: string, updatedAt: string) => ({
  areaCode,
  greeting: '邻居们好，有事请找我。',
  duties: ['每日巡查', '受理反映', '走访居民'],
  hours: '工作日 8:00—12:00，14:00—18:00',
  supervisionPhone: '19900009001',
  updatedAt,
})
const changeRow = (kind: string, { county }: CitySize, at: string) => ({
  kind,
  id: county,
  version: 1,
  areaCode: county,
  at,
})

/** Takes all indexes that are no constraint off the tables that are about to grow; gives the statements that bring them back. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1`,
    [await listTables(client)],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map((r) => r.definition)
}

/** A small city is played here; a large one in as many threads as there are cores. */
async function playAll(settings: StageSettings, say: Say): Promise<Record<string, number>> {
  const { size } = settings
  const days: Day[] = dayPlan(size)
  const counts: Record<string, number> = {}
  const start = performance.now()
  const told = (played: Played) => {
    for (const [name, n] of Object.entries(played)) counts[name] = (counts[name] ?? 0) + n
    const done = counts.incident ?? 0
    if (done % 50_000 < (played.incident ?? 0))
      say(`${done} of ${size.incidents + size.rush} incidents, ${Math.round((performance.now() - start) / 1000)} s`)
  }
  if (size.incidents + size.rush <= 5_000) await playDays(settings, days, told)
  else await Promise.all(Array.from({ length: availableParallelism() }, () => playInThread(settings, days, told)))
  return counts
}

function playInThread(settings: StageSettings, days: Day[], told: (played: Played) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./player.ts', import.meta.url), { workerData: settings })
    thread.on('message', (message: Played | 'next') => {
      if (message === 'next') thread.postMessage(days.shift() ?? null)
      else told(message)
    })
    thread.once('error', reject)
    thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a player ended with ${code}`))))
  })
}
