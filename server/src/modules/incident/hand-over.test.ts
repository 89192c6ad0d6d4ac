// Nobody leaves with open incidents in hand: told by example, and held for random staffs, absences, ends and acts.

import { states } from '@linli/contract/incident/words.ts'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner, idOf } from '#test/authz-world.ts'
import { handOverRuns, isPostgres, type TestHouse, testHouse } from '#test/db.ts'
import { settleFeed } from '#test/doors.ts'
import { act, type Cast, cast, did, reported } from '#test/given.ts'
import type { Person, Reply } from '#test/http.ts'
import { advance } from './clock-route.ts'

let app: TestHouse
let people: Cast
let secadmin: Person
beforeAll(async () => {
  app = await testHouse()
}, 120_000)
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  secadmin = await people.as('secadmin')
})

const reason = '调离'
const grid = '990101001001007'
const account = async (username: string) =>
  (await secadmin.get(`/api/accounts/${await idOf(app, 'account', username)}`)).body
const postOf = async (username: string) =>
  (await secadmin.get(`/api/posts?account=${await idOf(app, 'account', username)}`)).body.items[0]
const endPost = async (username: string, to: string, handOver?: object): Promise<Reply> => {
  const { id, version } = await postOf(username)
  return secadmin.post(`/api/posts/${id}/end`, { to, version, ...(handOver && { handOver }) })
}
const disable = async (username: string, handOver?: object): Promise<Reply> => {
  const { id, version } = await account(username)
  return secadmin.post(`/api/accounts/${id}/disable`, { version, reason, ...(handOver && { handOver }) })
}
const view = async (id: string, by = 'clerk1') => (await (await people.as(by)).get(`/api/incidents/${id}`)).body

/** Signed by worker7, in the hands of the team of grid 7. */
async function signed() {
  const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
  let incident = await did(clerk, await reported(app, worker), 'accept')
  incident = await did(clerk, incident, 'dispatch', { unit: await idOf(app, 'unit', `team-${grid}`) })
  return did(worker, incident, 'sign')
}

describe('an end that leaves a unit empty', () => {
  test('is refused with the units, until somebody is named or it is forced with a reason', async () => {
    const incident = await signed()
    // The team of grid 7 is worker7 and its head: without the head, worker7 is the last.
    await leaveAlone('worker7')
    const refused = await endPost('worker7', '2026-11-16')
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'post.leaves_empty',
      units: [{ name: expect.any(String) }],
    })
    expect((await disable('worker7')).body.code).toBe('post.leaves_empty')
    expect((await view(incident.id)).holderAccount).toMatchObject({ id: await idOf(app, 'account', 'worker7') })
    expect((await endPost('worker7', '2026-11-16', { force: true })).body).toMatchObject({
      status: 400,
      errors: [{ path: '/handOver/reason' }],
    })
    expect((await endPost('worker7', '2026-11-16', { force: true, reason: '网格撤并' })).status).toBe(200)
  })

  test('the preview says so before: how many incidents, which of them, which units', async () => {
    const incident = await signed()
    await leaveAlone('worker7')
    const id = await idOf(app, 'account', 'worker7')
    const preview = {
      open: 1,
      units: [{ open: 1 }],
      empty: [{ unitName: expect.stringContaining('团队') }],
      standsIn: [],
    }
    const { body } = await (await people.as('leader1')).get(`/api/accounts/${id}/hand-over`)
    expect(body).toMatchObject({ ...preview, incidents: [{ id: incident.id, number: incident.number }] })
    // The security administrator counts them and reads none.
    expect((await secadmin.get(`/api/accounts/${id}/hand-over`)).body).toMatchObject({ ...preview, incidents: [] })
    expect((await (await people.as('clerk1')).get(`/api/accounts/${id}/hand-over`)).status).toBe(403)
    expect((await (await people.as('town2')).get(`/api/accounts/${id}/hand-over`)).status).toBe(404)
  })

  test('a successor gets the post and what was on the desk', async () => {
    const incident = await signed()
    await leaveAlone('worker7')
    const successor = await idOf(app, 'account', 'worker8')
    expect((await disable('worker7', { successor })).status).toBe(200)
    await settleFeed(app)
    const after = await view(incident.id)
    expect(after).toMatchObject({ holderAccount: { id: successor }, answerable: { id: successor } })
    expect((await did(await people.as('worker8'), after, 'finish', { result: '已清运' })).state).not.toBe('handling')
    expect((await (await people.as('worker8')).get('/api/me')).body.posts).toHaveLength(2)
  })

  test.each([
    ['worker7', 'post.successor_is_leaver'],
    ['sysadmin', 'post.administrators_apart'],
    ['secadmin', 'post.not_to_oneself'],
  ])('%s does not take over: %s', async (name, why) => {
    await leaveAlone('worker7')
    const reply = await disable('worker7', { successor: await idOf(app, 'account', name) })
    expect(reply.body).toMatchObject({ status: 400, code: 'post.successor_refused', reason: why })
  })

  test('a deputy who stands in keeps the chair of a disabled account', async () => {
    await leaveAlone('worker7')
    const body = {
      post: (await postOf('worker7')).id,
      deputy: await idOf(app, 'account', 'worker8'),
      from: '2026-11-16T08:00:00+08:00',
      to: '2026-11-30T18:00:00+08:00',
      reason,
    }
    expect((await secadmin.put(`/api/deputies/${uuidv7()}`, body)).status).toBe(201)
    expect((await disable('worker7')).status).toBe(200)
  })
})

