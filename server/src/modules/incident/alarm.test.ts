// The alarm of an emergency, over HTTP and over open pages: the centres of every level, their leaders and whoever is on duty have it after
// one step of the feed of changes, with a message that they can open; nobody else hears of it. How long a step takes is measured by
// `npm run bench -- alarm`.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { MONDAY, type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'

const gas = '99002'
let app: TestHouse
let people: Cast
let address: string
const open: AbortController[] = []
beforeAll(async () => {
  app = await testHouse()
  // The house itself listens once; the next file finds it as it was.
  address = app.http.server.listening
    ? `http://127.0.0.1:${(app.http.server.address() as { port: number }).port}`
    : await app.http.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})
afterEach(() => {
  for (const one of open.splice(0)) one.abort()
})

interface Page {
  name: string
  heard(): string[]
}

/** A console page that stays open. */
async function page(name: string): Promise<Page> {
  const control = new AbortController()
  open.push(control)
  const { token } = await people.as(name)
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${address}/api/live`, { headers, signal: control.signal })
  let text = ''
  void (async () => {
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) text += piece
  })().catch(() => {})
  const heard = () => [...text.matchAll(/^event: change\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!).id)
  return { name, heard }
}

const onDuty = async (): Promise<string[]> => {
  const now = new Date(MONDAY).toISOString()
  const rows = await asOwner(
    app,
    sql<{
      username: string
    }>`select a.username from roster r join account a on a.id = r.account_id join unit u on u.id = r.unit_id
      where r.from_at <= ${now}::timestamptz and r.to_at > ${now}::timestamptz and u.area_code in ('990101', '990101001', '990101001001') order by 1`,
  )
  return rows.map(({ username }) => username)
}
const seen = async (by: Person, { id }: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${id}`)).body
const report = async () => {
  const location = { ...(await pointIn(app, '990101001001007')), address: '石榴园3号楼2单元' }
  return reported(app, await people.as('worker7'), { matter: gas, description: '楼道有明显煤气味', location })
}
/** What the list of messages says of the emergency. */
const told = async (by: Person, { id }: { id: string }) =>
  (await by.get('/api/messages')).body.items.find(
    (one: { message: string; incident: string }) => one.message === 'emergency' && one.incident === id,
  )

test('after one step of the feed every level has it: centres, leaders, everybody on duty; with a message that opens it', async () => {
  const duty = await onDuty()
  // Departments of the town, the county’s, and a company: none of them has an area in which it lies.
  expect(duty).toEqual(expect.arrayContaining(['fire901', 'water1', 'property1']))
  const wanted = [...new Set(['clerk1', 'town1', 'county1', 'leader1', ...duty])]
  const others = ['worker8', 'clerk101', 'worker101', 'town2', 'fire201', 'sysadmin', 'auditadmin']
  const pages = await Promise.all([...wanted, ...others].map(page))
  const incident = await report()
  expect(incident.procedure.key).toBe('emergency')
  // One step: what was committed before it is told by it. Nothing else is waited for but the wire.
  await app.hear()
  await app.live.told()
  await expect.poll(() => pages.filter((p) => p.heard().includes(incident.id)).map((p) => p.name)).toEqual(wanted)
  for (const name of wanted) {
    const by = await people.as(name)
    expect(await told(by, incident), name).toMatchObject({
      ...{ alarm: true, readAt: null, incident: incident.id },
      // What and where, without opening it.
      ...{ number: incident.number, areaName: incident.areaName },
      ...{ matterName: '燃气泄漏', matterNameEn: 'Gas leak' },
      address: '石榴园3号楼2单元',
    })
    expect((await by.get(`/api/incidents/${incident.id}`)).status, name).toBe(200)
  }
  for (const name of others) {
    const by = await people.as(name)
    expect((await by.get(`/api/incidents/${incident.id}`)).status, name).not.toBe(200)
    expect(JSON.stringify((await by.get('/api/messages')).body), name).not.toContain(incident.id)
  }
})

