// Who may do what by which post, and when: giving posts, standing in, the three administrators, posts of several places at once. The
// doors of reading are in denials.test.ts.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Query, sql } from '#platform/sql.ts'
import { asOwner, buildWorld, castOf, idOf, type World } from './authz-world.ts'
import { countRows, type TestHouse, testHouse } from './db.ts'
import { doorsOf } from './doors.ts'
import { act, type Cast, did } from './given.ts'
import type { Person } from './http.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'

let app: TestHouse
let world: World
let situation: Snapshot
let people: Cast
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  world = await buildWorld(app)
  situation = await takeSnapshot(app, 'denials_posts')
}, 120_000)
beforeEach(async () => {
  await situation.restore()
  people = castOf(app, world)
})

const run = <T>(query: Query<T>) => asOwner(app, query)
const postOf = async (username: string): Promise<string> => {
  const [row] = await run(
    sql<{
      id: string
    }>`select p.id from post p join account a on a.id = p.account_id where a.username = ${username} order by p.id limit 1`,
  )
  return row!.id
}

describe('RuoYi#328: nobody gives what they do not hold', () => {
  const town = '990101001'
  const grid = `${town}001007`
  interface Given {
    to?: string
    role: string
    area?: string
    unit?: string
  }
  const give = async (by: Person, { to = 'fire1', unit, ...post }: Given) =>
    by.put(`/api/posts/${uuidv7()}`, {
      account: await idOf(app, 'account', to),
      from: '2026-11-16',
      ...post,
      ...(unit && { unit: await idOf(app, 'unit', unit) }),
    })
  const worker: Given = { role: 'grid_worker', area: grid, unit: `team-${grid}` }
  const clerk: Given = { role: 'clerk', area: `${town}001`, unit: `centre-${town}001` }

  test.each<[string, Given, string]>([
    ['an area beside', { role: 'clerk', area: '990101002001', unit: 'centre-990101002001' }, 'request.invalid'],
    ['the area above', { role: 'dispatcher', area: '990101', unit: 'centre-990101' }, 'post.refused'],
    ['their own level', { role: 'leader', area: town }, 'post.refused'],
    ['the leader above', { role: 'leader', area: '990101' }, 'post.refused'],
    ['who judges their own people: inspector', { role: 'inspector', area: town }, 'post.refused'],
    ['who judges their own people: appraiser', { role: 'appraiser', area: town }, 'post.refused'],
    ['an administrator: system', { role: 'system_admin' }, 'post.refused'],
    ['an administrator: security', { role: 'security_admin' }, 'post.refused'],
    ['an administrator: audit', { role: 'audit_admin' }, 'post.refused'],
    ['a role that nobody knows', { role: 'mayor', area: town }, 'post.refused'],
    ['a name of the language', { role: 'constructor', area: town }, 'post.refused'],
    ['to themselves', { ...worker, to: 'leader1' }, 'post.refused'],
    ['a small area with a large unit', { ...worker, unit: 'centre-990101001' }, 'post.refused'],
    ['an area inside with a unit above', { role: 'officer', unit: 'county-city' }, 'post.refused'],
    ['no area where one is needed', { role: 'clerk', unit: `centre-${town}001` }, 'post.refused'],
    ['an area to a role that carries none', { role: 'officer', area: town, unit: 'city' }, 'post.refused'],
    [
      'a desk of the wrong level',
      { role: 'dispatcher', area: `${town}001`, unit: `centre-${town}001` },
      'post.refused',
    ],
    ['an area that is no code', { ...worker, area: '99010100100100' }, 'post.refused'],
    ['somebody of another town', { ...worker, to: 'town2' }, 'request.invalid'],
    ['an administrator another post', { ...worker, to: 'sysadmin' }, 'request.invalid'],
  ])('a leader does not give %s', async (_, post, code) => {
    const leader = await people.as('leader1')
    const before = [await countRows(app, 'post'), await countRows(app, 'audit')]
    const reply = await give(leader, post)
    expect([reply.status, reply.body.code]).toEqual([code === 'request.invalid' ? 400 : 403, code])
    expect([await countRows(app, 'post'), await countRows(app, 'audit')]).toEqual(before)
    expect((await give(leader, worker)).status).toBe(201)
  })

  test.each([
    'worker7',
    'head1',
    'clerk1',
    'town1',
    'county1',
    'city1',
    'inspector1',
    'appraiser1',
    'sysadmin',
    'auditadmin',
  ])('%s gives nobody anything, nor ends anything', async (name) => {
    const by = await people.as(name)
    for (const post of [worker, clerk]) expect((await give(by, post)).status).toBe(403)
    const ended = await by.post(`/api/posts/${await postOf('worker7')}/end`, { to: '2026-12-31', version: 1 })
    expect([403, 404]).toContain(ended.status)
  })

  test("the security administrator gives the posts of the work anywhere, never an administrator's, never to themselves", async () => {
    const security = await people.as('secadmin')
    const elsewhere = { role: 'clerk', area: '990101002001', unit: 'centre-990101002001' }
    for (const post of [worker, clerk, elsewhere]) expect((await give(security, post)).status, post.area).toBe(201)
    for (const role of ['system_admin', 'security_admin', 'audit_admin'])
      expect((await give(security, { role })).body.code).toBe('post.refused')
    expect((await give(security, { ...worker, to: 'secadmin' })).body.reason).toBe('post.not_to_oneself')
    expect((await give(security, { ...worker, to: 'auditadmin' })).body.reason).toBe('post.administrators_apart')
  })

  test('what was given is what opens, from its first day to its last, and the giver can end it', async () => {
    const [leader, fire] = [await people.as('leader1'), await people.as('fire1')]
    expect(await doorsOf(fire, world)).toEqual([])
    const id = uuidv7()
    const body = {
      account: await idOf(app, 'account', 'fire1'),
      ...worker,
      unit: await idOf(app, 'unit', worker.unit!),
      from: '2026-11-17',
    }
    expect((await leader.put(`/api/posts/${id}`, body)).status).toBe(201)
    expect(await doorsOf(fire, world)).toEqual([])
    app.clock.moveTo(Date.parse('2026-11-17T00:00:00+08:00'))
    expect(await doorsOf(fire, world)).not.toEqual([])
    expect((await leader.post(`/api/posts/${id}/end`, { to: '2026-11-17', version: 1 })).status).toBe(200)
    app.clock.moveTo(Date.parse('2026-11-18T00:00:00+08:00'))
    expect(await doorsOf(fire, world)).toEqual([])
  })

  test('a leader whose post has ended, and one who only stands in, give nothing', async () => {
    await standIn('leader1', 'inspector1', '2026-11-16T00:00:00+08:00', '2026-11-20T00:00:00+08:00')
    const reply = await give(await people.as('inspector1'), worker)
    expect([reply.status, reply.body.reason]).toEqual([403, 'post.role_not_yours_to_give'])
    await run(sql`update post set to_on = '2026-11-15' where id = ${await postOf('leader1')}::uuid`)
    expect((await give(await people.as('leader1'), worker)).body.code).toBe('permission.denied')
  })
})

