// Mediation over HTTP: from a reported dispute to a performed agreement; the acts that the law allows, and what is refused.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nextMediationStep, sweepMediations } from '#modules/mediation/sweep.ts'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did } from '#test/given.ts'
import type { Person } from '#test/http.ts'
import {
  applicant,
  type Case,
  content,
  disputed,
  done,
  mediated,
  photo,
  reportedBin,
  respondent,
} from '#test/mediation.ts'

let app: TestHouse
let people: Cast
let clerk: Person
let one: Case
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  one = await mediated(app, people)
})

const written = {
  kind: 'written',
  on: '2026-11-16',
  facts: '楼上漏水，楼下天花板受损，楼上负责维修。',
  terms: '陈甲于十二月一日前修好水管，赔偿乙方三百元。',
  manner: '当面付清，双方签字',
  performBy: '2026-12-01',
} as const
const session = (fields: object = {}) => ({
  at: '2026-11-16T08:30:00+08:00',
  attended: [applicant.id, respondent.id],
  ...fields,
})

describe('from a report to a performed agreement', () => {
  test('two sessions, a written agreement with its photo, confirmation by the court, performance', async () => {
    expect(one.view).toMatchObject({
      state: 'open',
      version: 1,
      sessions: 0,
      agreement: null,
      court: null,
      mayRead: true,
    })
    await done(clerk, one, 'sessions', session({ note: '双方各执一词', nextAt: '2026-11-17T15:00:00+08:00' }))
    expect(one.view).toMatchObject({ sessions: 1, next: { what: 'session', on: '2026-11-17' } })
    await done(clerk, one, 'sessions', session({ place: '社区调解室' }))
    const signed = await photo(clerk)
    await done(clerk, one, 'agree', { ...written, files: [signed] })
    expect(one.view).toMatchObject({
      state: 'agreed',
      sessions: 2,
      nextSessionAt: null,
      agreement: { kind: 'written', on: '2026-11-16', performBy: '2026-12-01' },
      court: { state: null, counted: '2026-12-16', until: '2026-12-16', daysLeft: 30, provisional: false },
      performed: null,
    })
    expect(one.view.allowed.map((a: { act: string }) => a.act)).toEqual(['court', 'performed', 'mediators'])
    await done(clerk, one, 'court', { outcome: 'asked', on: '2026-11-16' })
    await done(clerk, one, 'court', { outcome: 'confirmed', on: '2026-11-16' })
    await done(clerk, one, 'performed', { performed: false, on: '2026-11-16', note: '乙方未到场' })
    await done(clerk, one, 'performed', { performed: true, on: '2026-11-16', note: '已当面付清' })
    expect(one.view).toMatchObject({ court: { state: 'confirmed' }, performed: { done: true }, next: null, version: 8 })
    const read = await content(clerk, one)
    expect(read).toMatchObject({
      valid: true,
      disputants: [
        { name: '陈甲', phone: '13800001234' },
        { name: '李乙', phone: null, representative: { name: '李小乙' } },
      ],
      sessions: [
        { no: 1, note: '双方各执一词' },
        { no: 2, place: '社区调解室', note: null },
      ],
      agreement: { terms: written.terms },
      performance: '已当面付清',
      files: [{ id: signed, act: 'agree', kind: 'photo' }],
    })
    expect(read.history).toHaveLength(8)
    expect((await clerk.get(`/api/files/${signed}`)).status).toBe(200)
  })

  test('an oral agreement needs its content alone, and takes effect on the day on which it was agreed', async () => {
    const missing = await clerk.post(`${one.url}/agree`, { version: 1, ...written, facts: undefined })
    expect(missing.body).toMatchObject({ status: 400, code: 'mediation.field_missing', field: 'facts' })
    await done(clerk, one, 'agree', { kind: 'oral', on: '2026-11-13', terms: '各让一步，不再追究' })
    expect(one.view).toMatchObject({ state: 'agreed', court: { counted: '2026-12-13', until: '2026-12-14' } })
  })

  test('a failed one tells of the other ways, a disputant may leave at any time', async () => {
    expect((await clerk.post(`${one.url}/fail`, { version: 1, told: [] })).status).toBe(400)
    await done(clerk, one, 'fail', { told: ['court', 'arbitration'], reason: '分歧过大' })
    expect(one.view).toMatchObject({ state: 'failed', allowed: [] })
    expect((await content(clerk, one)).ending).toEqual({
      told: ['court', 'arbitration'],
      disputant: null,
      reason: '分歧过大',
    })
    const other = await mediated(app, people)
    const stranger = await clerk.post(`${other.url}/withdraw`, { version: 1, disputant: uuidv7() })
    expect(stranger.body).toMatchObject({ status: 400, code: 'mediation.unknown_disputant' })
    await done(clerk, other, 'withdraw', { disputant: respondent.id })
    expect(other.view.state).toBe('withdrawn')
  })
})

