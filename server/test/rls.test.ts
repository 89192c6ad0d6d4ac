// The database as the last judge: which roles there are, what they may touch, and that row-level security stands on every table
// that says something of a place or a person. Asked of the catalogue, so a new table cannot be forgotten.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseError } from '#platform/engine.ts'
import { type Query, sql } from '#platform/sql.ts'
import { asOwner } from './authz-world.ts'
import { type TestHouse, testHouse } from './db.ts'
import { act, type Cast, cast, did, reported } from './given.ts'

let app: TestHouse
let people: Cast
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

const run = <T>(query: Query<T>) => asOwner(app, query)
const roles = ['linli_app', 'linli_auth', 'linli_job', 'linli_public'] as const
type Role = (typeof roles)[number]
const ours = sql`c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** Tables without row-level security: each says nothing of a place or a person, and why it is for everybody. */
const open: Record<string, string> = {
  area_level: 'names of the levels',
  migration: 'names of migrations; no role of ours may read it',
  setting: 'marks of the system itself',
}

describe('tables', () => {
  test('row-level security stands on all of them but the few that are for everybody', async () => {
    const rows = await run(
      sql<{
        name: string
      }>`select c.relname as name from pg_class c where ${ours} and not c.relrowsecurity order by c.relname collate "C"`,
    )
    expect(rows.map((r) => r.name)).toEqual(Object.keys(open))
  })

  test('those few have no column that says something of a place, a person or a unit', async () => {
    const rows = await run(
      sql<{
        name: string
      }>`select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where ${ours} and not c.relrowsecurity and (a.attname ~ '(area|account|person|phone|reporter|actor|unit|incident|address|lng|lat)' or format_type(a.atttypid, null) in ('uuid', 'geometry', 'bytea'))`,
    )
    expect(rows).toEqual([])
  })

  test('every right to a table meets a policy for the same role and the same verb: none is in vain, none is without a judge', async () => {
    const rows = await run(
      sql<{ wanted: string }>`select c.relname || ' ' || r || ' ' || lower(p) as wanted
        from pg_class c, unnest(${`{${roles.join(',')}}`}::text[]) r, unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) p
        where ${ours} and c.relrowsecurity and case p when 'DELETE' then has_table_privilege(r, c.oid, p) else has_any_column_privilege(r, c.oid, p) end
          and not exists (select from pg_policy y where y.polrelid = c.oid and (y.polroles = '{0}' or r::regrole = any (y.polroles))
            and y.polcmd in ('*', case p when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)) order by 1`,
    )
    expect(rows.map((r) => r.wanted)).toEqual([])
  })

  test('no policy is for everybody, and none of the signed-in reading policies is simply true but on the catalogue and the calendar', async () => {
    const rows = await run(
      sql<{
        name: string
      }>`select polrelid::regclass::text || '.' || polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
        where ${ours} and (polroles = '{0}' or ('linli_app'::regrole = any (polroles) and polcmd in ('r', '*') and pg_get_expr(polqual, polrelid) = 'true')) order by 1`,
    )
    expect(rows.map((r) => r.name)).toEqual([
      'calendar.calendar_read',
      'calendar_day.calendar_day_read',
      'duty.duty_read',
      'duty_entry.duty_entry_read',
      'duty_list.duty_list_read',
      'edition.edition_read',
      'filing_condition.filing_condition_read',
      'mapping.mapping_read',
      'mapping_entry.mapping_entry_read',
      'matter.matter_read',
      'procedure.procedure_read',
    ])
  })
})

describe('roles', () => {
  test('none can sign in, make roles or databases, pass by row-level security, own anything, or become another', async () => {
    const rows = await run(
      sql<{ name: string; isWeak: boolean; owns: number; becomes: number }>`select r.rolname as name,
        not (r.rolsuper or r.rolcanlogin or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication) as is_weak,
        (select count(*)::int from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o') as owns,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as becomes
        from pg_roles r where r.rolname like 'linli\\_%' order by 1`,
    )
    expect(rows).toEqual(roles.map((name) => ({ name, isWeak: true, owns: 0, becomes: 0 })))
  })

  test('the public door has no right to any table or column', async () => {
    const rows = await run(
      sql<{ name: string }>`select c.relname as name from pg_class c where ${ours}
        and (has_any_column_privilege('linli_public', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') or has_table_privilege('linli_public', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER'))`,
    )
    expect(rows).toEqual([])
  })

  test('nobody reads passwords, second factors or tokens but the role that signs in', async () => {
    const secrets = {
      account: ['password_hash', 'otp_secret', 'otp_pending', 'otp_last_step'],
      session: ['token_digest'],
      recovery_code: ['digest'],
      former_password: ['password_hash'],
    }
    for (const [table, columns] of Object.entries(secrets))
      for (const column of columns) {
        const rows = await run(
          sql<{
            role: string
          }>`select r as role from unnest(${`{${roles.join(',')}}`}::text[]) r where has_column_privilege(r, ${table}::text, ${column}::text, 'SELECT')`,
        )
        expect(rows, `${table}.${column}`).toEqual([{ role: 'linli_auth' }])
      }
  })

  const refused = async (role: Role, text: string): Promise<string> => {
    const error: unknown = await app.house.db
      .transaction(role, (tx) => tx.commit(sql`${sql.raw(text)}`))
      .then(
        () => null,
        (e: unknown) => e,
      )
    return error instanceof DatabaseError ? error.sqlState : `allowed: ${text}`
  }

  test.each(roles)('%s cannot change or remove what is written for good, nor change the schema', async (role) => {
    const statements = [
      ...['audit', 'disclosure', 'incident_action'].flatMap((table) => [
        `update ${table} set ${table === 'incident_action' ? 'to_state' : 'verb'} = 'x'`,
        `delete from ${table}`,
        `truncate ${table}`,
        `alter table ${table} disable trigger all`,
        `alter table ${table} disable row level security`,
        `drop table ${table} cascade`,
      ]),
      'alter table incident add column x int',
      'drop policy incident_scope on incident',
      'create policy all_of_it on incident for select using (true)',
      'create table loot (x int)',
      'create function loot() returns int language sql as $$ select 1 $$',
      'create or replace function is_party(incident uuid, open_only boolean) returns boolean language sql as $$ select true $$',
      `alter role ${role} bypassrls`,
      'set local session_replication_role = replica',
    ]
    for (const statement of statements) expect(await refused(role, statement), statement).toBe('42501')
  })

  test('the owner too is held by the trigger', async () => {
    const incident = await reported(app, await people.as('worker7'))
    await expect(
      run(sql`update incident_action set to_state = 'closed' where incident_id = ${incident.id}::uuid`),
    ).rejects.toThrow('append-only')
    await expect(run(sql`delete from audit`)).rejects.toThrow('append-only')
  })
})

describe('functions', () => {
  const own = sql`p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`

  test('those with the rights of the owner name their search path, temporary tables last', async () => {
    const rows = await run(
      sql<{
        name: string
        config: string
      }>`select p.oid::regprocedure::text as name, coalesce(p.proconfig::text, '') as config from pg_proc p where ${own} and p.prosecdef order by 1`,
    )
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter((r) => r.config !== '{"search_path=public, pg_temp"}')).toEqual([])
  })

  test('nobody may call one but who was given it', async () => {
    const rows = await run(
      sql<{
        name: string
      }>`select p.oid::regprocedure::text as name from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where ${own} and a.grantee = 0`,
    )
    expect(rows).toEqual([])
  })

  test('the public door calls its own functions and those that say what everybody may know', async () => {
    const rows = await run(
      sql<{
        name: string
      }>`select distinct p.proname as name from pg_proc p where ${own} and has_function_privilege('linli_public', p.oid, 'execute') and p.proname !~ '^public_' order by 1`,
    )
    expect(rows.map((r) => r.name)).toEqual([
      'area_locate',
      'file_count',
      'file_known',
      'file_report',
      'file_standing',
      'intake_place',
    ])
  })
})

describe('history', () => {
  /** As somebody with the owner's rights who has taken the trigger away. */
  const tamper = (table: string, query: Query) =>
    app.house.db.transaction('owner', (tx) =>
      tx.commit(
        sql`alter table ${sql.table(table)} disable trigger user`,
        query,
        sql`alter table ${sql.table(table)} enable trigger user`,
      ),
    )

  const changed: Record<string, string> = {
    action: `'finish'`,
    round: 'round + 1',
    actor_kind: `'system'`,
    by_actor: 'not by_actor',
    account_id: `(select id from account where username = 'fire1')`,
    actor_name: `'某某'`,
    on_behalf_of: `(select id from account where username = 'fire1')`,
    post_id: '(select id from post order by id limit 1)',
    unit_id: `(select id from unit where key = 'fire')`,
    from_state: `'closed'`,
    to_state: `'closed'`,
    at: `at - interval '1 hour'`,
    recorded_at: `recorded_at - interval '1 hour'`,
    due_was: `'2030-01-01'::timestamptz`,
    data: `data || '{"note": "改过"}'`,
    salt: `'\\x00'::bytea`,
    payload_digest: `'\\x00'::bytea`,
    digest: `'\\x00'::bytea`,
    seq: 'seq + 100',
  }

  test('a change of any column of any act is found, and where', async () => {
    const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
    const columns = await run(
      sql<{
        name: string
      }>`select attname as name from pg_attribute where attrelid = 'incident_action'::regclass and attnum > 0 and not attisdropped and attname not in ('incident_id', 'entry_no')`,
    )
    expect(columns.map((c) => c.name).sort()).toEqual(Object.keys(changed).sort())
    const incident = await did(clerk, await reported(app, worker), 'accept')
    const integrity = async () => (await worker.get(`/api/incidents/${incident.id}/integrity`)).body
    expect(await integrity()).toMatchObject({ valid: true, actions: incident.history.length })
    await run(sql`create table kept as table incident_action`)
    try {
      for (const { seq } of incident.history)
        for (const [column, value] of Object.entries(changed)) {
          await tamper(
            'incident_action',
            sql`update incident_action set ${sql.ref(column)} = ${sql.raw(value)} where incident_id = ${incident.id}::uuid and seq = ${seq}`,
          )
          expect(await integrity(), `${column} of ${seq}`).toMatchObject({ valid: false, brokenAt: expect.any(Number) })
          await tamper('incident_action', sql`delete from incident_action where incident_id = ${incident.id}::uuid`)
          await tamper(
            'incident_action',
            sql`insert into incident_action overriding system value select * from kept where incident_id = ${incident.id}::uuid`,
          )
        }
    } finally {
      await run(sql`drop table kept`)
    }
    expect(await integrity()).toMatchObject({ valid: true })
  })

  test.each([
    ['the first act removed', sql`delete from incident_action where seq = 1`],
    ['the last act removed', sql`delete from incident_action where seq = (select max(seq) from incident_action)`],
    [
      'two acts exchanged',
      sql`update incident_action set seq = case seq when 1 then 2 else 1 end + 100 where seq in (1, 2)`,
    ],
    [
      'an act written in afterwards',
      sql`insert into incident_action select incident_id, (select max(seq) + 1 from incident_action), action, round, actor_kind, by_actor, account_id, actor_name, on_behalf_of, post_id, unit_id, from_state, to_state, at, recorded_at, due_was, data, salt, payload_digest, digest from incident_action where seq = 1`,
    ],
    [
      'the acts of another incident in its place',
      sql`update incident_action set incident_id = (select id from incident order by intake_no desc limit 1) where seq > 1`,
    ],
  ])('%s', async (_, query) => {
    const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
    const incident = await did(clerk, await reported(app, worker), 'accept')
    const [other] = await run(sql<{ n: number }>`select count(*)::int as n from incident`)
    expect(other!.n).toBe(1)
    await tamper('incident_action', query)
    if (_ === 'the acts of another incident in its place') {
      await reported(app, worker)
      await tamper('incident_action', query)
    }
    expect((await worker.get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(false)
  })

  test('a payload that was erased by law leaves the chain whole', async () => {
    const worker = await people.as('worker7')
    const incident = (await act(worker, await reported(app, worker), 'comment', { note: '电话 13800001234' })).body
    await tamper(
      'incident_action',
      sql`update incident_action set data = null where incident_id = ${incident.id}::uuid and action = 'comment'`,
    )
    expect((await worker.get(`/api/incidents/${incident.id}/integrity`)).body).toMatchObject({
      valid: true,
      actions: incident.history.length,
    })
    expect(JSON.stringify((await worker.get(`/api/incidents/${incident.id}`)).body.history)).not.toContain(
      '13800001234',
    )
  })
})
