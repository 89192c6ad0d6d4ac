// Orders of those who watch over the work, over HTTP: each grade from the order to its end, and what a hazard that is found again brings.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'

let app: TestHouse
let people: Cast
let worker: Person
let clerk: Person
let leader: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  worker = await people.as('worker7')
  clerk = await people.as('clerk1')
  leader = await people.as('leader1')
})

const seen = async (by: Person, { id }: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${id}`)).body
const teamOf = async (area: string): Promise<string> =>
  (await clerk.get(`/api/units?under=${area}&kind=team`)).body.items[0].id
const grid = (n: number) => `99010100100100${n}`

async function signed(fields: object = {}): Promise<IncidentView> {
  const accepted = await did(clerk, await reported(app, worker, fields), 'accept')
  const given = await did(clerk, accepted, 'dispatch', { unit: await teamOf(grid(8)) })
  return did(await people.as('worker8'), await seen(await people.as('worker8'), given), 'sign')
}
const order = async (grade?: string) => {
  const fields = { order: '今日内办结', ...(grade && { grade }) }
  return did(leader, await seen(leader, await signed()), 'supervise', fields)
}
const answered = async (incident: IncidentView, text: string) => {
  const by = await people.as('worker8')
  return did(by, await seen(by, incident), 'reply', { supervision: incident.supervisions[0]!.seq, text })
}
const heardOf = async (name: string, message: string): Promise<number> =>
  (await (await people.as(name)).get('/api/messages?limit=200')).body.items.filter(
    (one: { message: string }) => one.message === message,
  ).length

describe('an order', () => {
  test('is ordinary when no grade is said, and ends with the answer', async () => {
    const incident = await order()
    expect(incident.supervisions).toMatchObject([{ grade: 'ordinary', order: '今日内办结' }])
    expect(await heardOf('worker8', 'supervised')).toBe(1)
    expect((await answered(incident, '下午完成')).supervisions).toEqual([])
  })

  test.each(['yellow', 'red'])('of grade %s ends when its answer is accepted, and not before', async (grade) => {
    const incident = await order(grade)
    let replied = await answered(incident, '在办')
    const request = () => replied.supervisions[0]!.replied
    expect(replied.supervisions).toMatchObject([{ grade }])
    replied = await did(leader, await seen(leader, replied), 'approve', {
      ...{ request: request(), granted: false, reason: '请写明完成时间' },
    })
    expect(replied.supervisions).toMatchObject([{ grade, replied: null }])
    replied = await answered(replied, '下午四点前完成')
    const inspector = await people.as('inspector1')
    const ended = await did(inspector, await seen(inspector, replied), 'approve', { request: request(), granted: true })
    expect(ended.supervisions).toEqual([])
    expect((await leader.get(`/api/incidents/${ended.id}/integrity`)).body.valid).toBe(true)
  })

  test('red is told to the leader above as well, yellow is not', async () => {
    await order('yellow')
    expect(await heardOf('leader1', 'supervised')).toBe(0)
    await order('red')
    expect(await heardOf('leader1', 'supervised')).toBe(1)
  })

  test('is no grade that there is not, and nobody’s who only works on it', async () => {
    const incident = await signed()
    const reply = await act(leader, await seen(leader, incident), 'supervise', { order: '快办', grade: 'black' })
    expect(reply.body).toMatchObject({ status: 400, errors: [{ path: '/grade' }] })
    const own = await act(await people.as('worker8'), incident, 'supervise', { order: '快办' })
    expect(own.body).toMatchObject({ status: 403, code: 'incident.not_yours' })
  })
})

test('a hazard is looked at again by another team; found a second time it goes up a level, which sends it on in one step', async () => {
  const hazard = { matter: '96006', description: '一楼住户私拉电线给电动车充电' }
  const other = await people.as('worker8')
  let incident = await signed(hazard)
  expect(incident.procedure.key).toBe('hazard')
  incident = await did(other, incident, 'finish', { result: '已收回电线' })
  expect(incident.state).toBe('postcheck')
  expect((await act(other, incident, 'postcheck', { found: false })).body).toMatchObject({ status: 403 })
  incident = await did(worker, await seen(worker, incident), 'postcheck', { found: true, note: '又接了出来' })
  expect(incident.state).toBe('rework')
  incident = await did(other, await seen(other, incident), 'finish', { result: '再次收回' })
  incident = await did(worker, await seen(worker, incident), 'postcheck', { found: true, note: '仍在' })
  const town = await people.as('town1')
  const above = await seen(town, incident)
  expect(above).toMatchObject({ state: 'routed', area: '990101001001007' })
  const fire = (await town.get('/api/units?limit=500&under=990101001')).body.items.find(
    (u: { key: string }) => u.key === 'fire',
  )
  expect((await did(town, above, 'dispatch', { unit: fire.id })).holder).toMatchObject({ id: fire.id })
})
