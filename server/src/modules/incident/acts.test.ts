// Every verb of the closed table once over HTTP: that its rows are written, that the right person may and the wrong one may not.

import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'

let app: TestHouse
let people: Cast
let worker: Person
let clerk: Person
let town: Person
let officer: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  worker = await people.as('worker7')
  clerk = await people.as('clerk1')
  town = await people.as('town1')
  officer = await people.as('city1')
})

const seenBy = async (by: Person, incident: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${incident.id}`)).body
const unitOf = async (key: string): Promise<string> =>
  (await town.get('/api/units?limit=500&under=990101001')).body.items.find((u: { key: string }) => u.key === key).id
const allowedTo = async (by: Person, incident: { id: string }): Promise<string[]> =>
  (await seenBy(by, incident)).allowed.map((a) => a.action)

/** Dispatched to the urban management office of the town. */
async function dispatched(): Promise<IncidentView> {
  let incident = await reported(app, worker)
  incident = await did(clerk, incident, 'accept')
  incident = await did(clerk, incident, 'route', { centre: '990101001' })
  incident = await did(town, incident, 'accept')
  return did(town, incident, 'dispatch', { unit: await unitOf('city') })
}

const handling = async () =>
  did(officer, await did(officer, await dispatched(), 'sign'), 'progress', { note: '开始清理' })

test('return asks the reporter, supplement corrects words and place, and the area follows the place', async () => {
  let incident = await reported(app, worker)
  incident = await did(clerk, incident, 'return', { reason: '请写明楼号' })
  expect(incident).toMatchObject({ state: 'returned', holder: { kind: 'team' } })
  expect((await act(await people.as('county1'), incident, 'supplement', { description: 'x' })).status).toBe(403)
  const elsewhere = await pointIn(app, '990101001001008')
  incident = await did(worker, incident, 'supplement', { description: '5号楼东侧垃圾桶满溢', location: elsewhere })
  expect(incident).toMatchObject({ state: 'reported', area: '990101001001008', description: '5号楼东侧垃圾桶满溢' })
})

test('a centre that reported and supplements gives it back to the desk, not to itself', async () => {
  let incident = await reported(app, town, { source: 'hotline' })
  incident = await did(clerk, await seenBy(clerk, incident), 'return', { reason: '请写明楼号' })
  expect(incident.holder).toMatchObject({ kind: 'centre' })
  incident = await did(town, await seenBy(town, incident), 'supplement', { description: '5号楼东侧垃圾桶满溢' })
  expect(incident.holder!.id).toBe(incident.desk.id)
  expect(await allowedTo(clerk, incident)).toContain('accept')
})

test('reject and void end it, with the reason in the history', async () => {
  const rejected = await did(clerk, await reported(app, worker), 'reject', { reason: '不属于受理范围' })
  expect(rejected).toMatchObject({ state: 'rejected', holder: null, dueAt: null })
  const accepted = await did(clerk, await reported(app, worker), 'accept')
  const voided = await did(clerk, accepted, 'void', { reason: '测试录入' })
  expect(voided).toMatchObject({ state: 'voided', holder: null })
  expect(voided.history.at(-1)!.data.reason).toBe('测试录入')
})

test('a unit declines once with reasons, the desk arbitrates, a second decline goes up a level', async () => {
  let incident = await dispatched()
  incident = await did(officer, incident, 'decline', { reason: '不属于本部门职责' })
  expect(incident.state).toBe('declined')
  incident = await did(town, incident, 'arbitrate', { upheld: true, reason: '按清单属于城管' })
  expect(incident.holder!.id).toBe(await unitOf('city'))
  const again = await act(officer, incident, 'decline', { reason: '仍不属于' })
  expect(again.status).toBe(409)
  expect(again.body.code).toBe('incident.already_declined')
})

test('a unit asks for an extension, the desk grants it and the promise moves', async () => {
  let incident = await handling()
  const before = incident.promise!.dueAt
  incident = await did(officer, incident, 'extend', { until: '2026-11-25T18:00:00+08:00', reason: '等配件' })
  expect(incident.promise!.dueAt).toBe(before)
  expect(incident.requests).toHaveLength(1)
  expect((await act(officer, incident, 'approve', { request: incident.requests[0]!.seq, granted: true })).status).toBe(
    403,
  )
  incident = await did(town, await seenBy(town, incident), 'approve', {
    request: incident.requests[0]!.seq,
    granted: true,
  })
  expect(Date.parse(incident.promise!.dueAt)).toBeGreaterThan(Date.parse(before))
  expect(incident.requests).toHaveLength(0)
})

test('suspended by the desk, time stands still; resume gives back what was not used', async () => {
  let incident = await handling()
  incident = await did(officer, incident, 'suspend', { until: '2026-11-20T18:00:00+08:00', reason: '等待产权单位' })
  incident = await did(town, await seenBy(town, incident), 'approve', {
    request: incident.requests[0]!.seq,
    granted: true,
  })
  expect(incident.state).toBe('suspended')
  await worker.post('/api/clock', { advance: 'P1D' })
  incident = await did(officer, await seenBy(officer, incident), 'resume')
  expect(incident.state).toBe('handling')
  expect(incident.promise!.pauses[0]).toMatchObject({ why: 'suspended' })
})

test('who finished may not verify; a failed check is rework and the promise never stopped', async () => {
  let incident = await handling()
  incident = await did(officer, incident, 'finish', { result: '已清理' })
  expect(await allowedTo(officer, incident)).not.toContain('verify')
  incident = await did(worker, await seenBy(worker, incident), 'fail', { reason: '地面仍有污水' })
  expect(incident.state).toBe('rework')
  expect(incident.promise!.stoppedAt).toBeNull()
  expect(incident.holder!.kind).toBe('department')
})

test('a leader supervises, the holder answers, the leader accepts the answer', async () => {
  const incident = await handling()
  const leader = await people.as('leader1')
  const supervised = await did(leader, await seenBy(leader, incident), 'supervise', {
    order: '今天办结',
    grade: 'yellow',
  })
  expect(supervised.supervisions).toHaveLength(1)
  const answered = await did(officer, await seenBy(officer, incident), 'reply', {
    supervision: supervised.supervisions[0]!.seq,
    text: '下午完成',
  })
  expect(answered.supervisions).toMatchObject([
    { seq: supervised.supervisions[0]!.seq, replied: answered.history.at(-1)!.seq },
  ])
  const ended = await did(leader, await seenBy(leader, incident), 'approve', {
    request: answered.supervisions[0]!.replied,
    granted: true,
  })
  expect(ended.supervisions).toHaveLength(0)
  expect((await leader.get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(true)
})

test('handled on the spot it is closed at once and archived by itself', async () => {
  const incident = await reported(app, worker, { handled: { result: '当场清理' } })
  expect(incident).toMatchObject({ state: 'closed', stage: 'archive' })
  await worker.post('/api/clock', { advance: 'P30D' })
  expect((await seenBy(worker, incident)).state).toBe('archived')
})

test('merge moves the reports and stops the clocks; unmerge brings both back', async () => {
  const first = await reported(app, worker)
  let second = await reported(app, await people.as('worker8'))
  second = await did(clerk, await seenBy(clerk, second), 'merge', { into: first.id })
  expect(second).toMatchObject({ state: 'merged', mergedInto: first.id, dueAt: null })
  expect((await seenBy(clerk, first)).reports).toHaveLength(2)
  second = await did(clerk, second, 'unmerge')
  expect(second.state).toBe('reported')
  expect((await seenBy(clerk, first)).reports).toHaveLength(1)
  expect((await clerk.get(`/api/incidents/${second.id}/integrity`)).body.valid).toBe(true)
})

test('follow-up "not solved" reopens a new round; archived after the period it is over', async () => {
  let incident = await handling()
  incident = await did(officer, incident, 'finish', { result: '已清理' })
  incident = await did(worker, await seenBy(worker, incident), 'verify')
  incident = await did(town, await seenBy(town, incident), 'close')
  incident = await did(town, incident, 'followUp', { reached: true, satisfied: 2, solved: false })
  expect(incident).toMatchObject({ state: 'accepted', round: 2 })
})

test('an emergency alarms every level within the act and an upper centre may take over', async () => {
  const matter = (await worker.get('/api/matters?limit=500&fileable=true')).body.items.find(
    (m: { procedure: string }) => m.procedure === 'emergency',
  )
  const incident = await reported(app, worker, { matter: matter.code, description: '楼道有明显煤气味' })
  expect(await countRows(app, 'message')).toBeGreaterThanOrEqual(3)
  const county = await people.as('county1')
  expect((await county.get('/api/messages?unread=true')).body.items[0]).toMatchObject({
    alarm: true,
    incident: incident.id,
  })
  const taken = await did(county, await seenBy(county, incident), 'takeOver', { reason: '县级统一指挥' })
  expect(taken.desk.id).not.toBe(incident.desk.id)
})

test('a grid whistles, the called unit arrives and both are recorded', async () => {
  const incident = await did(clerk, await reported(app, worker), 'accept')
  const whistled = await did(clerk, incident, 'whistle', { units: [await unitOf('fire')], reason: '请消防到场' })
  const fire = await people.as('fire1')
  const arrived = await did(fire, await seenBy(fire, whistled), 'arrive', {})
  expect(arrived.parties.find((p) => p.part === 'called')!.arrivedAt).not.toBeNull()
})

test('a unit that was called and came had nothing but a remark for what it did there', async () => {
  const called = await unitOf('fire')
  let incident = await did(clerk, await reported(app, worker), 'accept')
  incident = await did(clerk, incident, 'whistle', { units: [called], reason: '请消防到场' })
  const fire = await people.as('fire1')
  expect(await allowedTo(fire, incident)).not.toContain('finish')
  const early = await act(fire, await seenBy(fire, incident), 'finish', { result: '已到场' })
  expect(early.body).toMatchObject({ status: 409, code: 'incident.not_arrived' })
  incident = await did(fire, await seenBy(fire, incident), 'arrive', {})
  expect(incident.allowed.map((a) => a.action)).toContain('finish')
  incident = await did(fire, incident, 'finish', { result: '现场无明火，已清理易燃物' })
  expect(incident).toMatchObject({ state: 'accepted', procedure: { key: 'coordinated', version: 2 } })
  expect(incident.parties.find((p) => p.part === 'called')!.finishedAt).not.toBeNull()
  expect(incident.history.at(-1)).toMatchObject({
    action: 'finish',
    data: { result: '现场无明火，已清理易燃物', units: [called] },
  })
  expect(incident.allowed.map((a) => a.action)).not.toContain('finish')
  const told = (await clerk.get('/api/messages?limit=50')).body.items as { incident: string; message: string }[]
  expect(told.filter((m) => m.incident === incident.id).map((m) => m.message)).toContain('partDone')
  // Called a second time it comes and says a second time; both calls stay on record.
  incident = await did(clerk, await seenBy(clerk, incident), 'whistle', { units: [called], reason: '复燃' })
  incident = await did(fire, await seenBy(fire, incident), 'arrive', {})
  incident = await did(fire, incident, 'finish', { result: '再次处置' })
  const calls = incident.parties.filter((p) => p.part === 'called')
  expect(calls).toMatchObject([{ to: expect.any(String) }, { to: null }])
  expect(calls.every((p) => p.arrivedAt !== null && p.finishedAt !== null)).toBe(true)
  expect((await clerk.get(`/api/incidents/${incident.id}/integrity`)).body.valid).toBe(true)
})

test('a whistle that nobody followed holds up no closing', async () => {
  let incident = await dispatched()
  incident = await did(town, incident, 'whistle', { units: [await unitOf('fire')], reason: '请消防到场' })
  incident = await did(officer, await seenBy(officer, incident), 'sign')
  incident = await did(officer, incident, 'finish', { result: '已清理' })
  incident = await did(town, await seenBy(town, incident), 'verify')
  expect(await did(town, incident, 'close')).toMatchObject({ state: 'closed' })
})

test('an assisting unit gives its own result; until it has, the whole is not closed as solved', async () => {
  let incident = await did(clerk, await reported(app, worker), 'route', { centre: '990101001' })
  const [unit, fireUnit] = [await unitOf('city'), await unitOf('fire')]
  incident = await did(town, await did(town, await seenBy(town, incident), 'accept'), 'dispatch', {
    unit,
    coUnits: [fireUnit],
  })
  incident = await did(officer, await seenBy(officer, incident), 'sign')
  const fire = await people.as('fire1')
  incident = await did(fire, await seenBy(fire, incident), 'finish', { result: '已查封燃气瓶' })
  expect(incident).toMatchObject({ state: 'signed', holder: { id: unit } })
  expect(incident.parties.find((p) => p.part === 'co')!.finishedAt).not.toBeNull()
  const second = await dispatchedWith(fireUnit)
  const refused = await act(town, second, 'close')
  expect(refused.body).toMatchObject({ status: 409, code: 'incident.co_units_open', units: [fireUnit] })
  expect((await did(town, second, 'close', { degree: 'staged' })).state).toBe('closed')
})

/** Finished by the lead and verified; the assisting unit has not said anything yet. */
async function dispatchedWith(coUnit: string) {
  let incident = await did(clerk, await reported(app, await people.as('worker8')), 'route', { centre: '990101001' })
  incident = await did(town, await did(town, await seenBy(town, incident), 'accept'), 'dispatch', {
    unit: await unitOf('city'),
    coUnits: [coUnit],
  })
  incident = await did(officer, await seenBy(officer, incident), 'sign')
  incident = await did(officer, incident, 'finish', { result: '已清理' })
  return did(town, await seenBy(town, incident), 'verify')
}

test('a taken-back matter is refused to a town unit with the legal basis', async () => {
  let incident = await reported(app, worker, { matter: '06033', description: '医疗废物混入生活垃圾' })
  incident = await did(clerk, incident, 'accept')
  incident = await did(clerk, incident, 'route', { centre: '990101001' })
  incident = await did(town, incident, 'accept')
  const refused = await act(town, incident, 'dispatch', { unit: await unitOf('city') })
  expect(refused.status).toBe(400)
  expect(refused.body).toMatchObject({ code: 'incident.duty_taken_back' })
  expect(refused.body.legalBasis).toContain('医疗废物管理条例')
})

test('a contact is masked; revealing asks for a purpose and is recorded for all to see', async () => {
  const incident = await reported(app, clerk, {
    source: 'hotline',
    reporter: { name: '林小满', phone: '139 0000 1234' },
  })
  const report = (await seenBy(clerk, incident)).reports[0]!
  expect(report.reporter).toMatchObject({ name: expect.stringContaining('*'), phone: '139****1234' })
  expect((await clerk.post(`/api/reports/${report.id}/reveal`, {})).status).toBe(400)
  expect((await clerk.post(`/api/reports/${report.id}/reveal`, { purpose: '回访' })).body).toEqual({
    name: '林小满',
    phone: '13900001234',
  })
  expect(
    (await (await people.as('worker101')).post(`/api/reports/${report.id}/reveal`, { purpose: '好奇' })).status,
  ).toBe(404)
  expect((await (await people.as('auditadmin')).get('/api/disclosures')).body.items[0]).toMatchObject({
    verb: 'report.reveal',
    subject: report.id,
  })
})

test('bad input of a report: unknown matter, other county, no grid, long words, wrong dates, masked contact', async () => {
  const place = await pointIn(app, '990101001001007')
  const send = async (fields: object) => {
    const { v7 } = await import('uuid')
    return worker.put(`/api/incidents/${v7()}`, { matter: '06042', description: '满溢', location: place, ...fields })
  }
  const before = await countRows(app, 'incident')
  expect((await send({ matter: '12345' })).body).toMatchObject({ status: 400, code: 'incident.unknown_matter' })
  expect((await send({ location: { lng: 87.6, lat: 43.8 } })).body).toMatchObject({
    status: 400,
    code: 'area.outside_county',
  })
  expect((await send({ description: '长'.repeat(200_000) })).body).toMatchObject({
    status: 400,
    errors: [{ path: '/description' }],
  })
  expect((await send({ occurredAt: '2026-13-45T00:00:00Z' })).status).toBe(400)
  expect((await send({ occurredAt: '2027-01-01T00:00:00+08:00' })).body).toMatchObject({
    code: 'incident.happened_later',
  })
  expect((await send({ reporter: { phone: '139****1234' } })).status).toBe(400)
  const broken = await worker.send({
    method: 'PUT',
    url: '/api/incidents/01900000-0000-7000-8000-000000000001',
    headers: { 'content-type': 'application/json' },
    payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  })
  expect(broken.status).toBe(400)
  expect(await countRows(app, 'incident')).toBe(before)
})
