// What must hold when several people, or several processes, act at the same moment. It needs several connections: the embedded
// database has one and hands its transactions out in turn, so there is nothing to race for and the file is skipped there.
import { setTimeout as sleep } from 'node:timers/promises'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { steps } from '@linli/contract/incident/words.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweep } from '#modules/incident/sweep.ts'
import { openDb } from '#platform/db.ts'
import { openPostgres } from '#platform/engine-postgres.ts'
import { sql } from '#platform/sql.ts'
import { type App, buildApp } from '#src/app.ts'
import { countRows, isPostgres, MONDAY, type TestHouse, testHouse } from './db.ts'
import { act, type Cast, cast, did, pointIn, reported } from './given.ts'
import type { Person, Reply } from './http.ts'

const hour = 3_600_000
const why = isPostgres ? '' : ' (skipped: the embedded database has one connection)'

let app: TestHouse
let people: Cast
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

/** A second server process over the same database, as far as the database can tell: connections and memory of its own. */
async function secondProcess(): Promise<App> {
  const { config, keys } = app.house
  const db = openDb(openPostgres(app.databaseUrl!, 6))
  return buildApp({ config, db, clock: app.clock, keys, log: app.house.log, isDemonstration: true })
}

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item, i) => ({ item, key: (i * 7919) % 61 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)

const stepsIn = (incident: IncidentView): string[] =>
  incident.history.map((h) => h.action).filter((action) => (steps as readonly string[]).includes(action))

const view = async (by: Person, id: string): Promise<IncidentView> => (await by.get(`/api/incidents/${id}`)).body

async function expectSound(by: Person, id: string): Promise<void> {
  const incident = await view(by, id)
  expect(incident.history.map((h) => h.seq)).toEqual(incident.history.map((_, i) => i + 1))
  expect((await by.get(`/api/incidents/${id}/integrity`)).body).toMatchObject({ valid: true })
}

describe.skipIf(!isPostgres)(`races${why}`, () => {
  test('60 sends of 5 reports at once make 5 incidents, and everybody hears the same number', async () => {
    const worker = await people.as('worker7')
    const location = await pointIn(app, '990101001001007')
    const bodies = [1, 2, 3, 4, 5].map((n) => ({
      id: uuidv7(),
      body: { matter: '06042', description: `第${n}处垃圾桶满溢`, location },
    }))
    const before = await countRows(app, 'incident')
    const sends = shuffled(Array.from({ length: 60 }, (_, i) => bodies[i % 5]!))
    const replies = await Promise.all(sends.map(({ id, body }) => worker.put(`/api/incidents/${id}`, body)))
    expect(await countRows(app, 'incident')).toBe(before + 5)
    expect(await countRows(app, 'report')).toBe(before + 5)
    for (const { id } of bodies) {
      const own = replies.filter((_, i) => sends[i]!.id === id)
      expect(own.map((r) => r.status).toSorted()).toEqual([...Array<number>(11).fill(200), 201])
      expect(new Set(own.map((r) => r.body.number)).size).toBe(1)
      await expectSound(worker, id)
    }
    expect(new Set(replies.map((r) => r.body.number)).size).toBe(5)
  })

  test('what somebody had in hand when the clock was moved was passed over, and nothing fell late', async () => {
    const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
    const incident = await reported(app, worker)
    const hold = app.house.db.transaction('owner', async (tx) => {
      await tx.send(sql`select from incident where id = ${incident.id}::uuid for update`)
      await sleep(250)
      await tx.rollback()
    })
    const moved = await clerk.post('/api/clock', { advance: 'P1D' })
    await hold
    expect(moved.body.steps).toBeGreaterThan(0)
    expect((await view(clerk, incident.id)).late).toBe(true)
  })

  test('an act sent twelve times at once under one id counts once, and every sender gets the answer', async () => {
    const clerk = await people.as('clerk1')
    const incident = await reported(app, await people.as('worker7'))
    const id = uuidv7()
    const replies = await Promise.all(Array.from({ length: 12 }, () => act(clerk, incident, 'accept', { id })))
    expect(replies.map((r) => r.status)).toEqual(Array<number>(12).fill(200))
    const after = await view(clerk, incident.id)
    expect(after.history.filter((h) => h.action === 'accept')).toHaveLength(1)
    await expectSound(clerk, incident.id)
  })

  test('two act at once: one wins, the other is told what has become of it', async () => {
    const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
    for (let round = 0; round < 10; round++) {
      const incident = await reported(app, worker)
      const [a, b] = await Promise.all([
        act(clerk, incident, 'accept'),
        act(clerk, incident, 'route', { centre: '990101001' }),
      ])
      const [winner, loser] = (a.status === 200 ? [a, b] : [b, a]) as [Reply, Reply]
      expect([winner.status, loser.status]).toEqual([200, 409])
      expect(loser.body).toMatchObject({
        code: 'version.conflict',
        current: winner.body.version,
        state: winner.body.state,
      })
      const after = await view(clerk, incident.id)
      expect(after.history).toHaveLength(winner.body.history.length)
      await expectSound(clerk, incident.id)
    }
  })

  test('two incidents merged into each other at the same moment: one answer was 503', async () => {
    const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
    for (let round = 0; round < 20; round++) {
      const [a, b] = [await reported(app, worker), await reported(app, worker)]
      const replies = await Promise.all([
        act(clerk, a, 'merge', { into: b.id }),
        act(clerk, b, 'merge', { into: a.id }),
      ])
      expect(replies.map((r) => r.status).toSorted(), JSON.stringify(replies.map((r) => r.body.code))).toEqual([
        200, 409,
      ])
      const [kept, merged] = replies[0].status === 200 ? [b, a] : [a, b]
      expect(await view(clerk, merged.id)).toMatchObject({ state: 'merged', mergedInto: kept.id, reports: [] })
      expect((await view(clerk, kept.id)).reports).toHaveLength(2)
      for (const { id } of [a, b]) await expectSound(clerk, id)
    }
  })

  test('a newer server migrates while this one runs on: busy for a moment, then well again', async () => {
    const worker = await people.as('worker7')
    const { id } = await reported(app, worker)
    const reads = () => Promise.all(Array.from({ length: 20 }, () => worker.get(`/api/incidents/${id}`)))
    await reads()
    await app.house.db.transaction('owner', (tx) => tx.commit(sql`alter table incident add column later text`))
    try {
      const first = await reads()
      expect(first.map((r) => r.status)).toContain(503)
      expect(first.filter((r) => r.status !== 200 && r.status !== 503)).toEqual([])
      for (let i = 0; i < 3; i++) await reads()
      expect(new Set((await reads()).map((r) => r.status))).toEqual(new Set([200]))
    } finally {
      await app.house.db.transaction('owner', (tx) => tx.commit(sql`alter table incident drop column later`))
      for (let i = 0; i < 3; i++) await reads()
    }
  })

  test('two incidents are merged into each other at once: one merge counts, the other hears that its target is gone', async () => {
    const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await reported(app, worker), await reported(app, worker)]
      const replies = await Promise.all([
        act(clerk, a, 'merge', { into: b.id }),
        act(clerk, b, 'merge', { into: a.id }),
      ])
      expect(replies.map((r) => r.status).toSorted()).toEqual([200, 409])
      const merged = replies[0]!.status === 200 ? a : b
      expect((await view(clerk, merged.id)).mergedInto).toBe(merged === a ? b.id : a.id)
    }
  })

  test('two sweeps at once take each step exactly once', async () => {
    const worker = await people.as('worker7')
    const incidents = await Promise.all(Array.from({ length: 12 }, () => reported(app, worker)))
    const other = await secondProcess()
    try {
      app.clock.moveTo(MONDAY + 7 * hour)
      const now = app.clock.now()
      const taken = await Promise.all([sweep(app.house, now), sweep(other.house, now), sweep(app.house, now)])
      // Reported 09:00, due 11:00: reminded at 10:00, warned at 10:36, late at 11:00, escalated at 17:00 working time.
      expect(taken.reduce((a, b) => a + b)).toBe(12 * 3)
      for (const { id } of incidents) {
        expect(stepsIn(await view(worker, id))).toEqual(['remind', 'warn', 'markLate'])
        await expectSound(worker, id)
      }
      expect(await sweep(other.house, now)).toBe(0)
    } finally {
      await other.close()
    }
  })

  test('people act while the sweep runs: every act and every step counts once, in one unbroken history', async () => {
    const [clerk, worker] = [await people.as('clerk1'), await people.as('worker7')]
    const incidents = await Promise.all(Array.from({ length: 16 }, () => reported(app, worker)))
    app.clock.moveTo(MONDAY + 1.7 * hour)
    const now = app.clock.now()
    const acts = incidents.map(async (incident) => {
      for (let tries = 0; tries < 10; tries++) {
        const seen = await view(clerk, incident.id)
        const reply = await act(clerk, seen, 'accept', { id: uuidv7() })
        if (reply.status === 200) return
        expect(reply.status, JSON.stringify(reply.body)).toBe(409)
      }
      throw new Error('ten times overtaken')
    })
    await Promise.all([sweep(app.house, now), sweep(app.house, now), ...acts])
    await sweep(app.house, now)
    for (const { id } of incidents) {
      const after = await view(clerk, id)
      expect(after.history.filter((h) => h.action === 'accept')).toHaveLength(1)
      // What was due before the accept may have been taken or have lapsed with it, but never twice and never out of order.
      expect([[], ['remind'], ['remind', 'warn']]).toContainEqual(stepsIn(after))
      await expectSound(clerk, id)
    }
  })

  test('after three days down, two processes catch up: every step once, in order, each with its own due instant', async () => {
    const worker = await people.as('worker7')
    const incidents = await Promise.all(Array.from({ length: 6 }, () => reported(app, worker)))
    // This one has both clocks: its state is late at 11:00, its promise of 4 working hours at 15:00, each marked by itself.
    const accepted = await did(await people.as('clerk1'), incidents[0]!, 'accept')
    app.clock.moveTo(MONDAY + 72 * hour)
    const other = await secondProcess()
    try {
      await Promise.all([sweep(app.house, app.clock.now()), sweep(other.house, app.clock.now())])
      await sweep(app.house, app.clock.now())
    } finally {
      await other.close()
    }
    for (const { id } of incidents) {
      const after = await view(worker, id)
      const lates = id === accepted.id ? ['markLate', 'markLate'] : ['markLate']
      expect(stepsIn(after).slice(0, 3 + lates.length)).toEqual(['remind', 'warn', ...lates, 'escalate'])
      const taken = after.history.filter((h) => stepsIn(after).includes(h.action))
      const due = taken.map((h) => Date.parse(String(h.data.dueAt)))
      expect(due, 'in the order in which they fell due').toEqual(due.toSorted((a, b) => a - b))
      const keys = taken.map((h) => `${h.action} ${h.data.dueAt}`)
      expect(new Set(keys).size, 'no step twice').toBe(keys.length)
      for (const h of taken) expect(Date.parse(String(h.data.takenAt))).toBe(app.clock.now())
      await expectSound(worker, id)
    }
    expect((await view(worker, accepted.id)).late).toBe(true)
  })
})
