// Bad input never becomes a fault of ours: thousands of calls drawn from the schemas of all routes, raw bodies that are no JSON at
// all, and the list of the database's constraints, each with the code that it becomes or the reason why no input can meet it.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { constraintCodes } from '#platform/problem.ts'
import { sql } from '#platform/sql.ts'
import { asOwner, buildWorld, type Member, type World } from './authz-world.ts'
import { isPostgres, type TestHouse, testHouse } from './db.ts'
import { type Call, callTo, type Endpoint, endpointsOf, faultIn, requestOf, streams } from './fuzz.ts'
import type { Reply } from './http.ts'
import { type Drawer, makeDrawer, type Pool } from './odd-values.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'

type Asked = Call & { by: Member }

let app: TestHouse
let world: World
let situation: Snapshot
/** Wild for every route, and mild for those where a call must get as far as the database. */
let wild: Drawer
let mild: Drawer
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  world = await buildWorld(app)
  situation = await takeSnapshot(app, 'constraints')
  const { components } = (await world.people.stranger.send({ method: 'GET', url: '/api/openapi.json' })).body
  const buildings = (await world.people.clerk1.send({ method: 'GET', url: '/api/buildings?limit=3' })).body.items
  const things = pool(buildings.map((b: { id: string }) => b.id))
  wild = makeDrawer(components.schemas, things, 12)
  mild = makeDrawer(components.schemas, things, 60)
}, 120_000)
beforeEach(() => situation.restore())

/** The shipped extension as an edition of another day. */
const catalogueFrom = (day: string): string =>
  Buffer.from(
    readFileSync(new URL('../db/catalogue/extension-2026.csv', import.meta.url), 'utf8').replace(
      'LINLI,2026,2026-01-01,',
      `LINLI,${day.slice(0, 7)},${day},`,
    ),
  ).toString('base64')

const pool = (building: readonly string[]): Pool => ({
  id: [
    world.held.id,
    world.fresh.id,
    world.closed.id,
    world.photo,
    world.message,
    world.worker7.account,
    world.worker7.post,
    world.held.reports[0]!.id,
  ],
  version: [1, world.held.version, world.fresh.version],
  matter: ['06042', '01001', '01002'],
  account: [world.fire1, world.worker7.account],
  unit: Object.values(world.units),
  units: Object.values(world.units),
  coUnits: Object.values(world.units),
  into: [world.fresh.id, world.held.id],
  evidence: [uuidv7(), uuidv7()],
  building,
  condition: [world.held.condition!.id],
  until: ['2026-11-20T12:00:00+08:00', '2026-11-30T12:00:00+08:00'],
  due: ['2026-11-20T12:00:00+08:00'],
  csv: ['2027-01-01', '2028-06-01', '2026-06-01'].map(catalogueFrom),
  area: ['990101001001007', '990101001001', '990101001'],
  under: ['990101001', '990101001001'],
  centre: ['990101', '990101001', '990101001001'],
  code: ['990101001001007', '990101001'],
  role: ['grid_worker', 'clerk', 'officer', 'leader'],
  number: [world.closed.number, world.held.number],
  secret: [world.closed.secret],
  username: ['worker7', 'nobody'],
  password: ['linli-demo'],
  holder: ['me', world.units.city],
  lng: [world.place.lng],
  lat: [world.place.lat],
  bbox: ['120,30,121,31', '-,-,-,-', '.,.,.,.', '1,1,1,1', `${'9'.repeat(400)},0,1,1`],
  advance: ['PT1M'],
  z: [15, 9, 0, 22],
  phone: ['13800001234', '+86 138 0000 1234', '0571-88001234'],
})

/** Who each call is made by; every endpoint is tried by somebody who may. */
const callers: Member[] = [
  'clerk1',
  'worker7',
  'city1',
  'town1',
  'leader1',
  'secadmin',
  'sysadmin',
  'auditadmin',
  'stranger',
]

const listEndpoints = async () =>
  endpointsOf((await world.people.stranger.send({ method: 'GET', url: '/api/openapi.json' })).body)

const drawCall = (endpoint: Endpoint, drawer: Drawer): fc.Arbitrary<Asked> =>
  fc
    .record({ call: callTo(endpoint, drawer), by: fc.constantFrom(...callers) })
    .map(({ call, by }) => ({ ...call, by }))

