// Starts a server: settings, database, basics, demonstration data if asked for, listening, timed work; and ends it cleanly.
import { mkdirSync } from 'node:fs'
import { loadBasics } from '#seed/load-basics.ts'
import { buildApp } from './app.ts'
import { readConfig, SettingError } from './config.ts'
import { loadDemonstration } from './demonstration.ts'
import { CannotStart, openEngine } from './open-house.ts'
import { virtualClock } from './platform/clock.ts'
import { KeyError, loadKeys } from './platform/crypto.ts'
import { openDb } from './platform/db.ts'
import { FolderInUse } from './platform/embedded.ts'
import { MigrationError } from './platform/migrate.ts'
import { findSetting } from './platform/setting.ts'
import { openShelf, ShelfError } from './platform/shelf.ts'
import { at } from './platform/sql.ts'
import { startWorker } from './worker.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

async function start(wantsDemo: boolean, withIncidents: boolean): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new CannotStart(`Linli's server runs on Node 24; this is ${process.version}. Start it with: npm start`)
  const config = readConfig(process.env)
  if (wantsDemo && config.production)
    throw new CannotStart('The demonstration data is refused when NODE_ENV=production: its passwords are public.')
  mkdirSync(config.dataDir, { recursive: true })
  const shelf = await openShelf(config)
  await shelf.check()
  const engine = await openEngine(config, (line) => say(`  ${line}`))
  const db = openDb(engine)
  const clock = virtualClock()
  try {
    const keys = loadKeys(config.masterKeyFile)
    const [[offset]] = await db.transaction('owner', (tx) => tx.commit(findSetting<number>('clock.offset')))
    if (config.clock === 'virtual' && offset) clock.moveTo(Date.now() + offset.value)
    const [[demo]] = await db.transaction('owner', (tx) => tx.commit(findSetting<string>('demonstration')))
    if (demo && config.production)
      throw new CannotStart(
        'This database holds the demonstration data, whose passwords are public: refused when NODE_ENV=production.',
      )
    const app = await buildApp({
      config,
      db,
      clock,
      keys,
      shelf,
      isDemonstration: wantsDemo || demo?.value === 'loaded',
    })
    await loadBasics(app.house)
    await app.reload()
    if (wantsDemo && demo?.value !== 'loaded') await loadDemonstration(app, clock, withIncidents, say)
    const stopWorker = startWorker(app.house, app.jobs)
    // Before the first answer: whoever sees the server may end it.
    stopOnSignal(async () => {
      await stopWorker()
      await app.close()
    })
    const address = await app.http.listen({ port: config.port, host: config.host })
    // PORT=0 is any free port, and only now it is known which.
    greet(
      config.port === 0 ? address : config.publicUrl,
      engine.kind,
      wantsDemo || demo?.value === 'loaded',
      at(clock.now())!,
    )
  } catch (error) {
    await db.close()
    throw error
  }
}

function greet(url: string, kind: string, isDemo: boolean, now: string): void {
  say('')
  say(`  Linli 邻里 is ready: ${url}/  (residents)   ${url}/console  (desks)   ${url}/field  (grid workers)`)
  if (kind === 'embedded') say('  Embedded database: for demonstration and trial only. Real work sets DATABASE_URL.')
  if (isDemo)
    say(
      `  Demonstration accounts, password linli-demo: clerk1 town1 city1 fire1 civil1 county1 leader1 inspector1 worker1…worker27 head1 sysadmin secadmin auditadmin (all names and numbers are invented; now ${now})`,
    )
  say('')
}

/** One signal ends the server in order; a second one, at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`)
          process.exit(1)
        },
      )
    })
  }
}

try {
  await start(process.argv.includes('--demo'), !process.argv.includes('--without-incidents'))
} catch (error) {
  const known = [SettingError, CannotStart, FolderInUse, MigrationError, KeyError, ShelfError].some(
    (kind) => error instanceof kind,
  )
  const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  if (inUse) process.stderr.write('PORT is taken by another program. Stop it, or set PORT to a free one.\n')
  else process.stderr.write(known ? `${(error as Error).message}\n` : `${(error as Error).stack}\n`)
  process.exit(1)
}
