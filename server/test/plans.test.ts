// Guard of the plans of the list at 100,000 incidents: for people with one post, with three, with twenty and with none but a unit,
// every filter must be answered from an index, and by touching little. A plan that reads the whole table would still be right, and
// nobody would notice before the city has grown. The embedded database is not asked: it is for trials with little data.
import type { IncidentQuery } from '@linli/contract/incident/schemas.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAlike, soughtOf, soughtThere } from '#modules/incident/alike.ts'
import { inOrder, listChanges } from '#modules/incident/changes.ts'
import { incidentsIn, listIncidents } from '#modules/incident/list.ts'
import { listMessages } from '#modules/notify/routes.ts'
import { countUpToCap, encodeCursor } from '#platform/page.ts'
import { enter } from '#platform/session.ts'
import { type Query, sql } from '#platform/sql.ts'
import { asOwner, idOf } from './authz-world.ts'
import { isPostgres, MONDAY, type TestHouse, testHouse } from './db.ts'
import { type Cast, cast, reported } from './given.ts'

const why = isPostgres ? '' : ' (skipped: plans are guarded on PostgreSQL; the embedded database is for trials)'
const incidents = 100_000

let app: TestHouse
let people: Cast
let intake = 0
let template = ''
let place: { lng: number; lat: number }
const run = <T>(query: Query<T>) => asOwner(app, query)

