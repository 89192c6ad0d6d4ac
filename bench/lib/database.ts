// The PostgreSQL that is measured: BENCH_DATABASE_URL, or one of this machine's own that is started for the run and ends with it,
// with fsync on, as in earnest. The measuring happens in a new database that is dropped at the end.
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

export async function openDatabase(): Promise<BenchDatabase> {
  const given = process.env.BENCH_DATABASE_URL
  const own = given
    ? null
    : await startPostgres({ fsync: 'on', shared_buffers: '512MB', max_wal_size: '4GB', max_connections: '100' })
  const server = given ?? own!.url
  const name = `linli_bench_${process.pid}`
  try {
    await run(server, `drop database if exists ${name} with (force)`)
    await run(server, `create database ${name} encoding 'UTF8' template template0`)
    const url = new URL(server)
    url.pathname = `/${name}`
    const rows = await run(
      url.href,
      `select name, setting, unit from pg_settings where name = any ('{${telling.join(',')}}')`,
    )
    return {
      url: url.href,
      facts: Object.fromEntries(rows.map((r) => [String(r.name), `${r.setting}${r.unit ? ` × ${r.unit}` : ''}`])),
      async close() {
        await run(server, `drop database if exists ${name} with (force)`)
        await own?.stop()
      },
    }
  } catch (error) {
    await own?.stop()
    throw error
  }
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
