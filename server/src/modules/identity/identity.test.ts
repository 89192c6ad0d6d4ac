import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
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
