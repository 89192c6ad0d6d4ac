// A calendar is corrected afterwards: what is running is counted anew, once, and what was missed stays missed.
import { dayName, dayNumber } from '@linli/contract/deadline/calendar.ts'
import type { CalendarView } from '@linli/contract/deadline/schemas.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'
import { recountIncidents } from './recount.ts'
import { sweep } from './sweep.ts'

const hour = 3_600_000
const monday = dayNumber('2026-11-16')!

let app: TestHouse
let people: Cast
let clerk: Person
let system: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  system = await people.as('sysadmin')
})

const calendar = async (): Promise<CalendarView> => (await clerk.get('/api/calendars/default')).body
const bodyOf = ({ id: _id, offsetMinutes: _offset, ...rest }: CalendarView) => rest
const source = '街道通知'
const holidays = (...days: number[]) =>
  days.map((n) => ({ day: dayName(monday + n), kind: 'holiday' as const, name: '防汛', source }))
async function correct(...days: number[]): Promise<void> {
  const seen = await calendar()
  const body = { ...bodyOf(seen), days: [...seen.days, ...holidays(...days)] }
  const reply = await system.put('/api/calendars/default', body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  await app.hear()
}
const seen = async (incident: { id: string }): Promise<IncidentView> =>
  (await clerk.get(`/api/incidents/${incident.id}`)).body
const recounts = ({ history }: IncidentView) =>
  history.filter(({ action, data }) => action === 'tell' && data.message === 'recounted')
const accepted = async () => did(clerk, await reported(app, await people.as('worker7')), 'accept')
const movedBy = (before: string | null, after: string | null) => (Date.parse(after!) - Date.parse(before!)) / hour

describe('what is running', () => {
  test('stayed on the old calendar when a holiday was announced', async () => {
    app.clock.moveTo(app.clock.now() + 8 * hour)
    const before = await accepted()
    await correct(1)
    expect(await recountIncidents(app.house)).toBe(1)
    const after = await seen(before)
    // Monday 17:00 and four working hours: Tuesday 11:00 until Tuesday was given off.
    expect(before.promise?.dueAt).toBe('2026-11-17T11:00:00+08:00')
    expect(after.promise?.dueAt).toBe('2026-11-18T11:00:00+08:00')
    expect(movedBy(before.dueAt, after.dueAt)).toBe(24)
    expect(after.promise?.trace).toContainEqual(expect.objectContaining({ kind: 'skip', name: '防汛' }))
    expect(after.version).toBe(before.version)
    expect(recounts(after)).toMatchObject([
      { actor: { kind: 'system' }, data: { was: { promiseDueAt: before.promise?.dueAt } } },
    ])
    expect((await clerk.get(`/api/incidents/${before.id}/integrity`)).body).toMatchObject({ valid: true })
    const news = (await clerk.get('/api/messages')).body.items as { message: string; incident: string }[]
    expect(news.filter((m) => m.message === 'recounted').map((m) => m.incident)).toEqual([before.id])
  })

  test('is counted once for each correction, by however many do it, and back again', async () => {
    const all = [await accepted(), await accepted(), await accepted()]
    await correct(0)
    const counts = await Promise.all([1, 2, 3].map(() => recountIncidents(app.house, 2)))
    expect(counts.reduce((sum, n) => sum + n)).toBe(3)
    expect(await recountIncidents(app.house)).toBe(0)
    for (const one of all) expect(recounts(await seen(one))).toHaveLength(1)
    const now = await calendar()
    const days = now.days.filter((day) => day.source !== source)
    expect((await system.put('/api/calendars/default', { ...bodyOf(now), days })).status).toBe(200)
    await app.hear()
    expect(await recountIncidents(app.house)).toBe(3)
    for (const one of all) expect((await seen(one)).dueAt).toBe(one.dueAt)
  })

  test('is left alone where the days do not touch it: no entry, no message, and it is not looked at again', async () => {
    const before = await accepted()
    await correct(30)
    const messages = await countRows(app, 'message')
    expect(await recountIncidents(app.house)).toBe(0)
    expect((await seen(before)).history).toHaveLength(before.history.length)
    expect(await countRows(app, 'message')).toBe(messages)
    const [[row]] = await app.house.db.transaction('linli_job', (tx) =>
      tx.commit(
        sql<{ version: number }>`select calendar_version as version from incident where id = ${before.id}::uuid`,
      ),
    )
    expect(row?.version).toBe(2)
  })

  test('what begins after the correction is counted by it at once', async () => {
    await correct(0)
    const fresh = await accepted()
    expect(fresh.promise?.dueAt).toBe('2026-11-17T12:00:00+08:00')
    expect(await recountIncidents(app.house)).toBe(0)
  })
})

describe('what was missed', () => {
  test('late stays late when the day on which it was missed is given off afterwards', async () => {
    const incident = await accepted()
    app.clock.moveTo(app.clock.now() + 8 * hour)
    await sweep(app.house, app.clock.now())
    const before = await seen(incident)
    expect(before).toMatchObject({ late: true, promise: { late: true } })
    await correct(0)
    await recountIncidents(app.house)
    const after = await seen(incident)
    expect(after).toMatchObject({ late: true, promise: { late: true, dueAt: before.promise?.dueAt } })
  })

  test('nor is saved what nobody has marked yet', async () => {
    const incident = await accepted()
    app.clock.moveTo(app.clock.now() + 8 * hour)
    await correct(0)
    await recountIncidents(app.house)
    const after = await seen(incident)
    expect(after).toMatchObject({ late: true, promise: { late: true, dueAt: incident.promise?.dueAt } })
    expect(after.history.map(({ action }) => action)).toContain('markLate')
  })
})

describe('PUT /api/calendars/{id}', () => {
  test('a correction names the version that it saw; sent again it changes nothing', async () => {
    const before = await calendar()
    const body = { ...bodyOf(before), days: [...before.days, ...holidays(3)] }
    const first = await system.put('/api/calendars/default', body)
    expect(first).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await system.put('/api/calendars/default', body)).body).toEqual(first.body)
    await app.hear()
    const after = await calendar()
    expect(after).toMatchObject({ version: 2, publishedThrough: before.publishedThrough })
    expect(after.days).toHaveLength(before.days.length + 1)
    const other = await system.put('/api/calendars/default', { ...body, days: before.days })
    expect(other).toMatchObject({ status: 409, body: { code: 'version.conflict', current: 2 } })
  })

  test('a new one begins at version 0, and deadlines can be asked of it', async () => {
    const { version: _, ...rest } = bodyOf(await calendar())
    const night = { ...rest, version: 0, name: '夜班', hours: [{ from: '20:00', to: '24:00' }] }
    expect(await system.put('/api/calendars/night', night)).toMatchObject({ status: 201, body: { id: 'night' } })
    await app.hear()
    const ask = { from: '2026-11-16T09:00:00+08:00', amount: 1, unit: 'workHour', calendar: 'night' }
    expect((await clerk.post('/api/deadlines/explain', ask)).body.dueAt).toBe('2026-11-16T21:00:00+08:00')
  })

  test('belongs to the system administrator, and what makes no sense is refused with its place', async () => {
    const body = bodyOf(await calendar())
    for (const name of ['clerk1', 'town1', 'leader1', 'secadmin', 'auditadmin'])
      expect((await (await people.as(name)).put('/api/calendars/default', body)).status, name).toBe(403)
    const [day] = holidays(2)
    const wrong: [object, string][] = [
      [{ days: [day, day] }, '/days/1/day'],
      [{ hours: [{ from: '12:00', to: '08:00' }] }, '/hours/0'],
      [{ weekdays: [], days: [] }, '/'],
      [{ days: [{ ...day, day: '2026-02-30' }] }, '/days/0/day'],
    ]
    for (const [change, path] of wrong) {
      const reply = await system.put('/api/calendars/default', { ...body, ...change })
      expect(reply, JSON.stringify(change)).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
      expect(reply.body.errors[0].path).toBe(path)
    }
    expect((await calendar()).version).toBe(1)
  })
})
