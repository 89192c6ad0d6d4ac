// Every table of the database says where it is written what happened to its rows, and what it says is so: a table that is added
// tomorrow fails here until somebody has thought of that.
import { chains } from '@linli/contract/audit/schemas.ts'
import { auditVerbs } from '@linli/contract/audit/verbs.ts'
import { actionNames } from '@linli/contract/incident/words.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from './authz-world.ts'
import { type TestHouse, testHouse } from './db.ts'
import { proven, tables } from './tables.ts'

interface Table {
  name: string
  /** A role of the server may add, change or remove rows. */
  isWritten: boolean
  /** May change or remove some. */
  isChanged: boolean
  /** A trigger refuses that, whoever tries. */
  refusesChange: boolean
}
let app: TestHouse
let known: Table[]
beforeAll(async () => {
  app = await testHouse()
  const roles = ['linli_app', 'linli_auth', 'linli_job', 'linli_public']
  known = await asOwner(
    app,
    sql<Table>`select c.relname as name,
        bool_or(has_any_column_privilege(r, c.oid, 'INSERT, UPDATE') or has_table_privilege(r, c.oid, 'DELETE, TRUNCATE')) as is_written,
        bool_or(has_any_column_privilege(r, c.oid, 'UPDATE') or has_table_privilege(r, c.oid, 'DELETE, TRUNCATE')) as is_changed,
        exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'refuse_change'::regproc) as refuses_change
      from pg_class c, unnest(${`{${roles.join(',')}}`}::text[]) r
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      group by c.relname, c.oid order by 1`,
  )
}, 120_000)

test('every table is here, and none that is no more', () => {
  expect(known.length).toBeGreaterThan(50)
  expect(known.map(({ name }) => name)).toEqual(Object.keys(tables).sort())
  for (const [name, stand] of Object.entries(tables)) expect(Object.keys(stand).length, name).toBeGreaterThan(0)
})

test('the record is what no role of the server can change, whatever its rights, and each chain proves a table of it', () => {
  const ofRecord = known.filter(({ name }) => name in proven)
  expect(ofRecord.filter((t) => t.isChanged || !t.refusesChange)).toEqual([])
  expect(
    Object.values(proven)
      .map(({ chain }) => chain)
      .sort(),
  ).toEqual([...chains].sort())
})

test('what is said to be loaded is written by no role of the server, and everything else by one', () => {
  // Kept by triggers of the database, with rights of their own.
  for (const { name, isWritten } of known)
    if (name !== 'latest_change') expect(isWritten, name).toBe(!tables[name]!.loaded)
})

test('the verbs are verbs of the audit, the acts acts of histories, and what a table stands with has a history', () => {
  for (const [name, stand] of Object.entries(tables)) {
    for (const verb of stand.audit ?? []) expect(auditVerbs, name).toContain(verb)
    for (const act of stand.history ?? []) expect(actionNames, name).toContain(act)
    if (stand.with === undefined) continue
    const other = tables[stand.with]
    expect(other && (other.chain || other.history || other.audit), `${name} with ${stand.with}`).toBeTruthy()
  }
})
