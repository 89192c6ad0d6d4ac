// Refusals that other systems got wrong, each named after the thread in which it was reported (reference: studies of peers). A refusal
// is proven at every door at once (doors.ts), and beside somebody for whom the same doors are open.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Query, sql } from '#platform/sql.ts'
import { asOwner, buildWorld, castOf, idOf, type World } from './authz-world.ts'
import { countRows, type TestHouse, testHouse } from './db.ts'
import { doorsOf, heardBy } from './doors.ts'
import { act, type Cast, did, reported } from './given.ts'
import { type Person, person, stranger } from './http.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'

let app: TestHouse
let world: World
let situation: Snapshot
let people: Cast
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  world = await buildWorld(app)
  situation = await takeSnapshot(app, 'denials')
}, 120_000)
beforeEach(async () => {
  await situation.restore()
  people = castOf(app, world)
})

const run = <T>(query: Query<T>) => asOwner(app, query)
const community = '990101001001'

/** Open to everybody who sees the incident at all. */
const sight = [
  'list',
  'list by area',
  'list by due',
  'list by place',
  'list by holder',
  'count',
  'search by number',
  'search by words',
  'view',
  'duplicates',
  'likely duplicates',
  'mark',
  'mark from afar',
]
/** What a member of the area, or whoever works on it, sees besides. */
const work = ['integrity', 'file', 'thumb']

describe('OpenCRVS#12456: the scope of reading holds at every door', () => {
  test.each([
    ['worker7', ['message', 'contact']],
    ['head1', ['contact']],
    ['clerk1', ['message', 'contact']],
    ['town1', ['message', 'contact']],
    ['county1', ['contact']],
    ['inspector1', ['contact']],
    ['leader1', []],
    ['city1', ['message', 'contact']],
  ])('%s sees it through all of them', async (name, more) => {
    const doors = await doorsOf(await people.as(name), world)
    expect(doors).toEqual(expect.arrayContaining([...sight, ...work, ...more]))
    expect(doors).toHaveLength(sight.length + work.length + more.length)
  })

  test.each([
    'worker1',
    'worker8',
    'worker101',
    'clerk101',
    'clerk201',
    'town2',
    'leader2',
    'fire1',
    'fire201',
    'city901',
    'committee1',
    'stranger',
  ])('%s sees it through none', async (name) => {
    expect(await doorsOf(await people.as(name), world)).toEqual([])
  })

  test('live events: who sees it hears of it, nobody else', async () => {
    const remark = async () => act(await people.as('clerk1'), world.held, 'comment', { note: '知悉' })
    for (const name of ['worker101', 'clerk101', 'town2', 'fire1', 'worker1', 'sysadmin']) {
      expect(await heardBy(app, await people.as(name), remark), name).not.toContain(world.held.id)
      await situation.restore()
    }
    expect(await heardBy(app, await people.as('town1'), remark)).toContain(world.held.id)
  })

  test('a filter narrows the scope and never widens it', async () => {
    const clerk = await people.as('clerk101')
    for (const filter of [
      `area=${community}`,
      'area=99',
      'area=990101',
      `holder=${world.units.city}`,
      'state=dispatched',
      'bbox=0,0,180,90',
      `matter=${world.held.matter}`,
    ])
      expect((await clerk.get(`/api/incidents?count=true&${filter}`)).body, filter).toEqual({
        items: [],
        next: null,
        total: 0,
      })
  })
})

