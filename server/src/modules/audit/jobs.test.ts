// Anchors and the nightly check: when they are due, that many processes do them once, what they keep and whom they tell, and that no
// clock, virtual or set back, loses an entry.
import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { House } from '#platform/house.ts'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { countRows, MONDAY, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import { type Anchor, lastAnchor, takeAnchor } from './anchor.ts'
import { anchorFile, lastInFile } from './anchor-file.ts'
import { checkWhenDue, keepRecord, nextNight } from './jobs.ts'
import { restful } from './pace.ts'

const hour = 3_600_000
const day = 24 * hour

let app: TestHouse
let people: Cast
let path: string
beforeAll(async () => {
  app = await testHouse()
}, 120_000)
beforeEach(async () => {
  await app.reset()
  path = anchorFile(app.house.config)
  rmSync(dirname(path), { recursive: true, force: true })
  people = cast(app)
})
afterAll(() => rmSync(dirname(path), { recursive: true, force: true }))

/** The house at another wall time, as another process would see it. */
const at = (wall: number): House => ({ ...app.house, clock: { now: () => app.clock.now(), wall: () => wall } })

const lastOf = async (): Promise<Anchor | undefined> => (await asOwner(app, lastAnchor))[0]
const tamper = (query: ReturnType<typeof sql>) =>
  app.house.db.transaction('owner', (tx) => tx.commit(sql`set local session_replication_role = replica`, query))

describe('an anchor', () => {
  test('is taken once an hour, if anything was written, by however many ask', async () => {
    await people.as('worker7')
    const taken = await Promise.all([takeAnchor(at(MONDAY)), takeAnchor(at(MONDAY)), takeAnchor(at(MONDAY))])
    expect(taken.filter((a) => a !== null).length).toBe(1)
    await people.as('clerk1')
    expect(await takeAnchor(at(MONDAY + hour - 1))).toBeNull()
    expect(await takeAnchor(at(MONDAY + hour))).toMatchObject({ seq: 2 })
    expect(await takeAnchor(at(MONDAY + 2 * hour)), 'nothing was written since').toBeNull()
  })

  test('covers all that was written, however the clock of the domain jumps', async () => {
    const worker = await people.as('worker7')
    const clerk = await people.as('clerk1')
    const one = await reported(app, worker)
    await takeAnchor(at(MONDAY))
    // An hour of waiting tried out and taken back: entries come to lie before, in and behind the hour of the anchor.
    app.clock.moveTo(MONDAY + 3 * hour)
    const two = await did(clerk, one, 'accept')
    app.clock.moveTo(MONDAY - 30 * day)
    await did(clerk, two, 'comment', { note: '时钟拨回之后' })
    const [{ n }] = (await asOwner(app, sql<{ n: number }>`select count(*)::int as n from incident_action`)) as [
      { n: number },
    ]
    const first = (await lastOf())!.heads.history.entries
    await takeAnchor(at(MONDAY + hour))
    expect(first + (await lastOf())!.heads.history.entries).toBe(n)
  })

  test('is due at once when the wall clock has been set back behind the last one', async () => {
    await people.as('worker7')
    await takeAnchor(at(MONDAY + 365 * day))
    await people.as('clerk1')
    expect(await takeAnchor(at(MONDAY))).toMatchObject({ seq: 2, at: MONDAY })
    await people.as('town1')
    expect(await takeAnchor(at(MONDAY + hour))).toMatchObject({ seq: 3 })
    expect((await (await people.as('auditadmin')).get('/api/audit/integrity')).body.valid).toBe(true)
  })

  test('stands in the database and, word for word, in a file outside it, which a second server makes up for', async () => {
    await people.as('worker7')
    await keepRecord(at(MONDAY))
    expect(await lastInFile(path)).toEqual(await lastOf())
    rmSync(path)
    await people.as('clerk1')
    await keepRecord(at(MONDAY + hour))
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([1, 2])
    expect(lines.join()).not.toMatch(/linli-demo|worker7/)
  })
})

describe('the nightly check', () => {
  const state = async () =>
    (
      await asOwner(
        app,
        sql<{
          dueAt: number
          checkedTo: number
          againTo: number
          breaks: number
        }>`select due_at, checked_to, again_to, breaks from chain_check`,
      )
    )[0]!

  test('nights begin at three', () => {
    const three = Date.parse('2026-11-17T03:00:00+08:00')
    expect([nextNight(three - 1), nextNight(three), nextNight(three + 1)]).toEqual([three, three + day, three + day])
  })

  test('is done once a night, by however many ask, and at once when the wall clock has been set back', async () => {
    await people.as('worker7')
    const done = await Promise.all([checkWhenDue(at(MONDAY)), checkWhenDue(at(MONDAY)), checkWhenDue(at(MONDAY))])
    expect(done.filter((d) => d !== null)).toEqual([{ entries: expect.any(Number), breaks: 0 }])
    expect((await state()).dueAt).toBe(nextNight(MONDAY))
    expect(await checkWhenDue(at(MONDAY + hour))).toBeNull()
    expect(await checkWhenDue(at(nextNight(MONDAY)))).toMatchObject({ breaks: 0 })
    expect(await checkWhenDue(at(MONDAY - 300 * day))).toMatchObject({ breaks: 0 })
  })

  test('the server could not end before everything had been checked', async () => {
    await people.as('worker7')
    const ending = new AbortController()
    ending.abort()
    await expect(checkWhenDue(at(MONDAY), { pace: restful(ending.signal) })).rejects.toThrow('aborted')
    // Given back: the next that looks goes on, without waiting for a lease.
    expect(await checkWhenDue(at(MONDAY))).toMatchObject({ entries: expect.any(Number), breaks: 0 })
  })

  test('a check that failed is left for half an hour, and nobody else takes it meanwhile', async () => {
    await people.as('worker7')
    const broken = () => Promise.reject(new Error('out of reach'))
    await expect(checkWhenDue(at(MONDAY), { pace: broken })).rejects.toThrow('out of reach')
    expect(await checkWhenDue(at(MONDAY + hour / 2 - 1))).toBeNull()
    expect(await checkWhenDue(at(MONDAY + hour / 2))).toMatchObject({ breaks: 0 })
  })

  test('where there is one process only, whoever starts goes on at once with what a killed one held; elsewhere after half an hour', async () => {
    await people.as('worker7')
    // What a process leaves that is killed while it reads.
    await tamper(
      sql`update chain_check set due_at = ${new Date(MONDAY + hour / 2).toISOString()}::timestamptz, holder = gen_random_uuid()`,
    )
    const soon = await checkWhenDue(at(MONDAY + 1))
    if (app.house.db.engine.kind === 'embedded') expect(soon).toMatchObject({ breaks: 0 })
    else {
      expect(soon).toBeNull()
      expect(await checkWhenDue(at(MONDAY + hour / 2))).toMatchObject({ breaks: 0 })
    }
    expect((await state()).dueAt).toBe(nextNight(MONDAY))
  })

  test('reads what is new and then again some of the old, until all has been read and it begins anew', async () => {
    for (const [i, name] of ['worker7', 'clerk1', 'town1', 'city1'].entries()) {
      await people.as(name)
      await takeAnchor(at(MONDAY + i * hour))
    }
    await checkWhenDue(at(MONDAY + day))
    expect(await state()).toMatchObject({ checkedTo: 4, againTo: 0 })
    const marks = []
    for (let night = 2; night < 6; night++) {
      await checkWhenDue(at(nextNight(MONDAY + night * day)), { most: 1 })
      marks.push((await state()).againTo)
    }
    expect(marks).toEqual([1, 2, 3, 0])
  })

  test('keeps a break, counts it and tells the audit administrator, once; others hear nothing', async () => {
    const auditor = await people.as('auditadmin')
    const worker = await people.as('worker7')
    await reported(app, worker)
    await keepRecord(at(MONDAY))
    await tamper(sql`update incident_action set actor_name = '某某' where seq = 1`)
    await tamper(sql`update audit set verb = 'session.closed' where seq = 2`)
    for (const night of [1, 2, 3]) await keepRecord(at(nextNight(MONDAY + night * day)))
    expect(await countRows(app, 'chain_break')).toBe(2)
    expect(await app.house.metrics.registry.metrics()).toMatch(/^linli_chain_breaks 2$/m)
    const told = (await auditor.get('/api/messages?unread=true')).body.items
    expect(told).toMatchObject([{ message: 'recordBroken', incident: null, number: null, alarm: true }])
    expect((await auditor.post(`/api/messages/${told[0].id}/read`)).status).toBe(200)
    expect((await auditor.get('/api/messages?unread=true')).body.items).toEqual([])
    for (const name of ['worker7', 'clerk1', 'leader1'])
      expect(JSON.stringify((await (await people.as(name)).get('/api/messages')).body)).not.toContain('recordBroken')
  })
})

describe('GET /api/audit/integrity', () => {
  test('says what was read, where it stands, and when it was last proven', async () => {
    const auditor = await people.as('auditadmin')
    await reported(app, await people.as('worker7'))
    await keepRecord(app.house)
    const { status, body } = await auditor.get('/api/audit/integrity?read=all')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      valid: true,
      breaks: 0,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      anchors: { database: 1, file: 1 },
      nightly: { breaks: 0, everFound: 0 },
    })
    expect(body.chains.map((c: { chain: string; valid: boolean }) => [c.chain, c.valid])).toEqual([
      ['audit', true],
      ['disclosure', true],
      ['history', true],
      ['mediation', true],
      ['anchor', true],
    ])
    expect(body.entries).toBe(body.chains.reduce((sum: number, c: { entries: number }) => sum + c.entries, 0))
    expect(Date.parse(body.anchoredAt)).toBeLessThanOrEqual(Date.now())
    const logsOnly = (await auditor.get('/api/audit/integrity')).body
    expect(logsOnly.chains.map((c: { chain: string }) => c.chain)).toEqual(['audit', 'disclosure', 'anchor'])
    expect(logsOnly.head).not.toBe(body.head)
    expect((await auditor.get('/api/audit/integrity?read=nothing')).body).toMatchObject({
      valid: true,
      head: null,
      chains: [],
      nightly: { checkedAt: body.nightly.checkedAt, entries: expect.any(Number) },
    })
  })

  test('names the first place that does not hold, and says so too when nothing can be appended any more', async () => {
    const auditor = await people.as('auditadmin')
    await people.as('worker7')
    await tamper(sql`update audit set facts = '{"door": "field"}' where seq = 2`)
    const { body } = await auditor.get('/api/audit/integrity')
    expect(body).toMatchObject({
      valid: false,
      firstBroken: { chain: 'audit', entry: 2, why: 'changed', place: 'database', anchor: null, incident: null },
    })
    await tamper(sql`delete from chain_head where log = 'audit'`)
    const again = await auditor.get('/api/audit/integrity')
    expect([again.status, again.body.valid]).toEqual([200, false])
    expect(again.body.breaks).toBeGreaterThan(body.breaks)
  })
})
