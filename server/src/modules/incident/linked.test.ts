// Make safe in hours, repair in days: closing the first opens the second as an incident of its own, linked to it.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { cast, did, reported } from '#test/given.ts'

let app: TestHouse
beforeAll(async () => {
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