describe('departments', () => {
  test('AgileBoot#35: one department sees nothing of those below, beside or above it', async () => {
    const team = await reported(app, await people.as('worker7'))
    for (const name of ['committee1', 'city901', 'city201', 'fire1']) {
      const officer = await people.as(name)
      expect((await officer.get('/api/incidents?count=true')).body.total, name).toBe(0)
      for (const { id } of [team, world.held])
        expect((await officer.get(`/api/incidents/${id}`)).status, name).toBe(404)
    }
  })

  test('an officer sees what the unit holds from that moment on, and what it held; not what it might get', async () => {
    const [clerk, town, fire] = [await people.as('clerk1'), await people.as('town1'), await people.as('fire1')]
    const seen = async () => (await fire.get(`/api/incidents/${world.fresh.id}`)).status
    let incident = await did(clerk, world.fresh, 'accept')
    incident = await did(clerk, incident, 'route', { centre: '990101001' })
    incident = await did(town, incident, 'accept')
    expect(await seen()).toBe(404)
    incident = await did(town, incident, 'dispatch', { unit: world.units.fire })
    expect(await seen()).toBe(200)
    incident = await did(fire, incident, 'decline', { reason: '不属于消防职责' })
    expect(await seen()).toBe(200)
    expect((await (await people.as('fire201')).get(`/api/incidents/${incident.id}`)).status).toBe(404)
  })

  test('a former party reads head, outcome and its own acts: no contacts, no files, no orders to others', async () => {
    const [civil, city, leader] = [await people.as('civil1'), await people.as('city1'), await people.as('leader1')]
    const order = '三日内办结，向街道书面说明'
    await did(leader, world.held, 'supervise', { order })
    const whole = (await city.get(`/api/incidents/${world.held.id}`)).body
    expect(whole.supervisions.map((s: { order: string }) => s.order)).toContain(order)
    expect(whole.reports[0].reporter).toEqual({ name: '王*兰', phone: '138****1234', account: expect.anything() })
    const head = (await civil.get(`/api/incidents/${world.held.id}`)).body
    expect(head).toMatchObject({
      number: whole.number,
      state: whole.state,
      reports: [],
      evidence: [],
      supervisions: [],
      requests: [],
    })
    expect(head.history.map((h: { action: string }) => h.action)).toEqual(['decline'])
    expect(head.parties).toMatchObject([{ unit: { name: expect.stringContaining('民政') }, to: expect.any(String) }])
    expect(JSON.stringify(head)).not.toMatch(/三日内|王|1234|13800001234/)
    const byHeader = ['list', 'list by area', 'list by due', 'list by holder', 'count', 'search by number', 'view']
    expect(await doorsOf(civil, world)).toEqual([...byHeader, 'duplicates', 'message'])
    expect((await civil.get(`/api/incidents/${world.held.id}/integrity`)).status).toBe(403)
    expect((await act(civil, { ...world.held, version: whole.version }, 'comment', { note: '再看看' })).status).toBe(
      403,
    )
  })

  test('a former party still read the description and the place: in the view, in lists, on the map, by searching', async () => {
    const [civil, city] = [await people.as('civil1'), await people.as('city1')]
    const url = `/api/incidents/${world.held.id}`
    const [whole, head] = [(await city.get(url)).body, (await civil.get(url)).body]
    expect(whole).toMatchObject({ former: false, description: world.held.description, promise: expect.anything() })
    expect(head).toMatchObject({
      former: true,
      number: whole.number,
      matter: whole.matter,
      area: whole.area,
      stage: whole.stage,
      holder: whole.holder,
      reportedAt: whole.reportedAt,
      description: '',
      location: null,
      condition: null,
      holderAccount: null,
      answerable: null,
      promise: null,
      stateTrace: [],
      linked: [],
      form: {},
    })
    const { items } = (await civil.get('/api/incidents?limit=500')).body
    expect(items).toMatchObject([{ id: world.held.id, former: true, description: '', location: null }])
    const told = JSON.stringify([head, items])
    for (const secret of [world.held.description, String(world.place.lng), String(world.place.lat)])
      expect(told).not.toContain(secret)
    expect((await civil.get(`${url}/duplicates`)).body.items).toEqual([])
    const remark = async () => act(await people.as('clerk1'), world.held, 'comment', { note: '知悉' })
    expect(await heardBy(app, civil, remark)).not.toContain(world.held.id)
  })

  test('the units that stand in an incident are those of its parties, whoever wrote them', async () => {
    const units = async () => {
      const [row] = await run(sql<{ agrees: boolean; open: number }>`select
        party_units = (select array_agg(distinct unit_id) from incident_party where incident_id = i.id)
          and open_units = (select array_agg(unit_id order by unit_id) from incident_party where incident_id = i.id and to_at is null) as agrees,
        cardinality(open_units) as open from incident i where id = ${world.held.id}::uuid`)
      return row!
    }
    expect((await units()).agrees).toBe(true)
    // The act itself sets them, without the trigger that would mend it.
    await run(sql`alter table incident_party disable trigger incident_units_follow`)
    try {
      await did(await people.as('city1'), world.held, 'decline', { reason: '不属于城管职责' })
      expect((await units()).agrees).toBe(true)
      expect((await (await people.as('city1')).get(`/api/incidents/${world.held.id}`)).body.former).toBe(true)
    } finally {
      await run(sql`alter table incident_party enable trigger incident_units_follow`)
    }
    const before = await units()
    await run(sql`insert into incident_party (incident_id, unit_id, part, kind, area_code, from_at, incident_area)
      values (${world.held.id}::uuid, ${world.units.fire}::uuid, 'co', 'department', '990101001', '2026-11-16', ${world.held.area})`)
    expect(await units()).toEqual({ agrees: true, open: before.open + 1 })
    expect((await (await people.as('fire1')).get(`/api/incidents/${world.held.id}`)).body.former).toBe(false)
  })

  test('a unit that leaves with its own act still closes what it had asked for', async () => {
    const [city, town] = [await people.as('city1'), await people.as('town1')]
    await did(city, world.held, 'extend', { until: '2026-11-20T12:00:00+08:00', reason: '等待配件' })
    const asked = (await city.get(`/api/incidents/${world.held.id}`)).body
    expect(asked.requests).toHaveLength(1)
    await did(city, asked, 'decline', { reason: '不属于城管职责' })
    expect((await town.get(`/api/incidents/${world.held.id}`)).body.requests).toEqual([])
  })
})