describe('what is handed over', () => {
  test('a successor who had left before the day came was made answerable', async () => {
    const incident = await signed()
    const successor = await idOf(app, 'account', 'worker8')
    const end = await endPost('worker7', '2026-11-16', { successor, force: true, reason })
    expect(end.status).toBe(200)
    expect((await disable('worker8', { force: true, reason })).status).toBe(200)
    await advance(app.house, app.clock, app.clock.now() + 24 * 3_600_000)
    const [row] = await asOwner(
      app,
      sql`select holder_unit is not null as is_held, holder_account, answerable_account from incident where id = ${incident.id}::uuid`,
    )
    expect(row).toEqual({ isHeld: true, holderAccount: null, answerableAccount: null })
  })

  test('goes back to the unit in one entry of the system, when the last day is over and not before', async () => {
    const incident = await signed()
    expect((await endPost('worker7', '2026-11-16', { force: true, reason })).status).toBe(200)
    await settleFeed(app)
    expect((await view(incident.id)).holderAccount).not.toBeNull()
    await advance(app.house, app.clock, Date.parse('2026-11-16T23:59:59+08:00'))
    const before = await view(incident.id)
    expect(before.holderAccount).not.toBeNull()
    await advance(app.house, app.clock, Date.parse('2026-11-17T00:00:00+08:00'))
    const after = await view(incident.id)
    expect(after).toMatchObject({ holder: before.holder, holderAccount: null, dueAt: before.dueAt })
    expect(after.version).toBe(before.version + 1)
    expect(after.history.slice(before.history.length)).toMatchObject([
      { action: 'tell', actor: { kind: 'system' }, data: { leaves: await idOf(app, 'account', 'worker7'), to: null } },
    ])
    expect((await (await people.as('clerk1')).get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(true)
    expect(
      await asOwner(
        app,
        sql`select 1 from message where message = 'handedOver' and incident_id = ${incident.id}::uuid`,
      ),
    ).toHaveLength(1)
    expect(
      await asOwner(
        app,
        sql<{ incidents: number }>`select incidents from hand_over where why = 'post' and done_at is not null`,
      ),
    ).toEqual([{ incidents: 1 }])
  })

  test('what waits for a reporter who is gone goes to the desk, also when it is returned afterwards', async () => {
    const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
    const returned = await did(clerk, await reported(app, worker), 'return', { reason: '请补充' })
    const later = await reported(app, worker)
    expect(returned.holder?.kind).toBe('team')
    await disable('worker7', { force: true, reason })
    await settleFeed(app)
    expect(await view(returned.id)).toMatchObject({
      state: 'returned',
      holder: { kind: 'centre' },
      holderAccount: null,
    })
    const second = await did(clerk, await view(later.id), 'return', { reason: '请补充' })
    expect(second).toMatchObject({ holder: { kind: 'centre' }, holderAccount: null })
    await did(clerk, second, 'supplement', { description: '电话补充' })
  })

  test('rework does not go to somebody who has left', async () => {
    const incident = await did(await people.as('worker7'), await signed(), 'finish', { result: '已清运' })
    await disable('worker7', { force: true, reason })
    await settleFeed(app)
    const clerk = await people.as('clerk1')
    const failed = await act(clerk, await view(incident.id), 'fail', { reason: '未清净' })
    expect(failed.body).toMatchObject({ state: 'rework', holderAccount: null })
  })

  test('a transfer within the unit takes nothing away', async () => {
    const incident = await signed()
    const id = await idOf(app, 'account', 'worker7')
    const body = {
      account: id,
      role: 'grid_head',
      area: grid,
      unit: await idOf(app, 'unit', `team-${grid}`),
      from: '2026-11-16',
    }
    expect((await secadmin.put(`/api/posts/${uuidv7()}`, body)).status).toBe(201)
    const worker = (await secadmin.get(`/api/posts?account=${id}&role=grid_worker`)).body.items[0]
    expect(
      (await secadmin.post(`/api/posts/${worker.id}/end`, { to: '2026-11-16', version: worker.version })).status,
    ).toBe(200)
    await advance(app.house, app.clock, Date.parse('2026-11-17T00:00:00+08:00'))
    expect((await view(incident.id)).holderAccount).toMatchObject({ id })
  })
})

/** Ends the posts of everybody else in the unit. */
async function leaveAlone(username: string): Promise<void> {
  await asOwner(
    app,
    sql`delete from post where unit_id = (select p.unit_id from post p join account a on a.id = p.account_id where a.username = ${username} limit 1)
      and account_id <> (select id from account where username = ${username})`,
  )
}

describe('whatever happens to the staff', () => {
  const workers = ['worker7', 'worker8', 'worker9', 'worker10', 'clerk2'] as const
  const some = fc.constantFrom(...workers)
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('incident' as const), who: some, signs: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('return' as const), who: some }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('end' as const),
        who: some,
        days: fc.integer({ min: 0, max: 3 }),
        to: fc.option(some),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('disable' as const), who: some, to: fc.option(some) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('enable' as const), who: some }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('absence' as const),
        who: some,
        by: fc.option(some),
        days: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('back' as const), who: some }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), who: some, to: some }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }) },
  )
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

  const day = (offset: number) => new Date(app.clock.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
  const time = (hours: number) => new Date(app.clock.now() + hours * 3_600_000).toISOString()
  const known = { force: true, reason }
  const named = async (to: string | null) => (to ? { successor: await idOf(app, 'account', to), ...known } : known)
  /** Anybody may be signed out by the steps before, so acts go as they may: refused ones change nothing. */
  const as = async (name: string): Promise<Person> =>
    cast(app)
      .as(name)
      .catch(() => secadmin)

  async function make(who: string, signs: boolean): Promise<void> {
    const [clerk, worker] = [await as('clerk1'), await as(who)]
    const put = await worker.put(`/api/incidents/${uuidv7()}`, {
      matter: '06042',
      description: '垃圾桶满溢',
      location: await pointOf(who),
    })
    if (put.status !== 201) return
    const accepted = (await act(clerk, put.body, 'accept')).body
    const [team] = await asOwner(
      app,
      sql<{
        id: string
      }>`select unit_id as id from post p join account a on a.id = p.account_id where a.username = ${who} and unit_id is not null order by p.from_on desc limit 1`,
    )
    if (!accepted.version || !team || who === 'clerk2') return
    const sent = (await act(clerk, accepted, 'dispatch', { unit: team.id })).body
    if (signs && sent.version) await act(worker, sent, 'sign')
  }

  async function pointOf(who: string): Promise<object> {
    const code = who.startsWith('worker') ? `990101001001${who.slice(6).padStart(3, '0')}` : grid
    const [row] = await asOwner(
      app,
      sql<{ lng: number; lat: number }>`select st_x(p) as lng, st_y(p) as lat
      from (select st_pointonsurface(boundary) as p from area where code = ${code}) x`,
    )
    return row!
  }

  async function take(s: Step): Promise<void> {
    if (s.do === 'incident') await make(s.who, s.signs)
    else if (s.do === 'return') await sendBack(s.who)
    else if (s.do === 'end') await endAll(s.who, day(s.days), await named(s.to))
    else if (s.do === 'disable') await disable(s.who, await named(s.to))
    else if (s.do === 'absence') await goAway(s.who, s.by, s.days)
    else if (s.do === 'wait') await advance(app.house, app.clock, app.clock.now() + s.hours * 3_600_000)
    else if (s.do === 'back') await comeBack(s.who)
    else if (s.do === 'move') await move(s.who, s.to)
    else {
      const { id, version } = await account(s.who)
      await secadmin.post(`/api/accounts/${id}/enable`, { version, reason })
    }
  }
  async function sendBack(who: string): Promise<void> {
    const worker = await as(who)
    const body = { matter: '06042', description: '占道', location: await pointOf(who) }
    const put = await worker.put(`/api/incidents/${uuidv7()}`, body)
    if (put.status === 201) await act(await as('clerk1'), put.body, 'return', { reason: '请补充' })
  }
  async function endAll(who: string, to: string, handOver: object): Promise<void> {
    const items = (await secadmin.get(`/api/posts?account=${await idOf(app, 'account', who)}`)).body.items
    for (const { id, version } of items) await secadmin.post(`/api/posts/${id}/end`, { to, version, handOver })
  }
  async function goAway(who: string, by: string | null, days: number): Promise<void> {
    const deputy = by ? { deputy: await idOf(app, 'account', by) } : {}
    const times = { from: time(0), to: time(days * 24) }
    const post = await postOf(who)
    if (post) await secadmin.put(`/api/deputies/${uuidv7()}`, { post: post.id, ...deputy, ...times, reason })
  }
  /** To the grid of another: a post there from today, and none here after today. */
  async function move(who: string, to: string): Promise<void> {
    const there = await postOf(to)
    if (who === to || !there || !who.startsWith('worker') || !to.startsWith('worker')) return
    await endAll(who, day(0), known)
    const { area, unit } = there
    const body = { account: await idOf(app, 'account', who), role: 'grid_worker', area, unit, from: day(0) }
    await secadmin.put(`/api/posts/${uuidv7()}`, body)
  }
  async function comeBack(who: string): Promise<void> {
    const id = await idOf(app, 'account', who)
    for (const { id: absence, version } of (await secadmin.get(`/api/deputies?account=${id}`)).body.items)
      await secadmin.post(`/api/deputies/${absence}/end`, { version })
  }

  test('every open incident has a unit that holds it, and nobody is responsible who does not work there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (script) => {
        await app.reset()
        people = cast(app)
        secadmin = await people.as('secadmin')
        for (const one of script) {
          await take(one)
          await settleFeed(app)
          await expectHeld()
        }
      }),
      handOverRuns ? { numRuns: handOverRuns } : { numRuns: isPostgres ? 12 : 5, seed: 20_261_122, endOnFailure: true },
    )
  }, 600_000)

  /** Asked of the rows: whoever is responsible is enabled and has a post there today, own or as deputy. */
  async function expectHeld(): Promise<void> {
    const now = new Date(app.clock.now()).toISOString()
    const works = (who: string, unit: string) =>
      sql.raw(`exists (
      select from post p join account a on a.id = p.account_id where a.id = ${who} and not a.is_disabled and ${unit}
        and p.from_on <= today.day and (p.to_on is null or p.to_on >= today.day)
      union all select from deputy d join account a on a.id = d.account_id join post p on p.id = d.post_id
        where a.id = ${who} and not a.is_disabled and ${unit} and d.from_at <= '${now}' and d.to_at > '${now}'
          and p.from_on <= today.day and (p.to_on is null or p.to_on >= today.day))`)
    const open = Object.entries(states).flatMap(([name, { final }]) => (final ? [] : [name]))
    const rows = await asOwner(
      app,
      sql`with today as (select ('${sql.raw(now)}'::timestamptz at time zone 'Asia/Shanghai')::date as day)
        select i.number, i.state, i.holder_unit, i.holder_account, i.answerable_account from incident i, today
        where i.state = any (${`{${open.join(',')}}`}::text[]) and (i.holder_unit is null
          or (i.holder_account is not null and not ${works('i.holder_account', 'p.unit_id = i.holder_unit')})
          or (i.answerable_account is not null and not ${works('i.answerable_account', 'true')}))`,
    )
    expect(rows).toEqual([])
  }
})
