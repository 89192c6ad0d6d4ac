// Whoever owns the database can do anything to it, and it is found: every table of the record, every column of it, by every way of
// forging that we know, with the triggers taken away as an owner can. Which tables those are, and where the history of all others
// stands, is in tables.ts; tables.test.ts asks the database whether one is missing.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BreakKind, Chain } from '@linli/contract/audit/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeAnchor } from '#modules/audit/anchor.ts'
import { anchorFile, copyAnchors } from '#modules/audit/anchor-file.ts'
import { breaksOf, brokenOf, checkRecord } from '#modules/audit/check.ts'
import { DatabaseError } from '#platform/engine.ts'
import { type Query, sql } from '#platform/sql.ts'
import { asOwner } from './authz-world.ts'
import { type TestHouse, testHouse } from './db.ts'
import { act, type Cast, cast, did, reported } from './given.ts'
import { applicant, done, mediated } from './mediation.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { proven } from './tables.ts'

const tables = Object.keys(proven)

let app: TestHouse
let people: Cast
let situation: Snapshot
let lines: string
let path: string
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  path = anchorFile(app.house.config)
  rmSync(dirname(path), { recursive: true, force: true })
  people = cast(app)
  await buildRecord()
  situation = await takeSnapshot(app, 'tamper')
  lines = readFileSync(path, 'utf8')
  return () => rmSync(dirname(path), { recursive: true, force: true })
}, 120_000)
beforeEach(restore)

async function restore(): Promise<void> {
  await situation.restore()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, lines)
}

/** Two anchors, and in every chain something before the first, between the two, and behind the second. */
async function buildRecord(): Promise<void> {
  await somethingHappens('worker7')
  const one = await mediated(app, people)
  await anchored()
  await somethingHappens('worker3')
  const clerk = await people.as('clerk1')
  for (const note of ['双方各执一词', '各让一步'])
    await done(clerk, one, 'sessions', { at: formatInstant(app.clock.now()), attended: [applicant.id], note })
  await anchored()
  await somethingHappens('worker5')
}

async function somethingHappens(worker: string): Promise<void> {
  const by = await people.as(worker)
  const clerk = await people.as('clerk1')
  const incident = await reported(app, by, {
    location: { area: `990101001001${worker.slice(6).padStart(3, '0')}` },
    reporter: { name: '王秀兰', phone: '13800001234' },
  })
  const accepted = await did(clerk, incident, 'accept')
  await did(clerk, accepted, 'comment', { note: '已电话核实' })
  for (let i = 0; i < 2; i++) {
    const reply = await by.post(`/api/reports/${incident.reports[0]!.id}/reveal`, { purpose: `第${i}次回访` })
    expect(reply.status).toBe(200)
  }
}

async function anchored(): Promise<void> {
  expect(await takeAnchor(app.house, true)).not.toBeNull()
  await copyAnchors(app.house)
}

const run = <T>(query: Query<T>) => asOwner(app, query)

/** As the owner who has taken triggers and foreign keys out of the way. */
const tamper = (...queries: Query[]) =>
  app.house.db.transaction('owner', (tx) => tx.commit(sql`set local session_replication_role = replica`, ...queries))

const check = () => checkRecord(app.house, { from: 0, histories: true })

async function expectFound(what: string, chain?: Chain): Promise<void> {
  const { tallies } = await check()
  expect(brokenOf(tallies), what).toBeGreaterThan(0)
  if (chain)
    expect(
      breaksOf(tallies).map((b) => b.chain),
      what,
    ).toContain(chain)
}

/** First breaks by chain, for cases where it matters how it was found. */
const kinds = async (): Promise<[Chain, BreakKind, string][]> =>
  breaksOf((await check()).tallies).map(({ chain, why, place }) => [chain, why, place])

const roles = ['linli_app', 'linli_auth', 'linli_job', 'linli_public'] as const

describe('the record', () => {
  test('holds when nobody has touched it', async () => {
    const { tallies } = await check()
    expect(breaksOf(tallies)).toEqual([])
    expect(tallies.map((t) => t.chain).sort()).toEqual(['anchor', 'audit', 'disclosure', 'history', 'mediation'])
    for (const { chain, entries } of tallies) expect(entries, chain).toBeGreaterThanOrEqual(2)
  })
})

