// The public door over HTTP: a stranger reports, follows, is told the result, and says that it is not solved.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomToken } from '#platform/crypto.ts'
import { sql } from '#platform/sql.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn } from '#test/given.ts'
import { type Person, person, type Reply } from '#test/http.ts'
import { upload } from '#test/upload.ts'

let app: TestHouse
let people: Cast
let place: { lng: number; lat: number }
const grid = '990101001001007'

beforeAll(async () => {
  app = await testHouse()
  place = await pointIn(app, grid)
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

const sentEarlier = (id: string, minutes: number) =>
  app.house.db.transaction('owner', (tx) =>
    tx.commit(sql`update receipt set at = at - make_interval(mins => ${minutes}) where id = ${id}::uuid`),
  )

let lastAddress = 0
/** Somebody without a session, at an address of their own, so that one test's tries do not count against another's. */
function resident(address = `10.1.${++lastAddress >> 8}.${lastAddress & 255}`): Person {
  const plain = person(app, 'resident', null)
  const send: Person['send'] = (options) => plain.send({ ...options, remoteAddress: address })
  const withBody = (method: 'PUT' | 'POST') => (url: string, body?: unknown) =>
    send({ method, url, payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  return { ...plain, send, get: (url) => send({ method: 'GET', url }), put: withBody('PUT'), post: withBody('POST') }
}

const words = '垃圾桶三天没清了，味道很大'
const report = (fields: object = {}) => ({ matter: '06042', description: words, location: place, ...fields })
const send = (by: Person, id = uuidv7(), fields: object = {}) => by.put(`/api/public/reports/${id}`, report(fields))
const follow = (by: Person, { number, secret }: { number: string; secret: string }) =>
  by.get(`/api/public/reports/${number}?secret=${encodeURIComponent(secret)}`)

async function sent(by: Person, fields: object = {}): Promise<{ id: string; number: string; secret: string }> {
  const reply = await send(by, uuidv7(), fields)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

/** The hands of clerk, officer and clerk again, until it is closed. */
async function closed(id: string): Promise<IncidentView> {
  const clerk = await people.as('clerk1')
  const worker = await people.as('worker7')
  let incident = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
  incident = await did(clerk, incident, 'accept')
  const team = (await clerk.get(`/api/units?under=${grid}&kind=team`)).body.items[0]
  incident = await did(clerk, incident, 'dispatch', { unit: team.id })
  incident = await did(worker, incident, 'sign')
  incident = await did(worker, incident, 'finish', { result: '已清运并冲洗地面' })
  incident = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
  if (incident.state !== 'verified') incident = await did(clerk, incident, 'verify')
  return did(clerk, incident, 'close')
}

const codeOf = (reply: Reply) => [reply.status, reply.body.code]

describe('reporting', () => {
  test('a stranger reports without an account and gets number and secret; the clerk of the place has it', async () => {
    const { id, number, secret } = await sent(resident(), { reporter: { name: '王秀兰', phone: '13800001234' } })
    expect(number).toMatch(/^990101-20261116-\d{5,}-[\dX]$/)
    expect(secret).toMatch(/^\w{4}-\w{4}-\w{5}$/)
    const seen = (await (await people.as('clerk1')).get(`/api/incidents/${id}`)).body as IncidentView
    expect(seen).toMatchObject({ number, state: 'reported', source: 'resident', area: grid, description: words })
    expect(seen.reports[0]!.reporter).toEqual({ name: '王*兰', phone: '138****1234', account: null })
    expect((await (await people.as('clerk101')).get(`/api/incidents/${id}`)).status).toBe(404)
  })

  test('neither the secret nor the nonce is stored anywhere', async () => {
    const nonce = randomToken()
    const { id, secret } = await sent(resident(), { nonce })
    const plain = secret.replaceAll('-', '')
    const [[row]] = await app.house.db.transaction('owner', (tx) =>
      tx.commit(sql<{
        text: string
      }>`select (select string_agg(to_jsonb(i)::text, '') from incident i where id = ${id}::uuid)
        || (select string_agg(to_jsonb(r)::text, '') from receipt r where id = ${id}::uuid)
        || (select string_agg(to_jsonb(a)::text, '') from incident_action a where incident_id = ${id}::uuid) as text`),
    )
    expect(row!.text).toContain(id)
    expect(row!.text.toUpperCase()).not.toContain(plain)
    expect(row!.text).not.toContain(nonce)
  })

  test('sent again it is one report with the same secret; with other words it is a conflict', async () => {
    const by = resident()
    const id = uuidv7()
    const first = await send(by, id)
    const again = await send(by, id)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(codeOf(await send(by, id, { description: '别的话' }))).toEqual([409, 'id.conflict'])
    expect(await countRows(app, 'incident')).toBe(1)
  })

  test('with a nonce it is sent again from anywhere and at any time', async () => {
    const [id, nonce] = [uuidv7(), randomToken()]
    const first = await send(resident(), id, { nonce })
    await sentEarlier(id, 30 * 24 * 60)
    const again = await send(resident(), id, { nonce })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    for (const short of ['', 'x', '0123456789', 'a b'.repeat(20)])
      expect(codeOf(await send(resident(), uuidv7(), { nonce: short }))).toEqual([400, 'request.invalid'])
  })

  test('without a nonce it is sent again from the same address, and within ten minutes', async () => {
    const by = resident()
    const id = uuidv7()
    const first = await send(by, id)
    await sentEarlier(id, 9)
    expect((await send(by, id)).body).toEqual(first.body)
    const elsewhere = await send(resident(), id)
    await sentEarlier(id, 2)
    const late = await send(by, id)
    expect([codeOf(elsewhere), codeOf(late)]).toEqual(Array(2).fill([409, 'id.conflict']))
    expect(late.body.detail).toContain('has been received')
    expect((await follow(by, first.body)).status).toBe(200)
  })

  test('twelve sendings of three reports at once make three', async () => {
    const by = resident()
    const ids = [uuidv7(), uuidv7(), uuidv7()]
    const replies = await Promise.all([...ids, ...ids, ...ids, ...ids].map((id) => send(by, id)))
    expect(replies.map((r) => r.status).sort()).toEqual([...Array(9).fill(200), ...Array(3).fill(201)])
    expect(new Set(replies.map((r) => r.body.secret)).size).toBe(3)
    expect(await countRows(app, 'incident')).toBe(3)
  })

  test("an id that staff have used gives a bare conflict, and staff cannot take a resident's", async () => {
    const worker = await people.as('worker7')
    const id = uuidv7()
    await worker.put(`/api/incidents/${id}`, { matter: '06042', description: '满溢', location: place })
    expect((await send(resident(), id)).body).not.toHaveProperty('secret')
    const mine = await sent(resident())
    expect((await worker.put(`/api/incidents/${mine.id}`, report())).status).toBe(409)
  })

  test('whoever is signed in as staff in the same browser is a resident here all the same', async () => {
    const { token } = await people.as('worker7')
    const reply = await resident().send({
      method: 'PUT',
      url: `/api/public/reports/${uuidv7()}`,
      payload: JSON.stringify(report()),
      headers: { 'content-type': 'application/json', cookie: `linli_session=${token}` },
    })
    expect(reply.status).toBe(201)
    const row = (await (await people.as('clerk1')).get('/api/incidents')).body.items[0]
    expect(row.source).toBe('resident')
  })

  test('by building or by grid where nobody knows a point', async () => {
    const building = (await resident().get(`/api/public/buildings?q=${encodeURIComponent('1号楼')}`)).body.items[0]
    const inHouse = await sent(resident(), { location: { building: building.id } })
    const inGrid = await sent(resident(), { location: { area: grid } })
    const clerk = await people.as('county1')
    expect((await clerk.get(`/api/incidents/${inHouse.id}`)).body).toMatchObject({ area: building.area })
    expect((await clerk.get(`/api/incidents/${inGrid.id}`)).body).toMatchObject({ area: grid, location: null })
  })

  test.each([
    ['an unknown matter', { matter: '00000' }, 'incident.unknown_matter'],
    ['a class of matters', { matter: '06' }, 'incident.unknown_matter'],
    ['a matter that staff handle on the spot', { matter: '97005' }, 'resident.matter_not_offered'],
    ['a point outside the county', { location: { lng: 116.4, lat: 39.9 } }, 'area.outside_county'],
    ['an unknown building', { location: { building: uuidv7() } }, 'area.unknown_building'],
    ['an unknown area', { location: { area: '110101001001001' } }, 'area.unknown'],
    ['no words', { description: '   ' }, 'request.invalid'],
    ['200 kB of words', { description: '啊'.repeat(200_000 / 3) }, 'request.invalid'],
    ['a day that does not exist', { occurredAt: '2026-02-30T10:00:00+08:00' }, 'request.invalid'],
    ['a time to come', { occurredAt: '2026-11-17T10:00:00+08:00' }, 'incident.happened_later'],
    ['a masked phone', { reporter: { phone: '138****1234' } }, 'request.invalid'],
    ['the urgency, which is not theirs to set', { urgency: 'veryUrgent' }, 'request.invalid'],
    ['the source, which is not theirs to set', { source: 'police' }, 'request.invalid'],
    ['handled, which only staff can say', { handled: { result: '好了' } }, 'request.invalid'],
  ])('%s is refused with 400 and leaves nothing', async (_, fields, code) => {
    expect(codeOf(await send(resident(), uuidv7(), fields))).toEqual([400, code])
    for (const table of ['incident', 'report', 'receipt', 'message', 'incident_action'])
      expect(await countRows(app, table)).toBe(0)
  })

  test('broken UTF-8 is refused, not repaired', async () => {
    const text = JSON.stringify(report({ description: 'XY' }))
    const bytes = Buffer.from(text)
    bytes.set([0xc3, 0x28], bytes.indexOf('XY'))
    const reply = await resident().send({
      method: 'PUT',
      url: `/api/public/reports/${uuidv7()}`,
      payload: bytes,
      headers: { 'content-type': 'application/json' },
    })
    expect(codeOf(reply)).toEqual([400, 'request.invalid'])
    expect(reply.body.errors[0].message).toContain('UTF-8')
  })

  test("photos sent before the report arrive with it; somebody else's cannot be named", async () => {
    const by = resident()
    const [report, file] = [uuidv7(), uuidv7()]
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#557755' } })
      .jpeg()
      .toBuffer()
    expect((await upload(by, { id: file, type: 'image/jpeg', bytes, report })).status).toBe(204)
    const thief = await send(resident(), uuidv7(), { evidence: [file] })
    expect(codeOf(thief)).toEqual([400, 'request.invalid'])
    expect((await send(by, report, { evidence: [file, uuidv7()] })).status).toBe(201)
    const seen = (await (await people.as('clerk1')).get(`/api/incidents/${report}`)).body as IncidentView
    expect(seen.evidence.map((e) => e.awaited).sort()).toEqual([false, true])
    expect((await by.get(`/api/files/${file}`)).status).toBe(401)
  })

  test('new reports from one address have a limit; sending one again does not count', async () => {
    const by = resident()
    const id = uuidv7()
    for (let i = 0; i < 5; i++) await send(by, id)
    for (let i = 1; i < 60; i++) expect((await send(by)).status).toBe(201)
    const refused = await send(by)
    expect(codeOf(refused)).toEqual([429, 'rate.limited'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await send(resident())).status).toBe(201)
  }, 60_000)
})

describe("a clerk who replays a resident's report does not learn the secret", () => {
  /** The body as it was sent, put together from what the desk may read; the phone was opened with a purpose. */
  async function asSeen(clerk: Person, id: string): Promise<object> {
    const seen = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
    const purpose = { purpose: '回访' }
    const { name, phone } = (await clerk.post(`/api/reports/${seen.reports[0]!.id}/reveal`, purpose)).body
    const { lng, lat } = seen.location!
    return {
      matter: seen.matter,
      description: seen.description,
      location: { lng, lat },
      reporter: { name, phone },
    }
  }
  const put = (token: string | null, address: string, id: string, body: object) =>
    person(app, 'clerk', token).send({
      method: 'PUT',
      url: `/api/public/reports/${id}`,
      remoteAddress: address,
      payload: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  const reporter = { name: '王秀兰', phone: '13800001234' }
  const [home, desk] = ['198.51.100.7', '198.51.100.8']
  const words = ({ body }: Reply) => ({ ...body, requestId: '' })

  test.each([
    ['sent with a nonce, from the address that it came from, without signing in', true, home, false],
    ['sent with a nonce, from the desk', true, desk, true],
    ['sent without one, from the desk, without signing in', false, desk, false],
    ['sent without one, from the desk', false, desk, true],
    ['sent without one, signed in at the address that it came from', false, home, true],
  ])('%s', async (_, hasNonce, address, isSignedIn) => {
    const nonce = randomToken()
    const mine = await sent(resident(home), { reporter, ...(hasNonce && { nonce }) })
    const clerk = await people.as('clerk1')
    const body = await asSeen(clerk, mine.id)
    expect(body).toEqual(report({ reporter }))
    const token = isSignedIn ? clerk.token : null
    const replayed = await put(token, address, mine.id, body)
    expect(codeOf(replayed)).toEqual([409, 'id.conflict'])
    for (const told of [mine.number, mine.secret]) expect(JSON.stringify(replayed)).not.toContain(told)
    // Nor is a guess of the phone told from the right one, whatever nonce is tried.
    const guessed = await put(token, address, mine.id, { ...body, reporter: { ...reporter, phone: '13800009999' } })
    const withNonce = await put(token, address, mine.id, { ...body, nonce: randomToken() })
    expect([words(guessed), words(withNonce)]).toEqual([words(replayed), words(replayed)])
    expect((await follow(resident(), mine)).status).toBe(200)
  })

  test('and tries are counted: sixty in ten minutes from one address', async () => {
    const mine = await sent(resident())
    const clerk = resident('198.51.100.9')
    for (let i = 0; i < 60; i++) expect((await send(clerk, mine.id, { nonce: randomToken() })).status).toBe(409)
    expect(codeOf(await send(clerk, mine.id))).toEqual([429, 'rate.limited'])
  }, 60_000)
})

describe('following', () => {
  test('from received to closed in plain words, with results and without names', async () => {
    const by = resident()
    const mine = await sent(by, { reporter: { name: '王秀兰', phone: '13800001234' } })
    const first = (await follow(by, mine)).body
    expect(first).toMatchObject({ number: mine.number, state: 'reported', merged: false, late: false, round: 1 })
    expect(first.steps.map((s: { status: string }) => s.status)).toEqual([
      'current',
      'todo',
      'todo',
      'todo',
      'todo',
      'todo',
    ])
    expect(first.said.zh).toBe('已收到您的反映，等待社区受理中心受理。')
    expect(first.notSolved).toEqual({ possible: false, until: null })

    const incident = await closed(mine.id)
    const last = await follow(by, mine)
    expect(last.headers['cache-control']).toBe('no-store')
    expect(last.body).toMatchObject({ state: 'closed', stage: 'archive', holder: null, promisedAt: null })
    expect(last.body.results).toEqual([expect.objectContaining({ text: '已清运并冲洗地面', round: 1 })])
    expect(last.body.steps.map((s: { status: string }) => s.status)).toEqual([
      'done',
      'done',
      'skipped',
      'done',
      'done',
      'done',
    ])
    expect(last.body.notSolved).toEqual({ possible: true, until: incident.followUpUntil })
    const text = JSON.stringify(last.body)
    for (const told of [words, '王秀兰', '13800001234', mine.secret, incident.id, incident.history[1]!.actor.name!])
      expect(text).not.toContain(told)
  })

  test('the number is read as people type it', async () => {
    const by = resident()
    const { number, secret } = await sent(by)
    const sloppy = { number: number.replaceAll('-', ' '), secret: secret.toLowerCase().replaceAll('-', '') }
    expect((await follow(by, sloppy)).status).toBe(200)
  })

  test('wrong number, wrong secret, no number at all: one and the same answer', async () => {
    const by = resident()
    const [mine, other] = [await sent(by), await sent(by)]
    const answers = [
      await follow(by, { number: mine.number, secret: other.secret }),
      await follow(by, { number: '990101-20261116-99999-5', secret: mine.secret }),
      await follow(by, { number: 'nonsense', secret: mine.secret }),
      await follow(by, { number: mine.number, secret: 'x' }),
      await follow(by, { number: mine.number, secret: "' or 1=1 --" }),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(404)
      expect({ ...body, requestId: '' }).toEqual({ ...answers[0]!.body, requestId: '' })
    }
  })

  test('after ten wrong tries an address waits, also with the right secret; another does not', async () => {
    const mine = await sent(resident())
    const guesser = resident()
    for (let i = 0; i < 10; i++)
      expect((await follow(guesser, { ...mine, secret: `AAAA-AAAA-AAAA${i}` })).status).toBe(404)
    const refused = await follow(guesser, mine)
    expect(codeOf(refused)).toEqual([429, 'rate.limited'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const owner = resident()
    for (let i = 0; i < 15; i++) expect((await follow(owner, mine)).status).toBe(200)
  })

  test('a merged report tells how the other one stands; its reporter too can say that it is not solved', async () => {
    const [one, two] = [resident(), resident()]
    const [main, mine] = [await sent(one), await sent(two)]
    const clerk = await people.as('clerk1')
    const incident = (await clerk.get(`/api/incidents/${mine.id}`)).body as IncidentView
    const merged = await did(clerk, incident, 'merge', { into: main.id })
    await closed(main.id)
    const told = (await follow(two, mine)).body
    expect(told).toMatchObject({ number: mine.number, state: 'closed', merged: true })
    expect(told.results[0].text).toBe('已清运并冲洗地面')
    expect(told.events[0].said.zh).toBe('收到您的反映')
    expect((await follow(two, { number: main.number, secret: mine.secret })).status).toBe(404)

    const again = await two.post(`/api/public/reports/${mine.number}/reopen`, { secret: mine.secret, reason: '又满了' })
    expect(again.status, JSON.stringify(again.body)).toBe(200)
    expect((await follow(one, main)).body).toMatchObject({ state: 'accepted', round: 2 })
    expect(merged.state).toBe('merged')
  })

  test('a report that is not taken on says why', async () => {
    const by = resident()
    const mine = await sent(by)
    const clerk = await people.as('clerk1')
    const incident = (await clerk.get(`/api/incidents/${mine.id}`)).body as IncidentView
    await did(clerk, incident, 'reject', { reason: '该处属小区内部，请联系物业，电话见公示牌' })
    const told = (await follow(by, mine)).body
    expect(told).toMatchObject({ state: 'rejected', reason: '该处属小区内部，请联系物业，电话见公示牌' })
    expect(told.steps.map((s: { status: string }) => s.status)).toEqual([
      'done',
      'done',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ])
  })
})

describe('"not solved"', () => {
  const reopen = (by: Person, mine: { number: string; secret: string }, fields: object = {}) =>
    by.post(`/api/public/reports/${mine.number}/reopen`, { secret: mine.secret, reason: '第二天又满了', ...fields })

  test('within the period it opens again, in a new round, chained in the history; sent again it is one reopening', async () => {
    const by = resident()
    const mine = await sent(by)
    await closed(mine.id)
    const id = uuidv7()
    const reply = await reopen(by, mine, { id })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(reply.body).toMatchObject({ state: 'accepted', round: 2, notSolved: { possible: false } })
    expect(reply.body.results).toHaveLength(1)
    expect((await reopen(by, mine, { id })).status).toBe(200)
    const clerk = await people.as('clerk1')
    const seen = (await clerk.get(`/api/incidents/${mine.id}`)).body as IncidentView
    const last = seen.history.at(-1)!
    expect(last).toMatchObject({ action: 'reopen', actor: { kind: 'resident', id: null, name: null } })
    expect(last.data.reason).toBe('第二天又满了')
    expect((await clerk.get(`/api/incidents/${mine.id}/integrity`)).body).toMatchObject({ valid: true })
  })

  test('not before it is closed, not after the period, not without the secret, not without a word', async () => {
    const by = resident()
    const mine = await sent(by)
    expect(codeOf(await reopen(by, mine))).toEqual([409, 'incident.wrong_state'])
    const incident = await closed(mine.id)
    expect((await reopen(by, { ...mine, secret: 'AAAA-AAAA-AAAAA' })).status).toBe(404)
    expect((await reopen(by, mine, { reason: ' ' })).status).toBe(400)
    expect((await reopen(by, mine, { version: 3 })).status).toBe(400)
    app.clock.moveTo(Date.parse(incident.followUpUntil!) + 1)
    expect(codeOf(await reopen(by, mine))).toEqual([409, 'incident.period_over'])
    expect((await follow(by, mine)).body.notSolved.possible).toBe(false)
  })
})

describe('looking', () => {
  test('the board of a grid shows its worker, with the phone that the law makes public', async () => {
    const board = (await resident().get(`/api/public/grids/${grid}`)).body
    expect(board).toMatchObject({ code: grid, path: expect.stringContaining('桐荫里社区') })
    expect(board.workers.map((w: { post: string }) => w.post)).toEqual(['grid_worker', 'grid_head'])
    expect(board.workers[0].phone).toMatch(/^1990000\d{4}$/)
    expect(board.duties.length).toBeGreaterThan(2)
    expect(board.lastDays).toEqual({ days: 30, reported: 0, closed: 0, promised: 0, kept: 0 })
    const mine = await sent(resident())
    await closed(mine.id)
    const after = (await resident().get(`/api/public/grids/${grid}`)).body
    expect(after.lastDays).toEqual({ days: 30, reported: 1, closed: 1, promised: 1, kept: 1 })
  })

  test('a town, an unknown code and no code have no board', async () => {
    for (const code of ['990101001', '990101001001999'])
      expect((await resident().get(`/api/public/grids/${code}`)).status).toBe(404)
    expect((await resident().get('/api/public/grids/x')).status).toBe(400)
  })

  test('matters are found by what people say, and only those that residents can report', async () => {
    const find = async (q: string) =>
      (await resident().get(`/api/public/matters?limit=5&q=${encodeURIComponent(q)}`)).body.items as {
        code: string
        urgent: boolean
      }[]
    expect((await find('路灯'))[0]!.code).toBe('01037')
    expect((await find('我家门口的路灯不亮好几天了'))[0]!.code).toBe('01037')
    expect((await find('lljf'))[0]!.code).toBe('98001')
    expect((await find('楼上漏水'))[0]!.code).toBe('94007')
    expect((await find('晚上有人跳广场舞'))[0]!.code).toBe('06028')
    expect((await find('street lamps are broken'))[0]!.code).toBe('01037')
    expect((await find('煤气井盖'))[0]!.code).toBe('01011')
    expect((await find('漏气'))[0]).toMatchObject({ code: '99002', urgent: true })
    expect((await find('便民代办')).map(({ code }: { code: string }) => code)).not.toContain('97005')
    expect(await find('qxqx')).toEqual([])
    const all = (await resident().get('/api/public/matters?limit=200')).body.items as { code: string }[]
    expect(all[0]!.code).toBe('06042')
    expect(new Set(all.map((m) => m.code)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(70)
  })

  test('a point is located for everybody; outside it is 400', async () => {
    const { lng, lat } = place
    const found = await resident().get(`/api/public/locate?lng=${lng}&lat=${lat}`)
    expect(found.body).toMatchObject({ code: grid, level: 'grid' })
    expect((await resident().get('/api/public/locate?lng=0&lat=0')).status).toBe(400)
    expect((await resident().get('/api/public/locate?lng=x&lat=0')).status).toBe(400)
  })

  test('near by only facilities are told, by time and distance', async () => {
    const near = async (matter: string) =>
      (await resident().get(`/api/public/near?lng=${place.lng}&lat=${place.lat}&matter=${matter}`)).body.items
    await sent(resident(), { matter: '01037', description: '灯不亮' })
    await sent(resident(), { matter: '98001', description: '楼上漏水' })
    expect(await near('01037')).toEqual([{ reportedAt: expect.any(String), metres: 10 }])
    expect(await near('98001')).toEqual([])
  })

  test('buildings show what stands on the wall and no counts', async () => {
    const found = (await resident().get(`/api/public/buildings?q=${encodeURIComponent('石榴园 2号')}`)).body.items
    expect(found.length).toBeGreaterThan(0)
    expect(Object.keys(found[0]).sort()).toEqual(['address', 'area', 'id', 'location', 'name'])
    expect((await resident().get('/api/public/buildings?q=')).body.items).toEqual([])
  })
})

describe('the role of the public door', () => {
  const asPublic = (query: ReturnType<typeof sql>) => app.house.db.transaction('linli_public', (tx) => tx.commit(query))

  test.each([
    'incident',
    'report',
    'incident_action',
    'account',
    'post',
    'receipt',
    'notice_board',
    'file',
    'building',
    'area',
  ])('has no right to table %s', async (table) => {
    await expect(asPublic(sql`select 1 from ${sql.table(table)}`)).rejects.toThrow(/permission denied/)
  })

  test('its writing function refuses what no resident does', async () => {
    const mine = await sent(resident())
    const other = await sent(resident())
    const write = (ops: object[], proof: string | null, incident = mine.id) =>
      asPublic(sql`select public_write(${JSON.stringify(ops)}::jsonb, ${incident}::uuid, ${proof}::text)`)
    const before = await countRows(app, 'incident_action')
    await expect(write([{ insert: 'account', rows: [{ id: uuidv7() }] }], null)).rejects.toThrow(
      /begins with its incident/,
    )
    await expect(
      write([{ update: 'incident', set: { state: 'archived' }, where: { id: mine.id } }], null),
    ).rejects.toThrow(/begins with/)
    await expect(
      write([{ update: 'incident', set: { state: 'archived' }, where: { id: mine.id } }], '\\x00'),
    ).rejects.toThrow(/does not fit/)
    const [[row]] = await app.house.db.transaction('owner', (tx) =>
      tx.commit(sql<{ proof: string }>`select secret_digest::text as proof from incident where id = ${mine.id}::uuid`),
    )
    const { proof } = row!
    await expect(
      write([{ update: 'incident', set: { state: 'archived' }, where: { id: other.id } }], proof),
    ).rejects.toThrow(/may not write there/)
    await expect(
      write([{ update: 'incident', set: { secret_digest: null }, where: { id: mine.id } }], proof),
    ).rejects.toThrow(/may not change/)
    await expect(write([{ update: 'account', set: { name: 'x' }, where: { id: mine.id } }], proof)).rejects.toThrow(
      /may not change/,
    )
    await expect(
      write([{ insert: 'incident_action', rows: [{ incident_id: mine.id, actor_kind: 'staff' }] }], proof),
    ).rejects.toThrow(/in nobody/)
    await expect(
      write([{ insert: 'incident_action', rows: [{ incident_id: other.id, actor_kind: 'resident' }] }], proof),
    ).rejects.toThrow(/may not write there/)
    expect(await countRows(app, 'incident_action')).toBe(before)
  })
})