const send = (endpoint: Endpoint, asked: Asked): Promise<Reply> =>
  world.people[asked.by].send(requestOf(endpoint, asked))

function expectAnswer(reply: Reply, what: string): void {
  expect(faultIn(reply), `${what}\n${JSON.stringify(reply.body)?.slice(0, 500)}`).toBeNull()
}

const runs = Number(process.env.FUZZ_RUNS ?? (isPostgres ? 60 : 40))
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122)
/** These cost a key derivation or a sweep each. */
const fewRuns: Record<string, number> = { 'POST /api/session': 15, 'POST /api/clock': 15, 'DELETE /api/session': 3 }

/** Tries one endpoint; gives the first fault, as small as it could be made, and counts the calls by status. With `each` every call meets
 * the same situation. */
async function faultOf(
  endpoint: Endpoint,
  asked: fc.Arbitrary<Asked>,
  times: number,
  seen: Map<number, number>,
  each = false,
): Promise<string[]> {
  const property = fc.asyncProperty(asked, async (one) => {
    const reply = await send(endpoint, one)
    seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1)
    if (each && reply.status < 300) await situation.restore()
    expectAnswer(reply, endpoint.name)
  })
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: times, seed })
  if (endpoint.method !== 'GET') await situation.restore()
  return failed ? [`${JSON.stringify(counterexample).slice(0, 1500)}\n  ${String(errorInstance).slice(0, 400)}`] : []
}

test('whatever is sent to whichever route by whomever: never a fault of ours', async () => {
  const seen = new Map<number, number>()
  const faults: string[] = []
  for (const endpoint of (await listEndpoints()).filter(({ name }) => !streams.includes(name)))
    faults.push(...(await faultOf(endpoint, drawCall(endpoint, wild), fewRuns[endpoint.name] ?? runs, seen)))
  expect(faults.join('\n\n')).toBe('')
  const calls = [...seen.values()].reduce((sum, n) => sum + n, 0)
  expect(calls).toBeGreaterThan(process.env.FUZZ_RUNS ? 35 * runs : 2_000)
  expect(seen.get(200)).toBeGreaterThan(calls / 20)
}, 300_000)

/** By whom a call can succeed, and what must be right for it. */
interface Aim {
  name: string
  by: Member[]
  /** Calls, as a multiple of `runs`; one in so many succeeds, or the drawing has lost its way. */
  times: number
  oneIn: number
  /** Every call meets the same situation. */
  each?: boolean
  path?: () => fc.Arbitrary<Record<string, unknown>>
  mend?: (body: Record<string, unknown>, path: Record<string, unknown>) => Record<string, unknown>
}
const aims: Aim[] = [
  {
    name: 'POST /api/incidents/{id}/actions',
    by: ['clerk1', 'worker7', 'city1', 'town1', 'leader1', 'county1'],
    times: 10,
    oneIn: 60,
    each: true,
    path: () => fc.constantFrom(world.held, world.fresh).map(({ id }) => ({ id })),
    mend: (body, { id }) => ({ ...body, version: [world.held, world.fresh].find((i) => i.id === id)!.version }),
  },
  { name: 'PUT /api/incidents/{id}', by: ['worker7', 'clerk1', 'city1', 'leader1'], times: 5, oneIn: 20, path: fresh },
  { name: 'PUT /api/public/reports/{id}', by: ['stranger'], times: 5, oneIn: 20, path: fresh },
  { name: 'PUT /api/posts/{id}', by: ['leader1', 'secadmin'], times: 5, oneIn: 60, path: fresh },
  { name: 'PUT /api/matters/editions/{id}', by: ['sysadmin'], times: 0.3, oneIn: 3, each: true, path: fresh },
]

function fresh(): fc.Arbitrary<Record<string, unknown>> {
  return fc.constant(null).map(() => ({ id: uuidv7() }))
}

