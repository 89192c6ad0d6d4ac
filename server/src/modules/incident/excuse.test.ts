// Excuses over HTTP: asked by the late unit, reviewed by two people; the fact stays.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'

let app: TestHouse
let people: Cast
let clerk: Person
let worker: Person
let inspector: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  worker = await people.as('worker7')
  inspector = await people.as('inspector1')
})

/** Dispatched to the team of the grid, which lets the time for signing pass; the community stays the desk. */
async function late(): Promise<{ incident: string; unit: string }> {
  const unit = (await clerk.get('/api/units?under=990101001001007&kind=team')).body.items[0].id
  const incident = await did(clerk, await did(clerk, await reported(app, worker), 'accept'), 'dispatch', { unit })
  await worker.post('/api/clock', { advance: 'P1DT1H' })
  const now = (await clerk.get(`/api/incidents/${incident.id}`)).body
  expect(now.late).toBe(true)
  return { incident: incident.id, unit }
}
const reason = '16日至17日暴雨红色预警，全镇停工'
const review = (by: Person, id: string, version: number, fields: object = { granted: true }) =>
  by.post(`/api/excuses/${id}/review`, { version, ...fields })

test('two reviews by two people excuse the unit; the incident stays late', async () => {
  const [asked, id] = [await late(), uuidv7()]
  const made = await worker.put(`/api/excuses/${id}`, { ...asked, reason })
  expect(made).toMatchObject({
    status: 201,
    body: { state: 'asked', version: 1, unit: { id: asked.unit }, first: null },
  })
  expect((await worker.put(`/api/excuses/${id}`, { ...asked, reason })).status).toBe(200)
  expect((await review(inspector, id, 1)).body).toMatchObject({ status: 403, code: 'incident.not_yours' })
  expect((await review(worker, id, 1)).status).toBe(403)
  expect((await review(clerk, id, 2)).body).toMatchObject({ status: 409, current: 1 })
  expect((await review(clerk, id, 1)).body).toMatchObject({ state: 'upheld', version: 2, first: { granted: true } })
  const granted = (await review(await people.as('appraiser1'), id, 2)).body
  expect(granted).toMatchObject({ state: 'granted', version: 3, second: { by: { name: expect.any(String) } } })
  expect((await review(inspector, id, 3)).body).toMatchObject({ status: 409, code: 'incident.wrong_state' })
  expect((await clerk.get(`/api/incidents/${asked.incident}`)).body.late).toBe(true)
  const { items } = (await (await people.as('auditadmin')).get('/api/audit?limit=20')).body
  expect(items.filter(({ verb }: { verb: string }) => verb.startsWith('excuse.'))).toHaveLength(3)
})

test('lists: the unit sees its own, the desk and the inspector those of their areas, others none', async () => {
  const asked = await late()
  await worker.put(`/api/excuses/${uuidv7()}`, { ...asked, reason })
  for (const [name, count] of [
    ['worker7', 1],
    ['clerk1', 1],
    ['inspector1', 1],
    ['worker101', 0],
    ['clerk101', 0],
    ['town2', 0],
    ['city1', 0],
  ] as const) {
    const page = (await (await people.as(name)).get('/api/excuses?state=asked&count=true')).body
    expect([page.items.length, page.total], name).toEqual([count, count])
  }
})

test('is asked once for a unit and a round, by the unit, for what is late', async () => {
  const asked = await late()
  const ask = (by: Person, body: object) => by.put(`/api/excuses/${uuidv7()}`, { ...asked, reason, ...body })
  const onTime = await reported(app, worker)
  expect((await ask(worker, { incident: onTime.id })).body).toMatchObject({ status: 409, code: 'incident.not_late' })
  expect((await ask(clerk, {})).body).toMatchObject({ status: 403, code: 'incident.not_yours' })
  expect((await ask(await people.as('worker101'), {})).status).toBe(404)
  expect((await ask(worker, { reason: ' ' })).status).toBe(400)
  expect(await countRows(app, 'excuse')).toBe(0)
  expect((await ask(worker, {})).status).toBe(201)
  expect((await ask(worker, { reason: '再次说明' })).body).toMatchObject({ status: 409, code: 'incident.excuse_asked' })
  const refused = (await worker.get('/api/excuses')).body.items[0]
  expect((await review(clerk, refused.id, 1, { granted: false })).body).toMatchObject({
    code: 'incident.field_missing',
  })
  expect((await review(clerk, refused.id, 1, { granted: false, reason: '停工前已到期' })).body.state).toBe('refused')
  expect((await ask(worker, {})).status).toBe(409)
})