describe('the roles of the server', () => {
  const refused = async (role: (typeof roles)[number], query: Query): Promise<string> => {
    const error: unknown = await app.house.db
      .transaction(role, (tx) => tx.commit(query))
      .then(
        () => null,
        (e: unknown) => e,
      )
    return error instanceof DatabaseError ? error.sqlState : 'allowed'
  }

  test.each(roles)('%s can change, remove and rewind nothing', async (role) => {
    for (const table of tables) {
      const t = sql.table(table)
      for (const query of [
        sql`update ${t} set digest = '\\x00'::bytea`,
        sql`delete from ${t}`,
        sql`truncate ${t} cascade`,
        sql`alter table ${t} disable trigger all`,
      ])
        expect(await refused(role, query), table).toBe('42501')
    }
    // Those that append move the head forward, and never back; the others have no right to it at all.
    for (const log of ['audit', 'disclosure', 'anchor']) {
      const outcome = await refused(role, sql`update chain_head set seq = seq - 1 where log = ${log}`)
      expect(outcome === '42501' || (log === 'anchor' && outcome === 'allowed'), `${role} ${log}: ${outcome}`).toBe(
        true,
      )
    }
    expect(await refused(role, sql`delete from chain_head`)).toBe('42501')
    expect((await check()).tallies.map(({ broken }) => broken)).toEqual([0, 0, 0, 0, 0])
  })

  test('who works at a desk cannot take anchors, nor move their head', async () => {
    for (const role of ['linli_app', 'linli_auth', 'linli_public'] as const) {
      expect(await refused(role, sql`insert into anchor select seq + 1, at, digest, heads from anchor`)).toBe('42501')
      await refused(role, sql`update chain_head set seq = seq + 1 where log = 'anchor'`)
    }
    expect((await run(sql<{ seq: number }>`select seq from chain_head where log = 'anchor'`))[0]!.seq).toBe(2)
  })

  test('what a desk can write into a log without the key is found', async () => {
    for (const log of ['audit', 'disclosure'] as const) {
      await app.house.db.transaction('linli_job', (tx) =>
        tx.commit(
          sql`insert into ${sql.table(log)} select seq + 1, gen_random_uuid(), account_id, verb, subject, facts, at, digest from ${sql.table(log)} order by seq desc limit 1`,
          sql`update chain_head set seq = seq + 1 where log = ${log}`,
        ),
      )
      await expectFound(`an entry forged into ${log}`, log)
      await restore()
    }
  })
})