describe('beginning', () => {
  const begin = (by: Person, incident: { id: string }, fields: object = {}) =>
    by.post(`/api/incidents/${incident.id}/mediation`, { ...one.opening, id: uuidv7(), ...fields })

  test('sent again it changes nothing; with other content, or twice in a round, it is refused', async () => {
    const again = await clerk.post(`/api/incidents/${one.incident.id}/mediation`, one.opening)
    expect(again).toMatchObject({ status: 200, body: { id: one.id, version: 1 } })
    const other = await clerk.post(`/api/incidents/${one.incident.id}/mediation`, { ...one.opening, basis: 'offered' })
    expect(other.body.code).toBe('id.conflict')
    expect((await begin(clerk, one.incident)).body.code).toBe('mediation.once')
    expect(await countRows(app, 'mediation')).toBe(1)
    expect(await countRows(app, 'mediation_action')).toBe(1)
  })

  test('only a dispute, only in hand, only in the name of an own unit, with mediators of the place', async () => {
    const bin = await reportedBin(app, people)
    expect((await begin(clerk, bin)).body.code).toBe('mediation.no_dispute')
    const dispute = await disputed(app, people)
    const town = await people.as('town1')
    expect((await begin(town, dispute)).body.code).toBe('mediation.not_yours')
    expect((await begin(await people.as('clerk101'), dispute)).status).toBe(404)
    expect((await begin(await people.as('leader1'), dispute)).status).toBe(403)
    expect((await begin(await people.as('worker7'), dispute)).body.code).toBe('mediation.not_yours')
    const stranger = (await (await people.as('clerk101')).get('/api/me')).body.account.id
    expect((await begin(clerk, dispute, { mediators: [stranger] })).body.code).toBe('mediation.unknown_mediator')
    const same = [applicant, { ...respondent, id: applicant.id }]
    expect((await begin(clerk, dispute, { disputants: same })).body.code).toBe('mediation.unknown_disputant')
    expect((await begin(clerk, dispute, { disputants: [applicant] })).status).toBe(400)
    await did(clerk, dispute, 'void', { reason: '误报' })
    expect((await begin(clerk, dispute)).body.code).toBe('mediation.incident_over')
    expect(await countRows(app, 'mediation')).toBe(1)
  })

  test('nothing more is asked than the law needs: no document number, no field for belief or origin', async () => {
    const extra = [{ ...applicant, idNumber: '110101199003074477' }, respondent]
    expect((await begin(clerk, one.incident, { disputants: extra })).status).toBe(400)
  })
})

describe('while it is mediated', () => {
  test('the incident is not ended, by whatever way; after the mediation it is', async () => {
    const now = (await clerk.get(`/api/incidents/${one.incident.id}`)).body
    expect(now).toMatchObject({ mediable: true, mediation: 'open' })
    expect(now.allowed.map((a: { action: string }) => a.action)).not.toContain('void')
    expect((await act(clerk, now, 'void', { reason: '误报' })).body).toMatchObject({
      status: 409,
      code: 'incident.mediation_open',
    })
    const unit = (await clerk.get('/api/units?under=990101001001007&kind=team')).body.items[0].id
    const dispatched = await did(clerk, now, 'dispatch', { unit })
    const worker = await people.as('worker7')
    const signed = await did(worker, dispatched, 'sign')
    expect((await act(worker, signed, 'finish', { result: '已劝和' })).body.code).toBe('incident.mediation_open')
    await done(clerk, one, 'fail', { told: ['court'] })
    const after = (await worker.get(`/api/incidents/${one.incident.id}`)).body
    expect(after.mediation).toBe('ended')
    expect((await did(worker, after, 'finish', { result: '已告知诉讼途径' })).state).toBe('handled')
  })
})

