// Likely duplicates: near × recent × kind × words, the likeliest first, before and after sending and after closing; with the reason, and
// only of what one may see.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { cutOldWords } from './kept-words.ts'

const hour = 3_600_000
const day = 24 * hour

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
const ask = async (by: Person, fields: object = {}) =>
  (await by.post('/api/incidents/duplicates', { matter: '06042', location: place, ...fields })).body.items
const ids = (items: { id: string }[]) => items.map((d) => d.id)

test('the likeliest first, with the reason, the same before sending and after', async () => {
  const worker = await people.as('worker7')
  const at = (location: object, fields: object = {}) => reported(app, worker, { location, ...fields })
  const far = await at(off(0, 45), { description: '同一只桶' })
  const near = await at(off(20), { description: '东门垃圾桶满溢' })
  await at(off(160))
  const before = await ask(worker, { description: '东门的垃圾桶又满溢了' })
  expect(ids(before)).toEqual([near.id, far.id])
  expect(before[0]).toMatchObject({
    number: near.number,
    state: 'reported',
    matter: '06042',
    metres: 20,
    kind: 'matter',
    words: ['东门', '垃圾桶', '满溢'],
    likely: true,
    reports: 1,
    reopenUntil: null,
  })
  expect(before[1]).toMatchObject({ metres: 45, words: [] })
  expect(before[0].score).toBeGreaterThan(before[1].score)
  const own = await at(place, { description: '东门的垃圾桶又满溢了' })
  const after = (await worker.get(`/api/incidents/${own.id}/duplicates`)).body.items
  expect(after).toEqual(before)
})

test('another matter at the very place is shown when the words agree, of its class sooner than of another', async () => {
  const worker = await people.as('worker7')
  const words = { description: '三号楼前路面塌陷，积水' }
  const same = await reported(app, worker, { matter: '06042', ...words })
  expect((await ask(worker, { matter: '06028', ...words }))[0]).toMatchObject({ id: same.id, kind: 'class' })
  const [other] = await ask(worker, { matter: '01037', ...words })
  expect(other).toMatchObject({ id: same.id, kind: 'other', score: 0.5 })
  expect(await ask(worker, { matter: '01037', description: '路灯不亮', location: off(60) })).toEqual([])
  expect(ids(await ask(worker, { matter: undefined, ...words }))).toEqual([same.id])
})

test('what is open is found after days; what is closed for as long as it can be reopened, and says so', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const words = { description: '垃圾桶满溢，异味明显' }
  const open = await reported(app, worker)
  const handled = await reported(app, worker, { handled: { result: '已清运' } })
  app.clock.moveTo(app.clock.now() + 2 * day)
  const found = await ask(clerk, words)
  expect(ids(found)).toEqual([open.id, handled.id])
  expect(found[1]).toMatchObject({ state: 'closed', reopenUntil: '2026-11-23T09:00:00+08:00' })
  app.clock.moveTo(app.clock.now() + 6 * day)
  expect(ids(await ask(clerk, words))).toEqual([open.id])
  app.clock.moveTo(app.clock.now() + 30 * day)
  expect(await ask(clerk, words)).toEqual([])
})

test('voided it is none; merged away it stands for what it was merged into', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const [a, b] = [await reported(app, worker), await reported(app, worker, { location: off(0, 30) })]
  expect(ids(await ask(worker))).toEqual([a.id, b.id])
  await did(clerk, a, 'merge', { into: b.id })
  const [only, ...none] = await ask(worker)
  expect([only, none]).toMatchObject([{ id: b.id, metres: 0, reports: 2 }, []])
  expect((await clerk.get(`/api/incidents/${b.id}/duplicates`)).body.items).toEqual([])
  const c = await reported(app, worker)
  expect(ids(await ask(worker))).toContain(c.id)
  await did(clerk, c, 'void', { reason: '误报' })
  expect(ids(await ask(worker))).toEqual([b.id])
})

