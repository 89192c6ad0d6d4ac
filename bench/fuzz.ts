// npm run bench -- fuzz: fifty thousand calls drawn from the description of the interface, over HTTP against a server of its own with a
// small city, by people of every role and by strangers, several at a time. None may be a fault of ours. FUZZ_SEED repeats a run.
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { type Call, callTo, type Endpoint, endpointsOf, faultIn, requestOf, streams } from '../server/test/fuzz.ts'
import { type Drawer, makeDrawer, type Pool } from '../server/test/odd-values.ts'
import { type Caller, openCallers } from './lib/callers.ts'
import { type BenchCity, openCity } from './lib/city.ts'
import { table } from './lib/figures.ts'
import { keep } from './lib/results.ts'

const wanted = Number(process.env.BENCH_CALLS ?? 50_000)
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122)
const atOnce = 4
const usernames = [
  'w001001001',
  'c001001-1',
  'd001-1',
  'd-1',
  'leader001-1',
  'inspector001-1',
  'appraiser-1',
  'h1',
  'b1',
]
const administrators = ['sysadmin', 'secadmin', 'auditadmin']
/** These cost a key derivation or a sweep each. */
const dear: Record<string, number> = { 'POST /api/session': 200, 'POST /api/clock': 60 }

interface Drawn {
  endpoint: Endpoint
  by: Caller
  request: ReturnType<typeof requestOf>
}
interface Fault {
  endpoint: string
  by: string
  why: string
  request: string
}

/** Real things of the city by the names of fields, so that a part of the calls gets as far as the database. */
async function poolOf(city: BenchCity): Promise<Pool> {
  const list = async (statement: string) => (await city.ask(statement)).map((r) => String(r.v))
  const open = await list(`select id as v from incident where stage <> 'archive' order by id desc limit 12`)
  const units = await list(`select id as v from unit order by key limit 30`)
  const accounts = await list(`select id as v from account where username like 'b%' order by 1 limit 10`)
  return {
    id: [
      ...open,
      ...(await list('select id as v from incident order by id limit 8')),
      ...units.slice(0, 3),
      ...accounts.slice(0, 3),
    ],
    version: [1, 2, 3, 4, 5, 6],
    matter: await list('select distinct matter_code as v from incident order by 1 limit 8'),
    condition: await list(
      'select distinct condition_id as v from incident where condition_id is not null order by 1 limit 8',
    ),
    unit: units,
    units,
    coUnits: units,
    holder: ['me', ...units.slice(0, 4)],
    account: accounts,
    into: open,
    evidence: [uuidv7(), uuidv7()],
    building: await list('select id as v from building order by 1 limit 4'),
    area: ['990201001001001', '990201001001', '990201001'],
    under: ['990201', '990201001', '990201001001'],
    centre: ['990201', '990201001', '990201001001'],
    code: ['990201001001001', '990201001'],
    role: ['grid_worker', 'clerk', 'officer', 'leader', 'mayor'],
    number: await list('select number as v from incident order by id desc limit 6'),
    username: ['b2', 'nobody'],
    password: ['linli-demo'],
    lng: [116.2103],
    lat: [31.0081],
    bbox: ['116.2,31,116.3,31.1', '-,-,-,-', '1,1,1,1'],
    advance: ['PT1M'],
    z: [15, 9, 0, 22],
    phone: ['13800001234', '+86 138 0000 1234'],
    until: [new Date(Date.now() + 86_400_000).toISOString()],
    due: [new Date(Date.now() + 86_400_000).toISOString()],
  }
}

/** All calls, those of one endpoint beside those of others. */
function draw(endpoints: readonly Endpoint[], callers: readonly Caller[], drawers: readonly Drawer[]): Drawn[] {
  const each = Math.ceil(wanted / endpoints.length)
  const drawn = endpoints.flatMap((endpoint, n) => {
    const call = fc.oneof(...drawers.map((drawer) => callTo(endpoint, drawer)))
    const count = Math.min(each, dear[endpoint.name] ?? each)
    return fc
      .sample(fc.record({ call, by: fc.constantFrom(...callers), isNew: fc.boolean() }), {
        numRuns: count,
        seed: seed + n,
      })
      .map(({ call, by, isNew }) => ({
        endpoint,
        by,
        request: requestOf(endpoint, isNew && endpoint.method === 'PUT' ? asNew(call) : call),
      }))
  })
  // Dealt like cards: 0, n, 2n … of each, so that what one call leaves behind meets all the others.
  return drawn
    .map((d, i) => ({ d, place: (i * 7919) % 1_000_003 }))
    .sort((a, b) => a.place - b.place)
    .map(({ d }) => d)
}

/** A new thing under an id of its own: what a PUT is for. */
const asNew = (call: Call): Call => ('id' in call.path ? { ...call, path: { ...call.path, id: uuidv7() } } : call)

async function sendAll(calls: readonly Drawn[]): Promise<{ faults: Fault[]; seen: Map<number, number> }> {
  const faults: Fault[] = []
  const seen = new Map<number, number>()
  let next = 0
  const one = async () => {
    for (let i = next++; i < calls.length; i = next++) {
      const { endpoint, by, request } = calls[i]!
      const reply = await by.send(request)
      seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1)
      const why = faultIn(reply)
      if (why)
        faults.push({ endpoint: endpoint.name, by: by.name, why, request: JSON.stringify(request).slice(0, 600) })
      if (i % 5000 === 4999) process.stderr.write(`${i + 1} calls, ${faults.length} faults\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return { faults, seen }
}

const city = await openCity({ incidents: 2_000, shape: 'small' }, { CLOCK: 'virtual', LOG_LEVEL: 'error' })
try {
  const callers = await openCallers(city, [...usernames, ...administrators, null])
  const document = JSON.parse((await city.house.http.send('GET', '/api/openapi.json', null)).text)
  const endpoints = endpointsOf(document).filter(({ name }) => !streams.includes(name))
  const pool = await poolOf(city)
  // Wild for every rule of the schemas, mild so that a call gets as far as the database.
  const drawers = [12, 80].map((fitting) => makeDrawer(document.components.schemas, pool, fitting))
  const calls = draw(endpoints, callers, drawers)
  const { faults, seen } = await sendAll(calls)
  const statuses = [...seen].sort(([a], [b]) => a - b)
  const kinds = [...Map.groupBy(faults, (f) => `${f.endpoint}: ${f.why}`)].map(([what, list]) => [what, list.length])
  const errors = await city.house.close()
  for (const { endpoint, by, why, request } of faults.slice(0, 20))
    process.stderr.write(`${endpoint} by ${by}: ${why}\n  ${request}\n`)
  for (const line of errors.slice(0, 20)) process.stderr.write(`${line.slice(0, 2000)}\n`)
  keep(
    {
      name: 'fuzz',
      about: `${calls.length} calls to ${endpoints.length} endpoints drawn from openapi.json, ${atOnce} at a time, by ${callers.length} people; ${faults.length} faults of ours.`,
      settings: { calls: calls.length, endpoints: endpoints.length, seed, atOnce, people: callers.length },
      figures: { statuses: Object.fromEntries(statuses), faults: faults.slice(0, 50) },
    },
    `${table(['status', 'calls'], statuses)}\n\n${kinds.length > 0 ? table(['fault', 'times'], kinds as [string, number][]) : 'No fault.'}`,
    city.database,
  )
  if (faults.length > 0) process.exitCode = 1
} finally {
  await city.close()
}
