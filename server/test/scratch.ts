// What test runs make outside of themselves: databases on a PostgreSQL server and folders. Vitest gives its workers no moment
// for farewell, so the run itself cleans up: what is its own when it ends, and databases of runs that were killed when it begins.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'

const prefix = 'linli_test'

/** The database of this worker; its name holds the run that must drop it. */
export const scratchName = (): string => `${prefix}_${process.env.LINLI_TEST_RUN ?? process.pid}_${process.pid}`

/** A new folder that goes with the run. */
export const scratchFolder = (): string => mkdtempSync(join(process.env.LINLI_TEST_FOLDER ?? tmpdir(), 'linli-test-'))

/** Called by Vitest in its own process before the workers start; what it returns is called after the last test. */
export default async function scratch(): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
  const folder = mkdtempSync(join(tmpdir(), 'linli-run-'))
  process.env.LINLI_TEST_RUN = String(process.pid)
  process.env.LINLI_TEST_FOLDER = folder
  if (server) await sweepLeftovers(server)
  return async () => {
    if (server) await drop(server, `${prefix}_${process.pid}_`)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Drops what a run left behind whose process is gone; resolves to the names. A database that somebody uses stays. */
export async function sweepLeftovers(server: string): Promise<string[]> {
  return administer(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database d where datname ~ '^(${prefix}|linli_process)_[0-9]+(_[0-9]+)?$'
        and not exists (select from pg_stat_activity a where a.datname = d.datname) order by datname`,
    )
    const orphans = rows.map(({ name }) => name).filter((name) => !isAnother(Number(name.split('_')[2])))
    const dropped: string[] = []
    for (const name of orphans) {
      // Another run may be sweeping too, or somebody may just have come in.
      const isGone = await client.query(`drop database if exists ${name}`).then(
        () => true,
        () => false,
      )
      if (isGone) dropped.push(name)
    }
    return dropped
  })
}

async function drop(server: string, start: string): Promise<void> {
  await administer(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [start],
    )
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
  })
}

async function administer<R>(server: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Whether a process with this number lives and is not this one, which has made nothing yet. */
function isAnother(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