async function standIn(absent: string, deputy: string, from: string, to: string): Promise<void> {
  await run(sql`insert into deputy (id, post_id, account_id, from_at, to_at, reason)
    values (${uuidv7()}::uuid, ${await postOf(absent)}::uuid, ${await idOf(app, 'account', deputy)}::uuid, ${from}::timestamptz, ${to}::timestamptz, '外出培训')`)
}

describe('deputies', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)

  test('stand in from the first instant to the last, and not a second longer', async () => {
    const deputy = await people.as('clerk101')
    await standIn('clerk1', 'clerk101', '2026-11-16T12:00:00+08:00', '2026-11-16T18:00:00+08:00')
    for (const [instant, isIn] of [
      ['2026-11-16T11:59:59', false],
      ['2026-11-16T12:00:00', true],
      ['2026-11-16T17:59:59', true],
      ['2026-11-16T18:00:00', false],
    ] as const) {
      app.clock.moveTo(at(instant))
      expect((await doorsOf(deputy, world)).length > 0, instant).toBe(isIn)
      const said = await act(deputy, world.fresh, 'comment', { note: '知悉' })
      expect(said.status, instant).toBe(isIn ? 200 : 404)
      if (isIn) world.fresh = { ...world.fresh, version: said.body.version }
    }
  })

  test('what they do is written down with whose place they took; both may act', async () => {
    await standIn('clerk1', 'clerk101', '2026-11-16T00:00:00+08:00', '2026-11-17T00:00:00+08:00')
    const [fresh] = [(await (await people.as('clerk1')).get(`/api/incidents/${world.fresh.id}`)).body]
    const accepted = await did(await people.as('clerk101'), fresh, 'accept')
    const last = accepted.history.at(-1)!
    expect(last).toMatchObject({
      action: 'accept',
      actor: { id: await idOf(app, 'account', 'clerk101'), onBehalfOf: { id: await idOf(app, 'account', 'clerk1') } },
    })
    const routed = await did(await people.as('clerk1'), accepted, 'route', { centre: '990101001' })
    expect(routed.history.at(-1)!.actor.onBehalfOf).toBeNull()
  })

  test('in the place of somebody whose post has ended there is nothing to stand in for', async () => {
    await standIn('clerk1', 'clerk101', '2026-11-16T00:00:00+08:00', '2026-11-20T00:00:00+08:00')
    await run(sql`update post set to_on = '2026-11-15' where id = ${await postOf('clerk1')}::uuid`)
    expect(await doorsOf(await people.as('clerk101'), world)).toEqual([])
  })

  test('an absence without a deputy opens nothing to anybody', async () => {
    await run(sql`insert into deputy (id, post_id, account_id, from_at, to_at, reason)
      values (${uuidv7()}::uuid, ${await postOf('clerk1')}::uuid, null, '2026-11-16'::timestamptz, '2026-11-20'::timestamptz, '休假')`)
    expect(await doorsOf(await people.as('clerk101'), world)).toEqual([])
  })
})

