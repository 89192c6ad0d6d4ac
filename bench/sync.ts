// npm run bench -- sync: the morning, when phones send what was done where there was no network. Each client sends twenty things at a
// time to POST /api/sync; beside it the same twenty by themselves, through the doors that a phone with a network uses. Rounds are
// interleaved, medians count.
import { v7 as uuidv7 } from 'uuid'
import { openDatabase, run } from './lib/database.ts'
import { median, short, spread, table } from './lib/figures.ts'
import { fill } from './lib/fill.ts'
import { type BenchHouse, openHouse, poolSize } from './lib/house.ts'
import { load, type Measured } from './lib/load.ts'
import { keep } from './lib/results.ts'

const incidents = Number(process.env.BENCH_INCIDENTS ?? 100_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const seconds = 4
const clients = [16, 32, 64]
const perSync = 20
const workers = Array.from({ length: 27 }, (_, i) => `worker${i + 1}`)

interface Place {
  lng: number
  lat: number
}

interface Item {
  id: string
  action: string
  target: string
  after?: string
  input: Record<string, unknown>
  occurredAt: string
}

/** Five things put right on the spot; five reported, each with a remark and a picture that is still on its way. */
function morning({ lng, lat }: Place): Item[] {
  const occurredAt = new Date(Date.now() - 3_600_000).toISOString()
  const report = (fields: object): Item => {
    const id = uuidv7()
    const location = { lng, lat, accuracy: 8 }
    const input = { matter: '06042', description: '垃圾桶满溢，异味明显，请尽快清运', location, ...fields }
    return { id, action: 'incident.report', target: id, input, occurredAt }
  }
  const act = ({ id, target }: Item, action: string, input: Record<string, unknown>): Item => ({
    id: uuidv7(),
    action,
    target,
    after: id,
    input,
    occurredAt,
  })
  const handled = Array.from({ length: 5 }, () => report({ handled: { result: '已清运并冲洗' } }))
  const open = Array.from({ length: 5 }, () => report({}))
  const remarks = open.map((r) => act(r, 'incident.comment', { note: '已告知保洁员，下午再看' }))
  const pictures = open.map((r) => act(r, 'incident.addEvidence', { evidence: [uuidv7()] }))
  return [...handled, ...open, ...remarks, ...pictures]
}

async function sync(house: BenchHouse, worker: string, place: Place): Promise<void> {
  const body = { items: morning(place), sentAt: new Date().toISOString() }
  const reply = await house.http.send('POST', '/api/sync', house.tokens.get(worker)!, body)
  const results = reply.status === 200 ? (JSON.parse(reply.text) as { results: { outcome: string }[] }).results : []
  if (results.length !== perSync || results.some((r) => r.outcome !== 'accepted'))
    throw new Error(`${reply.status} ${reply.text}`)
}

/** The same by single requests, one after the other as a phone sends them. */
async function oneByOne(house: BenchHouse, worker: string, place: Place): Promise<void> {
  const token = house.tokens.get(worker)!
  const versions = new Map<string, number>()
  for (const { id, action, target, input } of morning(place)) {
    const version = versions.get(target)
    const reply =
      version === undefined
        ? await house.http.send('PUT', `/api/incidents/${target}`, token, input)
        : await house.http.send('POST', `/api/incidents/${target}/actions`, token, {
            id,
            action: action.replace('incident.', ''),
            version,
            ...input,
          })
    if (reply.status > 201) throw new Error(`${reply.status} ${reply.text}`)
    versions.set(target, (JSON.parse(reply.text) as { version: number }).version)
  }
}

const database = await openDatabase()
try {
  const house = await openHouse(database.url)
  try {
    process.stderr.write(`filling ${incidents} incidents\n`)
    await fill(database.url, house.http.url, incidents)
    await house.signIn(...workers)
    const rows = await run(
      database.url,
      `select st_x(p) as lng, st_y(p) as lat from (select st_pointonsurface(boundary) as p from area where code like '990101001001___' order by code) x`,
    )
    const places = rows.map((r) => ({ lng: Number(r.lng), lat: Number(r.lat) }))
    let turn = 0
    const by = (send: typeof sync) => () => {
      const i = turn++ % workers.length
      return send(house, workers[i]!, places[i]!)
    }
    const ways = { sync: by(sync), single: by(oneByOne) }
    const measured = new Map<string, Measured[]>()
    for (const once of Object.values(ways)) await load(16, 3, once)
    for (let round = 1; round <= rounds; round++) {
      for (const c of clients)
        for (const [name, once] of Object.entries(ways)) {
          const key = `${name} ${c}`
          measured.set(key, [...(measured.get(key) ?? []), await load(c, seconds, once)])
        }
      process.stderr.write(`round ${round} of ${rounds}\n`)
    }
    const [after] = await run(database.url, 'select count(*)::int as n from incident')
    const side = (name: string, c: number) => {
      const all = measured.get(`${name} ${c}`)!
      return {
        itemsPerSecond: short(median(all.map((m) => m.rate * perSync))),
        ms: spread(all.flatMap((m) => m.took)),
      }
    }
    const figures = clients.map((c) => ({ clients: c, sync: side('sync', c), single: side('single', c) }))
    const page = table(
      ['clients', 'items/s by sync', 'p50 ms of 20', 'p95 ms of 20', 'items/s one by one', 'p95 ms of 20', 'times'],
      figures.map(({ clients: c, sync: s, single }) => [
        c,
        s.itemsPerSecond,
        s.ms.p50,
        s.ms.p95,
        single.itemsPerSecond,
        single.ms.p95,
        short(s.itemsPerSecond / single.itemsPerSecond),
      ]),
    )
    keep(
      {
        name: 'sync',
        about: `Things done offline, taken in per second: ${perSync} in one POST /api/sync (five put right on the spot, five reported, each with a remark and a picture) beside the same by single requests, at ${incidents} incidents. Medians of ${rounds} interleaved rounds of ${seconds} s; clients, server and database share the machine.`,
        settings: { incidents, incidentsAfter: after!.n, rounds, seconds, perSync, poolSize, logLevel: 'warn' },
        figures,
      },
      page,
      database,
    )
  } finally {
    await house.close()
  }
} finally {
  await database.close()
}
