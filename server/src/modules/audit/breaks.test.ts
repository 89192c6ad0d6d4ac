// What becomes of a break: noted by the audit administrator, whole since it holds again, found once more. What was found stays.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BreakView } from '@linli/contract/audit/breaks.ts'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '#platform/house.ts'
import { type Query, sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { countRows, MONDAY, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'
import { mediated } from '#test/mediation.ts'
import { takeAnchor } from './anchor.ts'
import { anchorFile } from './anchor-file.ts'
import { checkWhenDue, keepRecord, nextNight } from './jobs.ts'

const hour = 3_600_000
const day = 24 * hour

let app: TestHouse
let people: Cast
let auditor: Person
let folder: string
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  folder = dirname(anchorFile(app.house.config))
  rmSync(folder, { recursive: true, force: true })
  people = cast(app)
  auditor = await people.as('auditadmin')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (wall: number): House => ({ ...app.house, clock: { now: () => app.clock.now(), wall: () => wall } })
let nights = 0
const night = (): Promise<void> => keepRecord(at(nextNight(MONDAY + nights++ * day)))
const tamper = (...queries: Query[]) =>
  app.house.db.transaction('owner', (tx) => tx.commit(sql`set local session_replication_role = replica`, ...queries))
const list = async (): Promise<BreakView[]> => (await auditor.get('/api/audit/breaks')).body.items
const gauge = async (name: string) =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await app.house.metrics.registry.metrics())?.[1])
const figures = async () => [await gauge('linli_chain_breaks'), await gauge('linli_chain_breaks_unnoted')]
const unread = async () => (await auditor.get('/api/messages?unread=true')).body.items.length

const nameOf = async (): Promise<string> =>
  (await asOwner(app, sql<{ name: string }>`select actor_name as name from incident_action where seq = 2`))[0]!.name
const rename = (name: string) => tamper(sql`update incident_action set actor_name = ${name} where seq = 2`)

async function acceptedOne() {
  return did(await people.as('clerk1'), await reported(app, await people.as('worker7')), 'accept')
}

test('a mediation that was tampered with is found, noted, and whole again once it is put back, wherever the tour stands', async () => {
  const { id, incident } = await mediated(app, people)
  await night()
  const was = sql`(select account_id from audit where subject = ${id}::text and verb = 'mediation.open')`
  await tamper(sql`update mediation_action set account_id = gen_random_uuid() where mediation_id = ${id}::uuid`)
  await night()
  expect(await figures()).toEqual([1, 1])
  const [found] = (await list()) as [BreakView]
  expect(found).toMatchObject({ chain: 'mediation', why: 'changed', incident: incident.id, wholeSince: null })
  const note = { id: uuidv7(), reason: '误改，已恢复' }
  expect((await auditor.post(`/api/audit/breaks/${found.id}/notes`, note)).status).toBe(200)
  await night()
  expect(await figures(), 'still broken').toEqual([1, 0])
  await tamper(sql`update mediation_action set account_id = ${was} where mediation_id = ${id}::uuid`)
  await night()
  expect(await figures()).toEqual([0, 0])
  expect((await list())[0]).toMatchObject({ chain: 'mediation', wholeSince: expect.any(String) })
})

test('noted with a reason it stays broken; put back it is whole since the night that read it; found again it is told again', async () => {
  const { id: incident } = await acceptedOne()
  await night()
  const real = await nameOf()
  await rename('某某')
  await night()
  expect(await figures()).toEqual([1, 1])
  expect(await unread()).toBe(1)
  const [found] = (await list()) as [BreakView]
  expect(found).toMatchObject({ chain: 'history', why: 'changed', incident, wholeSince: null, events: [] })

  const url = `/api/audit/breaks/${found.id}/notes`
  const note = { id: uuidv7(), reason: '数据库维护人员误改，已留存证据，待恢复' }
  expect((await auditor.post(url, note)).body).toMatchObject({
    wholeSince: null,
    events: [{ kind: 'noted', reason: note.reason, accountName: expect.stringMatching(/\S/) }],
  })
  expect((await auditor.post(url, note)).status).toBe(200)
  expect(await countRows(app, 'chain_break_event')).toBe(1)
  const [logged] = (await auditor.get('/api/audit?verb=audit.note_break')).body.items
  expect(logged).toMatchObject({ subject: found.id, facts: { reason: note.reason, chain: 'history' } })
  await night()
  expect(await figures()).toEqual([1, 0])
  expect((await list())[0]!.wholeSince).toBeNull()

  await rename(real)
  await night()
  expect(await figures()).toEqual([0, 0])
  const [whole] = (await list()) as [BreakView]
  expect(whole.wholeSince).not.toBeNull()
  expect(whole.events.map(({ kind }) => kind)).toEqual(['noted', 'whole'])
  await night()
  expect(await countRows(app, 'chain_break_event')).toBe(2)

  await rename('某某')
  await night()
  expect((await list()).map(({ wholeSince, events }) => [wholeSince, events.at(-1)!.kind])).toEqual([[null, 'again']])
  expect(await gauge('linli_chain_breaks')).toBe(1)
  expect(await unread()).toBe(2)
  await night()
  expect(await unread()).toBe(2)
})

