// Likely duplicates: the same matter within 50 m and 24 hours, nearest first, before and after sending; only what one may see.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn, reported } from '#test/given.ts'

const hour = 3_600_000

let app: TestHouse
let people: Cast
let place: { lng: number; lat: number }
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  place = await pointIn(app, '990101001001007')
})

/** So many metres to the north and east of the place. */
const off = (north: number, east = 0) => ({
  lat: place.lat + north / 111_320,
  lng: place.lng + east / (111_320 * Math.cos((place.lat * Math.PI) / 180)),
})

test('near and recent ones of the same matter, nearest first, the same before sending and after', async () => {
  const worker = await people.as('worker7')
  const at = (location: object, fields: object = {}) => reported(app, worker, { location, ...fields })
  const [b, c] = [await at(off(0, 40), { description: '同一只桶' }), await at(off(20))]
  await at(off(60))
  await at(off(40, 40))
  await at(off(5), { matter: '01037' })
  const before = await worker.post('/api/incidents/duplicates', { matter: '06042', location: place })
  expect(before.body.items.map((d: { id: string }) => d.id)).toEqual([c.id, b.id])
  expect(before.body.items.map((d: { metres: number }) => d.metres)).toEqual([20, 40])
  expect(before.body.items[1]).toMatchObject({
    number: b.number,
    state: 'reported',
    description: '同一只桶',
    reports: 1,
  })
  const own = await at(place)
  const after = await worker.get(`/api/incidents/${own.id}/duplicates`)
  expect(after.body.items.map((d: { id: string }) => d.id)).toEqual([c.id, b.id])
})

test('after a day, when voided, or merged away it is none any more', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const ask = async () =>
    (await worker.post('/api/incidents/duplicates', { matter: '06042', location: place })).body.items.length
  const [a, b] = [await reported(app, worker), await reported(app, worker)]
  expect(await ask()).toBe(2)
  await did(clerk, a, 'merge', { into: b.id })
  expect(await ask()).toBe(1)
  await did(clerk, await reported(app, worker), 'void', { reason: '误报' })
  expect(await ask()).toBe(1)
  app.clock.moveTo(app.clock.now() + 23 * hour)
  expect(await ask()).toBe(1)
  app.clock.moveTo(app.clock.now() + 2 * hour)
  expect(await ask()).toBe(0)
})

test('nobody hears of duplicates out of their sight; one without a point has none', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const incident = await reported(app, worker)
  const other = await people.as('worker101')
  expect((await other.post('/api/incidents/duplicates', { matter: '06042', location: place })).body.items).toEqual([])
  expect((await other.get(`/api/incidents/${incident.id}/duplicates`)).status).toBe(404)
  const vague = await reported(app, clerk, { location: { area: '990101001001' } })
  expect((await clerk.get(`/api/incidents/${vague.id}/duplicates`)).body).toEqual({ items: [] })
})
