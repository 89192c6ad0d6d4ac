import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { PASSWORD, type TestHouse, testHouse } from '#test/db.ts'
import { signIn, stranger } from '#test/http.ts'

let app: TestHouse
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(() => app.reset())

test('sign in, who am I, sign out: the token is worth nothing afterwards', async () => {
  const clerk = await signIn(app, 'clerk1')
  const me = await clerk.get('/api/me')
  expect(me.status).toBe(200)
  expect(me.body.account.username).toBe('clerk1')
  expect(me.body.posts[0]).toMatchObject({ role: 'clerk', area: '990101001001' })
  expect((await clerk.delete('/api/session')).status).toBe(204)
  expect((await clerk.get('/api/me')).status).toBe(401)
})

test('a wrong password and an unknown name get the same answer; the fifth locks even the right one out', async () => {
  const visitor = stranger(app)
  const guess = (username: string, password: string) => visitor.post('/api/session', { username, password })
  const unknown = await guess('nobody', 'x')
  for (let i = 0; i < 5; i++)
    expect((await guess('town1', 'x')).body).toMatchObject({ ...unknown.body, requestId: expect.anything() })
  const locked = await guess('town1', 'linli-demo')
  expect(locked.status).toBe(401)
  expect(locked.body.code).toBe('session.locked')
  const security = await signIn(app, 'secadmin')
  const account = (await security.get('/api/accounts?q=town1')).body.items[0]
  expect(account.lockedUntil).not.toBeNull()
  expect((await security.post(`/api/accounts/${account.id}/unlock`, { version: account.version })).status).toBe(200)
  expect((await guess('town1', 'linli-demo')).status).toBe(200)
})

describe('guessing', () => {
  const from = (address: string) => {
    const visitor = stranger(app)
    return (username: string, password: string) =>
      visitor.send({ method: 'POST', url: '/api/session', remoteAddress: address, payload: { username, password } })
  }
  const refusals = () =>
    app.house.db
      .transaction('owner', (tx) =>
        tx.commit(sql<{ n: number }>`select count(*)::int as n from audit where verb = 'session.refused'`),
      )
      .then(([[row]]) => row!.n)

  test('wrong passwords over many names from one address: after sixty it waits, with the right one too; others do not', async () => {
    const guess = from('198.51.100.40')
    for (let i = 0; i < 60; i++)
      expect((await guess(i % 2 ? `worker${1 + (i % 27)}` : `nobody${i}`, 'x')).status).toBe(401)
    const refused = [await guess('clerk1', 'x'), await guess('clerk1', PASSWORD), await guess('nobody', 'x')]
    for (const { status, body, headers } of refused) {
      expect([status, body.code]).toEqual([429, 'rate.limited'])
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
    expect(await refusals()).toBe(60)
    expect((await from('198.51.100.41')('clerk1', PASSWORD)).status).toBe(200)
  })

  test('a storm at one moment gets no more judged than one try after the other', async () => {
    const guess = from('2001:db8:0:7::1')
    const neighbour = from('2001:db8:0:7:ffff::2')
    const replies = await Promise.all(
      Array.from({ length: 150 }, (_, i) => (i % 2 ? guess : neighbour)(`name${i}`, 'x')),
    )
    expect(replies.filter((r) => r.status === 401)).toHaveLength(60)
    expect(replies.filter((r) => r.status === 429)).toHaveLength(90)
    expect(await refusals()).toBe(60)
  })

  test('more people than that who sign in at one moment from one address are let in', async () => {
    const enter = from('198.51.100.42')
    const replies = await Promise.all(Array.from({ length: 80 }, (_, i) => enter(`worker${1 + (i % 27)}`, PASSWORD)))
    expect(replies.filter((r) => r.status === 200)).toHaveLength(80)
  })

  test('a name that nobody has, one that is disabled and one that somebody has answer alike, locks included', async () => {
    await app.house.db.transaction('owner', (tx) =>
      tx.commit(sql`update account set is_disabled = true where username = 'worker5'`),
    )
    const series = async (username: string) => {
      const told: object[] = []
      for (let i = 0; i < 7; i++) {
        const { status, body, headers } = await from('198.51.100.43')(username, 'x')
        const { requestId: _, retryAfterSeconds = 0, ...words } = body
        told.push({ status, words, minutes: Math.ceil(retryAfterSeconds / 60), names: Object.keys(headers).sort() })
      }
      return told
    }
    const known = await series('worker4')
    expect(known.map((t) => (t as { minutes: number }).minutes)).toEqual([0, 0, 0, 0, 0, 15, 15])
    for (const name of ['worker5', 'nobody', ' NoBody2 ', '张三', "' or 1=1 --"])
      expect(await series(name), name).toEqual(known)
  })
})

test('RuoYi#328: nobody gives a post beyond their own area or role, or to themselves', async () => {
  const leader = await signIn(app, 'leader1')
  const someone = (await leader.get('/api/accounts?q=clerk1')).body.items[0]
  const centres = (await leader.get('/api/units?kind=centre&under=990101001')).body.items
  const unit = centres.find((u: { area: string }) => u.area === '990101001002').id
  const give = (by: typeof leader, body: object) =>
    by.put(`/api/posts/${uuidv7()}`, { account: someone.id, from: '2026-11-16', ...body })
  expect((await give(leader, { role: 'clerk', area: '990101001002', unit })).status).toBe(201)
  expect((await give(leader, { role: 'dispatcher', area: '990101002', unit })).status).toBe(403)
  expect((await give(leader, { role: 'security_admin', area: '990101001' })).status).toBe(403)
  const clerk = await signIn(app, 'clerk1')
  expect((await give(clerk, { role: 'clerk', area: '990101001002', unit })).status).toBe(403)
})

test('lists of accounts, units and areas stop at the border', async () => {
  const clerk = await signIn(app, 'clerk101')
  const names = (await clerk.get('/api/accounts?limit=500')).body.items.map((a: { username: string }) => a.username)
  expect(names).toContain('worker101')
  expect(names).not.toContain('worker1')
  const areas = (await clerk.get('/api/areas?limit=500&count=true')).body
  expect(areas.items.some((a: { code: string }) => a.code.startsWith('990101001001'))).toBe(false)
  expect(areas.items.length).toBe(areas.total)
})