test('its place is read anew each night, however far from there the tour of old entries is', async () => {
  for (const [i, name] of ['worker7', 'clerk1', 'town1', 'city1', 'fire1'].entries()) {
    await people.as(name)
    await takeAnchor(at(MONDAY + i * hour))
  }
  await checkWhenDue(at(MONDAY + day))
  await tamper(sql`update audit set verb = 'session.closed' where seq = 2`)
  for (let n = 2; n < 8; n++) await checkWhenDue(at(nextNight(MONDAY + n * day)), { most: 1 })
  expect((await list()).map(({ entry, why, wholeSince }) => [entry, why, wholeSince])).toEqual([[2, 'changed', null]])
  await tamper(sql`update audit set verb = 'session.opened' where seq = 2`)
  const [{ againTo }] = (await asOwner(app, sql<{ againTo: number }>`select again_to from chain_check`)) as [
    { againTo: number },
  ]
  expect(againTo, 'the tour has left the place').toBeGreaterThan(0)
  await checkWhenDue(at(nextNight(MONDAY + 8 * day)), { most: 1 })
  expect((await list())[0]!.wholeSince).not.toBeNull()
})

test('a break that has become another one is not whole, nor is one that nobody has read again', async () => {
  await acceptedOne()
  await night()
  await rename('某某')
  await tamper(sql`update audit set facts = '{"door": "field"}' where seq = 2`)
  await night()
  const open = async () => (await list()).filter(({ wholeSince }) => wholeSince === null).map(({ chain }) => chain)
  expect((await open()).sort()).toEqual(['audit', 'history'])
  // Taken away as a whole: nothing is left that could be changed, but something is missing.
  await tamper(sql`delete from audit where seq = 2`)
  await night()
  expect((await open()).sort()).toEqual(['audit', 'audit', 'history'])
  await rename(await people.as('clerk1').then(async (c) => (await c.get('/api/me')).body.account.name))
  await auditor.get('/api/audit/integrity')
  expect(await open(), 'only the logs were read').toContain('history')
  await auditor.get('/api/audit/integrity?read=all')
  expect((await open()).sort()).toEqual(['audit', 'audit'])
})

test('notes are for the audit administrator, with a reason, on a break that there is', async () => {
  await acceptedOne()
  await night()
  await rename('某某')
  await night()
  const [{ id }] = (await list()) as [BreakView]
  const note = { reason: '已核实' }
  for (const name of ['sysadmin', 'secadmin', 'clerk1', 'leader1']) {
    const by = await people.as(name)
    expect((await by.get('/api/audit/breaks')).status, name).toBe(403)
    expect([403, 404], name).toContain((await by.post(`/api/audit/breaks/${id}/notes`, note)).status)
  }
  for (const wrong of ['history.99.changed.database', 'nonsense', `${id}.more`, 'history.x.changed.database'])
    expect((await auditor.post(`/api/audit/breaks/${wrong}/notes`, note)).status, wrong).toBe(404)
  for (const reason of ['', '  '])
    expect((await auditor.post(`/api/audit/breaks/${id}/notes`, { reason })).body.errors[0].path).toBe('/reason')
  expect(await countRows(app, 'chain_break_event')).toBe(0)
})

test('a page of one after the other holds every break once', async () => {
  await acceptedOne()
  await night()
  await rename('某某')
  await tamper(sql`update audit set facts = '{"door": "field"}' where seq = 2`)
  await night()
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await auditor.get(`/api/audit/breaks?limit=1${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((b: BreakView) => b.id))
    cursor = body.next
  }
  expect(seen).toEqual((await list()).map(({ id }) => id))
  expect(seen).toHaveLength(2)
})
