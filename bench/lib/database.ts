// The PostgreSQL that is measured: BENCH_DATABASE_URL, or one of this machine's own that is started for the run and ends with it,
// with fsync on, as in earnest. The measuring happens in a new database that is dropped at the end; a city that took minutes to build
// can be kept beside it as a template (BENCH_KEEP).
import pg from 'pg'
import { startPostgres } from '../../scripts/postgres.mjs'

export interface BenchDatabase {
  url: string
  /** Version and the settings that decide how fast it can be. */
  facts: Record<string, string>
  close(): Promise<void>
}

const telling = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'shared_buffers',
  'max_wal_size',
  'effective_cache_size',
  'random_page_cost',
  'wal_sync_method',
]

/**
 * `fill` is given the address of the new, empty database; with BENCH_KEEP=NAME it is asked only when no NAME_MARK is kept already.
 * Without a mark nothing is kept.
 */
export async function openDatabase(
  mark: string | null = null,
  fill?: (url: string) => Promise<void>,
): Promise<BenchDatabase> {
  const kept = keptName(mark)
  const server = await openServer()
  const name = `linli_bench_${process.pid}_${++opened}`
  const drop = async () => {
    await run(server.url, `drop database if exists ${name} with (force)`)
    await server.leave()
  }
  try {
    if (kept && !(await isComplete(server.url, kept))) {
      await create(server.url, kept, 'template template0')
      await fill?.(at(server.url, kept))
      await run(server.url, `comment on database ${kept} is 'complete'`)
    }
    await create(server.url, name, kept ? `template ${kept} strategy file_copy` : 'template template0')
    if (!kept) await fill?.(at(server.url, name))
    await run(at(server.url, name), 'checkpoint')
    return { url: at(server.url, name), facts: await factsOf(at(server.url, name)), close: drop }
  } catch (error) {
    await drop().catch(() => {})
    throw error
  }
}

let opened = 0

function keptName(mark: string | null): string | null {
  const keep = process.env.BENCH_KEEP
  if (!keep || mark === null) return null
  if (!process.env.BENCH_DATABASE_URL)
    throw new Error('BENCH_KEEP needs BENCH_DATABASE_URL: a server that is started for the run keeps nothing')
  if (!/^[a-z_][a-z0-9_]*$/.test(keep)) throw new Error(`BENCH_KEEP=${keep} is no name for a database`)
  return `${keep}_${mark}`
}

let own: ReturnType<typeof startPostgres> | null = null
let users = 0

/** The server that was named, or one of our own that all databases of the run share and the last one ends. */
async function openServer(): Promise<{ url: string; leave(): Promise<void> }> {
  const given = process.env.BENCH_DATABASE_URL
  if (given) return { url: given, leave: async () => {} }
  own ??= startPostgres({ ...ownSettings })
  users++
  const { url, stop } = await own
  return {
    url,
    async leave() {
      if (--users > 0) return
      own = null
      await stop()
    },
  }
}

const ownSettings = { fsync: 'on', shared_buffers: '2GB', max_wal_size: '8GB', max_connections: '100' }

async function create(server: string, name: string, how: string): Promise<void> {
  await run(server, `drop database if exists ${name} with (force)`, `create database ${name} encoding 'UTF8' ${how}`)
}

/** Only a database that was filled to its end bears the comment. */
async function isComplete(server: string, name: string): Promise<boolean> {
  const rows = await run(
    server,
    `select 1 from pg_database where datname = '${name}' and shobj_description(oid, 'pg_database') = 'complete'`,
  )
  return rows.length > 0
}

function at(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function factsOf(url: string): Promise<Record<string, string>> {
  const rows = await run(url, `select name, setting, unit from pg_settings where name = any ('{${telling.join(',')}}')`)
  return Object.fromEntries(rows.map((r) => [String(r.name), `${r.setting}${r.unit ? ` × ${r.unit}` : ''}`]))
}

export async function run(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows ?? []
    return rows
  } finally {
    await client.end()
  }
}