describe('what is refused changes nothing', () => {
  const rows = () =>
    asOwner(
      app,
      sql`select version, seq, state, court, is_performed, next_step_at, head_digest from mediation where id = ${one.id}::uuid`,
    )

  test.each([
    ['court', { outcome: 'asked', on: '2026-11-16' }, 'mediation.wrong_state'],
    ['performed', { performed: true, on: '2026-11-16' }, 'mediation.wrong_state'],
    ['sessions', { at: '2026-11-17T08:30:00+08:00', attended: [applicant.id] }, 'mediation.day_ahead'],
    ['sessions', { at: '2026-11-16T08:30:00+08:00', attended: [uuidv7()] }, 'mediation.unknown_disputant'],
    ['sessions', { ...session(), nextAt: '2026-11-16T08:31:00+08:00' }, 'mediation.day_early'],
    ['sessions', { ...session(), files: [uuidv7()] }, 'mediation.file_unusable'],
    ['agree', { ...written, on: '2026-11-17' }, 'mediation.day_ahead'],
    ['agree', { ...written, performBy: '2026-11-15' }, 'mediation.day_early'],
    ['mediators', { mediators: [uuidv7()], reason: '更换' }, 'mediation.unknown_mediator'],
  ])('%s %j: %s', async (address, fields, code) => {
    const before = await rows()
    expect((await clerk.post(`${one.url}/${address}`, { version: 1, ...fields })).body.code).toBe(code)
    expect((await clerk.post(`${one.url}/${address}`, { version: 9, ...fields })).body).toMatchObject({
      status: 409,
      current: 1,
    })
    expect(await rows()).toEqual(before)
    expect(await countRows(app, 'mediation_action')).toBe(1)
  })

  test('the court is asked within thirty days, and decides after it was asked', async () => {
    await done(clerk, one, 'agree', { kind: 'oral', on: '2026-11-13', terms: '各让一步' })
    const court = (outcome: string, on: string) => clerk.post(`${one.url}/court`, { version: 2, outcome, on })
    expect((await court('confirmed', '2026-11-16')).body.code).toBe('mediation.court_state')
    expect((await court('asked', '2026-11-12')).body).toMatchObject({
      code: 'mediation.day_early',
      earliest: '2026-11-13',
    })
    app.clock.moveTo(Date.parse('2026-12-15T09:00:00+08:00'))
    const late = await people.as('clerk1')
    expect(
      (await late.post(`${one.url}/court`, { version: 2, outcome: 'asked', on: '2026-12-15' })).body,
    ).toMatchObject({
      code: 'mediation.court_too_late',
      until: '2026-12-14',
    })
  })

  test('an act sent again under its id is done once', async () => {
    const id = uuidv7()
    const first = await clerk.post(`${one.url}/sessions`, { id, version: 1, ...session() })
    const again = await clerk.post(`${one.url}/sessions`, { id, version: 1, ...session() })
    expect([first.status, again.status, again.body.sessions]).toEqual([200, 200, 1])
    const other = await clerk.post(`${one.url}/sessions`, { id, version: 1, ...session({ note: '改' }) })
    expect(other.body.code).toBe('id.conflict')
  })
})

