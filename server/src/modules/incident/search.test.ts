// Searching the list of incidents over HTTP: any pieces of what is said and where, or the number, by whoever sees the whole of it.
import type { IncidentListItem, IncidentView } from '@linli/contract/incident/schemas.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'

let app: TestHouse
let people: Cast
let worker: Person
let clerk: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  worker = await people.as('worker7')
  clerk = await people.as('clerk1')
})

const grid = '990101001001007'
const search = (by: Person, q: string, more = '') =>
  by.get(`/api/incidents?count=true&q=${encodeURIComponent(q)}${more}`)
async function found(by: Person, q: string, more = ''): Promise<string[]> {
  const { status, body } = await search(by, q, more)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.total).toBe(body.items.length)
  return body.items.map((i: IncidentListItem) => i.id)
}
const near = async (address: string) => ({ location: { ...(await pointIn(app, grid)), address } })
const seen = async (by: Person, { id }: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${id}`)).body
const unitOf = async (area: string): Promise<string> =>
  (await clerk.get(`/api/units?under=${area}&kind=team`)).body.items[0].id

describe('what was said is found', () => {
  let incident: IncidentView
  beforeEach(async () => {
    const place = await near('和平路１２号 Tower B 门前')
    incident = await reported(app, worker, { description: '窨井盖破损，LED路灯不亮', ...place })
    await reported(app, worker, { description: '路边有人乱贴广告' })
  })

  test.each([
    ['a word', '井盖'],
    ['half of one and half of the next', '盖破'],
    ['all of it', '窨井盖破损，LED路灯不亮'],
    ['small for capital letters', 'led'],
    ['plain digits for full-width ones', '12号'],
    ['full-width digits for plain ones', '和平路１２'],
    ['pieces in another order, one of them a single character', ' 路灯　破损 井'],
    ['words of the description and of the place', '井盖 tower'],
  ])('by %s', async (_, q) => expect(await found(clerk, q)).toEqual([incident.id]))

  test.each([
    ['characters that do not follow one another', '井破'],
    ['the end of the description and the beginning of the place', '亮和'],
    ['pieces of which one is missing', '井盖 广告'],
    ['signs that mean something elsewhere', '%井'],
    ['signs that mean something to a pattern', '..'],
    ['an apostrophe', "'';--"],
    ['characters beyond the basic plane', '𠮷野家'],
  ])('but not by %s', async (_, q) => expect(await found(clerk, q)).toEqual([]))

  test.each([
    ['with its dashes', (n: string) => n],
    ['without', (n: string) => n.replaceAll('-', '')],
    ['in full-width digits', (n: string) => n.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))],
  ])('by its number %s', async (_, typed) => expect(await found(clerk, typed(incident.number))).toEqual([incident.id]))

  test('together with a state, a matter, an area, in order of what is due, and at the desk that holds it', async () => {
    expect(await found(clerk, '井盖', '&state=reported')).toEqual([incident.id])
    expect(await found(clerk, '井盖', '&state=closed')).toEqual([])
    expect(await found(clerk, '井盖', `&matter=${incident.matter}&area=${grid}`)).toEqual([incident.id])
    expect(await found(clerk, '井盖', '&area=990101001002')).toEqual([])
    expect(await found(clerk, '井盖', '&sort=due&holder=me')).toEqual([incident.id])
    expect(await found(clerk, '广告', '&sort=due')).not.toContain(incident.id)
  })

  test('a piece of one character is refused with the reason, not answered with everything', async () => {
    for (const q of ['井', ' 井 ', '井 盖', '-'])
      expect((await search(clerk, q)).body).toMatchObject({
        status: 400,
        code: 'request.invalid',
        errors: [{ path: 'querystring/q', message: 'must have two characters next to each other' }],
      })
  })
})

test('page by page, newest first, each once', async () => {
  const all: string[] = []
  for (let i = 0; i < 7; i++) all.unshift((await reported(app, worker, { description: `第${i}处井盖破损` })).id)
  const shown: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await clerk.get(`/api/incidents?limit=3&q=${encodeURIComponent('井盖')}${cursor}`)
    shown.push(...body.items.map((i: IncidentListItem) => i.id))
    if (!body.next) break
    cursor = `&cursor=${body.next}`
  }
  expect(shown).toEqual(all)
})

test('a supplement corrects what is found', async () => {
  const incident = await reported(app, worker, { description: '井盖破损' })
  const returned = await did(clerk, incident, 'return', { reason: '请写明楼号' })
  await did(worker, returned, 'supplement', { description: '雨篦子堵塞', note: '看错了' })
  expect(await found(clerk, '井盖')).toEqual([])
  expect(await found(clerk, '雨篦')).toEqual([incident.id])
})

test('what a resident reports is found by the desk, and the resident has no such list', async () => {
  const location = await pointIn(app, grid)
  const sent = await stranger(app).put('/api/public/reports/01a203a8-e433-717f-b829-785e7f8cfe01', {
    matter: '06042',
    description: '小区后门的垃圾桶倒了',
    location,
  })
  expect(sent.status, JSON.stringify(sent.body)).toBe(201)
  expect(await found(clerk, '后门的垃圾')).toHaveLength(1)
  expect((await search(stranger(app), '后门的垃圾')).status).toBe(401)
})

describe('who finds it', () => {
  test('its area, its reporter, the unit that takes part; not the area beside, not whoever took part once', async () => {
    const incident = await reported(app, worker, { description: '河沟里有废弃船只' })
    const q = '废弃船'
    const given = await did(clerk, await did(clerk, incident, 'accept'), 'dispatch', {
      unit: await unitOf('990101001001008'),
    })
    const taking = await people.as('worker8')
    expect(await found(worker, q)).toEqual([incident.id])
    expect(await found(clerk, q)).toEqual([incident.id])
    expect(await found(await people.as('leader1'), q)).toEqual([incident.id])
    for (const name of ['worker101', 'clerk201', 'city901'])
      expect(await found(await people.as(name), q), name).toEqual([])
    // A worker's list is that of their areas; what their team holds is theirs by another door.
    expect(await found(taking, q, '&holder=me')).toEqual([incident.id])
    const declined = await did(taking, given, 'decline', { reason: '不属于本网格' })
    await did(clerk, await seen(clerk, declined), 'dispatch', { unit: await unitOf('990101001001009') })
    expect(await found(taking, q, '&holder=me')).toEqual([])
    expect(await found(taking, incident.number, '&holder=me')).toEqual([])
  })

  test('a department that sees by part alone: while it takes part', async () => {
    const incident = await reported(app, worker, { description: '消防通道被废弃船只堵住' })
    const fire = await people.as('fire1')
    expect(await found(fire, '废弃船')).toEqual([])
    const accepted = await did(clerk, incident, 'accept')
    const routed = await did(clerk, accepted, 'route', { centre: '990101001' })
    const given = await did(await people.as('town1'), routed, 'dispatch', {
      unit: await idOf(app, 'unit', 'fire'),
    })
    expect(await found(fire, '废弃船')).toEqual([incident.id])
    expect(await found(fire, '废弃船', '&state=dispatched')).toEqual([incident.id])
    expect(await found(fire, incident.number)).toEqual([incident.id])
    const declined = await did(fire, given, 'decline', { reason: '非消防通道' })
    const town = await people.as('town1')
    await did(town, await seen(town, declined), 'dispatch', { unit: await idOf(app, 'unit', 'city') })
    // It keeps the header of what it had, and does not find it by words that it reads no more.
    expect(await found(fire, '废弃船')).toEqual([])
    expect(await found(fire, incident.number)).toEqual([incident.id])
  })
})
