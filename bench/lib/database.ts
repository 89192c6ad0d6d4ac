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

/** `fill` is given the address of the new, empty database; with BENCH_KEEP it is asked only when what is kept does not bear this `mark`. */
export async function openDatabase(mark = '', fill?: (url: string) => Promise<void>): Promise<BenchDatabase> {
  const given = process.env.BENCH_DATABASE_URL
  const keep = fill && process.env.BENCH_KEEP
  if (keep && !given) throw new Error('BENCH_KEEP needs BENCH_DATABASE_URL: a server of the run itself keeps nothing')
  if (keep && !/^[a-z_][a-z0-9_]*$/.test(keep)) throw new Error(`BENCH_KEEP=${keep} is no name for a database`)
  const own = given ? null : await startPostgres({ ...ownSettings })
  const server = given ?? own!.url
  const name = `linli_bench_${process.pid}`
  try {
    if (keep && (await markOf(server, keep)) !== mark) {
      await create(server, keep, 'template template0')
      await fill(at(server, keep))
      await run(server, `comment on database ${keep} is '${mark}'`)
    }
    await create(server, name, keep ? `template ${keep} strategy file_copy` : 'template template0')
    if (!keep) await fill?.(at(server, name))
    await run(at(server, name), 'checkpoint')
    return {
      url: at(server, name),
      facts: await factsOf(at(server, name)),
      async close() {
        await run(server, `drop database if exists ${name} with (force)`)
        await own?.stop()
      },
    }
  } catch (error) {
    await run(server, `drop database if exists ${name} with (force)`).catch(() => {})
    await own?.stop()
    throw error
  }
}

const ownSettings = { fsync: 'on', shared_buffers: '2GB', max_wal_size: '8GB', max_connections: '100' }

async function create(server: string, name: string, how: string): Promise<void> {
  await run(server, `drop database if exists ${name} with (force)`, `create database ${name} encoding 'UTF8' ${how}`)
}

async function markOf(server: string, name: string): Promise<string | null> {
  const rows = await run(
    server,
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = '${name}'`,
  )
  return rows[0] ? String(rows[0].mark) : null
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
