// Make safe in hours, repair in days: closing the first opens the second as an incident of its own, linked to it.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import type { Progress } from '@linli/contract/resident/schemas.ts'
import { progressPage } from '@linli/resident/incident/progress-page.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { cast, did, pointIn, reported } from '#test/given.ts'
import { stranger } from '#test/http.ts'

let app: TestHouse
beforeEach(async () => {
  app = await testHouse()
  await app.reset()
})

test('the history of a repair named the condition of the danger that was over', async () => {
  const people = cast(app)
  const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
  const matters = (await worker.get('/api/matters?limit=500')).body.items as Matter[]
  const matter = matters.find(({ conditions }) => conditions[0]?.followedBy)!
  const repair = matter.conditions.find(({ id }) => id === matter.conditions[0]?.followedBy)!
  let incident = await reported(app, worker, { matter: matter.code, description: '路面冒水，已围挡' })
  incident = await did(clerk, incident, 'accept')
  const team = (await clerk.get('/api/units?limit=5&under=990101001001007')).body.items[0].id
  incident = await did(clerk, incident, 'dispatch', { unit: team })
  incident = await did(worker, incident, 'sign')
  incident = await did(worker, incident, 'finish', { result: '已关阀围挡' })
  incident = await did(clerk, incident, 'verify')
  incident = await did(clerk, incident, 'close')
  expect(incident.linked).toMatchObject([{ kind: 'repairs' }])
  const opened = (await clerk.get(`/api/incidents/${incident.linked[0]!.id}`)).body as IncidentView
  expect(opened).toMatchObject({
    state: 'reported',
    matter: matter.code,
    condition: { id: repair.id, limit: repair.limit },
    linked: [{ kind: 'repairedBy', id: incident.id }],
  })
  expect(opened.history[0]).toMatchObject({
    action: 'report',
    actor: { kind: 'system' },
    data: { condition: repair.id, repairs: incident.number },
  })
  // The danger is over: nobody is alarmed by a repair, and it is due like any other work.
  expect(opened.procedure.key).toBe('coordinated')
  expect(opened.history.map(({ action }) => action)).toEqual(['report'])
  const alarms = (await clerk.get('/api/messages?limit=50')).body.items as { incident: string; alarm: boolean }[]
  expect(alarms.filter((m) => m.alarm).map((m) => m.incident)).not.toContain(opened.id)
  const accepted = await did(clerk, opened, 'accept')
  expect(accepted.promise?.limit).toEqual(repair.limit)
})

test('the resident who had reported a danger read that it was closed, and nothing of the repair', async () => {
  const people = cast(app)
  const [worker, clerk, resident] = [await people.as('worker7'), await people.as('clerk1'), stranger(app)]
  const matters = (await worker.get('/api/matters?limit=500')).body.items as Matter[]
  const matter = matters.find(({ conditions }) => conditions[0]?.followedBy)!
  const place = await pointIn(app, '990101001001007')
  const sent = await resident.put(`/api/public/reports/${uuidv7()}`, {
    ...{ matter: matter.code, description: '路面冒水', location: place },
    reporter: { name: '王秀兰', phone: '13800001234' },
  })
  expect(sent.status, JSON.stringify(sent.body)).toBe(201)
  const { id, number, secret } = sent.body as { id: string; number: string; secret: string }
  const follow = async (): Promise<Progress> =>
    (await resident.get(`/api/public/reports/${number}?secret=${secret}`)).body
  const seen = async (one: string) => (await clerk.get(`/api/incidents/${one}`)).body as IncidentView
  const team = (await clerk.get('/api/units?limit=5&under=990101001001007')).body.items[0].id
  const finished = async (one: IncidentView, result: string) => {
    const given = await did(clerk, await did(clerk, one, 'accept'), 'dispatch', { unit: team })
    await did(worker, await did(worker, given, 'sign'), 'finish', { result })
    return did(clerk, await seen(one.id), 'verify')
  }
  expect((await follow()).repairs).toEqual([])
  const incident = await did(clerk, await finished(await seen(id), '已关阀围挡'), 'close')
  const begun = await follow()
  expect(begun.state).toBe('closed')
  expect(begun.repairs).toMatchObject([{ state: 'reported', promisedAt: null, doneAt: null }])
  expect(begun.repairs[0]!.said.zh).toBe('险情已排除，后续修复由社区受理中心安排。')
  const repair = await seen(incident.linked[0]!.id)
  const verified = await finished(repair, '更换水管，联系人王师傅')
  const [checked] = (await follow()).repairs
  expect(checked).toMatchObject({ state: 'verified', promisedAt: verified.promise!.dueAt, doneAt: null })
  const closed = await did(clerk, verified, 'close')
  const ended = await follow()
  expect(ended.repairs).toMatchObject([{ state: 'closed', promisedAt: null, doneAt: closed.history.at(-1)!.at }])
  // How it stands and until when; who works on it, what they wrote and under which number is theirs.
  const { name } = (await worker.get('/api/me')).body.account
  for (const hidden of [name, '王师傅', '更换水管', repair.number, repair.id, '王秀兰'])
    expect(JSON.stringify(ended)).not.toContain(hidden)
  for (const [language, words] of Object.entries({ zh: '后续修复已办结', en: 'The repair is done and closed' })) {
    const visitor = { language: language as 'zh' | 'en', size: 'standard', here: '/', assets } as const
    expect(progressPage(visitor, { progress: ended, secret })).toContain(words)
  }
  expect((await resident.get(`/api/public/reports/${number}?secret=0000-0000-00000`)).status).toBe(404)
})

const assets = { styles: [], scripts: {} }

test('a repair that was merged into other work was lost to the resident’s page', async () => {
  const people = cast(app)
  const [worker, clerk, resident] = [await people.as('worker7'), await people.as('clerk1'), stranger(app)]
  const matters = (await worker.get('/api/matters?limit=500')).body.items as Matter[]
  const matter = matters.find(({ conditions }) => conditions[0]?.followedBy)!
  const place = await pointIn(app, '990101001001007')
  const body = { matter: matter.code, description: '路面冒水', location: place }
  const { id, number, secret } = (await resident.put(`/api/public/reports/${uuidv7()}`, body)).body
  const seen = async (one: string) => (await clerk.get(`/api/incidents/${one}`)).body as IncidentView
  const team = (await clerk.get('/api/units?limit=5&under=990101001001007')).body.items[0].id
  let incident = await did(clerk, await did(clerk, await seen(id), 'accept'), 'dispatch', { unit: team })
  incident = await did(worker, await did(worker, incident, 'sign'), 'finish', { result: '已关阀' })
  incident = await did(clerk, await did(clerk, await seen(id), 'verify'), 'close')
  const other = await reported(app, worker)
  const accepted = await did(clerk, await seen(other.id), 'accept')
  await did(clerk, await seen(incident.linked[0]!.id), 'merge', { into: other.id })
  const { repairs } = (await resident.get(`/api/public/reports/${number}?secret=${secret}`)).body as Progress
  expect(repairs).toMatchObject([{ state: 'accepted', promisedAt: accepted.promise!.dueAt }])
})