/** Another value of the same type than the one that stands there. */
const otherValue: Record<string, (column: string) => string> = {
  text: (c) => `coalesce(${c}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  integer: (c) => `${c} + 1000`,
  bigint: (c) => `${c} + 1000`,
  boolean: (c) => `not ${c}`,
  'timestamp with time zone': (c) => `coalesce(${c}, '2026-11-16T09:00:00Z') + interval '1 second'`,
  jsonb: (c) => `coalesce(${c}, '{}') || '{"x": 1}'`,
  bytea: () => `'\\x00'::bytea`,
}
/** Columns that a constraint keeps to a closed list. */
const special: Record<string, string> = {
  'incident_action.actor_kind': `case actor_kind when 'staff' then 'system' else 'staff' end`,
}

interface Column {
  name: string
  type: string
}
const columnsOf = (table: string) =>
  run(
    sql<Column>`select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`,
  )

const keysOf = async (table: string): Promise<number[]> =>
  (
    await run(sql<{ key: number }>`select ${sql.ref(proven[table]!.order)} as key from ${sql.table(table)} order by 1`)
  ).map((r) => r.key)

const where = (table: string, key: number) => sql`where ${sql.ref(proven[table]!.order)} = ${key}`

/** The running number of an entry of a history is proven by the anchor that covers it, so that behind the last one it is not. */
const anchoredEntries = async (): Promise<number> =>
  (
    await run(
      sql<{ to: number }>`select (heads -> 'history' ->> 'to')::bigint as to from anchor order by seq desc limit 1`,
    )
  )[0]!.to

describe.each(tables)('%s', (table) => {
  const { chain, order } = proven[table]!
  const t = sql.table(table)

  test('a change of any column of the first, a middle and the last row is found', async () => {
    const [columns, keys, covered] = [await columnsOf(table), await keysOf(table), await anchoredEntries()]
    const picked = new Set([keys[0]!, keys[Math.floor(keys.length / 2)]!, keys.at(-1)!])
    for (const { name, type } of columns)
      for (const key of picked) {
        if (name === 'entry_no' && key > covered) continue
        const value = special[`${table}.${name}`] ?? otherValue[type]?.(name)
        expect(value, `no other value for ${table}.${name} of type ${type}`).toBeDefined()
        // What is always generated cannot be updated, but a row can be put in with it.
        if (name === 'entry_no') await moveEntry(key)
        else await tamper(sql`update ${t} set ${sql.ref(name)} = ${sql.raw(value!)} ${where(table, key)}`)
        await expectFound(`${table}.${name} of ${order} ${key}`, chain)
        await restore()
      }
  })

  test('the removal of any row is found', async () => {
    for (const key of await keysOf(table)) {
      await tamper(sql`delete from ${t} ${where(table, key)}`)
      await expectFound(`${table} without ${key}`)
      await restore()
    }
  })

  test('the exchange of any two neighbours is found', async () => {
    const covered = table === 'incident_action' ? await anchoredEntries() : Number.POSITIVE_INFINITY
    const keys = (await keysOf(table)).filter((key) => key <= covered)
    const names = (await columnsOf(table)).map((c) => c.name).filter((name) => name !== order)
    const list = sql.join(names.map((name) => sql.ref(name)))
    for (const [i, key] of keys.slice(0, -1).entries()) {
      const other = keys[i + 1]!
      await tamper(
        sql`create temporary table swapped on commit drop as select ${sql.ref(order)} as swapped_key, ${list} from ${t} where ${sql.ref(order)} in (${key}, ${other})`,
        sql`delete from ${t} where ${sql.ref(order)} in (${key}, ${other})`,
        sql`insert into ${t} (${sql.ref(order)}, ${list}) overriding system value select ${key}::bigint + ${other}::bigint - swapped_key, ${list} from swapped`,
      )
      await expectFound(`${table}: ${key} and ${other} exchanged`)
      await restore()
    }
  })

  test('a row put in afterwards is found, at the end or in a gap, with the head moved or not', async () => {
    const names = (await columnsOf(table)).map((c) => c.name)
    const fresh: Record<string, string> = { id: 'gen_random_uuid()', incident_id: 'gen_random_uuid()' }
    const last = (await keysOf(table)).at(-1)!
    const copy = (key: Query) =>
      sql`insert into ${t} (${sql.join(names.map((n) => sql.ref(n)))}) overriding system value
        select ${sql.join(names.map((n) => (n === order ? key : sql.raw(fresh[n] ?? n))))} from ${t} ${where(table, last)}`
    await tamper(copy(sql`${last} + 1`))
    await expectFound(`${table}: a row behind the end`, chain)
    if (table === 'incident_action') return
    if (table === 'mediation_action') await tamper(...moveCase(last + 1))
    await tamper(
      sql`update chain_head h set seq = x.seq, digest = x.digest from ${t} x where h.log = ${table} and x.seq = ${last} + 1`,
    )
    await expectFound(`${table}: a row behind the end, with the head moved on to it`, chain)
  })
})

async function moveEntry(key: number): Promise<void> {
  await tamper(
    sql`create temporary table moved on commit drop as select * from incident_action where entry_no = ${key}`,
    sql`delete from incident_action where entry_no = ${key}`,
    sql`update moved set entry_no = entry_no + 1000`,
    sql`insert into incident_action overriding system value select * from moved`,
  )
}

/** Cuts a log behind an entry and sets its head back to it: to the chain alone nothing is wrong. */
const rewind = (log: string, key: number): Query[] => [
  sql`delete from ${sql.table(log)} where seq > ${key}`,
  sql`update chain_head set seq = ${key}, digest = (select digest from ${sql.table(log)} where seq = ${key}) where log = ${log}`,
]

/** The same for histories: entries behind a number go, and each incident is set back to the last that it has left; those without go. */
const rewindHistories = (key: number): Query[] => [
  sql`delete from incident_action where entry_no > ${key}`,
  sql`update incident i set seq = a.seq, head_digest = a.digest from incident_action a
    where a.incident_id = i.id and not exists (select from incident_action n where n.incident_id = i.id and n.seq > a.seq)`,
  sql`delete from incident i where not exists (select from incident_action a where a.incident_id = i.id)`,
]

/** The case is set back, or on, to an entry. */
const moveCase = (key: number): Query[] => [
  sql`delete from mediation_action where seq > ${key}`,
  sql`update mediation m set seq = a.seq, version = a.seq, head_digest = a.digest from mediation_action a where a.mediation_id = m.id and a.seq = ${key}`,
]

describe('an end that was cut off, with the head set back', () => {
  test.each(['audit', 'disclosure'] as const)('%s: is found wherever it was cut behind an anchor', async (log) => {
    const covered = await pointOf(log)
    for (const key of (await keysOf(log)).filter((k) => k < covered)) {
      await tamper(...rewind(log, key))
      await expectFound(`${log} cut behind ${key}`, log)
      await restore()
    }
    await tamper(
      sql`delete from ${sql.table(log)}`,
      sql`update chain_head set seq = 0, digest = null where log = ${log}`,
    )
    await expectFound(`${log} emptied`, log)
  })

  test('histories: is found, and so are incidents that vanished as a whole', async () => {
    const covered = await anchoredEntries()
    for (const key of (await keysOf('incident_action')).filter((k) => k < covered)) {
      await tamper(...rewindHistories(key))
      await expectFound(`histories cut behind ${key}`, 'history')
      await restore()
    }
    await tamper(...rewindHistories(0))
    await expectFound('no history left', 'history')
  })

  test('mediations: is found, and so is a case that vanished as a whole', async () => {
    for (const key of (await keysOf('mediation_action')).slice(0, -1)) {
      await tamper(...moveCase(key))
      await expectFound(`the case cut behind ${key}`, 'mediation')
      await restore()
    }
    await tamper(sql`delete from mediation_action`, sql`delete from mediation`)
    expect((await kinds()).map(([chain, why]) => [chain, why])).toEqual([
      ['mediation', 'cut'],
      ['mediation', 'cut'],
      ['mediation', 'cut'],
    ])
  })

  test('a case that nobody has begun is found', async () => {
    await tamper(
      sql`create temporary table forged on commit drop as select * from mediation_action where seq = 1`,
      sql`update forged set mediation_id = gen_random_uuid()`,
      sql`insert into mediation_action select * from forged`,
    )
    expect(await kinds()).toEqual([['mediation', 'replaced', 'database']])
  })

  test('what was written anew over the cut is found too', async () => {
    await tamper(...rewind('audit', (await pointOf('audit')) - 1))
    await people.as('clerk1')
    for (const name of ['head1', 'leader1', 'city1']) await cast(app).as(name)
    expect(await kinds()).toContainEqual(['audit', 'replaced', 'database'])
  })

  test('what is younger than the last anchor can be cut unseen: an hour at most, which the manual says', async () => {
    await tamper(...rewind('audit', await pointOf('audit')))
    expect(brokenOf((await check()).tallies)).toBe(0)
    await restore()
    await tamper(...rewindHistories(await anchoredEntries()))
    expect(brokenOf((await check()).tallies)).toBe(0)
  })
})

const pointOf = async (log: string): Promise<number> =>
  (
    await run(
      sql<{ seq: number }>`select (heads -> ${log} ->> 'seq')::bigint as seq from anchor order by seq desc limit 1`,
    )
  )[0]!.seq

describe('the whole database set back to an earlier hour, anchors and heads included', () => {
  const setBack = async (anchor: number) => {
    const [to] = await run(
      sql<{ audit: number; disclosure: number; history: number }>`select (heads -> 'audit' ->> 'seq')::bigint as audit,
        (heads -> 'disclosure' ->> 'seq')::bigint as disclosure, (heads -> 'history' ->> 'to')::bigint as history from anchor where seq = ${anchor}`,
    )
    await tamper(
      ...rewind('audit', to!.audit),
      ...rewind('disclosure', to!.disclosure),
      ...rewindHistories(to!.history),
      ...moveCase(anchor === 1 ? 1 : 3),
      ...rewind('anchor', anchor),
    )
  }

  test('is known by the file outside it', async () => {
    await setBack(1)
    const found = await kinds()
    for (const chain of ['anchor', 'audit', 'disclosure', 'history'])
      expect(found, chain).toContainEqual([chain, 'cut', 'database'])
    rmSync(path)
    expect(await kinds(), 'without the file nobody knows').toEqual([])
  })

  test('stays known when life goes on and new anchors are taken: they do not grow over the old lines', async () => {
    await setBack(1)
    await somethingHappens('worker9')
    await anchored()
    for (const name of ['head1', 'leader1', 'city1']) await cast(app).as(name)
    await somethingHappens('worker9')
    await anchored()
    expect(readFileSync(path, 'utf8')).toBe(lines)
    const found = await kinds()
    expect(found).toContainEqual(['anchor', 'changed', 'database'])
    expect(found).toContainEqual(['audit', 'replaced', 'database'])
  })
})

describe('the file outside the database', () => {
  const rewrite = (change: (all: string[]) => string[]) =>
    writeFileSync(
      path,
      change(lines.trimEnd().split('\n'))
        .map((l) => `${l}\n`)
        .join(''),
    )

  test('a changed line is found, and the database is believed', async () => {
    rewrite(([a, b]) => [a!.replace(/"seq":1,"at":"2/, '"seq":1,"at":"3'), b!])
    expect(await kinds()).toEqual([['anchor', 'changed', 'file']])
  })

  test('a line that is gone is found', async () => {
    rewrite(([, b]) => [b!])
    expect(await kinds()).toEqual([['anchor', 'missing', 'file']])
  })

  test('exchanged lines are found', async () => {
    rewrite(([a, b]) => [b!, a!])
    expect(await kinds()).toEqual([['anchor', 'missing', 'file']])
  })

  test('an anchor that only the file knows, and that nobody with the key has made, is found', async () => {
    rewrite((all) => [...all, all.at(-1)!.replace('"seq":2', '"seq":3')])
    expect(await kinds()).toContainEqual(['anchor', 'changed', 'file'])
  })

  test('a line torn by a power cut is no forgery, and the next ones stand whole behind it', async () => {
    rewrite(([a]) => [a!])
    appendFileSync(path, lines.split('\n')[1]!.slice(0, 100))
    expect(await kinds()).toEqual([])
    await copyAnchors(app.house)
    expect(
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((l) => l.endsWith('}')),
    ).toEqual(lines.trimEnd().split('\n'))
    expect(await kinds()).toEqual([])
  })
})

test('whatever is done at random to whichever row of the record that an anchor covers: it is found', async () => {
  const columns = Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await columnsOf(table)] as const)),
  )
  const keys = Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await keysOf(table)] as const)))
  const covered: Record<string, number> = {
    audit: await pointOf('audit'),
    disclosure: await pointOf('disclosure'),
    incident_action: await anchoredEntries(),
    mediation_action: 3,
    anchor: 2,
  }
  const deed = fc.constantFrom(...tables).chain((table) =>
    fc.record({
      table: fc.constant(table),
      key: fc.constantFrom(...keys[table]!.filter((k) => k <= covered[table]!)),
      column: fc.constantFrom(...columns[table]!.filter((c) => c.name !== 'entry_no')),
      how: fc.constantFrom('change', 'remove', 'null', 'copy from another row'),
    }),
  )
  await fc.assert(
    // Each column of a row once: a second deed there could undo the first.
    fc.asyncProperty(
      fc.uniqueArray(deed, { minLength: 1, maxLength: 4, selector: (d) => `${d.table} ${d.key} ${d.column.name}` }),
      async (deeds) => {
        let touched = 0
        for (const { table, key, column, how } of deeds) {
          const t = sql.table(table)
          const c = sql.ref(column.name)
          const value = special[`${table}.${column.name}`] ?? otherValue[column.type]!(column.name)
          const queries: Record<string, Query> = {
            change: sql`update ${t} set ${c} = ${sql.raw(value)} ${where(table, key)} returning 1`,
            remove: sql`delete from ${t} ${where(table, key)} returning 1`,
            // An erased payload is allowed; of all other columns nothing is.
            null: sql`update ${t} set ${c} = null ${where(table, key)} and ${c} is not null and ${column.name !== 'data'} returning 1`,
            'copy from another row': sql`update ${t} x set ${c} = y.${c} from ${t} y ${sql`where x.${sql.ref(proven[table]!.order)} = ${key}`}
            and y.${c} is not null and y.${c} is distinct from x.${c} returning 1`,
          }
          // Keys and not-null columns defend themselves; what they let through is looked for.
          const rows = await tamper(queries[how]!).then(
            (r) => r[1] as unknown[],
            (e: unknown) => {
              if (e instanceof DatabaseError && e.sqlState.startsWith('23')) return []
              throw e
            },
          )
          touched += rows.length
        }
        const { tallies } = await check()
        await restore()
        if (touched > 0) expect(brokenOf(tallies)).toBeGreaterThan(0)
        else expect(brokenOf(tallies)).toBe(0)
      },
    ),
    { numRuns: Number(process.env.TAMPER_RUNS ?? 60), seed: 20_261_122 },
  )
}, 300_000)

test('a payload erased by law leaves everything whole', async () => {
  await tamper(sql`update incident_action set data = null where action = 'comment'`)
  expect(await kinds()).toEqual([])
})

test('while people work no check finds a break that is not there', async () => {
  let isOver = false
  const work = (async () => {
    for (let i = 0; i < 4; i++) {
      const [by, clerk] = await Promise.all([cast(app).as('worker7'), cast(app).as('clerk1')])
      const incident = await reported(app, by)
      await Promise.all([act(clerk, incident, 'accept'), act(by, incident, 'comment', { note: '同时' }), anchored()])
    }
    isOver = true
  })()
  let checks = 0
  while (!isOver) {
    expect(await kinds()).toEqual([])
    checks++
  }
  await work
  expect(checks).toBeGreaterThan(0)
  expect(await kinds()).toEqual([])
})
