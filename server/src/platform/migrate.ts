// Forward-only migrations: plain SQL files, applied once each in a transaction of its own, never edited afterwards.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Connection, Engine } from './engine.ts'

export const migrationsFolder = new URL('../../db/migrations/', import.meta.url)

export interface Migration {
  name: string
  digest: string
  text: string
}

export function readMigrations(): Migration[] {
  return readdirSync(migrationsFolder)
    .filter((f) => f.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, migrationsFolder), 'utf8').replaceAll('\r\n', '\n')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })
}

/** Changes when any migration changes: the name of a packed template. */
export const migrationsDigest = () =>
  createHash('sha256')
    .update(
      readMigrations()
        .map((m) => m.digest)
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 16)

export class MigrationError extends Error {}

const run = (c: Connection, text: string, values: unknown[] = []) => c.batch([{ text, values }])

/** Brings the schema up to date; answers with the names it applied. Two processes at once: the second waits and finds nothing to do. */
export async function migrate(engine: Engine, log: (line: string) => void = () => {}): Promise<string[]> {
  const connection = await engine.connect()
  try {
    await run(connection, 'select pg_advisory_lock(7300)')
    await prepare(connection)
    const [done] = await run(connection, 'select name, digest from migration order by name')
    const known = new Map(done!.map((r) => [r.name as string, r.digest as string]))
    const applied: string[] = []
    for (const m of readMigrations()) {
      const before = known.get(m.name)
      if (before === m.digest) continue
      if (before !== undefined)
        throw new MigrationError(
          `Migration ${m.name} was changed after it had been applied. Restore its text and put the change into a new file.`,
        )
      await apply(connection, m)
      applied.push(m.name)
      log(m.name)
    }
    return applied
  } finally {
    await run(connection, 'select pg_advisory_unlock(7300)').catch(() => {})
    connection.release()
  }
}

async function apply(connection: Connection, m: Migration): Promise<void> {
  try {
    await run(connection, 'begin')
    await run(connection, m.text)
    await run(connection, `insert into migration values ($1, $2, $3)`, [m.name, m.digest, new Date().toISOString()])
    await run(connection, 'commit')
  } catch (error) {
    await run(connection, 'rollback')
    throw new MigrationError(`Migration ${m.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** Checks what the product needs of a server before anything is created, so that a wrong one is named and left untouched. */
async function prepare(connection: Connection): Promise<void> {
  const [version] = await run(
    connection,
    `select current_setting('server_version_num')::int as n, current_setting('server_encoding') as encoding`,
  )
  const { n, encoding } = version![0] as { n: number; encoding: string }
  if (n < 150000)
    throw new MigrationError(
      `The database server is version ${Math.floor(n / 10000)}; Linli needs PostgreSQL 15 or newer.`,
    )
  if (encoding !== 'UTF8')
    throw new MigrationError(`The database is encoded in ${encoding}; create it with ENCODING 'UTF8'.`)
  const [ext] = await run(
    connection,
    `select name, installed_version from pg_available_extensions where name in ('postgis', 'btree_gist', 'pg_trgm')`,
  )
  for (const wanted of ['postgis', 'btree_gist', 'pg_trgm']) {
    const found = ext!.find((e) => e.name === wanted)
    if (!found)
      throw new MigrationError(
        `The database server has no ${wanted}. Install it (Debian: apt install postgresql-15-postgis-3 postgresql-contrib) and start again; nothing was changed.`,
      )
    if (found.installed_version) continue
    try {
      await run(connection, `create extension ${wanted}`)
    } catch (error) {
      throw new MigrationError(
        `The extension ${wanted} is not in this database and this role may not create it. Let an administrator run: create extension ${wanted}; (${(error as Error).message})`,
        { cause: error },
      )
    }
  }
  await run(
    connection,
    `create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null)`,
  )
}
