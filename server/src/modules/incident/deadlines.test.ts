// Deadlines as they leave: both clocks explain themselves in the manner of POST /api/deadlines/explain.
import { DeadlineView } from '@linli/contract/deadline/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Value } from 'typebox/value'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'

let app: TestHouse
let people: Cast
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

test('traces left as raw numbers: both clocks are told as the explaining endpoint tells them', async () => {
  const clerk = await people.as('clerk1')
  const incident = await did(clerk, await reported(app, await people.as('worker7')), 'accept')
  const promise = incident.promise!
  const explained = await clerk.post('/api/deadlines/explain', { from: promise.startedAt, ...promise.limit })
  expect(promise.trace).toEqual(explained.body.trace)
  expect(promise.dueAt).toBe(explained.body.dueAt)
  for (const trace of [promise.trace, incident.stateTrace]) {
    expect(Value.Check(DeadlineView.properties.trace, trace), JSON.stringify(trace)).toBe(true)
    expect(trace[0]).toMatchObject({ kind: 'start', at: incident.stateSince })
    for (const step of trace) expect([typeof step.zh, typeof step.en]).toEqual(['string', 'string'])
  }
  expect(incident.stateTrace.at(-1)).toMatchObject({ kind: 'due', at: incident.stateDueAt })
})

test('a suspension stands in the promise as a pause with its length, in both languages', async () => {
  const clerk = await people.as('clerk1')
  let incident = await did(clerk, await reported(app, await people.as('worker7')), 'accept')
  const units = await clerk.get('/api/units?limit=500&under=990101001001007')
  incident = await did(clerk, incident, 'dispatch', { unit: units.body.items[0].id })
  incident = await did(await people.as('worker7'), incident, 'sign')
  const until = formatInstant(app.clock.now() + 6 * 3_600_000)
  incident = await did(clerk, incident, 'suspend', { until, reason: '等待配件' })
  const pause = incident.promise!.trace.find(({ kind }) => kind === 'pause')
  // 09:00 to 15:00 with the lunch break: four hours would have counted.
  expect(pause).toMatchObject({ to: until, notCounted: 'PT4H' })
  expect(pause?.zh).toContain('其间4小时不计')
  expect(pause?.en).toContain('4 hours not counted')
})

test('a pause that began within a second was answered with 500', async () => {
  const clerk = await people.as('clerk1')
  const pauses = [{ from: '2026-11-16T10:00:00.534+08:00', to: '2026-11-16T11:00:00+08:00' }]
  const ask = { from: '2026-11-16T09:00:00+08:00', amount: 1, unit: 'workDay', pauses }
  const explained = await clerk.post('/api/deadlines/explain', ask)
  expect([explained.status, explained.body.trace?.[2]?.notCounted]).toEqual([200, 'PT59M59.466S'])
})

test('the calendar behind it can be read by whoever works here, whole or in part', async () => {
  const worker = await people.as('worker7')
  const list = await worker.get('/api/calendars')
  expect(list.body).toMatchObject({ items: [{ id: 'default', version: 1, publishedThrough: 2026 }], next: null })
  expect(list.body.items[0]).not.toHaveProperty('days')
  const one = await worker.get('/api/calendars/default?from=2026-10-01&to=2026-10-31')
  expect(one.body.hours).toEqual([
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ])
  expect(one.body.days.map(({ day }: { day: string }) => day)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => `2026-10-0${n}`),
    '2026-10-10',
  ])
  expect((await worker.get('/api/calendars/none')).status).toBe(404)
  expect((await worker.get('/api/calendars/default?from=yesterday')).body).toMatchObject({
    code: 'request.invalid',
    errors: [{ path: 'querystring/from' }],
  })
  expect((await app.http.inject('/api/calendars')).statusCode).toBe(401)
})