describe('three administrators', () => {
  const names = ['sysadmin', 'secadmin', 'auditadmin'] as const

  test.each(names)('%s reads no incident, no contact, no file, no mark, no message', async (name) => {
    expect(await doorsOf(await people.as(name), world)).toEqual([])
  })

  test('none does the work of another', async () => {
    const account = (await (await people.as('secadmin')).get('/api/accounts?q=worker7')).body.items[0]
    const work: Record<string, (by: Person) => Promise<{ status: number }>> = {
      'load a catalogue': (by) =>
        by.put(`/api/matters/editions/${uuidv7()}`, { csv: Buffer.from('x').toString('base64') }),
      'unlock an account': (by) => by.post(`/api/accounts/${account.id}/unlock`, { version: account.version }),
      'list the accounts': (by) => by.get('/api/accounts'),
      'end a post': async (by) =>
        by.post(`/api/posts/${await postOf('worker7')}/end`, { to: '2026-12-31', version: 1 }),
      'read the audit': (by) => by.get('/api/audit'),
      'read the disclosures': (by) => by.get('/api/disclosures'),
    }
    const done: Record<string, string[]> = {}
    for (const [what, tried] of Object.entries(work))
      done[what] = (await Promise.all(names.map(async (n) => [n, (await tried(await people.as(n))).status] as const)))
        .filter(([, status]) => ![401, 403, 404].includes(status))
        .map(([n]) => n)
    expect(done).toEqual({
      'load a catalogue': ['sysadmin'],
      'unlock an account': ['secadmin'],
      'list the accounts': ['secadmin'],
      'end a post': ['secadmin'],
      'read the audit': ['auditadmin'],
      'read the disclosures': ['auditadmin'],
    })
  })

  test('the database says the same, whatever the server might ask of it', async () => {
    const rowsOf = (name: string, query: ReturnType<typeof sql<{ n: number }>>) =>
      app.house.db.transaction('linli_app', async (tx) => (await tx.commit(query))[0][0]!.n, [
        sql`select session_enter(${app.house.keys.digest('session', world.people[name as 'secadmin'].token!)}::bytea, ${new Date(app.house.clock.wall()).toISOString()}::timestamptz, ${new Date(app.clock.now()).toISOString()}::timestamptz)`,
      ])
    for (const name of names) {
      for (const table of [
        'incident',
        'report',
        'incident_action',
        'incident_party',
        'evidence',
        'file',
        'file_origin',
        'message',
        'building',
        'mediation',
        'mediation_action',
        'mediation_file',
      ])
        expect(await rowsOf(name, sql`select count(*)::int as n from ${sql.table(table)}`), `${name} ${table}`).toBe(0)
      const audit = await rowsOf(name, sql`select count(*)::int as n from audit`)
      expect(audit > 0, name).toBe(name === 'auditadmin')
    }
    expect(await rowsOf('clerk1', sql`select count(*)::int as n from incident`)).toBe(5)
    const unlock = sql<{
      n: number
    }>`with u as (update account set failed_count = 0 where true returning 1) select count(*)::int as n from u`
    expect(await rowsOf('sysadmin', unlock)).toBe(0)
    expect(await rowsOf('auditadmin', unlock)).toBe(0)
  })
})

