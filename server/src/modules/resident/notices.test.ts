// Public notices over HTTP: what the community finds is made public, anybody may object, whoever decides must answer.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { applications, type Cast, cast, did, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'

let app: TestHouse
let people: Cast
let clerk: Person
let anybody: Person

beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  anybody = stranger(app)
  const csv = Buffer.from(applications).toString('base64')
  const loaded = await (await people.as('sysadmin')).put(`/api/matters/editions/${uuidv7()}`, { csv })
  expect(loaded.status, JSON.stringify(loaded.body)).toBe(201)
  await app.reload()
})

const words = '经入户调查和评议，拟同意清泉社区林某某家庭纳入最低生活保障，请居民监督。'

/** Applied for at the counter and defined by the community: the first notice runs. */
async function noticed(): Promise<IncidentView> {
  const place = { location: { area: '990101001001007' }, matter: 'X1001', source: 'counter', description: '申请低保' }
  const applied = await reported(app, clerk, place)
  return did(clerk, applied, 'define', { result: words })
}
const seen = async (by: Person, { id }: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${id}`)).body
const object = (number: string, body: object = {}, by = anybody) =>
  by.post(`/api/public/notices/${number}/objections`, { reason: '该户名下另有门面出租', ...body })

test('a notice shows what the community wrote, and nothing of the application', async () => {
  const { number } = await noticed()
  const { items } = (await anybody.get('/api/public/notices?area=990101001001')).body
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ number, step: 'community', text: words, area: '990101001001', answer: null })
  expect(items[0].until).toBe('2026-11-23T09:00:00+08:00')
  expect(JSON.stringify(items)).not.toContain('申请低保')
  expect((await anybody.get(`/api/public/notices/${number}`)).body).toEqual(items[0])
  expect((await anybody.get('/api/public/notices?area=990101002')).body.items).toEqual([])
})

test('an objection goes into the history; whoever goes on must answer it, and the next notice shows the answer', async () => {
  const incident = await noticed()
  const id = uuidv7()
  expect((await object(incident.number, { id })).status).toBe(200)
  expect((await object(incident.number, { id })).status).toBe(200)
  const town = await people.as('town1')
  const held = await seen(town, incident)
  expect(held).toMatchObject({ state: 'routed', objections: 1 })
  expect(held.history.at(-1)).toMatchObject({ action: 'object', data: { reason: '该户名下另有门面出租' } })
  expect((await town.get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(true)
  const early = await town.post(`/api/incidents/${incident.id}/actions`, {
    action: 'review',
    version: held.version,
    granted: true,
  })
  expect(early.body).toMatchObject({ status: 409, code: 'incident.notice_open' })

  await clerk.post('/api/clock', { advance: 'P7D' })
  const later = await seen(town, incident)
  const silent = await town.post(`/api/incidents/${incident.id}/actions`, {
    action: 'review',
    version: later.version,
    granted: true,
  })
  expect(silent.body).toMatchObject({ status: 400, code: 'incident.field_missing' })
  await did(town, later, 'review', { granted: true, reason: '门面已于2019年出售，有不动产登记为证' })
  expect((await anybody.get(`/api/public/notices/${incident.number}`)).body).toMatchObject({
    step: 'town',
    answer: '门面已于2019年出售，有不动产登记为证',
  })
})

test('when the notice is over it is gone for everybody, objections included', async () => {
  const { number } = await noticed()
  await clerk.post('/api/clock', { advance: 'P8D' })
  expect((await anybody.get('/api/public/notices')).body.items).toEqual([])
  expect((await anybody.get(`/api/public/notices/${number}`)).status).toBe(404)
  expect((await object(number)).status).toBe(404)
})

test('an ordinary incident is no notice, whatever its number', async () => {
  const { number } = await reported(app, clerk)
  expect((await anybody.get(`/api/public/notices/${number}`)).status).toBe(404)
  expect((await object(number)).status).toBe(404)
  expect((await object('no number at all')).status).toBe(404)
})

test('bad input: no reason, blank reason, endless reason', async () => {
  const { number } = await noticed()
  for (const reason of ['', ' \n ', '长'.repeat(2001)]) {
    const refused = await object(number, { reason })
    expect(refused.body).toMatchObject({ status: 400 })
    expect(refused.body.errors[0].path).toBe('/reason')
  }
  expect((await seen(clerk, { id: (await incidentOf(number)).id })).objections).toBe(0)
})

async function incidentOf(number: string): Promise<{ id: string }> {
  const [[row]] = await app.house.db.transaction('owner', (tx) =>
    tx.commit(sql<{ id: string }>`select id from incident where number = ${number}`),
  )
  return row!
}

test('the applicant takes it back by number and secret until it is decided; nobody else, and nothing that is no application', async () => {
  const place = { location: { area: '990101001001007' }, description: '申请低保' }
  const apply = async (matter: string) => {
    const reply = await anybody.put(`/api/public/reports/${uuidv7()}`, { ...place, matter })
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    return reply.body as { id: string; number: string; secret: string }
  }
  const back = ({ number }: { number: string }, secret: string) =>
    anybody.post(`/api/public/reports/${number}/withdraw`, { secret })
  const mine = await apply('X1001')
  const other = await apply('06042')
  expect((await back(mine, other.secret)).status).toBe(404)
  expect((await back(other, other.secret)).body).toMatchObject({ status: 409, code: 'incident.not_in_procedure' })
  await did(clerk, await seen(clerk, mine), 'define', { result: words })
  const standing = await anybody.get(`/api/public/reports/${mine.number}?secret=${mine.secret}`)
  expect(standing.body).toMatchObject({ withdrawable: true })
  expect((await back(mine, mine.secret)).body).toMatchObject({ state: 'voided', withdrawable: false })
  expect((await anybody.get('/api/public/notices')).body.items).toEqual([])
  expect((await back(mine, mine.secret)).status).toBe(409)
})

test('an applicant read that it was dealt with and closed, or not taken on, and never what was decided or why', async () => {
  const apply = async () => {
    const place = { location: { area: '990101001001007' }, description: '申请低保', matter: 'X1001' }
    return (await anybody.put(`/api/public/reports/${uuidv7()}`, place)).body as {
      id: string
      number: string
      secret: string
    }
  }
  const standing = async ({ number, secret }: { number: string; secret: string }) =>
    (await anybody.get(`/api/public/reports/${number}?secret=${secret}`)).body
  const [good, bad] = [await apply(), await apply()]
  for (const one of [good, bad]) await did(clerk, await seen(clerk, one), 'define', { result: words })
  expect((await standing(good)).said.zh).toBe('正在公示，期满后由街道（镇）指挥中心决定。')
  await clerk.post('/api/clock', { advance: 'P7D' })
  expect((await standing(good)).said.zh).toBe('公示期满，等待街道（镇）指挥中心决定。')

  const [town, county] = [await people.as('town1'), await people.as('county1')]
  await did(town, await seen(town, bad), 'review', { granted: false, reason: '家庭收入高于标准' })
  const refused = await standing(bad)
  expect(refused).toMatchObject({ state: 'rejected', reason: '家庭收入高于标准' })
  expect(refused.said.zh).toBe('您的申请没有批准，原因见下。')
  expect(refused.events.at(-1).said.zh).toBe('街道（镇）审核未通过')

  await did(town, await seen(town, good), 'review', { granted: true, reason: '内部意见' })
  await clerk.post('/api/clock', { advance: 'P7D' })
  await did(county, await seen(county, good), 'grant', { granted: true })
  const granted = await standing(good)
  expect(granted.said.zh).toBe('您的申请已批准。')
  expect(granted.events.map(({ said }: { said: { zh: string } }) => said.zh)).toEqual([
    '收到您的反映',
    '社区提出意见并公示',
    '街道（镇）审核通过，再次公示',
    '区（县）批准',
  ])
  expect(JSON.stringify(granted)).not.toContain('内部意见')
})

test('an objection cannot carry anything else through its door', async () => {
  const { number, id } = await noticed()
  const { version } = await seen(clerk, { id })
  const at = '2026-11-16T09:00:00+08:00'
  const carry = (ops: object[]) =>
    app.house.db.transaction('linli_public', (tx) =>
      tx.commit(sql`select public_object(${JSON.stringify(ops)}::jsonb, ${id}::uuid, ${at}::timestamptz)`),
    )
  const denied = /does not|permission|insufficient/
  await expect(carry([{ update: 'incident', set: { state: 'closed' }, where: { id } }])).rejects.toThrow(denied)
  await expect(carry([{ update: 'incident', set: { objections: 0 }, where: { id: uuidv7() } }])).rejects.toThrow(denied)
  await expect(carry([{ update: 'account', set: { name: 'x' }, where: { id } }])).rejects.toThrow(denied)
  await expect(carry([{ insert: 'post', rows: [{ incident_id: id }] }])).rejects.toThrow(denied)
  await expect(
    carry([{ insert: 'incident_action', rows: [{ incident_id: id, action: 'grant', actor_kind: 'resident' }] }]),
  ).rejects.toThrow(denied)
  expect(await seen(clerk, { id })).toMatchObject({ number, version, state: 'routed' })
})
