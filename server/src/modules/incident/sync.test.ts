// POST /api/sync as a phone uses it: send, hear a verdict on each, send again what had no answer, ask once more and find nothing new.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { SyncItem } from '@linli/contract/sync/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countRows, isPostgres, MONDAY, type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'
import { item, report, sync, verdicts } from '#test/sync.ts'

const hour = 3_600_000

let app: TestHouse
let people: Cast
let worker: Person
let clerk: Person
let place: { lng: number; lat: number }
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  ;[worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  place = await pointIn(app, '990101001001007')
})

const view = async (by: Person, id: string): Promise<IncidentView> => {
  const reply = await by.get(`/api/incidents/${id}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const expectSound = async (id: string) =>
  expect((await clerk.get(`/api/incidents/${id}/integrity`)).body).toMatchObject({ valid: true })
const actsOf = ({ history }: IncidentView) => history.filter((h) => h.actor.kind !== 'system').map((h) => h.action)

describe('send, acknowledge, send again', () => {
  test('a morning: reports, one handled on the spot, remarks on them, a picture still on its way', async () => {
    const [a, b] = [report(place), report(place, { handled: { result: '已清运' } })]
    const picture = uuidv7()
    const items = [
      a,
      b,
      item('comment', a.target, { note: '已告知保洁员' }, { after: a.id }),
      item('addEvidence', a.target, { evidence: [picture] }, { after: a.id }),
    ]
    expect(verdicts(await sync(worker, items))).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    const first = await view(worker, a.target)
    expect([first.state, first.version, actsOf(first)]).toEqual(['reported', 3, ['report', 'comment', 'addEvidence']])
    expect(first.evidence).toMatchObject([{ id: picture, awaited: true, purpose: 'addEvidence' }])
    expect(await view(worker, b.target)).toMatchObject({ state: 'closed', stage: 'archive' })
    for (const { target } of [a, b]) await expectSound(target)

    const before = [await countRows(app, 'incident'), await countRows(app, 'incident_action')]
    expect(verdicts(await sync(worker, items))).toEqual(['already', 'already', 'already', 'already'])
    expect(verdicts(await sync(worker, items.toReversed()))).toEqual(Array(4).fill('already'))
    expect([await countRows(app, 'incident'), await countRows(app, 'incident_action')]).toEqual(before)
    expect(await sync(worker, [])).toEqual([])
  })

  test('the answer was lost half-way: what is new is done, what is done is done', async () => {
    const items = [report(place), report(place), report(place)]
    await sync(worker, items.slice(0, 2))
    expect(verdicts(await sync(worker, items))).toEqual(['already', 'already', 'accepted'])
    expect(verdicts(await sync(worker, [items[2]!, items[2]!, report(place)]))).toEqual([
      'already',
      'already',
      'accepted',
    ])
  })

  test('the same id with other content is another thing; sent twice in one list likewise', async () => {
    const one = report(place)
    const other = { ...one, input: { ...one.input, description: '路灯不亮' } }
    const third = report(place)
    expect(verdicts(await sync(worker, [one, other, third]))).toEqual(['accepted', 'id.conflict', 'accepted'])
    expect(verdicts(await sync(worker, [other, one]))).toEqual(['id.conflict', 'already'])
    expect((await view(worker, one.target)).description).toBe('垃圾桶满溢，异味明显')
    expect(verdicts(await sync(clerk, [one]))).toEqual(['id.conflict'])
  })

  test('whichever door it went through first, it is the same act', async () => {
    const one = report(place)
    expect((await worker.put(`/api/incidents/${one.target}`, one.input)).status).toBe(201)
    expect(verdicts(await sync(worker, [one]))).toEqual(['already'])
    const two = report(place)
    await sync(worker, [two])
    expect((await worker.put(`/api/incidents/${two.target}`, two.input)).status).toBe(200)
    const remark = item('comment', two.target, { note: '补充' }, { base: 1 })
    await sync(worker, [remark])
    const again = await act(worker, { id: two.target, version: 1 }, 'comment', { id: remark.id, note: '补充' })
    expect([again.status, again.body.version]).toEqual([200, 2])
  })
})

describe('what it counts as', () => {
  test('at its own time, from receipt for the deadlines', async () => {
    const one = report(place)
    await sync(worker, [
      one,
      item('comment', one.target, { note: '仍在' }, { after: one.id, occurredAt: formatInstant(MONDAY - hour) }),
    ])
    const incident = await view(worker, one.target)
    expect(incident.reportedAt).toBe(formatInstant(MONDAY))
    expect(incident.stateSince).toBe(formatInstant(MONDAY))
    expect(incident.occurredAt).toBe('2026-11-16T08:30:00+08:00')
    expect(incident.history.map((h) => [h.action, h.occurredAt])).toEqual([
      ['report', '2026-11-16T08:30:00+08:00'],
      ['comment', '2026-11-16T08:00:00+08:00'],
    ])
    const online = await reported(app, worker)
    expect(incident.stateDueAt).toBe(online.stateDueAt)
  })

  test('finished in time where there was no network is in time', async () => {
    const incident = await did(worker, await dispatchedToTeam(), 'sign')
    app.clock.moveTo(MONDAY + 30 * hour)
    const finish = item(
      'finish',
      incident.id,
      { result: '已清运' },
      { base: incident.version, occurredAt: formatInstant(MONDAY + hour) },
    )
    expect(verdicts(await sync(worker, [finish]))).toEqual(['accepted'])
    const after = await view(worker, incident.id)
    expect([after.promise!.stoppedAt, after.promise!.late]).toEqual([formatInstant(MONDAY + hour), false])
  })

  const twoDays = 48 * hour
  test.each([
    ['ahead', twoDays],
    ['behind', -twoDays],
  ])('a clock two days %s is put right, and the history says so', async (_, off) => {
    const phone = (at: number) => formatInstant(at + off)
    const one = { ...report(place, { occurredAt: phone(MONDAY - 2 * hour) }), occurredAt: phone(MONDAY - hour) }
    const remark = item('comment', one.target, { note: '仍在' }, { after: one.id, occurredAt: phone(MONDAY - 60_000) })
    expect(verdicts(await sync(worker, [one, remark], phone(MONDAY)))).toEqual(['accepted', 'accepted'])
    const incident = await view(worker, one.target)
    expect(incident.occurredAt).toBe(formatInstant(MONDAY - 2 * hour))
    expect(incident.history.map((h) => h.occurredAt)).toEqual([
      formatInstant(MONDAY - hour),
      formatInstant(MONDAY - 60_000),
    ])
    expect(incident.history.map((h) => h.data.clock)).toEqual([
      { said: one.occurredAt, behind: -off / 1000 },
      { said: remark.occurredAt, behind: -off / 1000 },
    ])
    await expectSound(one.target)
    // Sent again an hour later, by the same wrong clock: the measure differs, the act does not.
    app.clock.moveTo(MONDAY + hour)
    expect(verdicts(await sync(worker, [one, remark], phone(MONDAY + 2 * hour)))).toEqual(['already', 'already'])
  })

  test('without a measure it is never in the future, and never before what had been seen', async () => {
    const one = { ...report(place), occurredAt: formatInstant(MONDAY + twoDays) }
    await sync(worker, [one])
    const { history } = await view(worker, one.target)
    expect(history).toMatchObject([
      { at: formatInstant(MONDAY), occurredAt: null, data: { clock: { said: one.occurredAt, bounded: true } } },
    ])
    const incident = await dispatchedToTeam()
    const early = item(
      'sign',
      incident.id,
      {},
      { base: incident.version, occurredAt: formatInstant(MONDAY - 5 * hour) },
    )
    await sync(worker, [early])
    const signed = (await view(worker, incident.id)).history.at(-1)
    expect(signed).toMatchObject({
      action: 'sign',
      at: formatInstant(MONDAY),
      data: { clock: { said: early.occurredAt, bounded: true } },
    })
  })

  test('what lies ahead by a clock that is right is a mistake, as online', async () => {
    const one = report(place, { occurredAt: formatInstant(MONDAY + hour) })
    const [result] = await sync(worker, [one], formatInstant(MONDAY))
    expect(result).toMatchObject({
      outcome: 'rejected',
      code: 'incident.happened_later',
      errors: [{ path: '/occurredAt' }],
    })
  })
})

async function dispatchedToTeam(): Promise<IncidentView> {
  const { body: units } = await clerk.get('/api/units?under=990101001001007&kind=team')
  const accepted = await did(clerk, await reported(app, worker), 'accept')
  return did(clerk, accepted, 'dispatch', { unit: units.items[0].id })
}

describe('one bad item blocks only those that depend on it', () => {
  test('every way of being wrong, each by its own code, among good ones', async () => {
    const outOfSight = await reported(app, await people.as('worker101'), { location: { area: '990101001002001' } })
    const fresh = await reported(app, worker)
    const items: [SyncItem | Record<string, unknown>, string][] = [
      [report(place), 'accepted'],
      [report(place, { matter: '99999' }), 'incident.unknown_matter'],
      [report({ lng: 2.35, lat: 48.85 }), 'area.outside_county'],
      [report(place, { description: '' }), 'request.invalid'],
      [item('comment', fresh.id, {}, { base: 1 }), 'request.invalid'],
      [item('comment', fresh.id, { note: 'x', colour: 'red' }, { base: 1 }), 'request.invalid'],
      [item('comment', fresh.id, { note: 'x', version: 2 }, { base: 1 }), 'request.invalid'],
      [item('comment', uuidv7(), { note: 'x' }, { base: 1 }), 'not_found'],
      [item('comment', outOfSight.id, { note: 'x' }, { base: 1 }), 'not_found'],
      [item('accept', fresh.id, {}, { base: 1 }), 'incident.not_yours'],
      [item('supplement', fresh.id, { description: '东门' }, { base: 1 }), 'incident.wrong_state'],
      [item('dance', fresh.id, {}), 'sync.unknown_action'],
      [{ ...item('comment', fresh.id, { note: 'x' }), action: 'post.grant' }, 'sync.unknown_action'],
      [{ ...item('comment', fresh.id, { note: 'x' }), action: 'constructor' }, 'sync.unknown_action'],
      [{ id: uuidv7() }, 'request.invalid'],
      [{ ...report(place), occurredAt: 'yesterday' }, 'request.invalid'],
      [{ ...report(place), occurredAt: '2026-02-30T00:00:00+08:00' }, 'request.invalid'],
      [{ ...report(place), target: 'here' }, 'request.invalid'],
      [{ ...report(place), base: 0 }, 'request.invalid'],
      [{ ...report(place), input: 'nothing' }, 'request.invalid'],
      [{ ...report(place), colour: 'red' }, 'request.invalid'],
      [report(place, { description: '灯\ud83d' }), 'request.invalid'],
      [report(place, { form: { 'a\u0000': [{ b: 1 }] } }), 'request.invalid'],
      [{ ...report(place), id: outOfSight.id, target: outOfSight.id }, 'id.conflict'],
      [item('comment', fresh.id, { note: '仍在' }, { base: 1 }), 'accepted'],
    ]
    const results = await sync(
      worker,
      items.map(([sent]) => sent),
    )
    expect(verdicts(results)).toEqual(items.map(([, verdict]) => verdict))
    expect(results[3]!.errors).toContainEqual({
      path: '/input/description',
      message: expect.stringContaining('fewer than 1'),
    })
    expect(results[4]!.errors).toEqual([{ path: '/input/note', message: expect.stringContaining('required') }])
    expect(results[6]!.errors).toEqual([{ path: '/input/version', message: 'is another one than base' }])
    expect(results[14]!.errors!.map((e) => e.path).sort()).toEqual(['/action', '/input', '/occurredAt', '/target'])
    expect(results[9]).toMatchObject({ current: { id: fresh.id, version: 2 } })
    expect(results[10]).toMatchObject({ facts: { state: 'reported' }, current: { id: fresh.id } })
    expect(results[21]!.errors).toEqual([{ path: '/', message: 'holds half of a surrogate pair' }])
    expect(results[22]!.errors).toEqual([{ path: '/', message: 'holds a NUL character' }])
    for (const hidden of [7, 8, 23]) expect(results[hidden]).not.toHaveProperty('current')
    expect(await countRows(app, 'incident')).toBe(3)
  })

  test('what depends on a rejected one is rejected with it, and with that what depends on it; the others are not', async () => {
    const wrong = report(place, { matter: '99999' })
    const right = report(place)
    const first = item('comment', wrong.target, { note: '1' }, { after: wrong.id })
    const second = item('comment', right.target, { note: '2' }, { after: first.id })
    const third = item('comment', right.target, { note: '3' }, { after: right.id })
    const results = await sync(worker, [wrong, right, first, second, third])
    expect(verdicts(results)).toEqual([
      'incident.unknown_matter',
      'accepted',
      'sync.dependency_rejected',
      'sync.dependency_rejected',
      'accepted',
    ])
    expect(actsOf(await view(worker, right.target))).toEqual(['report', 'comment'])
  })

  test('a dependency that stands later, that nobody knows, that is somebody else’s, or that is itself', async () => {
    const one = report(place)
    const theirs = report(place)
    await sync(clerk, [theirs])
    const mine = item('comment', one.target, { note: '1' }, { after: one.id })
    const itself = item('comment', one.target, { note: '2' })
    const results = await sync(worker, [
      mine,
      one,
      item('comment', one.target, { note: '3' }, { after: uuidv7() }),
      item('comment', one.target, { note: '4' }, { after: theirs.id }),
      { ...itself, after: itself.id },
    ])
    expect(verdicts(results)).toEqual([
      'sync.dependency_later',
      'accepted',
      'sync.dependency_unknown',
      'sync.dependency_unknown',
      'sync.dependency_itself',
    ])
    // In an earlier sending it counts.
    expect(verdicts(await sync(worker, [mine]))).toEqual(['accepted'])
  })

  test('what depended on itself was told to send that earlier, which nobody can', async () => {
    const one = report(place)
    const [a, b, c] = ['1', '2', '3'].map((note) => item('comment', one.target, { note }))
    const ring = [
      { ...a!, after: c!.id },
      { ...b!, after: a!.id },
      { ...c!, after: b!.id },
    ]
    const beside = item('comment', one.target, { note: '4' }, { after: a!.id })
    expect(verdicts(await sync(worker, [one, ...ring, beside]))).toEqual([
      'accepted',
      ...Array(3).fill('sync.dependency_itself'),
      'sync.dependency_rejected',
    ])
    // Without `after` it is what it is: the answer can be followed.
    expect(verdicts(await sync(worker, [a!, ring[1]!, ring[2]!, beside]))).toEqual(Array(4).fill('accepted'))
  })

  test('the rejected stay rejected, and can be sent again under the same id once they are right', async () => {
    const one = report(place, { matter: '99999' })
    expect(verdicts(await sync(worker, [one, one]))).toEqual(['incident.unknown_matter', 'incident.unknown_matter'])
    expect(verdicts(await sync(worker, [{ ...one, input: { ...one.input, matter: '06042' } }]))).toEqual(['accepted'])
  })

  test('an id that is taken out of sight sends the list one by one, with the same verdicts', async () => {
    const hidden = await reported(app, await people.as('worker101'), { location: { area: '990101001002001' } })
    const [a, b, wrong] = [report(place), report(place), report(place, { matter: '99999' })]
    const items = [
      a,
      { ...report(place), target: hidden.id },
      item('comment', a.target, { note: '1' }, { after: a.id }),
      wrong,
      item('comment', a.target, { note: '2' }, { after: wrong.id }),
      b,
    ]
    const wanted = [
      'accepted',
      'id.conflict',
      'accepted',
      'incident.unknown_matter',
      'sync.dependency_rejected',
      'accepted',
    ]
    expect(verdicts(await sync(worker, items))).toEqual(wanted)
    expect(verdicts(await sync(worker, items))).toEqual(wanted.map((v) => (v === 'accepted' ? 'already' : v)))
    await expectSound(a.target)
  })
})

describe('an old version', () => {
  test('is accepted if only own acts came since: in the same list, in an earlier one, with reminders in between', async () => {
    const incident = await dispatchedToTeam()
    const base = incident.version
    const items = [
      item('sign', incident.id, {}, { base }),
      item('progress', incident.id, { note: '到场' }, { base }),
      item('comment', incident.id, { note: '仍在' }, { base }),
    ]
    expect(verdicts(await sync(worker, items))).toEqual(['accepted', 'accepted', 'accepted'])
    expect(verdicts(await sync(worker, [item('comment', incident.id, { note: '再来' }, { base })]))).toEqual([
      'accepted',
    ])
    app.clock.moveTo(MONDAY + 3.6 * hour)
    await (await people.as('sysadmin')).post('/api/clock', { advance: 'PT1M' })
    expect((await view(worker, incident.id)).history.some((h) => h.action === 'remind')).toBe(true)
    const finish = item('finish', incident.id, { result: '已清运' }, { base })
    expect(verdicts(await sync(worker, [finish]))).toEqual(['accepted'])
    expect(actsOf(await view(worker, incident.id)).slice(-5)).toEqual([
      'sign',
      'progress',
      'comment',
      'comment',
      'finish',
    ])
    await expectSound(incident.id)
  })

  test('is a conflict if somebody else came between, with what has become of it', async () => {
    const incident = await dispatchedToTeam()
    const base = incident.version
    await did(clerk, incident, 'comment', { note: '请尽快' })
    const items = [item('sign', incident.id, {}, { base }), item('sign', incident.id, {}, { base: base + 1 })]
    const [stale, fresh] = await sync(worker, items)
    expect(stale).toMatchObject({
      outcome: 'rejected',
      code: 'version.conflict',
      facts: { current: base + 1 },
      current: { id: incident.id, version: base + 2, state: 'signed' },
    })
    expect(fresh!.outcome).toBe('accepted')
    // Somebody else's act stays in between, however many own ones follow.
    expect(verdicts(await sync(worker, [item('progress', incident.id, { note: '到场' }, { base })]))).toEqual([
      'version.conflict',
    ])
  })

  test('is needed on everything but what one has reported oneself and nobody has touched', async () => {
    const mine = report(place)
    await sync(worker, [mine])
    const remark = () => item('comment', mine.target, { note: '仍在' })
    expect(verdicts(await sync(worker, [remark(), remark()]))).toEqual(['accepted', 'accepted'])
    await did(clerk, await view(clerk, mine.target), 'accept')
    expect(verdicts(await sync(worker, [remark()]))).toEqual(['version.conflict'])
    expect(verdicts(await sync(worker, [{ ...remark(), base: 99 }]))).toEqual(['version.conflict'])
  })

  test('may stand in the input too, as the online body has it', async () => {
    const incident = await dispatchedToTeam()
    const { version } = incident
    expect(verdicts(await sync(worker, [item('sign', incident.id, { version })]))).toEqual(['accepted'])
  })
})

describe('several acts on one thing, and on two', () => {
  test('each finds what the one before has left: signed, worked on, finished, and then no longer mine to finish', async () => {
    const incident = await dispatchedToTeam()
    const base = incident.version
    const [sign, progress, finish, again] = [
      item('sign', incident.id, {}, { base }),
      item('progress', incident.id, { note: '到场' }, { base }),
      item('finish', incident.id, { result: '已清运' }, { base }),
      item('finish', incident.id, { result: '又清运' }, { base }),
    ]
    const results = await sync(worker, [sign, progress, finish, again])
    expect(verdicts(results).slice(0, 3)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(results[3]).toMatchObject({ outcome: 'rejected', current: { version: base + 3 } })
  })

  test('a clerk merges, comments and takes the merge back in one list', async () => {
    const [a, b] = [await reported(app, worker), await reported(app, worker)]
    const items = [
      item('comment', b.id, { note: '重复' }, { base: 1 }),
      item('merge', a.id, { into: b.id }, { base: 1 }),
      item('comment', b.id, { note: '已并案' }, { base: 1 }),
      item('unmerge', a.id, {}, { base: 1 }),
      item('comment', a.id, { note: '不是同一处' }, { base: 1 }),
    ]
    expect(verdicts(await sync(clerk, items))).toEqual(Array(5).fill('accepted'))
    expect((await view(clerk, a.id)).reports).toHaveLength(1)
    expect((await view(clerk, b.id)).reports).toHaveLength(1)
    for (const { id } of [a, b]) await expectSound(id)
  })

  test('what lies where is found out for many at once: points, buildings, areas, places moved by a supplement', async () => {
    const { body: buildings } = await worker.get('/api/buildings?limit=2')
    const items = [
      report(place),
      report({ building: buildings.items[0].id }),
      report({ area: '990101001001007' }),
      report(await pointIn(app, '990101001001008')),
    ]
    expect(verdicts(await sync(worker, items))).toEqual(Array(4).fill('accepted'))
    const areas = await Promise.all(items.map(async ({ target }) => (await view(clerk, target)).area))
    expect(areas).toEqual([...Array(3).fill('990101001001007'), '990101001001008'])
    const returned = await did(clerk, await view(clerk, items[0]!.target), 'return', { reason: '请补充位置' })
    const moved = await pointIn(app, '990101001001009')
    const supplement = item('supplement', returned.id, { location: moved }, { base: returned.version })
    expect(verdicts(await sync(worker, [supplement, report(place)]))).toEqual(['accepted', 'accepted'])
    expect((await view(clerk, returned.id)).area).toBe('990101001001009')
    // It lies in another grid now, but one's own report stays in sight.
    expect(
      verdicts(await sync(worker, [item('comment', returned.id, { note: '在西门' }, { base: returned.version })])),
    ).toEqual(['accepted'])
  })

  test('files: one’s own, and still on their way; somebody else’s is turned back by itself', async () => {
    const file = uuidv7()
    const [a, b] = [report(place, { evidence: [file] }), report(place, { evidence: [uuidv7(), uuidv7()] })]
    expect(verdicts(await sync(worker, [a, b]))).toEqual(['accepted', 'accepted'])
    const other = report(place, { evidence: [file] })
    const fine = report(place)
    expect(verdicts(await sync(clerk, [other, fine]))).toEqual(['request.invalid', 'accepted'])
  })
})

describe('the envelope', () => {
  const expectRefused = async (body: unknown, status: number, path?: string) => {
    const reply = await worker.post('/api/sync', body)
    expect([reply.status, reply.body.code], JSON.stringify(reply.body)).toEqual([
      status,
      status === 413 ? 'too_large' : 'request.invalid',
    ])
    if (path) expect(reply.body.errors.map((e: { path: string }) => e.path)).toContain(path)
  }

  test('what is no list of items is refused as a whole, and says where it is wrong', async () => {
    const wrong: [object, string][] = [
      [{}, '/items'],
      [{ items: 'all' }, '/items'],
      [{ items: [7] }, '/items/0'],
      [{ items: [{ action: 'incident.sign' }] }, '/items/0/id'],
      [{ items: [{ id: 'x' }] }, '/items/0/id'],
      [{ items: [], colour: 'red' }, '/colour'],
      [{ items: [], sentAt: 'now' }, '/sentAt'],
    ]
    for (const [body, path] of wrong) await expectRefused(body, 400, path)
  })

  test('200 items go, 201 do not; four megabytes do not', async () => {
    const remark = (n: number) => item('comment', uuidv7(), { note: String(n) }, { base: 1 })
    const many = Array.from({ length: 201 }, (_, n) => remark(n))
    await expectRefused({ items: many }, 400, '/items')
    expect(verdicts(await sync(worker, many.slice(1)))).toEqual(Array(200).fill('not_found'))
    const long = (n: number) => Array.from({ length: n }, () => report(place, { description: '满'.repeat(3990) }))
    expect(verdicts(await sync(worker, long(100)))).toEqual(Array(100).fill('accepted'))
    const before = await countRows(app, 'incident')
    await expectRefused(
      { items: long(200).map((i) => ({ ...i, input: { ...i.input, form: { a: '满'.repeat(3990) } } })) },
      413,
    )
    expect(await countRows(app, 'incident')).toBe(before)
  })

  test('a session that is over does nothing, whatever the list; nor does nobody', async () => {
    const again = await cast(app).as('worker7')
    const items = [report(place), report(place)]
    await again.delete('/api/session')
    const before = await countRows(app, 'incident')
    for (const body of [{ items }, { items: [] }, { items: 7 }, { items: [{ id: uuidv7() }] }])
      expect((await again.post('/api/sync', body)).status).toBe(401)
    expect((await people.as('worker7')).token).not.toBe(again.token)
    expect(await countRows(app, 'incident')).toBe(before)
    expect(await countRows(app, 'receipt')).toBe(0)
    expect(verdicts(await sync(worker, items))).toEqual(['accepted', 'accepted'])
  })

  test('administrators are signed in, but nothing of it is theirs', async () => {
    const incident = await reported(app, worker)
    const items = [report(place), item('comment', incident.id, { note: 'x' }, { base: 1 })]
    for (const name of ['sysadmin', 'secadmin', 'auditadmin'])
      expect(verdicts(await sync(await people.as(name), items))).toEqual(['permission.denied', 'not_found'])
  })
})

const why = isPostgres ? '' : ' (skipped: the embedded database has one connection)'
describe.skipIf(!isPostgres)(`at the same moment${why}`, () => {
  test('a list sent six times at once is done once, and every sender hears so', async () => {
    const reports = Array.from({ length: 6 }, () => report(place))
    const items = [...reports, ...reports.map((r) => item('comment', r.target, { note: '仍在' }, { after: r.id }))]
    const answers = await Promise.all(Array.from({ length: 6 }, () => sync(worker, items)))
    for (const i of items.keys()) {
      const heard = answers.map((results) => verdicts(results)[i])
      expect(heard.toSorted()).toEqual(['accepted', ...Array(5).fill('already')])
    }
    for (const { target } of reports) expect(actsOf(await view(worker, target))).toEqual(['report', 'comment'])
    expect(await countRows(app, 'incident')).toBe(6)
  })

  test('two whose lists touch the same things in opposite orders both get through, each thing in one history', async () => {
    const incidents = await Promise.all(Array.from({ length: 8 }, () => reported(app, worker)))
    const remarks = (list: readonly IncidentView[]) =>
      list.flatMap(({ id }) => [1, 2].map((n) => item('remind', id, { note: `第${n}次` }, { base: 1 })))
    const [mine, theirs] = await Promise.all([
      sync(worker, remarks(incidents)),
      sync(clerk, remarks(incidents.toReversed())),
    ])
    // Whoever comes second on a thing has seen an old version of it, and hears what it has become.
    for (const result of [...mine, ...theirs])
      expect(['accepted', 'version.conflict']).toContain(result.code ?? result.outcome)
    for (const { id } of incidents) {
      const { history } = await view(clerk, id)
      expect(history.map((h) => h.seq)).toEqual(history.map((_, i) => i + 1))
      expect(new Set(history.slice(1).map((h) => h.actor.id)).size).toBe(1)
      expect(history).toHaveLength(3)
      await expectSound(id)
    }
  })
})
