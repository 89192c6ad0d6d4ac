// The loop as people walk it, over HTTP against a real database.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { stranger } from '#test/http.ts'

let app: TestHouse
let people: Cast
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

test('a worker reports, the clerk accepts and routes, the town dispatches, the officer handles, the worker verifies, the clerk closes', async () => {
  const [worker, clerk, town, officer] = [
    await people.as('worker7'),
    await people.as('clerk1'),
    await people.as('town1'),
    await people.as('city1'),
  ]
  let incident = await reported(app, worker)
  expect(incident).toMatchObject({
    state: 'reported',
    stage: 'report',
    area: '990101001001007',
    holder: { kind: 'centre' },
  })
  incident = (await clerk.get(`/api/incidents/${incident.id}`)).body
  expect(incident.allowed.map((a) => a.action)).toContain('accept')
  incident = await did(clerk, incident, 'accept')
  expect(incident.promise).not.toBeNull()
  incident = await did(clerk, incident, 'route', { centre: '990101001' })
  expect(incident.state).toBe('routed')
  incident = await did(town, incident, 'accept')
  const unit = (await town.get('/api/units?under=990101001&kind=department')).body.items.find(
    (u: { key: string }) => u.key === 'city',
  )
  incident = await did(town, incident, 'dispatch', { unit: unit.id })
  expect(incident.holder).toMatchObject({ kind: 'department', id: unit.id })
  incident = await did(officer, incident, 'sign')
  incident = await did(officer, incident, 'progress', { note: '清运车已出发' })
  incident = await did(officer, incident, 'finish', { result: '已清运并冲洗' })
  expect(incident.promise!.stoppedAt).not.toBeNull()
  incident = (await worker.get(`/api/incidents/${incident.id}`)).body
  incident = await did(worker, incident, 'verify')
  incident = (await town.get(`/api/incidents/${incident.id}`)).body
  incident = await did(town, incident, 'close')
  expect(incident.state).toBe('closed')
  expect(incident.history.map((h) => h.action)).toEqual(
    expect.arrayContaining(['report', 'accept', 'route', 'dispatch', 'sign', 'progress', 'finish', 'verify', 'close']),
  )
  const integrity = (await worker.get(`/api/incidents/${incident.id}/integrity`)).body
  expect(integrity).toMatchObject({ valid: true, actions: incident.history.length })
})

test('sent again it changes nothing; with other content it is a conflict; out of sight it is a bare 409', async () => {
  const worker = await people.as('worker7')
  const id = uuidv7()
  const body = { matter: '06042', description: '垃圾桶满溢', location: await pointIn(app, '990101001001007') }
  const first = await worker.put(`/api/incidents/${id}`, body)
  const second = await worker.put(`/api/incidents/${id}`, body)
  expect([first.status, second.status]).toEqual([201, 200])
  expect(second.body.number).toBe(first.body.number)
  expect((await worker.put(`/api/incidents/${id}`, { ...body, description: '别的' })).status).toBe(409)
  const other = await (await people.as('worker101')).put(`/api/incidents/${id}`, body)
  expect(other.status).toBe(409)
  expect(other.body).not.toHaveProperty('current')
})

test('checks come in the order of the interface: 401, 400, 404, 403, 409', async () => {
  const worker = await people.as('worker7')
  const incident = await reported(app, worker)
  expect((await act(stranger(app), incident, 'accept')).status).toBe(401)
  expect((await act(worker, incident, 'accept', { nonsense: 1 })).status).toBe(400)
  expect((await act(await people.as('worker101'), incident, 'accept')).status).toBe(404)
  expect((await act(await people.as('sysadmin'), incident, 'accept')).status).toBe(404)
  expect((await act(worker, incident, 'accept')).status).toBe(403)
  const clerk = await people.as('clerk1')
  expect((await act(clerk, { ...incident, version: 9 }, 'accept')).status).toBe(409)
  expect((await act(clerk, incident, 'close')).status).toBe(409)
})

test('a neglected report reminds, warns, is marked late and escalates by itself, each step once', async () => {
  const worker = await people.as('worker7')
  const incident = await reported(app, worker)
  const clock = await worker.post('/api/clock', { advance: 'P3D' })
  expect(clock.status, JSON.stringify(clock.body)).toBe(200)
  const later = (await worker.get(`/api/incidents/${incident.id}`)).body
  const actions = later.history.map((h: { action: string }) => h.action)
  for (const step of ['remind', 'warn', 'markLate', 'escalate']) expect(actions).toContain(step)
  expect(later.late).toBe(true)
  expect(later.holder.id).not.toBe(incident.holder!.id)
  expect((await worker.get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(true)
})