describe('CCRS#496: pickers offer nothing from outside', () => {
  test.each([
    ['clerk101', '990101001002'],
    ['worker101', '990101001002001'],
    ['town2', '990101002'],
  ])('%s', async (name, own) => {
    const by = await people.as(name)
    const codes = async (url: string, key: string) =>
      ((await by.get(url)).body.items as Record<string, string>[]).map((i) => i[key]!)
    const isNear = (code: string) => code.startsWith(own) || own.startsWith(code)
    for (const [url, key] of [
      ['/api/areas?limit=500', 'code'],
      ['/api/units?limit=500', 'area'],
      ['/api/buildings?limit=500', 'area'],
    ] as const) {
      const found = await codes(url, key)
      expect(found.length, url).toBeGreaterThan(0)
      expect(
        found.filter((code) => !isNear(code)),
        url,
      ).toEqual([])
      expect(await codes(`${url}&under=${community}`, key), url).toEqual([])
    }
    expect(await codes('/api/buildings?limit=500&q=1', 'area')).toEqual(
      (await codes('/api/buildings?limit=500&q=1', 'area')).filter(isNear),
    )
  })

  test('people: the list of staff ends at the border, and asking by name or area does not open it', async () => {
    const clerk = await people.as('clerk101')
    for (const query of ['q=worker7', 'q=clerk1', `under=${community}`, 'q=secadmin', 'under=990101002'])
      expect((await clerk.get(`/api/accounts?limit=500&${query}`)).body.items, query).toEqual([])
  })

  test('what a picker does not offer is not taken when it is sent all the same', async () => {
    const incident = await did(await people.as('clerk1'), world.fresh, 'accept')
    const sent = await act(await people.as('clerk1'), incident, 'dispatch', { unit: await idOf(app, 'unit', 'city-2') })
    expect([sent.status, sent.body.code]).toEqual([400, 'incident.unit_out_of_area'])
  })
})

