// Merging and its undoing keep every reporter and both clocks: through chains of merges, out of the sight of whoever undoes one, and
// over days in which everything would have fallen due.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { sweep } from './sweep.ts'

const hour = 3_600_000

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

const view = async (by: Person, { id }: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${id}`)).body
const again = async (by: Person, incident: { id: string }, action: string, fields: object = {}) =>
  did(by, await view(by, incident), action, fields)

interface Held {
  id: string
  home: string
  incident: string
}

/** Every report there is: none may vanish, none may be doubled, and the counts must agree. */
async function everyReport(): Promise<Held[]> {
  const rows = await asOwner(
    app,
    sql<Held>`select id, home_incident as home, incident_id as incident from report order by received_at, id`,
  )
  const counted = await asOwner(
    app,
    sql<{
      id: string
      count: number
      accounts: string[]
    }>`select id, report_count as count, reporter_accounts as accounts from incident`,
  )
  const accounts = await asOwner(
    app,
    sql<{
      incident: string
      account: string
    }>`select incident_id as incident, account_id as account from report where account_id is not null`,
  )
  for (const { id, count, accounts: kept } of counted) {
    expect(count).toBe(rows.filter((r) => r.incident === id).length)
    const said = accounts.filter((a) => a.incident === id).map((a) => a.account)
    expect(new Set(kept)).toEqual(new Set(said))
  }
  return rows
}
const heldBy = (rows: Held[], incident: { id: string }) =>
  rows
    .filter((r) => r.incident === incident.id)
    .map((r) => r.home)
    .sort()
const idsOf = (...incidents: { id: string }[]) => incidents.map((i) => i.id).sort()

test('through a chain of merges and back, every reporter is kept, and the resident sees where the work is done', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const a = await reported(app, worker)
  const b = await reported(app, clerk, { source: 'hotline', reporter: { name: '王秀兰', phone: '13800001234' } })
  const c = await reported(app, await people.as('worker8'), { location: await pointIn(app, '990101001001008') })
  const r = { id: uuidv7() }
  const receipt = await stranger(app).put(`/api/public/reports/${r.id}`, {
    matter: '06042',
    description: '垃圾桶满溢',
    location: place,
  })
  const own = (await everyReport()).map(({ home, incident }) => [home, incident])
  await again(clerk, a, 'merge', { into: b.id })
  await again(clerk, b, 'merge', { into: c.id })
  await again(clerk, r, 'merge', { into: c.id })
  expect(heldBy(await everyReport(), c)).toEqual(idsOf(a, b, c, r))
  const merged = await view(clerk, c)
  expect(merged.reports.map((x) => x.mergedFrom).sort()).toEqual([a.id, b.id, r.id, null].sort())
  expect(merged.reports.find((x) => x.mergedFrom === b.id)?.reporter).toMatchObject({ phone: '138****1234' })

  // All are told what becomes of it: who reported the first hears of the last one's end.
  await again(clerk, c, 'reject', { reason: '已由他人处理' })
  const told = await asOwner(
    app,
    sql<{
      username: string
    }>`select distinct a.username from message m join account a on a.id = m.account_id where m.incident_id = ${c.id}::uuid and m.message = 'rejected' order by 1`,
  )
  expect(told.map((t) => t.username)).toEqual(['clerk1', 'worker7', 'worker8'])
  const { number, secret } = receipt.body
  expect((await stranger(app).get(`/api/public/reports/${number}?secret=${secret}`)).body).toMatchObject({ number })

  await again(clerk, a, 'unmerge')
  let rows = await everyReport()
  expect([heldBy(rows, a), heldBy(rows, b), heldBy(rows, c)]).toEqual([idsOf(a), [], idsOf(b, c, r)])
  await again(clerk, b, 'unmerge')
  await again(clerk, r, 'unmerge')
  rows = await everyReport()
  expect(rows.map(({ home, incident }) => [home, incident])).toEqual(own)
})

test('an unmerged one brings home what was merged into it before', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const [a, b, c] = [await reported(app, worker), await reported(app, clerk), await reported(app, worker)]
  await again(clerk, a, 'merge', { into: b.id })
  await again(clerk, b, 'merge', { into: c.id })
  await again(clerk, b, 'unmerge')
  const rows = await everyReport()
  expect([heldBy(rows, a), heldBy(rows, b), heldBy(rows, c)]).toEqual([[], idsOf(a, b), idsOf(c)])
})

test('reports come home from where their desk cannot look', async () => {
  const [worker, clerk, town] = [await people.as('worker7'), await people.as('clerk1'), await people.as('town1')]
  const [a, b] = [await reported(app, worker), await reported(app, worker)]
  const elsewhere = await reported(app, await people.as('worker101'), {
    location: await pointIn(app, '990101001002001'),
  })
  await again(clerk, a, 'merge', { into: b.id })
  await again(clerk, b, 'accept')
  await again(clerk, b, 'route', { centre: '990101001' })
  await again(town, b, 'accept')
  await again(town, b, 'merge', { into: elsewhere.id })
  expect((await clerk.get(`/api/incidents/${elsewhere.id}`)).status).toBe(404)
  expect(heldBy(await everyReport(), elsewhere)).toEqual(idsOf(a, b, elsewhere))
  const home = await again(clerk, a, 'unmerge')
  expect(home.reports).toHaveLength(1)
  expect(heldBy(await everyReport(), elsewhere)).toEqual(idsOf(b, elsewhere))
})

test('reports follow their incident only: the function refuses whoever has not changed it', async () => {
  const incident = await reported(app, await people.as('worker7'))
  await expect(
    app.house.db.transaction('linli_app', (tx) => tx.commit(sql`select * from reports_follow(${incident.id}::uuid)`)),
  ).rejects.toThrow('reports follow their incident')
})

test('while merged neither clock runs: nothing falls due, and after it each has what was left', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const [a, twin, target] = [await reported(app, worker), await reported(app, worker), await reported(app, worker)]
  const [before, other] = [await again(clerk, a, 'accept'), await again(clerk, twin, 'accept')]
  expect(before.promise).toEqual(other.promise)
  app.clock.moveTo(app.clock.now() + hour)
  await again(clerk, a, 'merge', { into: target.id })
  const mergedAt = app.clock.now()
  // Ten days, in which the twin becomes late and goes up.
  app.clock.moveTo(mergedAt + 10 * 24 * hour)
  await sweep(app.house, app.clock.now())
  const town = await people.as('town1')
  expect(await view(town, twin)).toMatchObject({ late: true })
  expect(await view(clerk, a)).toMatchObject({ state: 'merged', late: false, dueAt: null })
  const after = await again(clerk, a, 'unmerge')
  expect(after).toMatchObject({ state: before.state, holder: before.holder, late: false, round: 1 })
  const ms = (text: string | null | undefined) => Date.parse(text!)
  expect(after.promise).toMatchObject({ startedAt: before.promise!.startedAt, late: false, stoppedAt: null })
  expect(after.promise!.pauses).toMatchObject([{ why: 'merged' }])
  expect(ms(after.promise!.pauses[0]!.to) - ms(after.promise!.pauses[0]!.from)).toBe(10 * 24 * hour)
  expect(ms(after.promise!.dueAt)).toBeGreaterThan(app.clock.now())
  expect(ms(after.stateDueAt)).toBeGreaterThan(app.clock.now())
  // Both days begin at nine, so what was left is the same stretch of working time, ten days later; a weekend may lie in between.
  expect(ms(after.promise!.dueAt) - ms(before.promise!.dueAt)).toBeGreaterThanOrEqual(8 * 24 * hour)
  await sweep(app.house, app.clock.now())
  expect(await view(clerk, a)).toMatchObject({ state: before.state, late: false })
  expect((await clerk.get(`/api/incidents/${a.id}/integrity`)).body).toMatchObject({ valid: true })
})

test('who may not merge changes nothing; into itself, what is closed and what is merged is refused', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const [a, b, c] = [await reported(app, worker), await reported(app, worker), await reported(app, worker)]
  expect((await act(worker, a, 'merge', { into: b.id })).body.code).toBe('incident.not_yours')
  expect((await act(clerk, a, 'merge', { into: a.id })).body.code).toBe('incident.merge_self')
  expect((await act(clerk, a, 'merge', { into: uuidv7() })).body.code).toBe('incident.merge_target_unknown')
  await again(clerk, b, 'merge', { into: c.id })
  expect((await act(clerk, a, 'merge', { into: b.id })).body.code).toBe('incident.merge_target_closed')
  expect(heldBy(await everyReport(), a)).toEqual(idsOf(a))
})
