// Two thousand scope probes, the same every time: everybody of the cast and a stranger, at every door that takes an id or a place, by what
// lies out of their sight. The long run of a hundred thousand in a city is `npm run bench -- probes`.
import { formatInstant } from '@linli/contract/shared/time.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner, buildWorld, castOf, members, type World } from './authz-world.ts'
import { type TestHouse, testHouse } from './db.ts'
import { endpointsOf } from './fuzz.ts'
import { reported } from './given.ts'
import { stranger as nobody } from './http.ts'
import { makeDrawer } from './odd-values.ts'
import { type Ask, doorsIn, drawProbes, leakIn, printOf, readScene } from './probes.ts'

const count = 2_000
const seed = 20_261_122
/** Beside the cast: neighbours, the other community, the other town, people who act by unit alone, somebody with posts in several grids. */
const neighbours = [
  'worker8',
  'worker201',
  'clerk201',
  'head2',
  'leader2',
  'leader9',
  'fire201',
  'city901',
  'committee1',
  'cleaning1',
]

let app: TestHouse
let world: World
const ask: Ask = async (text) => asOwner(app, sql<Record<string, unknown>>`${sql.raw(text)}`)

beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  world = await buildWorld(app)
  const people = castOf(app, world)
  // Something lies everywhere, so that everybody has both what is theirs and what is not.
  for (const [username, area] of [
    ['worker8', '990101001001008'],
    ['worker101', '990101001002001'],
    ['clerk101', '990101001002002'],
    ['worker201', '990101002001001'],
    ['clerk201', '990101002001001'],
  ] as const)
    await reported(app, await people.as(username), {
      location: { area },
      reporter: { name: '赵春花', phone: '19900010008' },
    })
}, 120_000)

test('nobody learns of what lies out of their sight, and nothing is changed by asking', async () => {
  const usernames = [...members.filter((m) => m !== 'resident' && m !== 'stranger'), ...neighbours]
  const scene = await readScene(ask, usernames, formatInstant(app.clock.now()).slice(0, 10), 10_000)
  expect(scene.people).toHaveLength(usernames.length + 1)
  const document = (await nobody(app).get('/api/openapi.json')).body
  const doors = doorsIn(endpointsOf(document))
  const probes = drawProbes(scene, doors, makeDrawer(document.components.schemas, {}, 200), count, seed)
  const people = castOf(app, world)
  const by = new Map(await Promise.all(usernames.map(async (name) => [name, await people.as(name)] as const)))
  const before = await printOf(ask)
  const leaks: string[] = []
  for (const probe of probes) {
    const reply = await (by.get(probe.who.name) ?? nobody(app)).send(probe.request)
    const leak = leakIn(probe, reply, scene)
    if (leak) leaks.push(`${probe.who.name} ${probe.door.endpoint.name} ${probe.request.url}: ${leak}`)
  }
  expect(leaks.slice(0, 10)).toEqual([])
  expect(await printOf(ask)).toBe(before)
  expect(probes).toHaveLength(count)
  expect(new Set(probes.map((p) => p.door.endpoint.name)).size).toBeGreaterThan(25)
  expect(probes.filter((p) => p.isOwn).length).toBeGreaterThan(30)
}, 180_000)