test('an alarm sounds until it is noted or over, and only it; a resident’s report sounds it as well', async () => {
  const alarms = async (name: string) =>
    (await (await people.as(name)).get('/api/messages?unread=true&alarm=true')).body.items
  await reported(app, await people.as('worker7'))
  expect(await alarms('clerk1')).toEqual([])
  const id = uuidv7()
  const body = { matter: gas, description: '厨房煤气味很重', location: await pointIn(app, '990101001001007') }
  const receipt = await stranger(app).put(`/api/public/reports/${id}`, body)
  expect(receipt.status, JSON.stringify(receipt.body)).toBe(201)
  for (const name of ['clerk1', 'town1', 'county1', 'leader1', 'fire901', 'water1'])
    expect(new Set((await alarms(name)).map((one: { incident: string }) => one.incident)), name).toEqual(new Set([id]))
  // Told as one of the desk, and as the one on duty, if that is so.
  for (const alarm of await alarms('town1')) await (await people.as('town1')).post(`/api/messages/${alarm.id}/read`)
  expect(await alarms('town1')).toEqual([])
  const clerk = await people.as('clerk1')
  await did(clerk, await seen(clerk, { id }), 'void', { reason: '误报' })
  for (const name of ['clerk1', 'county1', 'leader1', 'fire901']) expect(await alarms(name), name).toEqual([])
})

test('what was put right on the spot is told to every level and alarms nobody', async () => {
  const worker = await people.as('worker7')
  const incident = await reported(app, worker, { matter: gas, handled: { result: '已关阀通风，燃气公司到场确认' } })
  expect(incident.state).toBe('closed')
  const { items } = (await (await people.as('town1')).get('/api/messages?unread=true')).body
  expect(items).toMatchObject([{ incident: incident.id, message: 'emergency', alarm: false }])
})

test('an officer on duty heard of an emergency that they could not open', async () => {
  const incident = await report()
  const officer = await people.as('fire901')
  const view = await seen(officer, incident)
  expect(view.allowed.map(({ action }) => action)).toContain('arrive')
  const there = await did(officer, view, 'arrive', { note: '已到现场' })
  expect(there.history.at(-1)).toMatchObject({ action: 'arrive' })
})

test('any level may act at once; the lowest centre holds it, a higher one takes over, and both know', async () => {
  const incident = await report()
  const [clerk, town, county] = [await people.as('clerk1'), await people.as('town1'), await people.as('county1')]
  expect(incident).toMatchObject({ state: 'reported', holder: { id: (await seen(clerk, incident)).desk.id } })
  for (const by of [clerk, town, county]) expect((await seen(by, incident)).allowed.length, by.name).toBeGreaterThan(0)
  const taken = await did(town, await seen(town, incident), 'takeOver', { reason: '街道统一指挥' })
  expect(taken.desk.id).not.toBe(incident.desk.id)
  const late = await act(clerk, incident, 'accept')
  expect(late.body).toMatchObject({ status: 409, code: 'version.conflict' })
  await did(county, await seen(county, incident), 'takeOver', { reason: '区级统一指挥' })
})

test('made safe first, then a linked incident for the repair with a promise of its own', async () => {
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  let incident = await did(clerk, await report(), 'accept')
  const team = (await clerk.get('/api/units?under=990101001001007&kind=team')).body.items[0].id
  incident = await did(clerk, incident, 'dispatch', { unit: team })
  incident = await did(worker, await seen(worker, incident), 'sign')
  incident = await did(worker, incident, 'finish', { result: '已关阀、通风，解除危险' })
  incident = await did(clerk, await seen(clerk, incident), 'verify')
  expect(incident.condition!.limit.unit).toBe('urgentHour')
  const closed = await did(clerk, incident, 'close')
  const [repair] = (await clerk.get('/api/incidents?matter=99002&state=reported')).body.items
  const view = await seen(clerk, repair)
  expect(view.history[0]!.data).toMatchObject({ repairs: closed.number })
  expect(view.condition!.id).not.toBe(closed.condition!.id)
  // Called, never needed: nothing of it is theirs any more but the head, in the message as well.
  const officer = await people.as('fire901')
  expect((await seen(officer, closed)).description ?? '').toBe('')
  const head = { number: closed.number, matterName: closed.matterName, areaName: closed.areaName }
  expect(await told(officer, closed)).toMatchObject({ ...head, address: null })
  expect(await told(clerk, closed)).toMatchObject({ ...head, address: '石榴园3号楼2单元' })
})