test.each(aims)(
  '$name by who may, with little that is odd: no fault of ours on the way to the database',
  async (aim) => {
    const endpoint = (await listEndpoints()).find(({ name }) => name === aim.name)!
    const seen = new Map<number, number>()
    const mended = ({ path, body, ...rest }: Asked): Asked => ({
      ...rest,
      path,
      body: aim.mend && typeof body === 'object' && body !== null ? aim.mend({ ...body }, path) : body,
    })
    const asked = drawCall(endpoint, mild).chain((one) =>
      fc
        .record({ path: aim.path?.() ?? fc.constant(one.path), by: fc.constantFrom(...aim.by) })
        .map((aimed) => ({ ...one, ...aimed })),
    )
    expect((await faultOf(endpoint, asked.map(mended), Math.ceil(aim.times * runs), seen, aim.each)).join()).toBe('')
    expect((seen.get(200) ?? 0) + (seen.get(201) ?? 0)).toBeGreaterThan((aim.times * runs) / aim.oneIn)
  },
  300_000,
)

test('the same in lists, as phones send them: every item has a verdict, and none is a fault of ours', async () => {
  const endpoints = await listEndpoints()
  const drawn = (name: string) => drawCall(endpoints.find((e) => e.name === name)!, mild)
  const when = fc.constantFrom('2026-11-16T08:30:00+08:00', '2026-11-18T08:30:00+08:00', '1999-01-01T00:00:00Z')
  const acts = fc.record({
    asked: drawn('POST /api/incidents/{id}/actions'),
    on: fc.constantFrom('held', 'fresh'),
    when,
  })
  const reports = fc.record({ asked: drawn('PUT /api/incidents/{id}'), on: fc.constant('new'), when })
  const list = fc.array(fc.oneof(acts, acts, reports), { minLength: 2, maxLength: 8 })
  const by = fc.constantFrom<Member>('clerk1', 'worker7', 'city1', 'town1')
  const seen = new Map<string, number>()
  const property = fc.asyncProperty(list, by, fc.option(when), async (drafts, who, sentAt) => {
    const items = drafts.map(({ asked: { body }, on, when: occurredAt }) => {
      const id = uuidv7()
      if (on === 'new') return { id, action: 'incident.report', target: uuidv7(), input: body, occurredAt }
      const { action, version: _, id: __, ...input } = { ...(body as Record<string, unknown>) }
      const { id: target, version: base } = world[on as 'held' | 'fresh']
      return { id, action: `incident.${String(action)}`, target, base, input, occurredAt }
    })
    const reply = await world.people[who].post('/api/sync', { items, ...(sentAt && { sentAt }) })
    // Only a tree of brackets without end spoils the list: nobody types that.
    if (reply.status === 400) expect(JSON.stringify(reply.body.errors)).toContain('levels deep')
    else expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(faultIn(reply), JSON.stringify(items)).toBeNull()
    const outcomes: string[] = (reply.body.results ?? []).map((r: { outcome: string }) => r.outcome)
    for (const outcome of outcomes) seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    if (outcomes.includes('accepted')) await situation.restore()
  })
  await fc.assert(property, { numRuns: 3 * runs, seed, endOnFailure: true })
  expect(seen.get('accepted')).toBeGreaterThan(runs / 4)
}, 300_000)

