// A situation that took many acts to reach, kept beside the tables and put back in two trips: for tests that try many calls on
// the same situation, each of which may change it. The sessions of the cast are part of it.
import { sql } from '#platform/sql.ts'
import type { TestHouse } from './db.ts'

export interface Snapshot {
  /** Rows, clock and references as they were when the snapshot was taken. */
  restore(): Promise<void>
}

/** Tables that the server holds in memory (app.ts, references). */
const held =
  /^(area|unit|account|post|deputy|roster|edition|matter|filing_condition|duty|duty_list|duty_entry|calendar|calendar_day|procedure)$/

/** `name` is that of a schema of this worker's database; taken again under the same name it replaces the one before. */
export async function takeSnapshot(app: TestHouse, name: string): Promise<Snapshot> {
  const run = (...texts: string[]) =>
    app.house.db.transaction('owner', (tx) =>
      tx.commit(...texts.map((text) => sql<{ name: string; print: string }>`${sql.raw(text)}`)),
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
  // How many rows, and the last transaction that wrote one: tells a changed table without comparing it.
  const ask = tables
    .map((t) => `select '${t}' as name, concat(count(*), ' ', max(xmin::text::bigint)) as print from public.${t}`)
    .join(' union all ')
  const prints = async () => new Map((await run(ask))[0]!.map((r) => [r.name, r.print]))
  let before = await prints()
  return {
    async restore() {
      await app.changes.drain()
      app.clock.moveTo(at)
      const now = await prints()
      const changed = tables.filter((t) => now.get(t) !== before.get(t))
      if (changed.length === 0) return
      // Triggers and foreign keys are still: what is put back was sound when it was taken. Deleting so few rows costs a tenth of
      // truncating, which makes a new file for every table and index.
      await run(
        'set local session_replication_role = replica',
        ...changed.map((t) => `delete from public.${t}`),
        ...changed.map((t) => `insert into public.${t} overriding system value select * from ${name}.${t}`),
      )
      before = await prints()
      if (changed.some((t) => held.test(t))) await app.reload()
    },
  }
}
