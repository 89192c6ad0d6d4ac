// Standing in (B 岗) as people enter it; the rules themselves are tested in contract/src/identity/deputy.test.ts.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { idOf } from '#test/authz-world.ts'
import { isPostgres, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'

let app: TestHouse
let people: Cast
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

const postOf = async (username: string): Promise<string> => {
  const id = await idOf(app, 'account', username)
  return (await (await people.as('secadmin')).get(`/api/posts?account=${id}`)).body.items[0].id
}
const absence = async (holder: string, deputy: string | null, more: object = {}) => ({
  post: await postOf(holder),
  ...(deputy ? { deputy: await idOf(app, 'account', deputy) } : {}),
  from: '2026-11-16T10:00:00+08:00',
  to: '2026-11-18T18:00:00+08:00',
  reason: '病假',
  ...more,
})
const put = async (by: Person, holder: string, deputy: string | null, more: object = {}, id = uuidv7()) =>
  by.put(`/api/deputies/${id}`, await absence(holder, deputy, more))
const posts = async (who: Person) => (await who.get('/api/me')).body.posts
const at = (time: string) => app.clock.moveTo(Date.parse(`2026-11-${time}+08:00`))

test('the holder leaves, the deputy does the work of the post in that time and no longer', async () => {
  const [worker7, worker8] = [await people.as('worker7'), await people.as('worker8')]
  const id = uuidv7()
  expect((await put(worker7, 'worker7', 'worker8', {}, id)).status).toBe(201)
  expect((await put(worker7, 'worker7', 'worker8', {}, id)).status).toBe(200)
  expect(await posts(worker8)).toHaveLength(1)
  at('16T10:00:00')
  expect(await posts(worker8)).toContainEqual(
    expect.objectContaining({
      area: '990101001001007',
      onBehalfOf: expect.objectContaining({ name: expect.any(String) }),
    }),
  )
  expect((await worker8.get('/api/deputies')).body.items).toMatchObject([{ id, reason: '病假', version: 1 }])
  at('18T18:00:00')
  expect(await posts(worker8)).toHaveLength(1)
})

test('back earlier: the absence ends, and only once', async () => {
  const [worker7, worker8] = [await people.as('worker7'), await people.as('worker8')]
  const id = uuidv7()
  await put(worker7, 'worker7', 'worker8', {}, id)
  at('17T09:00:00')
  expect(await posts(worker8)).toHaveLength(2)
  expect((await worker8.post(`/api/deputies/${id}/end`, { version: 1 })).body.code).toBe('deputy.not_yours')
  expect((await worker7.post(`/api/deputies/${id}/end`, { version: 1 })).body).toEqual({ id, version: 2 })
  expect(await posts(worker8)).toHaveLength(1)
  expect((await worker7.post(`/api/deputies/${id}/end`, { version: 1 })).body.code).toBe('version.conflict')
  expect((await worker7.post(`/api/deputies/${id}/end`, { version: 2 })).body.code).toBe('deputy.over')
  // The time that is free again can be entered anew.
  expect((await put(worker7, 'worker7', 'worker8')).status).toBe(201)
})

test('entered by the holder, by centre and leader of the place, by the security administrator', async () => {
  const days = (day: number) => ({ from: `2026-12-0${day}T08:00:00+08:00`, to: `2026-12-0${day}T18:00:00+08:00` })
  for (const [i, name] of ['clerk1', 'town1', 'leader1', 'secadmin'].entries())
    expect((await put(await people.as(name), 'worker7', 'worker8', days(i + 1))).status, name).toBe(201)
  // Who does not see the post hears of no post; who sees it and may not, hears that.
  for (const [name, status] of [
    ['worker8', 400],
    ['clerk101', 400],
    ['town2', 400],
    ['head1', 403],
    ['sysadmin', 400],
  ] as const)
    expect((await put(await people.as(name), 'worker7', 'worker8', days(7))).status, name).toBe(status)
  expect((await put(await people.as('inspector1'), 'worker7', 'worker8', days(7))).body.code).toBe('deputy.not_yours')
})

test('a deputy does not arrange the absences of others for the absent', async () => {
  const clerk2 = await people.as('clerk2')
  await put(await people.as('clerk1'), 'clerk1', 'clerk2')
  at('16T10:30:00')
  expect(await posts(clerk2)).toHaveLength(2)
  expect(
    (await put(clerk2, 'clerk1', null, { from: '2026-11-20T08:00:00+08:00', to: '2026-11-20T18:00:00+08:00' })).status,
  ).toBe(201)
})

test.each([
  ['worker7', 'worker101', 'deputy.elsewhere'],
  ['worker7', 'city1', 'deputy.role'],
  ['worker7', 'worker7', 'deputy.is_holder'],
  ['worker7', 'secadmin', 'deputy.role'],
  ['worker7', 'worker14', 'deputy.away'],
  ['worker15', 'worker16', 'deputy.stands_in'],
  ['worker14', 'worker16', 'deputy.overlaps'],
])('%s is not stood in for by %s: %s', async (holder, deputy, reason) => {
  const reply = await put(await people.as('secadmin'), holder, deputy)
  expect(reply.body).toMatchObject({ status: 409, code: 'deputy.refused', reason })
})

test.skipIf(!isPostgres)('two absences at once never make a chain', async () => {
  const [worker7, worker8] = [await people.as('worker7'), await people.as('worker8')]
  for (let i = 0; i < 5; i++) {
    const day = { from: `2026-12-1${i}T08:00:00+08:00`, to: `2026-12-1${i}T18:00:00+08:00` }
    const replies = await Promise.all([
      put(worker7, 'worker7', 'worker8', day),
      put(worker8, 'worker8', 'worker9', day),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  }
})

test('who may stand in is offered to whoever may arrange it, and everybody offered is taken', async () => {
  const worker7 = await people.as('worker7')
  const { items } = (await worker7.get(`/api/posts/${await postOf('worker7')}/candidates`)).body
  expect(items.length).toBeGreaterThan(20)
  const clerk = await idOf(app, 'account', 'clerk1')
  expect(items.map((c: { id: string }) => c.id)).toContain(clerk)
  expect(items.map((c: { id: string }) => c.id)).not.toContain(await idOf(app, 'account', 'worker7'))
  const post = await postOf('worker7')
  for (const [i, { id }] of items.slice(0, 6).entries()) {
    const day = { from: `2026-12-1${i}T08:00:00+08:00`, to: `2026-12-1${i}T18:00:00+08:00` }
    expect((await worker7.put(`/api/deputies/${uuidv7()}`, { post, deputy: id, reason: '年假', ...day })).status).toBe(
      201,
    )
  }
  expect((await (await people.as('worker8')).get(`/api/posts/${post}/candidates`)).status).toBe(404)
  expect((await (await people.as('inspector1')).get(`/api/posts/${post}/candidates`)).status).toBe(403)
})

test('an act of the deputy says for whom, and what they signed for goes back to the holder when it is over', async () => {
  const [clerk, worker7, worker8] = [await people.as('clerk1'), await people.as('worker7'), await people.as('worker8')]
  await put(worker7, 'worker7', 'worker8', { to: '2026-11-16T14:00:00+08:00' })
  at('16T10:30:00')
  await app.hear()
  let incident = await did(clerk, await reported(app, worker7), 'accept')
  incident = await did(clerk, incident, 'dispatch', { unit: await idOf(app, 'unit', 'team-990101001001007') })
  incident = await did(worker8, incident, 'sign')
  expect(incident.holderAccount?.id).toBe(await idOf(app, 'account', 'worker8'))
  const version = incident.version
  expect((await (await people.as('sysadmin')).post('/api/clock', { advance: 'PT4H' })).status).toBe(200)
  incident = (await clerk.get(`/api/incidents/${incident.id}`)).body
  expect(incident.holderAccount?.id).toBe(await idOf(app, 'account', 'worker7'))
  expect(incident.version).toBeGreaterThan(version)
  expect(incident.history).toContainEqual(
    expect.objectContaining({ action: 'tell', actor: expect.objectContaining({ kind: 'system' }) }),
  )
  expect((await clerk.get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(true)
})
