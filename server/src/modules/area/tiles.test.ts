// Base map and boundaries as vector tiles: what stands in them, and that they end where one's scope ends.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, pointIn } from '#test/given.ts'
import { stranger } from '#test/http.ts'
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

test('a clerk sees the grids of the community with code and name, drawn where they are', async () => {
  const tile = await readTile(await people.as('clerk1'), 'grids', tileAt(here, 13))
  expect([tile.status, tile.layers]).toEqual([200, ['grids']])
  const grid = tile.things.find((t) => t.properties.code === '990101001001007')!
  expect(Object.keys(grid.properties).sort()).toEqual(['code', 'name'])
  const ring = (grid.geometry.coordinates as number[][][]).flat(2) as unknown as number[]
  expect(Math.abs(ring[0]! - here.lng)).toBeLessThan(0.02)
  expect(tile.things.every((t) => String(t.properties.code).startsWith('990101001001'))).toBe(true)
})

test.each([
  ['worker7', ['990101001001007']],
  ['worker101', []],
  ['clerk101', []],
  ['town2', []],
  ['fire1', []],
])('the same tile of grids for %s', async (name, codes) => {
  const tile = await readTile(await people.as(name), 'grids', tileAt(here, 18))
  expect(tile.things.map((t) => t.properties.code)).toEqual(codes)
  expect(tile.status).toBe(codes.length > 0 ? 200 : 204)
})

test('buildings end at the border of the scope; streets and scenery are those of the county', async () => {
  const [worker, other] = [await people.as('worker7'), await people.as('worker101')]
  const mine = await readTile(worker, 'buildings', tileAt(here, 15))
  expect(mine.things.length).toBeGreaterThan(0)
  expect(Object.keys(mine.things[0]!.properties).sort()).toEqual(['floors', 'id', 'name'])
  const theirs = await readTile(other, 'buildings', tileAt(here, 15))
  const idsOf = (tile: typeof mine) => tile.things.map((t) => t.properties.id)
  expect(idsOf(theirs).filter((id) => idsOf(mine).includes(id))).toEqual([])
  expect((await readTile(other, 'buildings', tileAt(here, 18))).status).toBe(204)
  const roads = await readTile(other, 'roads', tileAt(here, 14))
  expect(Object.keys(roads.things[0]!.properties).sort()).toEqual(['class', 'name'])
  const scenery = await readTile(worker, 'scenery', tileAt(here, 12))
  expect(Object.keys(scenery.things[0]!.properties).sort()).toEqual(['kind', 'name'])
  const communities = await readTile(await people.as('town1'), 'communities', tileAt(here, 10))
  expect(communities.things.map((t) => t.properties.code).sort()).toEqual(['990101001001', '990101001002'])
})

test('a resident sees what is published: all grids and houses, without a count', async () => {
  const resident = stranger(app)
  for (const layer of ['grids', 'roads', 'scenery', 'buildings']) {
    const tile = await readTile(resident, `public/${layer}`, tileAt(here, 13))
    expect([layer, tile.status, tile.things.length > 0]).toEqual([layer, 200, true])
    const names = new Set(tile.things.flatMap((t) => Object.keys(t.properties)))
    expect([...names].filter((n) => !['code', 'name', 'class', 'kind', 'id', 'floors'].includes(n))).toEqual([])
    expect((await resident.get(`/tiles/${layer}/13/0/0.mvt`)).status).toBe(401)
  }
  expect((await resident.get('/tiles/public/communities/13/0/0.mvt')).status).toBe(404)
})

test('kept by the browser for whoever asked, and only sent when it changed', async () => {
  const clerk = await people.as('clerk1')
  const { x, y, z } = tileAt(here, 13)
  const first = await clerk.get(`/tiles/grids/${z}/${x}/${y}.mvt?r=3`)
  expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'authorization, cookie' })
  expect(String(first.headers['cache-control'])).toMatch(/^private/)
  const again = await clerk.send({
    method: 'GET',
    url: `/tiles/grids/${z}/${x}/${y}.mvt`,
    headers: { 'if-none-match': String(first.headers.etag) },
  })
  expect(again.status).toBe(304)
})

test.each([
  '/tiles/grids/2/4/0.mvt',
  '/tiles/grids/2/0/4.mvt',
  '/tiles/grids/23/0/0.mvt',
  '/tiles/grids/z/0/0.mvt',
  '/tiles/grids/3/1.5/0.mvt',
  '/tiles/grids/3/-1/0.mvt',
  '/tiles/roads/3/8/8.mvt',
])('%s is no tile: 400', async (url) => {
  const reply = await (await people.as('clerk1')).get(url)
  expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
  expect(reply.body.errors[0].path).toMatch(/params\/[xyz]/)
  expect((await stranger(app).get(url)).status).toBe(401)
  expect((await stranger(app).get(url.replace('/tiles/', '/tiles/public/'))).status).toBe(400)
})

test('a layer that does not exist is not found', async () => {
  expect((await (await people.as('clerk1')).get('/tiles/people/3/1/1.mvt')).status).toBe(404)
})