describe('RuoYi/ruoyi-vue-pro#589: one request never sees the scope of another', () => {
  test('200 at once, of people who see different things, with broken ones in between', async () => {
    const names = ['worker7', 'clerk101', 'city1', 'fire1', 'town2', 'clerk1', 'sysadmin', 'worker101']
    const asked = [
      '/api/incidents?limit=500&count=true',
      '/api/areas?limit=500',
      '/api/units?limit=500',
      '/api/messages',
      '/api/accounts?limit=500',
    ]
    const alone = new Map<string, unknown>()
    for (const name of names)
      for (const url of asked) alone.set(`${name} ${url}`, plain(await (await people.as(name)).get(url)))
    const broken = person(app, 'broken', 'not-a-token')
    const calls = Array.from({ length: 200 }, (_, i) => ({ name: names[(i * 5) % 8]!, url: asked[(i * 3) % 5]! }))
    const together = await Promise.all(
      calls.map(async ({ name, url }, i) => {
        // Each of these leaves a transaction by another way: refused, not there, unknown session.
        if (i % 4 === 0) void broken.get(url)
        if (i % 5 === 0) void (await people.as(name)).get(`/api/incidents/${uuidv7()}`)
        return plain(await (await people.as(name)).get(url))
      }),
    )
    for (const [i, { name, url }] of calls.entries())
      expect(together[i], `${name} ${url}`).toEqual(alone.get(`${name} ${url}`))
  })

  test('a connection keeps nothing of the request before', async () => {
    await Promise.all(Array.from({ length: 20 }, async () => (await people.as('county1')).get('/api/incidents')))
    const left = await Promise.all(
      Array.from({ length: 20 }, () =>
        app.house.db.transaction('linli_app', (tx) =>
          tx.commit(
            sql<{ n: number; scope: string }>`select (select count(*)::int from incident) as n,
              concat(current_setting('linli.account', true), current_setting('linli.areas', true), current_setting('linli.units', true), current_setting('linli.roles', true)) as scope`,
          ),
        ),
      ),
    )
    for (const [[row]] of left) expect(row).toEqual({ n: 0, scope: '' })
  })
})

const plain = ({ status, body }: { status: number; body: Record<string, unknown> }) => ({
  status,
  ...body,
  requestId: null,
})

