// The lists of a supervision desk: each holds what it says, for those who see it, and lets go of it when it goes right.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'

let app: TestHouse
let people: Cast
let clerk: Person
let worker: Person
let leader: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  worker = await people.as('worker7')
  leader = await people.as('leader1')
})

const seen = async (by: Person, { id }: { id: string }) => (await by.get(`/api/incidents/${id}`)).body
const watch = async (what: string, by = leader): Promise<string[]> => {
  const { items, total } = (await by.get(`/api/incidents?watch=${what}&count=true`)).body
  expect(total, what).toBe(items.length)
  return items.map((item: { id: string }) => item.id)
}
const teamOf = async (area: string): Promise<string> =>
  (await clerk.get(`/api/units?under=${area}&kind=team`)).body.items[0].id
const grid7 = '990101001001007'
const grid8 = '990101001001008'

test('silent: three days without a hand of staff; the sweep and the reporter do not break it, a comment does', async () => {
  const incident = await did(clerk, await reported(app, worker), 'accept')
  await worker.post('/api/clock', { advance: 'P2DT23H' })
  expect(await watch('silent')).toEqual([])
  await worker.post('/api/clock', { advance: 'PT2H' })
  expect(await watch('silent')).toEqual([incident.id])
  expect(await watch('silent', await people.as('worker101'))).toEqual([])
  await did(worker, await seen(worker, incident), 'comment', { note: '仍在现场' })
  expect(await watch('silent')).toEqual([])
})

test('stuck: five days in one state; suspended is not stuck', async () => {
  const far = { until: '2026-12-20T18:00:00+08:00', reason: '等待产权单位' }
  const take = async () => {
    const team = await teamOf(grid7)
    const given = await did(clerk, await did(clerk, await reported(app, worker), 'accept'), 'dispatch', { unit: team })
    return did(worker, await seen(worker, given), 'sign')
  }
  const stuck = await take()
  const waits = await did(clerk, await seen(clerk, await take()), 'suspend', far)
  expect(waits.state).toBe('suspended')
  expect(await watch('stuck')).toEqual([])
  // The ladder would take it up: its promise is moved, so that nothing but time passes.
  await did(clerk, await seen(clerk, stuck), 'extend', { until: far.until, reason: '等配件' })
  await worker.post('/api/clock', { advance: 'P5DT1H' })
  expect(await watch('stuck')).toEqual([stuck.id])
})

test('declined twice, sent back, reopened, late: each is in its own list while it is open', async () => {
  const [a, b] = [await teamOf(grid7), await teamOf(grid8)]
  const other = await people.as('worker8')
  let twice = await did(clerk, await did(clerk, await reported(app, worker), 'accept'), 'dispatch', { unit: a })
  twice = await did(worker, await seen(worker, twice), 'decline', { reason: '不属于本网格' })
  twice = await did(clerk, await seen(clerk, twice), 'arbitrate', { upheld: false, reason: '另派' })
  twice = await did(clerk, twice, 'dispatch', { unit: b })
  expect(await watch('declined')).toEqual([])
  await did(other, await seen(other, twice), 'decline', { reason: '也不属于' })
  expect(await watch('declined')).toEqual([twice.id])

  let back = await did(clerk, await did(clerk, await reported(app, worker), 'accept'), 'dispatch', { unit: b })
  back = await did(other, await seen(other, back), 'sign')
  back = await did(other, back, 'finish', { result: '已清理' })
  back = await did(worker, await seen(worker, back), 'fail', { reason: '仍有垃圾' })
  expect(await watch('reworked')).toEqual([back.id])
  back = await did(other, await seen(other, back), 'finish', { result: '再次清理' })
  back = await did(worker, await seen(worker, back), 'verify')
  back = await did(clerk, await seen(clerk, back), 'close')
  expect(await watch('reworked')).toEqual([])
  back = await did(clerk, back, 'reopen', { reason: '居民说仍有' })
  expect(await watch('reopened')).toEqual([back.id])
  await worker.post('/api/clock', { advance: 'P10D' })
  expect((await watch('late')).sort()).toEqual([twice.id, back.id].sort())
})

test('a word that is no list is refused by name', async () => {
  expect((await leader.get('/api/incidents?watch=lazy')).body).toMatchObject({ status: 400, code: 'request.invalid' })
})
