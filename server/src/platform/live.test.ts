// Live events over a real connection: who hears of what, and when the stream ends.
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { settleFeed } from '#test/doors.ts'
import { act, type Cast, cast, did, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { prepareHttp } from './http.ts'
import { type Live, makeLive, sightOf } from './live.ts'
import { sql } from './sql.ts'

let app: TestHouse
let people: Cast
let http: FastifyInstance
let live: Live
let address: string
let stop: () => void
const open: AbortController[] = []

beforeAll(async () => {
  app = await testHouse()
})
// A door of its own with a quick beat, on the same house and the same feed.
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  http = Fastify({ forceCloseConnections: true })
  prepareHttp(http, app.house)
  await http.register(cookie)
  live = makeLive(app.house, { incident: sightOf('incident'), post: sightOf('post') }, 60)
  live.route.register(http, app.house)
  address = await http.listen({ port: 0 })
  stop = app.changes.listen((batch) => live.hear(batch))
})
afterEach(async () => {
  stop()
  for (const one of open.splice(0)) one.abort()
  live.close()
  await http.close()
})

interface Ear {
  status: number
  headers: Headers
  text(): string
  events(): { kind: string; id: string; version: number }[]
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>
  leave(): void
}

async function listen(by: Person): Promise<Ear> {
  const control = new AbortController()
  open.push(control)
  const answer = await fetch(`${address}/api/live`, {
    headers: { authorization: `Bearer ${by.token}` },
    signal: control.signal,
  })
  let heard = ''
  const ended = (async () => {
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) heard += piece
  })().catch(() => {})
  const events = () => [...heard.matchAll(/^event: change\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!))
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => heard,
    events,
    ended,
    leave: () => control.abort(),
  }
}

/** All that was written so far has been told, and has come over the wire. */
async function settled(): Promise<void> {
  await settleFeed(app)
  await live.told()
  await new Promise((resolve) => setTimeout(resolve, 30))
}
const until = async (isSo: () => boolean) => {
  for (let i = 0; i < 100 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(isSo()).toBe(true)
}
const ask = (query: ReturnType<typeof sql>) => app.house.db.transaction('owner', (tx) => tx.commit(query))

test('who sees an incident hears of it: kind, id and version, nothing else; nobody else hears anything', async () => {
  const names = ['worker7', 'clerk1', 'town1', 'worker8', 'clerk101', 'worker101', 'town2', 'fire1', 'sysadmin']
  const ears = await Promise.all(names.map(async (name) => listen(await people.as(name))))
  expect(ears[0]!.headers.get('content-type')).toContain('text/event-stream')
  expect(ears[0]!.headers.get('cache-control')).toContain('no-store')
  const incident = await reported(app, await people.as('worker7'))
  await settled()
  const told = Object.fromEntries(ears.map((ear, i) => [names[i], ear.events()]))
  const one = [{ kind: 'incident', id: incident.id, version: incident.version }]
  expect(told).toEqual({
    worker7: one,
    clerk1: one,
    town1: one,
    worker8: [],
    clerk101: [],
    worker101: [],
    town2: [],
    fire1: [],
    sysadmin: [],
  })
})

test('a department hears of an incident from the moment that it holds it', async () => {
  const [clerk, town] = [await people.as('clerk1'), await people.as('town1')]
  const ear = await listen(await people.as('city1'))
  let incident = await reported(app, await people.as('worker7'))
  incident = await did(clerk, incident, 'accept')
  incident = await did(clerk, incident, 'route', { centre: '990101001' })
  incident = await did(town, incident, 'accept')
  await settled()
  expect(ear.events()).toEqual([])
  const unit = (await town.get('/api/units?under=990101001&kind=department')).body.items.find(
    (u: { key: string }) => u.key === 'city',
  )
  incident = await did(town, incident, 'dispatch', { unit: unit.id })
  await settled()
  expect(ear.events()).toEqual([{ kind: 'incident', id: incident.id, version: incident.version }])
})

test('scope is that of the moment: a post that ended hears no more', async () => {
  const worker = await people.as('worker7')
  const ear = await listen(await people.as('clerk1'))
  const first = await reported(app, worker)
  await settled()
  await ask(
    sql`update post set to_on = '2026-11-15' where account_id = (select id from account where username = 'clerk1')`,
  )
  await reported(app, worker)
  await settled()
  expect(ear.events().map((e) => e.id)).toEqual([first.id])
})

test('a session that ended closes the stream, with a word, even when nothing changes', async () => {
  const clerk = await people.as('clerk1')
  const ear = await listen(clerk)
  await clerk.delete('/api/session')
  await ear.ended
  expect(ear.text()).toMatch(/event: signedOut\ndata: \{\}\n\n$/)
})

test('listening keeps nobody signed in, and a quiet stream is kept open', async () => {
  const clerk = await people.as('clerk1')
  await ask(
    sql`update session set last_seen_at = last_seen_at - interval '10 minutes', idle_until = idle_until - interval '10 minutes'`,
  )
  const before = await ask(sql`select last_seen_at, idle_until from session`)
  const ear = await listen(clerk)
  await until(() => (ear.text().match(/^: here$/gm) ?? []).length >= 3)
  await act(await people.as('worker7'), await reported(app, await people.as('worker7')), 'comment', { note: '…' })
  await settled()
  expect(ear.events().length).toBeGreaterThan(0)
  const [seen] = await ask(
    sql`select last_seen_at, idle_until from session where account_id = (select id from account where username = 'clerk1')`,
  )
  expect(before[0]).toContainEqual(seen![0])
})

test('an account has ten streams at most; one that closes makes room', async () => {
  const [clerk, other] = [await people.as('clerk1'), await people.as('clerk101')]
  const ears = await Promise.all(Array.from({ length: 10 }, () => listen(clerk)))
  expect(ears.map((e) => e.status)).toEqual(Array(10).fill(200))
  const refused = await listen(clerk)
  await refused.ended
  expect([refused.status, JSON.parse(refused.text()).code]).toEqual([429, 'rate.limited'])
  expect((await listen(other)).status).toBe(200)
  ears[0]!.leave()
  for (let i = 0; i < 50; i++) {
    if ((await listen(clerk)).status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect.unreachable('the closed stream made no room')
})

test('without a session there is nothing to hear; an old Last-Event-ID changes nothing', async () => {
  expect((await fetch(`${address}/api/live`)).status).toBe(401)
  expect((await stranger(app).get('/api/live')).status).toBe(401)
  const clerk = await people.as('clerk1')
  await reported(app, await people.as('worker7'))
  await settled()
  const control = new AbortController()
  open.push(control)
  const headers = { authorization: `Bearer ${clerk.token}`, 'last-event-id': '1' }
  const answer = await fetch(`${address}/api/live`, { headers, signal: control.signal })
  const first = await answer.body!.getReader().read()
  expect(new TextDecoder().decode(first.value)).toBe(': listening\n\n')
})

test('the end of the server ends every stream', async () => {
  const ear = await listen(await people.as('clerk1'))
  live.close()
  await ear.ended
  expect(ear.text()).toContain(': listening')
})