test('without a point the words find it within the area, and around it', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const words = { description: '幸福里小区西侧围墙倒塌，砖块散落' }
  const vague = await reported(app, clerk, { location: { area: '990101001001' }, ...words })
  const exact = await reported(app, worker, words)
  const inGrid = { location: { area: '990101001001007' }, ...words }
  expect(await ask(clerk, { location: { area: '990101001001007' }, description: '路灯不亮' })).toEqual([])
  expect(ids(await ask(clerk, inGrid))).toEqual([exact.id])
  expect((await ask(clerk, inGrid))[0]).toMatchObject({ metres: null, words: expect.arrayContaining(['围墙']) })
  expect(new Set(ids(await ask(clerk, words)))).toEqual(new Set([exact.id, vague.id]))
  expect(ids((await clerk.get(`/api/incidents/${vague.id}/duplicates`)).body.items)).toEqual([exact.id])
})

test('a building is sought by where it stands; a place that is nowhere has none', async () => {
  const clerk = await people.as('clerk1')
  const building = (await clerk.get('/api/buildings?limit=1')).body.items[0]
  const incident = await reported(app, clerk, { location: { building: building.id } })
  expect(ids(await ask(clerk, { location: { building: building.id } }))).toEqual([incident.id])
  expect(await ask(clerk, { location: { lng: 0, lat: 0 } })).toEqual([])
})

test('nobody hears of duplicates out of their sight, and residents of none', async () => {
  const worker = await people.as('worker7')
  const incident = await reported(app, worker)
  const other = await people.as('worker101')
  const words = { description: incident.description }
  expect(await ask(other, words)).toEqual([])
  expect(await ask(other, { ...words, location: { area: '990101001001' } })).toEqual([])
  expect((await other.get(`/api/incidents/${incident.id}/duplicates`)).status).toBe(404)
  expect((await stranger(app).get(`/api/incidents/${incident.id}/duplicates`)).status).toBe(401)
  const administrator = await people.as('sysadmin')
  expect((await administrator.post('/api/incidents/duplicates', { matter: '06042', location: place })).body.code).toBe(
    'permission.denied',
  )
})

test('a supplement corrects words and place; a resident’s report has words too', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const wrong = await reported(app, worker, { description: '这里有问题' })
  const returned = await did(clerk, wrong, 'return', { reason: '请说清楚' })
  await did(worker, returned, 'supplement', { description: '窨井盖缺失', location: off(300) })
  expect(await ask(worker, { description: '窨井盖缺失' })).toEqual([])
  expect((await ask(worker, { description: '窨井盖缺失', location: off(300) }))[0]).toMatchObject({
    id: wrong.id,
    words: ['窨井盖', '缺失'],
  })
  const id = uuidv7()
  const body = { matter: '06042', description: '垃圾桶边有一只死老鼠', location: place }
  expect((await stranger(app).put(`/api/public/reports/${id}`, body)).status).toBe(201)
  expect((await ask(worker, { description: '死老鼠' }))[0]).toMatchObject({ id, words: ['老鼠', '死'] })
})

test('words that are missing or cut in an older way are cut by a job, which goes on where it was stopped', async () => {
  const worker = await people.as('worker7')
  const all = []
  for (let n = 0; n < 5; n++) all.push(await reported(app, worker, { description: `第${n}栋外墙脱落` }))
  await cutOldWords(app.house)
  const old = [all[0]!.id, all[4]!.id]
  await asOwner(app, sql`delete from incident_words where incident_id = ${all[2]!.id}::uuid`)
  await asOwner(
    app,
    sql`update incident_words set words = '{}', cut = 0 + 1 where incident_id = any (${`{${old.join(',')}}`}::uuid[])`,
  )
  // The mark says that everything has been cut in today's way: nothing is done twice.
  expect(await cutOldWords(app.house, 2)).toBe(0)
  await asOwner(app, sql`update setting set value = '{"cut": 0, "intakeNo": 0}' where name = 'incident.words'`)
  expect(await cutOldWords(app.house, 2)).toBe(1)
  const kept = await asOwner(app, sql<{ n: number }>`select count(*)::int as n from incident_words`)
  expect(kept[0]!.n).toBe(5)
  expect(ids(await ask(worker, { description: '第2栋外墙脱落' }))).toContain(all[2]!.id)
})