describe('bodies that are no JSON, or JSON as nobody writes it', () => {
  const json = { 'content-type': 'application/json' }
  const report = { matter: '06042', description: '垃圾桶满溢', location: { area: '990101001001007' } }
  const text = JSON.stringify(report)
  const inDescription = (raw: string) => text.replace('"垃圾桶满溢"', raw)
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const bodies: [string, string | Buffer, number][] = [
    ['nothing', '', 400],
    ['half of it', text.slice(0, -5), 400],
    ['a list instead of a thing', '[]', 400],
    ['a text instead of a thing', '"x"', 400],
    ['null', 'null', 400],
    ['broken UTF-8', Buffer.concat([Buffer.from(inDescription('"').slice(0, -1)), Buffer.from([0xc3, 0x28])]), 400],
    ['GBK instead of UTF-8', Buffer.from(inDescription('"\u00c0\u00ac"'), 'latin1'), 400],
    ['a raw NUL', inDescription('"a\u0000b"'), 400],
    ['an escaped NUL', inDescription('"a\\u0000b"'), 400],
    ['half of a surrogate pair', inDescription('"\\ud83d"'), 400],
    ['a low surrogate first', inDescription('"\\udc00\\ud83d"'), 400],
    ['half of a surrogate pair as a key', text.replace('"matter"', '"\\ud800"'), 400],
    ['200 kB of description', inDescription(`"${'满'.repeat(70_000)}"`), 400],
    ['2 MB of description', inDescription(`"${'x'.repeat(2_000_000)}"`), 413],
    ['only blanks', inDescription('" \\n\\t\u3000"'), 400],
    ['a number that is none', text.replace('{"area":"990101001001007"}', '{"lng":NaN,"lat":1}'), 400],
    ['a number without end', text.replace('{"area":"990101001001007"}', '{"lng":1e999,"lat":1}'), 400],
    ['a prototype', text.replace('{', '{"__proto__":{"source":"police"},'), 400],
    ['a constructor', text.replace('{', '{"constructor":{"prototype":{"source":"police"}},'), 400],
    ['a form 400,000 levels deep', text.replace('{', `{"form":{"a":${nested(400_000)}},`), 400],
    ['a form 5,000 levels deep', text.replace('{', `{"form":{"a":${nested(5000)}},`), 400],
    [
      'a form with 51 fields',
      text.replace(
        '{',
        `{"form":${JSON.stringify(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}`, 1])))},`,
      ),
      400,
    ],
    ['an unknown member', text.replace('{', '{"state":"closed",'), 400],
    ['a date that lies ahead', text.replace('{', '{"occurredAt":"2199-01-01T00:00:00Z",'), 400],
    ['a date of long ago', text.replace('{', '{"occurredAt":"0001-01-01T00:00:00Z",'), 400],
    ['a day that never was', text.replace('{', '{"occurredAt":"2026-02-30T00:00:00+08:00",'), 400],
  ]

  test.each(bodies)('%s', async (_, payload, status) => {
    const before = await asOwner(app, sql<{ n: number }>`select count(*)::int as n from incident`)
    for (const [who, url] of [
      ['clerk1', `/api/incidents/${uuidv7()}`],
      ['resident', `/api/public/reports/${uuidv7()}`],
    ] as const) {
      const reply = await world.people[who].send({ method: 'PUT', url, payload, headers: json })
      expectAnswer(reply, url)
      expect([reply.status, reply.body.errors?.length ?? reply.body.detail ?? reply.status], url).toEqual([
        status,
        expect.anything(),
      ])
    }
    expect(await asOwner(app, sql<{ n: number }>`select count(*)::int as n from incident`)).toEqual(before)
  })

  test('a member that is named twice counts as its last one, for the sender and for the receipt alike', async () => {
    const id = uuidv7()
    const send = (payload: string) =>
      world.people.clerk1.send({ method: 'PUT', url: `/api/incidents/${id}`, payload, headers: json })
    const first = await send(text.replace('{', '{"description":"别的",'))
    expect([first.status, first.body.description]).toEqual([201, '垃圾桶满溢'])
    expect((await send(text)).status).toBe(200)
  })

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=gbk', 201],
  ])('sent as %s', async (type, status) => {
    const reply = await world.people.clerk1.send({
      method: 'PUT',
      url: `/api/incidents/${uuidv7()}`,
      payload: text,
      headers: { 'content-type': type },
    })
    expectAnswer(reply, type)
    expect(reply.status).toBe(status)
  })

  test('an address that cannot be decoded, and an id longer than any id', async () => {
    for (const [url, status] of [
      ['/api/incidents/%E0%A4%A', 400],
      [`/api/incidents/${'x'.repeat(500)}`, 404],
      ['/api/nowhere', 404],
      [`/api/incidents/${'%00'}`, 400],
    ] as const) {
      const reply = await world.people.clerk1.send({ method: 'GET', url })
      expectAnswer(reply, url)
      expect(reply.status, url).toBe(status)
    }
  })
})

describe('found by drawing, kept by name', () => {
  test('an id in capitals is the same id: read, sent again, named twice', async () => {
    const { clerk1, city1 } = world.people
    const get = await clerk1.send({ method: 'GET', url: `/api/incidents/${world.held.id.toUpperCase()}` })
    expect([get.status, get.body.id]).toEqual([200, world.held.id])
    const id = uuidv7()
    const file = uuidv7()
    const headers = { 'content-type': 'application/json' }
    const body = { matter: '06042', description: '垃圾桶满溢', location: { area: '990101001001007' } }
    const put = (name: string, evidence: string[]) =>
      clerk1.send({
        method: 'PUT',
        url: `/api/incidents/${name}`,
        payload: JSON.stringify({ ...body, evidence }),
        headers,
      })
    expect((await put(id, [file])).status).toBe(201)
    expect((await put(id.toUpperCase(), [file.toUpperCase()])).status).toBe(200)
    const twice = await put(uuidv7(), [file, file.toUpperCase()])
    expect([twice.status, twice.body.errors[0].path]).toEqual([400, '/evidence'])
    const photo = uuidv7()
    const add = async (version: number, id: string) =>
      city1.send({
        method: 'POST',
        url: `/api/incidents/${world.held.id}/actions`,
        payload: JSON.stringify({ action: 'addEvidence', version, evidence: [id] }),
        headers,
      })
    const added = await add(world.held.version, photo.toUpperCase())
    expect([added.status, added.body.evidence.length]).toEqual([200, world.held.evidence.length + 1])
    const again = await add(added.body.version, photo)
    expect([again.status, again.body.evidence.length]).toEqual([200, world.held.evidence.length + 1])
  })

  test.each([
    '/api/incidents',
    '/api/incidents?sort=due',
    '/api/areas',
    '/api/buildings',
    '/api/accounts',
    '/api/units',
    '/api/messages',
    '/api/matters',
  ])('a cursor of another list, or of nobody, is refused by %s', async (url) => {
    for (const key of [['x'], [1e300], [null, null], [1, 2, 3], [8.64e15 + 1, 1], ['x', 'y'], [1, 'x'], [0.5], [{}]]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
      const reply = await world.people.clerk1.send({
        method: 'GET',
        url: `${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}`,
      })
      expectAnswer(reply, `${url} ${JSON.stringify(key)}`)
    }
    const broken = await world.people.clerk1.send({
      method: 'GET',
      url: `${url}${url.includes('?') ? '&' : '?'}cursor=%25`,
    })
    expect([broken.status, broken.body.code]).toEqual([400, 'request.invalid'])
  })

  test('an instant far west of every ocean is an instant', async () => {
    const reply = await world.people.auditadmin.send({
      method: 'GET',
      url: '/api/audit?until=2026-11-16T09:00:00%2B23:59',
    })
    expect(reply.status).toBe(200)
  })
})

describe('constraints of the database', () => {
  /** Tables that no door writes: their rows come from the seed, from migrations or from jobs of ours. */
  const withoutDoor = [
    'anchor',
    'area',
    'area_level',
    'area_version',
    'building',
    'chain_break',
    'chain_check',
    'chain_head',
    'deputy',
    'migration',
    'notice_board',
    'road',
    'scenery',
    'setting',
    'suggestion_model',
    'suggestion_training',
    'unit',
  ]
  /** Why no input can meet it; a pattern of `table.constraint`. */
  const outOfReach: [RegExp, string][] = [
    [/_fkey$/, 'ids are read in the transaction that writes them, or refused by meaning'],
    [/^chain_break_event\./, 'the schema lets 1 to 2000 through; kinds are those of the server'],
    [/^(audit|disclosure)\./, 'number and id are made by the server under the lock of the head'],
    [/^change\./, 'made by the database'],
    [/^latest_change\./, 'written by triggers, which move on what is there'],
    [/^message\./, 'made by the server'],
    [/^session\./, 'made by the server; the doors are a closed list of the schema'],
    [/^account\.(?!account_(username|work_number)_key|account_pkey)/, 'columns of the server'],
    [/^hand_over\./, 'made by the server'],
    [/^deputy\.deputy_check$/, 'refused by meaning: an absence ends after it begins'],
    [/^roster\.roster_check$/, 'refused by meaning: a turn ends after it begins'],
    [/^(recovery_code|former_password)\./, 'made by the server under the lock of the account'],
    [/^file(_origin)?\.(?!file_pkey)/, 'written by the job that judges an upload, from what it has measured'],
    [/^incident\.(incident_intake_no_key|incident_number_key)$/, 'number from a sequence, with a check character'],
    [
      /^incident\.incident_(stage|version|seq|round|check|check1|check2|check_kind|report_count|objections|mediation)_?/,
      'columns of the interpreter',
    ],
    [/^(incident|report)\.\w+_description_check$/, 'the schema lets 4000 characters through'],
    [/^incident\.incident_satisfied_check$/, 'the schema lets 1 to 5 through'],
    [/^incident_words\./, 'written once with the incident, by the version of the server'],
    [/^incident_(action|request|supervision)\./, 'numbered under the lock of the incident; kinds are closed lists'],
    [
      /^incident_party\./,
      'opened under the lock of the incident by the interpreter, which refuses a unit that takes part',
    ],
    [/^evidence\.evidence_pkey$/, 'named twice it is kept once; under the lock of the incident'],
    [/^file_removal\./, 'written once by the removal of its row; what stands there already is left'],
    [/^evidence_release\./, 'shown twice it is written once; under the lock of the incident'],
    [/^post\.post_check$/, 'refused by meaning: the last day lies before the first'],
    [
      /^(matter|filing_condition|duty|duty_entry|mapping_entry)\./,
      'a catalogue file is checked row by row before it is written, under a new edition',
    ],
    [
      /^excuse\.excuse_(check|check1|state_check|reason_check)$/,
      'judged before it is written; the schema lets 2000 through',
    ],
    [/^(edition\.edition|duty_list\.duty_list)_(check|level_check)$/, 'refused by the check of the file'],
    [
      /^mediation(_action)?\.(?!mediation_(once|pkey))/,
      'written by the interpreter of mediation, under the lock of its row',
    ],
    [/^calendar_day\./, 'days are checked before they are written, under the lock of their calendar'],
    [/^procedure\.procedure_version_check$/, 'the schema of the address lets 1 and more through'],
  ]

  test('each has a code, or a reason why no input can meet it; no code is left over', async () => {
    const rows = await asOwner(
      app,
      sql<{
        tab: string
        name: string
      }>`select c.relname as tab, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype in ('p', 'u', 'c', 'x', 'f') and c.relnamespace = 'public'::regnamespace
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        union select t.relname, i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
          where x.indisunique and t.relnamespace = 'public'::regnamespace and t.relname <> 'spatial_ref_sys' order by 1, 2`,
    )
    const open = rows.filter(
      ({ tab, name }) =>
        !withoutDoor.includes(tab) &&
        !constraintCodes[name] &&
        !outOfReach.some(([pattern]) => pattern.test(`${tab}.${name}`)),
    )
    expect(open.map(({ tab, name }) => `${tab}.${name}`)).toEqual([])
    const names = rows.map((r) => r.name)
    expect(Object.keys(constraintCodes).filter((name) => !names.includes(name))).toEqual([])
    expect(outOfReach.filter(([pattern]) => !rows.some(({ tab, name }) => pattern.test(`${tab}.${name}`)))).toEqual([])
  })

  // The embedded database hands its transactions out in turn: there the second always meets the check in TypeScript first.
  test.skipIf(!isPostgres)(
    'two at once meet the constraint itself: one is done, the other is told, neither is a fault',
    async () => {
      const send = (who: Member, url: string, body: object) =>
        world.people[who].send({
          method: 'PUT',
          url,
          payload: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        })
      const outcomes = async (calls: Promise<Reply>[]) =>
        (await Promise.all(calls)).map((r) => [r.status, r.body.code]).sort()
      const id = uuidv7()
      const post = (from: string) => ({
        account: world.fire1,
        role: 'grid_worker',
        area: '990101001001007',
        unit: world.units.team,
        from,
      })
      for (const [one, two] of await Promise.all(
        Array.from({ length: 5 }, () => uuidv7()).map((own) =>
          outcomes([
            send('leader1', `/api/posts/${own}`, post('2026-11-16')),
            send('secadmin', `/api/posts/${own}`, post('2026-11-17')),
          ]),
        ),
      ))
        expect([one, two]).toEqual([
          [201, undefined],
          [409, 'id.conflict'],
        ])
      const report = (description: string) => ({ matter: '06042', description, location: { area: '990101001001007' } })
      expect(
        await outcomes([
          send('worker7', `/api/incidents/${id}`, report('甲')),
          send('clerk1', `/api/incidents/${id}`, report('乙')),
        ]),
      ).toEqual([
        [201, undefined],
        [409, 'id.conflict'],
      ])
      const edition = { csv: catalogueFrom('2027-01-01') }
      const loads = await Promise.all(
        [uuidv7(), uuidv7()].map((own) => send('sysadmin', `/api/matters/editions/${own}`, edition)),
      )
      expect(loads.map((r) => r.status).sort()[0]).toBe(201)
      expect([400, 409]).toContain(loads.map((r) => r.status).sort()[1])
    },
  )
})