/** Clones of one real incident over all grids, two years and every state; one in twenty is open. */
async function fill(): Promise<void> {
  const { id, location } = await reported(app, await people.as('worker7'))
  template = id
  place = { lng: location!.lng, lat: location!.lat }
  const [{ last }] = (await run(sql<{ last: number }>`select max(intake_no) as last from incident`)) as [
    { last: number },
  ]
  intake = last + incidents
  const columns = (
    await run(
      sql<{
        name: string
      }>`select attname as name from pg_attribute where attrelid = 'incident'::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
  ).map((c) => c.name)
  const changed: Record<string, Query> = {
    id: sql`gen_random_uuid()`,
    number: sql`'990101-20261116-' || n || '-X'`,
    intake_no: sql`${last} + n`,
    area_code: sql`grids[1 + n % cardinality(grids)]`,
    state: sql`case when n % 20 = 0 then 'dispatched' when n % 100 = 1 then 'closed' when n % 100 = 3 then 'rejected' when n % 1000 = 7 then 'voided' else 'archived' end`,
    stage: sql`case when n % 20 = 0 then 'dispatch' else 'archive' end`,
    matter_code: sql`(array['06042', '01001', '06041', '02003'])[1 + n % 4]`,
    // Frequent words, rarer ones, and those of a time that is long past.
    description: sql`'第' || n || '处垃圾桶满溢' || case when n % 40 = 0 then '，气味难闻' else '' end || case when n < 20000 and n % 9 = 0 then '，积雪未清' else '' end || case when n % 5000 = 9 then '，旁有废弃船只' else '' end`,
    holder_unit: sql`case when n % 20 = 0 then units[1 + (n / 20) % cardinality(units)] end`,
    due_at: sql`case when n % 20 = 0 then ${new Date(MONDAY).toISOString()}::timestamptz + n * interval '1 minute' end`,
    remind_at: sql`case when n % 20 = 0 then ${new Date(MONDAY).toISOString()}::timestamptz + n * interval '50 seconds' end`,
    received_at: sql`${new Date(MONDAY).toISOString()}::timestamptz - (${incidents} - n) * interval '10 minutes'`,
    lng: sql`i.lng + (n % 100) * 0.0001`,
    lat: sql`i.lat + (n % 77) * 0.0001`,
    reporter_accounts: sql`'{}'::uuid[]`,
    party_units: sql`case when n % 20 = 0 then array[units[1 + (n / 20) % cardinality(units)]] else '{}' end`,
    open_units: sql`case when n % 20 = 0 then array[units[1 + (n / 20) % cardinality(units)]] else '{}' end`,
    is_late: sql`n % 100 = 0`,
    reworks: sql`case when n % 400 = 0 then 1 else 0 end`,
    round: sql`case when n % 600 = 0 then 2 else 1 end`,
    declines: sql`case when n % 800 = 0 then '[{}, {}]'::jsonb else '[]'::jsonb end`,
    state_since: sql`${new Date(MONDAY).toISOString()}::timestamptz - (${incidents} - n) * interval '10 minutes'`,
    acted_at: sql`${new Date(MONDAY).toISOString()}::timestamptz - (${incidents} - n) * interval '10 minutes'`,
    next_step: sql`null`,
    next_step_at: sql`null`,
  }
  const values = columns.map((name) => changed[name] ?? sql`i.${sql.ref(name)}`)
  await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql`set local session_replication_role = replica`,
      sql`insert into incident (${sql.join(columns.map((c) => sql.ref(c)))}) select ${sql.join(values)}
        from incident i, generate_series(1, ${incidents}) n,
          (select array_agg(code order by code) as grids from area where level = 'grid') g,
          (select array_agg(id order by key) as units from unit where kind = 'department' and key <> 'civil') u
        where i.id = ${id}::uuid`,
      sql`insert into incident_party (incident_id, unit_id, part, kind, area_code, from_at, incident_area)
        select id, holder_unit, 'lead', 'department', '990101001', received_at, area_code from incident where holder_unit is not null and state = 'dispatched'`,
      // Two words that every report has, one of a thousand, one of its own; each twentieth without a point.
      sql`insert into incident_words (incident_id, area_code, received_at, cell, words, cut, intake_no, said)
        select id, area_code, received_at, case when intake_no % 20 <> 7 then place_cell(lng, lat) end,
          array['垃圾桶', '满溢', '小区' || intake_no % 1000, '第' || intake_no], 1, intake_no, description from incident on conflict do nothing`,
      // The triggers were still: each as if it had been a transaction of its own, long ago.
      sql`insert into latest_change (audience, kind, id, txid)
        select a, 'incident', i.id, (i.intake_no / 200)::text::xid8 from incident i, lateral (select i.area_code union all select 'unit:' || i.holder_unit) x (a)
        where a is not null on conflict do nothing`,
    ),
  )
  for (const table of ['incident', 'incident_party', 'incident_words', 'latest_change'])
    await run(sql`vacuum analyze ${sql.table(table)}`).catch(() => run(sql`analyze ${sql.table(table)}`))
}

/** So many grids of community 1, scattered. */
async function givePosts(username: string, count: number): Promise<void> {
  const account = await idOf(app, 'account', username)
  await run(sql`delete from post where account_id = ${account}::uuid`)
  await run(sql`insert into post (id, account_id, role, area_code, unit_id, from_on, created_at)
    select gen_random_uuid(), ${account}::uuid, 'grid_worker', u.area_code, u.id, '2026-01-01', '2026-01-01'::timestamptz
    from (select *, row_number() over (order by md5(key)) as place from unit where kind = 'team' and area_code like '990101001001%') u where place <= ${count}`)
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Plan[]
  [more: string]: unknown
}
interface Explained {
  plan: Plan
  text: string
  blocks: number
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

/** The statement's plan as this person would get it: their role, their session, their scope. */
async function explain(username: string, query: Query, ...before: Query[]): Promise<Explained> {
  const { token } = await people.as(username)
  const entry = { kind: 'staff' as const, tokenDigest: app.house.keys.digest('session', token!) }
  const time = { now: app.clock.now(), wall: app.house.clock.wall() }
  const [rows] = await enter(app.house.db, entry, time, undefined, async (tx, who) => {
    if (before.length > 0) await tx.send(...before)
    const answer = await tx.commit(
      sql<Record<string, [{ Plan: Plan }]>>`explain (analyze, buffers, format json) ${query}`,
    )
    who()
    return answer
  })
  const [{ Plan: plan }] = Object.values(rows[0]!)[0]!
  return { plan, blocks: Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']), text: outline(plan) }
}

const outline = (plan: Plan, depth = 0): string =>
  [
    `${'  '.repeat(depth)}${plan['Node Type']} ${plan['Relation Name'] ?? ''} ${plan['Index Name'] ?? ''} rows=${plan['Actual Rows']} removed=${plan['Rows Removed by Filter'] ?? 0} blocks=${Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks'])} ${plan['Index Cond'] ?? ''} ${String(plan.Filter ?? '').slice(0, 200)}`,
    ...(plan.Plans ?? []).map((p) => outline(p, depth + 1)),
  ].join('\n')

describe.skipIf(!isPostgres)(`plans${why}`, () => {
  beforeAll(async () => {
    app = await testHouse()
    await app.reset()
    people = cast(app)
    await fill()
    await givePosts('worker9', 3)
    await givePosts('worker10', 20)
  }, 180_000)
  afterAll(() => app.reset())

  /** `grid`: where they look more closely, one of their own. */
  const persons = [
    { name: 'worker7', posts: 'one post', grid: '990101001001007' },
    { name: 'worker9', posts: 'three posts', grid: null },
    { name: 'worker10', posts: 'twenty posts', grid: null },
    { name: 'town1', posts: 'a town', grid: '990101001001007' },
    { name: 'city1', posts: 'a unit and no area', grid: '990101001001007' },
  ]
  const queries: Record<string, IncidentQuery> = {
    newest: {},
    'a page far down': { cursor: 'half' },
    'what falls due': { sort: 'due' },
    'of one state': { state: 'dispatched' },
    'of one matter': { matter: '01001' },
    late: { due: 'late', sort: 'due' },
    'held by my units': { holder: 'me', sort: 'due' },
    'of one grid': { area: 'own' },
    'late and open': { watch: 'late' },
    stuck: { watch: 'stuck' },
    'declined twice': { watch: 'declined' },
    reworked: { watch: 'reworked' },
    reopened: { watch: 'reopened' },
    silent: { watch: 'silent' },
    'of a state that hardly lasts': { state: 'closed' },
    'of a state that hardly occurs, by matter': { state: 'voided', matter: '02003' },
    'of a state that nothing is in': { state: 'merged' },
    'of the last day': { since: '2026-11-15T09:00:00+08:00' },
  }
  const ownGrid = async (name: string): Promise<string> =>
    (await (await people.as(name)).get('/api/me')).body.posts[0].area
  const queryFor = async ({ name, grid }: (typeof persons)[number], what: string): Promise<IncidentQuery> => ({
    ...queries[what],
    ...(queries[what]!.area && { area: grid ?? (await ownGrid(name)) }),
    ...(queries[what]!.cursor && { cursor: encodeCursor([intake - incidents / 2]) }),
  })
  /** A scan that the plan names but never begins (its half of the list is not this person's door) reads nothing. */
  const scansOf = (plan: Plan) =>
    nodes(plan).filter(
      (n) => n['Relation Name'] === 'incident' && n['Node Type'] === 'Seq Scan' && n['Actual Loops'] !== 0,
    )

  /** Rows of incidents that are passed over, each with a look at its parties. */
  const asksForParties = (plan: Plan) =>
    nodes(plan).some((n) => n['Relation Name'] === 'incident' && /is_party/.test(String(n.Filter)))

  for (const person of persons)
    test.each(Object.keys(queries))(`${person.posts}: %s`, async (what) => {
      const query = await queryFor(person, what)
      const { plan, text, blocks } = await explain(person.name, listIncidents(query, app.clock.now()))
      expect(scansOf(plan), text).toEqual([])
      expect(
        // A function of the database asks its index out of sight; what it touches is counted below with the rest.
        nodes(plan).some((n) => (n['Index Name'] || n['Function Name']) && n['Actual Loops'] !== 0),
        text,
      ).toBe(true)
      // The table has some 16,000 blocks, its indexes as many again.
      expect(blocks, text).toBeLessThan(12_000)
    })

  const searches: Record<string, string> = {
    'a frequent word': '垃圾桶',
    'a rarer one': '气味难闻',
    'one of long ago': '积雪',
    'a rare one': '废弃船',
    'two words': '满溢 难闻',
    nothing: '独角兽',
  }
  for (const person of persons)
    test.each(Object.keys(searches))(`${person.posts}: search for %s`, async (what) => {
      const { plan, text, blocks } = await explain(person.name, listIncidents({ q: searches[what]! }, app.clock.now()))
      expect(scansOf(plan), text).toEqual([])
      const walks = nodes(plan).filter((n) => n['Index Name'] === 'incident_intake_no_key' && n['Actual Loops'] !== 0)
      expect(walks, text).toEqual([])
      // Of a hundred thousand texts on some 3,000 blocks; an incident for each that is shown; for a unit, its part in each that says it.
      expect(blocks, text).toBeLessThan(9_000)
    })

  test('a search page by page, from the late reports into the early ones, shows what reading every text would', async () => {
    for (const { name } of persons) {
      const person = await people.as(name)
      for (const q of ['积雪', '废弃船', '桶满溢 难闻']) {
        const shown: number[] = []
        for (let cursor = ''; ; ) {
          const { body } = await person.get(`/api/incidents?limit=200&q=${encodeURIComponent(q)}${cursor}`)
          shown.push(...body.items.map((i: { number: string }) => Number(i.number.split('-')[2])))
          if (!body.next || shown.length > 1_500) break
          cursor = `&cursor=${body.next}`
        }
        const { body } = await person.get(`/api/incidents?limit=1&count=true&q=${encodeURIComponent(q)}`)
        expect(
          shown.length > 1_500 || shown.length === body.total,
          `${name} ${q}: ${shown.length} of ${body.total}`,
        ).toBe(true)
        expect(shown).toEqual([...new Set(shown)].sort((a, b) => b - a))
      }
    }
  })

  // What resembles a report: near it by the field of its place, without a point by its words. Every report here lies within a kilometre,
  // some eighty to a field and month, so that this is the city's busiest street.
  const alike: Record<string, (own: string) => Query> = {
    'near a point': () => soughtThere(place, ['垃圾桶', '满溢', '小区77'], app.clock.now()),
    'by words in a grid': (own) => soughtThere({ area: own }, ['满溢', '小区77', '小区78'], app.clock.now()),
    'by words in a county': () => soughtThere({ area: '990101' }, ['小区77', '小区78'], app.clock.now()),
    'of an incident': () => soughtOf(template),
  }
  for (const person of persons)
    test.each(Object.keys(alike))(`${person.posts}: alike %s`, async (what) => {
      const own = person.grid ?? (await ownGrid(person.name))
      const { plan, text, blocks } = await explain(person.name, listAlike(alike[what]!(own)))
      const scans = nodes(plan).filter((n) => n['Node Type'] === 'Seq Scan' && n['Actual Loops'] !== 0)
      expect(
        scans.filter((n) => String(n['Relation Name']).startsWith('incident')),
        text,
      ).toEqual([])
      expect(blocks, text).toBeLessThan(6_000)
    })

  test('a department that has nothing in a state asked of every incident of the others who takes part in it', async () => {
    const { plan, text, blocks } = await explain('civil1', listIncidents({ state: 'dispatched' }, app.clock.now()))
    expect(plan['Actual Rows'], text).toBe(0)
    expect(asksForParties(plan), text).toBe(false)
    // The 5,000 of the state and the index that finds them; with a look-up for each it was three times as much.
    expect(blocks, text).toBeLessThan(6_000)
  })

  // A replica asks once for each area below its posts, for its units and for its account: never for what lies between.
  test.each(persons)('$posts: changes, from the beginning, from half-way and when there are none', async (person) => {
    const zero = '00000000-0000-0000-0000-000000000000'
    for (const txid of ['0', String(Math.floor((intake - incidents / 2) / 200)), String(intake)]) {
      const { plan, text, blocks } = await explain(person.name, listChanges({ txid, id: zero }, 201), inOrder)
      const scans = nodes(plan).filter(
        (n) =>
          ['incident', 'latest_change'].includes(n['Relation Name'] ?? '') &&
          n['Node Type'] === 'Seq Scan' &&
          n['Actual Loops'] !== 0,
      )
      expect(scans, text).toEqual([])
      expect(
        nodes(plan).some((n) => n['Index Name'] === 'latest_change_order' && n['Actual Loops'] !== 0),
        text,
      ).toBe(true)
      expect(blocks, text).toBeLessThan(txid === String(intake) ? 500 : 8_000)
    }
  })

  test('a centre with very many messages read them all to show the newest', async () => {
    const centre = sql`(select id from unit where kind = 'centre' and area_code = '990101001')`
    await run(sql`insert into message (id, unit_id, message, incident_id, area_code, at)
      select gen_random_uuid(), ${centre}, 'new', ${template}::uuid, '990101001001007', ${new Date(MONDAY).toISOString()}::timestamptz + n * interval '1 second'
      from generate_series(1, 30000) n`)
    await run(sql`analyze message`)
    for (const after of [null, [MONDAY + 15_000_000, 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const]) {
      const { plan, text, blocks } = await explain('town1', listMessages(after, { unread: true }, 50))
      expect(plan['Actual Rows'], text).toBe(51)
      expect(blocks, text).toBeLessThan(1_000)
    }
  })

  // Counting stops at 10,001 and may read the table in its own order to get there, some 20,000 blocks.
  test.each(persons)('$posts: counting', async (person) => {
    for (const what of Object.keys(queries).filter((q) => q !== 'a page far down')) {
      const query = await queryFor(person, what)
      const { plan, text, blocks } = await explain(person.name, countUpToCap(incidentsIn(query, app.clock.now())))
      expect(asksForParties(plan), `${what}\n${text}`).toBe(false)
      expect(blocks, `${what}\n${text}`).toBeLessThan(30_000)
    }
  })
})
