// One house per test worker, over the embedded database or over TEST_DATABASE_URL, seeded once with the demonstration district
// (the one cast) and put back to that state before each file. The clock stands still until a test moves it.

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { hashPassword } from '#modules/identity/password.ts'
import { type SettableClock, standingClock } from '#platform/clock.ts'
import { parseKeys } from '#platform/crypto.ts'
import { isPassing, openDb } from '#platform/db.ts'
import { template } from '#platform/embedded.ts'
import type { Engine } from '#platform/engine.ts'
import { openEmbedded } from '#platform/engine-embedded.ts'
import { openPostgres } from '#platform/engine-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { sql } from '#platform/sql.ts'
import { generateDistrict } from '#seed/district/district.ts'
import { loadBasics } from '#seed/load-basics.ts'
import { loadDistrict } from '#seed/load-district.ts'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { scratchFolder, scratchName } from './scratch.ts'

export const isPostgres = Boolean(process.env.TEST_DATABASE_URL)
/** HAND_OVER_RUNS=500 looks for new cases of staff that changes; without it always the same ones are tried. */
export const handOverRuns = Number(process.env.HAND_OVER_RUNS ?? 0)
/** Monday 2026-11-16 09:00 in Shanghai: an ordinary week. */
export const MONDAY = Date.parse('2026-11-16T09:00:00+08:00')
export const PASSWORD = 'linli-demo'

export interface TestHouse extends App {
  clock: SettableClock
  databaseUrl: string | null
  /** Back to the seeded state: rows, references, clock, limits. */
  reset(): Promise<void>
  /** Waits until the server has heard of every change that was committed, whoever else keeps a transaction open in the cluster. */
  hear(): Promise<void>
  /** Waits until the feed may tell of every change that was committed; nobody has asked it yet. */
  settled(): Promise<void>
}

let opened: Promise<TestHouse> | null = null

/** The worker's house; opened by the first file that asks. */
export function testHouse(): Promise<TestHouse> {
  opened ??= open()
  return opened
}

async function open(): Promise<TestHouse> {
  const { engine, url } = process.env.TEST_DATABASE_URL
    ? await openScratchDatabase(process.env.TEST_DATABASE_URL)
    : { engine: await openEmbedded({ folder: null, template: await template() }), url: null }
  const clock = standingClock(MONDAY)
  const config = readConfig({
    DATA_DIR: scratchFolder(),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    CLOCK: 'virtual',
  })
  const app = await buildApp({
    config,
    db: openDb(engine),
    clock,
    keys: parseKeys(`1:${'5a'.repeat(32)}`),
    isDemonstration: true,
  })
  await loadBasics(app.house)
  await loadDistrict(app.house, generateDistrict({ today: '2026-11-16' }), await hashPassword(PASSWORD))
  await keepPristine(engine)
  await app.reload()
  return {
    ...app,
    clock,
    databaseUrl: url,
    reset: () => reset(app, clock, engine),
    hear: () => hear(app),
    settled: () => settled(app),
  }
}

async function hear(app: App): Promise<void> {
  await settled(app)
  await app.changes.drain()
}

async function settled(app: App): Promise<void> {
  const isSettled = sql<{
    settled: boolean
  }>`select coalesce(max(txid), '0'::xid8) < pg_snapshot_xmin(pg_current_snapshot()) as settled from change`
  for (;;) {
    const [[row]] = await app.house.db.transaction('owner', (tx) => tx.commit(isSettled))
    if (row?.settled) return
    await sleep(20)
  }
}

async function openScratchDatabase(url: string): Promise<{ engine: Engine; url: string }> {
  const name = scratchName()
  const admin = new pg.Client(url)
  await admin.connect()
  await admin.query(`create database ${name} encoding 'UTF8' template template0`)
  await admin.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  const engine = openPostgres(own.href, 10)
  await migrate(engine)
  return { engine, url: own.href }
}

const kept = new Set(['migration', 'area_level', 'spatial_ref_sys'])

const run = async (engine: Engine, text: string): Promise<Record<string, unknown>[]> => {
  const connection = await engine.connect()
  try {
    return (await connection.batch([{ text, values: [] }]))[0]!
  } finally {
    connection.release()
  }
}

/** Tables of ours, those that others refer to first. */
async function tables(engine: Engine): Promise<string[]> {
  const names = (
    await run(
      engine,
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
    )
  )
    .map((r) => String(r.name))
    .filter((n) => !kept.has(n))
  const refs = await run(
    engine,
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const order: string[] = []
  const visit = (name: string) => {
    if (order.includes(name) || !names.includes(name)) return
    for (const r of refs) if (r.child === name) visit(String(r.parent))
    order.push(name)
  }
  for (const name of names.sort()) visit(name)
  return order
}

let order: string[] = []

async function keepPristine(engine: Engine): Promise<void> {
  order = await tables(engine)
  await run(
    engine,
    `create schema pristine; ${order.map((t) => `create table pristine.${t} as table public.${t}`).join('; ')}`,
  )
}

async function reset(app: App, clock: SettableClock, engine: Engine): Promise<void> {
  await app.changes.drain()
  const names = order.map((t) => `public.${t}`).join(', ')
  const refill = order.map((t) => `insert into public.${t} overriding system value select * from pristine.${t}`)
  // Whatever still reads (the change feed, a listener) gives way: all tables are locked at once or the attempt is made again.
  const connection = await engine.connect()
  const say = (text: string) => connection.batch([{ text, values: [] }])
  for (let attempt = 1, done = false; !done; attempt++) {
    done = await say(`begin; truncate ${names}; ${refill.join('; ')}; commit`).then(
      () => true,
      async (error: unknown) => {
        await say('rollback')
        if (attempt === 5 || !isPassing(error)) throw error
        return false
      },
    )
  }
  connection.release()
  clock.moveTo(MONDAY)
  for (const book of Object.values(app.house.limits)) book.clear()
  await app.reload()
}

/** How many rows: for "changed nothing". */
export async function countRows(app: App, table: string): Promise<number> {
  const [[row]] = await app.house.db.transaction('owner', (tx) =>
    tx.commit(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`),
  )
  return row!.n
}
