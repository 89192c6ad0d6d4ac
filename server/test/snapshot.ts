// A situation that took many acts to reach, kept beside the tables and put back in one trip: for tests that try many calls on
// the same situation, each of which may change it. The sessions of the cast are part of it.
import { sql } from '#platform/sql.ts'
import { isPostgres, type TestHouse } from './db.ts'

export interface Snapshot {
  /** Rows, clock and references as they were when the snapshot was taken. */
  restore(): Promise<void>
}

/** `name` is that of a schema of this worker's database; taken again under the same name it replaces the one before. */
export async function takeSnapshot(app: TestHouse, name: string): Promise<Snapshot> {
  const run = (...texts: string[]) =>
    app.house.db.transaction('owner', (tx) =>
      tx.commit(...texts.map((text) => sql<{ name: string }>`${sql.raw(text)}`)),
    )
  await app.changes.drain()
  const [rows] = await run(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'pristine'::regnamespace order by 1`,
  )
  const tables = rows!.map((r) => r.name)
  await run(
    `drop schema if exists ${name} cascade`,
    `create schema ${name}`,
    ...tables.map((t) => `create table ${name}.${t} as table public.${t}`),
  )
  const at = app.clock.now()
  // On a server truncating makes a new file for every table and index, which costs ten times as much as deleting these few rows;
  // the embedded database has no files to make, and nobody who would sweep up what is deleted.
  const empty = isPostgres
    ? tables.map((t) => `delete from public.${t}`)
    : [`truncate ${tables.map((t) => `public.${t}`).join(', ')}`]
  // Triggers and foreign keys are still: what is put back was sound when it was taken.
  const back = [
    'set local session_replication_role = replica',
    ...empty,
    ...tables.map((t) => `insert into public.${t} overriding system value select * from ${name}.${t}`),
  ]
  return {
    async restore() {
      await app.changes.drain()
      await run(...back)
      app.clock.moveTo(at)
      await app.reload()
    },
  }
}
