import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isPostgres, type TestHouse, testHouse } from '#test/db.ts'
import { change } from './change.ts'
import { findHorizon, type Horizon, watchFeed } from './feed-watch.ts'

let app: TestHouse
let wall = 0
let warned: { transaction?: string; seconds?: number }[] = []
let watch: (found: Horizon) => void
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(() => {
  wall = 1_000_000
  warned = []
  const log = { debug() {}, info() {}, error() {}, warn: (facts: object) => void warned.push(facts) }
  watch = watchFeed({ clock: { now: () => 0, wall: () => wall }, metrics: app.house.metrics, log })
})
afterAll(() => app.house.metrics.feedHeld.set(0))

const held = async () => (await app.house.metrics.feedHeld.get()).values[0]!.value
const after = async (seconds: number, horizon: string, isWaiting: boolean) => {
  wall += seconds * 1000
  watch({ horizon, isWaiting })
  return held()
}

test('the gauge tells how long the same transaction has been the oldest while changes wait; the log says so once for each', async () => {
  expect(await after(0, '10', true)).toBe(0)
  expect(await after(29, '10', true)).toBe(29)
  expect(warned).toEqual([])
  expect(await after(2, '10', true)).toBe(31)
  expect(await after(60, '10', true)).toBe(91)
  expect(warned).toEqual([{ transaction: '10', seconds: 31 }])
  expect(await after(1, '12', true)).toBe(0)
  expect(await after(40, '12', true)).toBe(40)
  expect(warned).toHaveLength(2)
})

test('an old transaction behind which nothing waits holds up nobody, and a wall clock that is set back does not either', async () => {
  await after(0, '10', false)
  expect(await after(3600, '10', false)).toBe(0)
  await after(0, '11', true)
  expect(await after(-7200, '11', true)).toBe(0)
  expect(warned).toEqual([])
})

test.skipIf(!isPostgres)(
  'what is committed behind a transaction that stays open waits, and no longer once it ends',
  async () => {
    await app.reset()
    const ask = async () => (await app.house.db.transaction('linli_job', (tx) => tx.commit(findHorizon)))[0][0]!
    // Other tests of this run have transactions too: theirs end.
    const settled = (isWaiting: boolean) =>
      expect.poll(async () => (await ask()).isWaiting, { timeout: 20_000 }).toBe(isWaiting)
    await settled(false)
    const client = new pg.Client({ connectionString: app.databaseUrl! })
    await client.connect()
    try {
      await client.query('begin; select pg_current_xact_id()')
      const row = { kind: 'trial', id: 'held', version: 1, areaCode: null, at: app.clock.now() }
      await app.house.db.transaction('owner', (tx) => tx.commit(change(row)))
      expect((await ask()).isWaiting).toBe(true)
      await client.query('commit')
      await settled(false)
    } finally {
      await client.end()
    }
  },
)
