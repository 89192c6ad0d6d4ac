// Incidents on the map: in the scope of whoever looks, one by one from near, counted from afar.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { readTile, tileAt } from '#test/tiles.ts'

let app: TestHouse
let people: Cast
let here: { lng: number; lat: number }
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  here = await pointIn(app, '990101001001007')
})

test('an open incident stands where it was reported, for those who see it', async () => {
  const incident = await reported(app, await people.as('worker7'))
  const see = async (name: string) => (await readTile(await people.as(name), 'incidents', tileAt(here, 15))).things
  for (const name of ['worker7', 'clerk1', 'town1']) {
    const [mark, ...others] = await see(name)
    expect([name, mark!.properties, others]).toEqual([
      name,
      { id: incident.id, state: 'reported', late: false, matter: '06042' },
      [],
    ])
    const [lng, lat] = mark!.geometry.coordinates as [number, number]
    expect([Math.abs(lng - here.lng) < 1e-4, Math.abs(lat - here.lat) < 1e-4]).toEqual([true, true])
  }
  for (const name of ['worker8', 'worker101', 'clerk101', 'town2', 'fire1'])
    expect([name, await see(name)]).toEqual([name, []])
})

test('a unit outside the area sees what it holds, as in its list', async () => {
  const [clerk, town, officer] = [await people.as('clerk1'), await people.as('town1'), await people.as('city1')]
  let incident = await reported(app, await people.as('worker8'))
  incident = await did(clerk, incident, 'accept')
  incident = await did(clerk, incident, 'route', { centre: '990101001' })
  incident = await did(town, incident, 'accept')
  const tile = tileAt(here, 15)
  expect((await readTile(officer, 'incidents', tile)).status).toBe(204)
  const unit = (await town.get('/api/units?under=990101001&kind=department')).body.items.find(
    (u: { key: string }) => u.key === 'city',
  )
  await did(town, incident, 'dispatch', { unit: unit.id })
  expect((await readTile(officer, 'incidents', tile)).things.map((t) => t.properties)).toMatchObject([
    { id: incident.id, state: 'dispatched' },
  ])
  expect((await officer.get('/api/incidents')).body.items.map((i: { id: string }) => i.id)).toEqual([incident.id])
})

test('closed ones leave the map unless they are asked for', async () => {
  const worker = await people.as('worker7')
  const incident = await reported(app, worker, { handled: { result: '已清理' } })
  expect(incident.state).toBe('closed')
  expect((await readTile(worker, 'incidents', tileAt(here, 15))).status).toBe(204)
  const all = await readTile(worker, 'incidents', tileAt(here, 15), '?open=false')
  expect(all.things.map((t) => t.properties.state)).toEqual(['closed'])
})

test('from afar those of one place are one mark that says how many', async () => {
  const worker = await people.as('worker7')
  for (let i = 0; i < 3; i++) await reported(app, worker)
  const near = await readTile(worker, 'incidents', tileAt(here, 15))
  expect(near.things).toHaveLength(3)
  const far = await readTile(worker, 'incidents', tileAt(here, 10))
  expect(far.things.map((t) => t.properties)).toEqual([{ count: 3, late: false }])
  expect(far.cache).toBe('private, no-cache')
})

test('an administrator has no incidents to look at', async () => {
  const { x, y, z } = tileAt(here, 15)
  expect((await (await people.as('sysadmin')).get(`/tiles/incidents/${z}/${x}/${y}.mvt`)).status).toBe(403)
})