describe('reminders', () => {
  const told = async () =>
    (
      await asOwner(
        app,
        sql<{ message: string }>`select message from message where message like 'mediation%' order by at, id`,
      )
    ).map((m) => m.message)

  test('on the morning of a session, a week and a day before the court is closed, on the day of performance; each once', async () => {
    await done(clerk, one, 'sessions', session({ nextAt: '2026-11-17T15:00:00+08:00' }))
    const at = async () => new Date((await nextMediationStep(app.house, Date.parse('2027-12-31')))!).toISOString()
    expect(await at()).toBe('2026-11-17T00:00:00.000Z')
    app.clock.moveTo(Date.parse('2026-11-17T08:00:00+08:00'))
    expect(
      await Promise.all([sweepMediations(app.house, app.clock.now()), sweepMediations(app.house, app.clock.now())]),
    ).toContain(1)
    expect(await told()).toEqual(['mediationSession'])
    await done(clerk, one, 'agree', { ...written, performBy: '2026-12-01' })
    expect(await at()).toBe('2026-12-01T00:00:00.000Z')
    expect(await sweepMediations(app.house, Date.parse('2027-01-31'))).toBe(3)
    expect(await told()).toEqual(['mediationSession', 'mediationPerform', 'mediationCourt', 'mediationCourt'])
    expect(await nextMediationStep(app.house, Date.parse('2027-12-31'))).toBeNull()
    const messages = (await clerk.get('/api/messages')).body.items
    expect(messages[0]).toMatchObject({ message: expect.stringMatching(/^mediation/), incident: one.incident.id })
  })

  test('the clock that is moved by hand stops for them', async () => {
    await done(clerk, one, 'sessions', session({ nextAt: '2026-11-17T15:00:00+08:00' }))
    expect((await clerk.post('/api/clock', { advance: 'P1D' })).status).toBe(200)
    expect(await told()).toEqual(['mediationSession'])
  })

  test('where no mediator is left the unit is told', async () => {
    await done(clerk, one, 'sessions', session({ nextAt: '2026-11-17T15:00:00+08:00' }))
    const admin = await people.as('secadmin')
    const account = (await admin.get('/api/accounts?q=clerk1')).body.items[0]
    const left = { version: account.version, reason: '调离', handOver: { force: true, reason: '调离' } }
    expect((await admin.post(`/api/accounts/${account.id}/disable`, left)).status).toBe(200)
    await app.reload()
    expect(await sweepMediations(app.house, Date.parse('2026-11-17T08:00:00+08:00'))).toBe(1)
    const { items } = (await (await people.as('clerk2')).get('/api/messages')).body
    expect(items).toContainEqual(expect.objectContaining({ message: 'mediationSession' }))
  })

  test('what the court was asked for is not reminded of', async () => {
    await done(clerk, one, 'agree', { kind: 'oral', on: '2026-11-16', terms: '各让一步' })
    await done(clerk, one, 'court', { outcome: 'asked', on: '2026-11-16' })
    expect(await sweepMediations(app.house, Date.parse('2027-01-31'))).toBe(0)
  })
})

test('the list goes by what falls due next, page by page, each case once', async () => {
  const waiting = await mediated(app, people)
  const agreed = await mediated(app, people)
  await done(clerk, agreed, 'agree', { ...written, performBy: '2026-11-20' })
  await done(clerk, one, 'sessions', session({ nextAt: '2026-11-18T15:00:00+08:00' }))
  const ended = await mediated(app, people)
  await done(clerk, ended, 'fail', { told: ['court'] })
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { id: string }[]; next: string | null; total: number } = (
      await clerk.get(`/api/mediations?limit=1&count=true${cursor && `&cursor=${cursor}`}`)
    ).body
    expect(page.total).toBe(4)
    seen.push(...page.items.map((m) => m.id))
    cursor = page.next
  }
  expect(seen).toEqual([one.id, agreed.id, ended.id, waiting.id])
  const open = (await clerk.get('/api/mediations?state=open')).body.items
  expect(open.map((m: { id: string }) => m.id)).toEqual([one.id, waiting.id])
})

test('a changed history is found, whoever changed it', async () => {
  await done(clerk, one, 'sessions', session({ note: '原话' }))
  expect((await content(clerk, one)).valid).toBe(true)
  const tamper = (text: string) =>
    app.house.db.transaction('owner', (tx) =>
      tx.commit(sql`set local session_replication_role = replica`, sql`${sql.raw(text)}`),
    )
  for (const text of [
    `update mediation_action set at = at + interval '1 day' where seq = 2`,
    `update mediation_action set account_id = (select id from account where username = 'worker7') where seq = 1`,
    `delete from mediation_action where seq = 2`,
  ]) {
    await tamper(`create table if not exists kept as select * from mediation_action`)
    await tamper(text)
    expect((await content(clerk, one)).valid, text).toBe(false)
    await tamper('delete from mediation_action')
    await tamper('insert into mediation_action select * from kept')
  }
  await tamper('drop table kept')
  expect((await content(clerk, one)).valid).toBe(true)
})
