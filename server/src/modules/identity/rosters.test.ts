// The duty roster as it is written over HTTP, and what an emergency makes of it; the rule of a turn is tested in
// contract/src/identity/roster.test.ts.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner, idOf } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, reported } from '#test/given.ts'
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

const body = async (unit: string, account: string, more: object = {}) => ({
  unit: await idOf(app, 'unit', unit),
  account: await idOf(app, 'account', account),
  from: '2026-11-16T08:00:00+08:00',
  to: '2026-11-17T08:00:00+08:00',
  ...more,
})
const put = async (by: Person, unit: string, account: string, more: object = {}, id = uuidv7()) =>
  by.put(`/api/rosters/${id}`, await body(unit, account, more))
const gas = '99002'
const called = async (by: Person) => {
  const incident = await reported(app, by, { matter: gas, description: '闻到煤气味' })
  return incident.parties.filter(({ part }) => part === 'called').map(({ unit }) => unit.name)
}
const nameOf = async (key: string) =>
  (await asOwner(app, sql<{ name: string }>`select name from unit where key = ${key}`))[0]!.name
/** The demonstration has a roster of its own; these tests write theirs from the beginning, as a new place does. */
async function empty(): Promise<void> {
  await asOwner(app, sql`delete from roster`)
  await app.reload()
}

test('a place could not say who is on duty, so that an emergency called no unit', async () => {
  await empty()
  const [town, worker, civil] = [await people.as('town1'), await people.as('worker7'), await people.as('civil1')]
  expect(await called(worker)).toEqual([])
  expect((await put(town, 'civil', 'civil1')).status).toBe(201)
  await app.hear()
  expect(await called(worker)).toEqual([await nameOf('civil')])
  const { items } = (await civil.get('/api/messages')).body
  expect(items).toMatchObject([{ message: 'emergency', alarm: true }])
})

test('it is read by whoever sees the unit, by when the turns begin, page by page', async () => {
  await empty()
  const [town, leader, worker] = [await people.as('town1'), await people.as('leader1'), await people.as('worker7')]
  const ids = [uuidv7(), uuidv7()]
  await put(town, 'fire', 'fire1', { from: '2026-11-17T08:00:00+08:00', to: '2026-11-18T08:00:00+08:00' }, ids[1])
  await put(leader, 'city', 'city1', {}, ids[0])
  const first = (await worker.get('/api/rosters?limit=1')).body
  expect(first.items).toMatchObject([
    { id: ids[0], unit: { area: '990101001' }, from: '2026-11-16T08:00:00+08:00', version: 1 },
  ])
  const second = (await worker.get(`/api/rosters?limit=1&cursor=${first.next}`)).body
  expect(second).toMatchObject({
    items: [{ id: ids[1], account: { id: await idOf(app, 'account', 'fire1') } }],
    next: null,
  })
  const found = async (query: string) =>
    (await worker.get(`/api/rosters?${query}`)).body.items.map(({ id }: { id: string }) => id)
  expect(await found(`unit=${await idOf(app, 'unit', 'fire')}`)).toEqual([ids[1]])
  expect(await found(`account=${await idOf(app, 'account', 'city1')}`)).toEqual([ids[0]])
  expect(await found('since=2026-11-17T08:00:00%2B08:00')).toEqual([ids[1]])
  expect(await found('until=2026-11-17T08:00:00%2B08:00')).toEqual([ids[0]])
  expect(await found('under=990101002')).toEqual([])
  // Another town's worker does not see the team of this one.
  const team = 'team-990101001001007'
  await put(town, team, 'worker7')
  expect(
    (await (await people.as('town2')).get(`/api/rosters?unit=${await idOf(app, 'unit', team)}`)).body.items,
  ).toEqual([])
})

test('it is written by whoever leads or dispatches in the area of the unit', async () => {
  const later = { from: '2027-03-01T08:00:00+08:00', to: '2027-03-02T08:00:00+08:00' }
  for (const [by, status, code] of [
    ['worker7', 403, 'permission.denied'],
    ['clerk1', 403, 'permission.denied'],
    ['fire1', 403, 'permission.denied'],
    ['sysadmin', 403, 'permission.denied'],
    ['town2', 400, 'request.invalid'],
    ['town1', 201, undefined],
  ] as const) {
    const reply = await put(await people.as(by), 'fire', 'fire1', later)
    expect([reply.status, reply.body.code], by).toEqual([status, code])
  }
  // Centres above see their units everywhere, and write for those of their own area only.
  const upward = await put(await people.as('town1'), 'county-fire', 'fire901', later)
  expect(upward.body.code).toBe('roster.not_yours')
})

test('what cannot be a turn is refused with the reason, and nothing is kept', async () => {
  await empty()
  const town = await people.as('town1')
  const id = uuidv7()
  expect((await put(town, 'fire', 'fire1', {}, id)).status).toBe(201)
  expect((await put(town, 'fire', 'fire1', {}, id)).status).toBe(200)
  expect((await put(town, 'fire', 'fire1', { to: '2026-11-19T08:00:00+08:00' }, id)).body.code).toBe('id.conflict')
  const refused = async (unit: string, account: string, more: object = {}) => {
    const reply = await put(town, unit, account, more)
    return [reply.status, reply.body.code, reply.body.reason]
  }
  expect(await refused('fire', 'fire1')).toEqual([409, 'roster.refused', 'roster.overlaps'])
  expect(await refused('fire', 'city1')).toEqual([409, 'roster.refused', 'roster.not_of_unit'])
  expect(await refused('fire', 'clerk201')).toEqual([409, 'roster.refused', 'roster.not_of_unit'])
  const past = { from: '2026-11-01T08:00:00+08:00', to: '2026-11-02T08:00:00+08:00' }
  expect(await refused('fire', 'fire11', past)).toEqual([409, 'roster.refused', 'roster.period'])
  expect(await refused('fire', 'fire11', { to: '2026-11-16T07:00:00+08:00' })).toEqual([
    409,
    'roster.refused',
    'roster.period',
  ])
  expect((await town.get('/api/rosters')).body.items).toHaveLength(1)
})

test('of two who put the same person on duty at once, one is told', async () => {
  await empty()
  const [town, leader] = [await people.as('town1'), await people.as('leader1')]
  const replies = await Promise.all([put(town, 'fire', 'fire1'), put(leader, 'fire', 'fire1')])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('a turn is ended early once; then nobody is called by it', async () => {
  await empty()
  const [town, worker] = [await people.as('town1'), await people.as('worker7')]
  const id = uuidv7()
  await put(town, 'fire', 'fire1', {}, id)
  expect((await worker.post(`/api/rosters/${id}/end`, { version: 1 })).status).toBe(403)
  expect((await (await people.as('town2')).post(`/api/rosters/${id}/end`, { version: 1 })).status).toBe(404)
  expect((await town.post(`/api/rosters/${id}/end`, { version: 1 })).body).toEqual({ id, version: 2 })
  await app.hear()
  expect(await called(worker)).toEqual([])
  expect((await town.post(`/api/rosters/${id}/end`, { version: 1 })).body.code).toBe('version.conflict')
  expect((await town.post(`/api/rosters/${id}/end`, { version: 2 })).body.code).toBe('roster.over')
  const audit = (await (await people.as('auditadmin')).get('/api/audit?limit=100')).body.items
  expect(audit.map(({ verb }: { verb: string }) => verb)).toEqual(expect.arrayContaining(['roster.give', 'roster.end']))
})