describe('posts of several places are a sum, not a product', () => {
  test('what lies between two grids of one person is not theirs, at no door', async () => {
    const worker = await people.as('worker1')
    const grid = (n: string) => `990101001001${n}`
    const give = async (area: string) =>
      run(sql`insert into post (id, account_id, role, area_code, unit_id, from_on, created_at)
        values (${uuidv7()}::uuid, ${await idOf(app, 'account', 'worker1')}::uuid, 'grid_worker', ${area}, ${await idOf(app, 'unit', `team-${area}`)}::uuid, '2026-01-01', '2026-01-01'::timestamptz)`)
    await give(grid('027'))
    expect((await worker.get('/api/me')).body.posts).toHaveLength(2)
    expect(await doorsOf(worker, world)).toEqual([])
    const areas = (await worker.get('/api/areas?limit=500&level=grid')).body.items.map((a: { code: string }) => a.code)
    expect(areas).toEqual([grid('001'), grid('027')])
    await give(grid('007'))
    expect(await doorsOf(worker, world)).not.toEqual([])
  })

  test('a right that one post carries does not reach into the area of another', async () => {
    // A leader reads contacts of nobody; a clerk does, of their own community.
    const leader = await people.as('leader1')
    const contact = `/api/reports/${world.held.reports[0]!.id}/reveal`
    expect((await leader.post(contact, { purpose: '电话回访' })).status).toBe(403)
    const second = '990101001002'
    await run(sql`insert into post (id, account_id, role, area_code, unit_id, from_on, created_at)
      values (${uuidv7()}::uuid, ${await idOf(app, 'account', 'leader1')}::uuid, 'clerk', ${second}, ${await idOf(app, 'unit', `centre-${second}`)}::uuid, '2026-01-01', '2026-01-01'::timestamptz)`)
    expect((await leader.get('/api/me')).body.permissions).toContain('personal.reveal')
    expect((await leader.post(contact, { purpose: '电话回访' })).status).toBe(403)
    expect(await countRows(app, 'disclosure')).toBe(0)
    await run(
      sql`update post set area_code = '990101001001', unit_id = ${await idOf(app, 'unit', 'centre-990101001001')}::uuid where role = 'clerk' and account_id = ${await idOf(app, 'account', 'leader1')}::uuid`,
    )
    expect((await leader.post(contact, { purpose: '电话回访' })).status).toBe(200)
    expect(await countRows(app, 'disclosure')).toBe(1)
  })
})