describe('CCRS#1441: what is not known opens nothing', () => {
  test('without a scope no table gives a row, but the catalogue, which is public', async () => {
    const tables = await run(
      sql<{
        name: string
      }>`select c.relname as name from pg_class c where c.relkind = 'r' and c.relrowsecurity and c.relnamespace = 'public'::regnamespace
        and has_any_column_privilege('linli_app', c.oid, 'select') order by 1`,
    )
    const open: string[] = []
    for (const { name } of tables) {
      const [[row]] = await app.house.db.transaction('linli_app', (tx) =>
        tx.commit(sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`),
      )
      if (row!.n > 0) open.push(name)
    }
    expect(tables.length).toBeGreaterThan(15)
    // The heads of the logs are digests.
    const rules = [
      'calendar',
      'calendar_day',
      'chain_head',
      'duty',
      'edition',
      'filing_condition',
      'matter',
      'procedure',
    ]
    expect(open).toEqual(rules)
  })

  test('a post of a role that nobody knows opens no door', async () => {
    const leader = await people.as('leader1')
    expect(await doorsOf(leader, world)).not.toEqual([])
    await run(sql`update post set role = 'mayor' where account_id = ${await idOf(app, 'account', 'leader1')}::uuid`)
    expect(await doorsOf(leader, world)).toEqual([])
    expect((await leader.get('/api/me')).body.permissions).toEqual([])
    for (const url of [
      '/api/areas',
      '/api/units',
      '/api/accounts',
      '/api/matters',
      '/api/buildings',
      '/api/disclosures',
    ])
      expect((await leader.get(url)).status, url).toBe(403)
  })

  test("without a post in force there is nothing but one's own account", async () => {
    const clerk = await people.as('clerk1')
    const account = await idOf(app, 'account', 'clerk1')
    for (const dates of [
      sql`from_on = '2026-11-17', to_on = null`,
      sql`from_on = '2026-01-01', to_on = '2026-11-15'`,
    ]) {
      await run(sql`update post set ${dates} where account_id = ${account}::uuid`)
      expect(await doorsOf(clerk, world)).toEqual([])
      expect((await clerk.get('/api/me')).body).toMatchObject({ posts: [], permissions: [] })
      expect((await clerk.get('/api/accounts')).status).toBe(403)
    }
    await run(sql`update post set from_on = '2026-11-17', to_on = '2026-11-17' where account_id = ${account}::uuid`)
    for (const [day, isOpen] of [
      ['2026-11-16T23:59:59', false],
      ['2026-11-17T00:00:00', true],
      ['2026-11-17T23:59:59', true],
      ['2026-11-18T00:00:00', false],
    ] as const) {
      app.clock.moveTo(Date.parse(`${day}+08:00`))
      expect((await clerk.get(`/api/incidents/${world.held.id}`)).status, day).toBe(isOpen ? 200 : 404)
    }
  })

  test('a session that is over, was never there, or belongs to a disabled account answers 401 at every door', async () => {
    const urls = [
      '/api/incidents',
      '/api/incidents?holder=me&count=true',
      `/api/incidents/${world.held.id}`,
      `/api/incidents/${world.held.id}/integrity`,
      '/api/messages',
      '/api/areas',
      '/api/units',
      '/api/accounts',
      '/api/buildings',
      '/api/audit',
      '/api/disclosures',
      '/api/live',
      `/api/files/${world.photo}`,
      '/api/matters',
      '/tiles/incidents/9/0/0.mvt',
      '/tiles/grids/12/0/0.mvt',
    ]
    const check = async (by: Person, why: string) => {
      for (const url of urls) expect((await by.get(url)).status, `${why} ${url}`).toBe(401)
      expect((await act(by, world.held, 'comment', { note: '知悉' })).status, why).toBe(401)
      expect((await by.post(`/api/reports/${world.held.reports[0]!.id}/reveal`, { purpose: '回访' })).status, why).toBe(
        401,
      )
      expect(
        (
          await by.put(`/api/incidents/${uuidv7()}`, {
            matter: world.held.matter,
            description: '桶满',
            location: world.place,
          })
        ).status,
        why,
      ).toBe(401)
    }
    await check(stranger(app), 'no session')
    await check(person(app, 'x', 'x'.repeat(43)), 'unknown token')
    const clerk = await people.as('clerk1')
    await run(
      sql`update session set idle_until = '2026-01-01' where account_id = ${await idOf(app, 'account', 'clerk1')}::uuid`,
    )
    await check(clerk, 'idle too long')
    const town = await people.as('town1')
    await run(sql`update account set is_disabled = true where username = 'town1'`)
    await check(town, 'disabled')
    const worker = await people.as('worker7')
    expect((await worker.delete('/api/session')).status).toBe(204)
    await check(worker, 'signed out')
  })

  test('signing out while requests are under way: each is answered whole or with 401, never with an empty list', async () => {
    const clerk = await people.as('clerk1')
    const calls = Array.from({ length: 40 }, (_, i) =>
      i === 15 ? clerk.delete('/api/session') : clerk.get('/api/incidents?count=true'),
    )
    const replies = (await Promise.all(calls)).filter((_, i) => i !== 15)
    for (const { status, body } of replies)
      expect(status === 401 || body.total === 5, `${status} ${JSON.stringify(body)}`).toBe(true)
    expect((await clerk.get('/api/incidents')).status).toBe(401)
  })
})

describe('Directus docs#332: a check does not stop at 100 related rows', () => {
  test('the 150th party sees it, the reporter of the 150th report sees it, the list holds 150', async () => {
    const id = world.held.id
    const fire = await idOf(app, 'unit', 'fire')
    const account = await idOf(app, 'account', 'worker101')
    // 149 others first: more than any page that a check might read.
    await run(sql`insert into incident_party (incident_id, unit_id, part, kind, area_code, from_at, to_at, incident_area)
      select ${id}::uuid, (select id from unit where key = 'cleaning'), 'former', 'company', '990101001', '2026-11-16'::timestamptz, '2026-11-16'::timestamptz, area_code from incident, generate_series(1, 149) where id = ${id}::uuid`)
    const other = await people.as('fire1')
    expect((await other.get(`/api/incidents/${id}`)).status).toBe(404)
    await run(sql`insert into incident_party (incident_id, unit_id, part, kind, area_code, from_at, incident_area)
      select id, ${fire}::uuid, 'co', 'department', '990101001', '2026-11-16'::timestamptz, area_code from incident where id = ${id}::uuid`)
    expect((await other.get(`/api/incidents/${id}`)).body.parties).toHaveLength(world.held.parties.length + 150)

    const witness = await people.as('worker101')
    expect((await witness.get(`/api/incidents/${id}`)).status).toBe(404)
    await run(sql`insert into report (id, incident_id, home_incident, description, source, received_at)
      select gen_random_uuid(), ${id}::uuid, ${id}::uuid, '也看到了', 'resident', '2026-11-16'::timestamptz from generate_series(1, 149)`)
    await run(
      sql`update incident set reporter_accounts = reporter_accounts || (select array_agg(gen_random_uuid()) from generate_series(1, 148)) || ${account}::uuid, report_count = 150 where id = ${id}::uuid`,
    )
    expect((await witness.get(`/api/incidents/${id}`)).status).toBe(200)
    expect((await (await people.as('clerk1')).get(`/api/incidents/${id}`)).body.reports).toHaveLength(150)

    for (let i = 0; i < 145; i++) await reported(app, await people.as('worker7'))
    for (const [name, total] of [
      ['clerk1', 150],
      ['worker7', 150],
      ['county1', 150],
      ['clerk101', 0],
      ['worker1', 0],
    ] as const) {
      const by = await people.as(name)
      const page = (await by.get('/api/incidents?limit=500&count=true')).body
      expect([page.items.length, page.total, page.next], name).toEqual([total, total, null])
    }
  }, 60_000)
})

describe('CCRS#1092: a masked value sent back is refused and changes nothing', () => {
  test.each([
    [{ name: '王*兰' }],
    [{ name: '王＊兰', phone: '13800001234' }],
    [{ phone: '138****1234' }],
    [{ name: '欧阳娜', phone: '138＊＊＊＊1234' }],
  ])('%j', async (reporter) => {
    const clerk = await people.as('clerk1')
    const before = await Promise.all(['incident', 'report', 'receipt', 'change'].map((t) => countRows(app, t)))
    const body = { matter: world.held.matter, description: '桶满', location: world.place, reporter }
    expect((await clerk.put(`/api/incidents/${uuidv7()}`, body)).status).toBe(400)
    expect((await clerk.put(`/api/incidents/${world.held.id}`, body)).status).toBe(400)
    expect((await stranger(app).put(`/api/public/reports/${uuidv7()}`, body)).status).toBe(400)
    expect(await Promise.all(['incident', 'report', 'receipt', 'change'].map((t) => countRows(app, t)))).toEqual(before)
    const shown = await clerk.post(`/api/reports/${world.held.reports[0]!.id}/reveal`, { purpose: '电话回访' })
    expect(shown.body).toEqual({ name: '王秀兰', phone: '13800001234' })
  })
})

describe('CCRS#925: the server keeps the period for "not solved"', () => {
  const reopen = async (by: Person) => {
    const { body } = await by.get(`/api/public/reports/${world.closed.number}?secret=${world.closed.secret}`)
    return {
      told: body,
      sent: await by.post(`/api/public/reports/${world.closed.number}/reopen`, {
        secret: world.closed.secret,
        reason: '还是很臭',
      }),
    }
  }
  const until = async () => {
    const { body } = await (await people.as('clerk1')).get(`/api/incidents/${world.closed.id}`)
    return Date.parse(body.followUpUntil)
  }

  test('up to its end the resident reopens; a second later the same words are refused', async () => {
    const end = await until()
    app.clock.moveTo(end + 1000)
    const late = await reopen(world.people.resident)
    expect([late.sent.status, late.sent.body.code]).toEqual([409, 'incident.period_over'])
    app.clock.moveTo(end)
    const early = await reopen(world.people.resident)
    expect(early.sent.status).toBe(200)
    expect((await (await people.as('clerk1')).get(`/api/incidents/${world.closed.id}`)).body).toMatchObject({
      round: 2,
      stage: 'accept',
    })
  })

  test('a reporter with an account is held to the same period', async () => {
    const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
    let incident = await did(clerk, world.fresh, 'accept')
    incident = await did(clerk, incident, 'dispatch', { unit: world.units.team })
    incident = await did(worker, incident, 'sign')
    incident = await did(worker, incident, 'finish', { result: '已清运' })
    incident = (await clerk.get(`/api/incidents/${incident.id}`)).body
    if (incident.state !== 'verified') incident = await did(clerk, incident, 'verify')
    incident = await did(clerk, incident, 'close')
    const end = Date.parse(incident.followUpUntil!)
    app.clock.moveTo(end + 1000)
    const late = await act(worker, incident, 'reopen', { reason: '又满了' })
    expect([late.status, late.body.code]).toEqual([409, 'incident.period_over'])
    app.clock.moveTo(end)
    expect((await act(worker, incident, 'reopen', { reason: '又满了' })).status).toBe(200)
  })
})
