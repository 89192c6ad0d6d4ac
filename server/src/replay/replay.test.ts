// The replay as people start it, against a server as people start it, with a dozen invented rows of an invented city.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IncidentPage, IncidentView } from '@linli/contract/incident/schemas.ts'
import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedCatalogues } from '#seed/shipped-catalogues.ts'
import { PASSWORD } from '#test/db.ts'
import { databaseServer, type Ground, newGround, type Running, startServer, stopServer } from '#test/process.ts'
import { idOf } from './ids.ts'
import { firstFitting, type MapDocument, readMap } from './map.ts'
import { lay, usable } from './place.ts'
import type { Refusal, Summary } from './run.ts'

const program = fileURLToPath(new URL('../replay.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'linli-replay-'))

let ground: Ground
let server: Running
let county: string
beforeAll(async () => {
  ground = await newGround(databaseServer)
  server = await startServer(ground.environment, '--demo', '--without-incidents')
  const reply = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'county1', password: PASSWORD }),
  })
  county = ((await reply.json()) as { token: string }).token
}, 120_000)
afterAll(async () => {
  if (server) await stopServer(server)
  await ground.remove()
  rmSync(folder, { recursive: true })
})

const get = async <T>(path: string): Promise<T> =>
  (await fetch(server.url + path, { headers: { authorization: `Bearer ${county}` } })).json() as Promise<T>
const total = async () => (await get<Static<typeof IncidentPage>>('/api/incidents?count=true&limit=1')).total

const map: MapDocument = {
  about: 'An invented city',
  source: 'tianshui',
  columns: {
    key: 'no',
    at: 'opened',
    lng: 'x',
    lat: 'y',
    address: 'street',
    words: ['kind', 'words'],
    result: 'outcome',
    source: 'door',
  },
  extent: { west: 10, south: 50, east: 11, north: 51 },
  into: '990101001001',
  sources: { phone: 'hotline', app: 'resident' },
  leftOut: [{ when: { kind: 'Praise' }, why: 'nothing to do' }],
  matters: [
    { when: { kind: 'Lamp' }, matter: '01037' },
    { when: { kind: 'Bin' }, matter: '06042', urgency: 'urgent' },
    { when: { kind: 'Sewer', words: '.*blocked.*' }, matter: '99003', condition: '99003.2' },
    { when: { kind: 'Smoke' }, matter: '06027' },
    { when: { kind: 'Unicorn' }, matter: '77777' },
  ],
  ends: [
    { when: { state: 'open' }, end: 'accepted' },
    { when: { state: 'done', outcome: 'not ours' }, end: 'rejected' },
    { when: { state: 'done', outcome: 'twice' }, end: 'voided' },
    { when: { state: 'done', outcome: 'by rule' }, end: 'closed', degree: 'procedural' },
    { when: { state: 'done' }, end: 'closed' },
  ],
  result: 'done, says the source',
}

const header = 'no,opened,x,y,street,kind,words,outcome,door,state'
const good = [
  '1,2024-03-04T08:00:00Z,10.5,50.5,Main St,Lamp,dark,new bulb,phone,done',
  '2,2024-03-04T08:00:00Z,10.4,50.6,,Bin,full,"emptied, washed",app,done',
  '3,2024-03-05 09:30:00+00:00,10.6,50.4,,Sewer,blocked drain,,phone,done',
  '4,2024-03-05T09:00:00Z,0,0,no point,Lamp,dark,not ours,phone,done',
  '5,2024-03-05T09:00:00Z,,,,Bin,full,twice,app,done',
  '6,2024-03-06T09:00:00Z,10.0,50.0,in the corner,Smoke,from a kitchen,by rule,app,done',
  '7,2024-03-06T09:00:00Z,99,50,beyond,Lamp,dark,,phone,open',
]
const bad = [
  '8,2024-03-06T09:00:00Z,10.5,50.5,,Praise,thanks,,phone,done',
  '9,2024-03-06T09:00:00Z,10.5,50.5,,Meteor,fell,,phone,done',
  '10,the day before,10.5,50.5,,Lamp,dark,,phone,done',
  '11,2024-03-06T09:00:00Z,10.5,50.5,,Lamp,dark,,pigeon,done',
  '12,2024-03-06T09:00:00Z,10.5,50.5,,Unicorn,seen,,phone,done',
]

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

interface Run {
  code: number | null
  refusals: Refusal[]
  summary: Summary
  stderr: string
}

async function run(...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args, '--url', server.url], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (piece) => (stdout += String(piece)))
  child.stderr.on('data', (piece) => (stderr += String(piece)))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Refusal & { summary?: Summary })
  return { code, refusals: lines.filter((l) => !l.summary), summary: lines.at(-1)?.summary ?? ({} as Summary), stderr }
}

test('twelve rows: what can be played stands where the source says, what cannot is named row by row', {
  timeout: 120_000,
}, async () => {
  const before = (await total())!
  const mapFile = write('map.json', JSON.stringify(map))
  const all = await run(write('all.csv', [header, ...good, ...bad].join('\n')), '--map', mapFile)
  expect(all.code, all.stderr).toBe(1)
  expect(all.summary).toMatchObject({ rows: 12, created: 7, alreadyThere: 0, leftOut: 1, refused: 4 })
  expect(all.summary.states).toEqual({ closed: 4, rejected: 1, voided: 1, accepted: 1 })
  expect(all.refusals.map(({ row, key, code, stated }) => [row, key, code, stated]).toSorted()).toEqual(
    [
      [8, '8', 'replay.left_out', true],
      [9, '9', 'replay.unmapped_matter', false],
      [10, '10', 'replay.wrong_date', false],
      [11, '11', 'replay.unmapped_source', false],
      [12, '12', 'replay.unknown_matter', false],
    ].toSorted(),
  )
  expect(await total()).toBe(before + 7)

  // Again, without the rows that were refused: nothing is new, no hand is played, and that is a clean run.
  const again = await run(write('good.csv', [header, ...good, bad[0]].join('\r\n')), '--map', mapFile, '--rate', '100')
  expect(again.code, again.stderr).toBe(0)
  expect(again.summary).toMatchObject({ rows: 8, created: 0, alreadyThere: 7, leftOut: 1, refused: 0, hands: 0 })
  expect(again.summary.states).toEqual(all.summary.states)
  expect(await total()).toBe(before + 7)
})

test('a played incident holds the words, the place, the source and the real outcome of its row', async () => {
  const view = (key: string, opened: string) =>
    get<IncidentView>(`/api/incidents/${idOf(Date.parse(opened), `${map.source} ${key}`, 'report')}`)
  const lamp = await view('1', '2024-03-04T08:00:00Z')
  expect(lamp).toMatchObject({
    state: 'closed',
    matter: '01037',
    description: 'Lamp · dark',
    source: 'hotline',
    location: { address: 'Main St' },
    placeUncertain: false,
  })
  expect(lamp.area).toMatch(/^990101001001\d{3}$/)
  expect(Date.parse(lamp.occurredAt!)).toBe(Date.parse('2024-03-04T08:00:00Z'))
  const acts = lamp.history.filter((h) => h.actor.kind === 'staff').map((h) => h.action)
  expect(acts).toEqual(['report', 'accept', 'route', 'dispatch', 'sign', 'finish', 'postcheck', 'close'])
  expect(lamp.history.find((h) => h.action === 'finish')!.data.result).toBe('new bulb')
  expect(await view('3', '2024-03-05T09:30:00Z')).toMatchObject({ condition: { id: '99003.2' }, linked: [] })
  expect(await view('5', '2024-03-05T09:00:00Z')).toMatchObject({
    state: 'voided',
    area: '990101001001',
    location: null,
    placeUncertain: true,
  })
  expect(await view('6', '2024-03-06T09:00:00Z')).toMatchObject({ state: 'closed', degree: 'procedural' })
  expect((await view('6', '2024-03-06T09:00:00Z')).area, 'pulled into a grid').toHaveLength(15)
  expect(await view('7', '2024-03-06T09:00:00Z')).toMatchObject({ state: 'accepted' })
})

test('what makes the whole run senseless ends it with one line and exit code 2', async () => {
  const mapFile = write('map.json', JSON.stringify(map))
  const file = write('good.csv', [header, ...good].join('\n'))
  const refused = async (words: RegExp, ...args: string[]) => {
    const { code, stderr } = await run(...args)
    expect(code, stderr).toBe(2)
    expect(stderr.trim().split('\n'), stderr).toHaveLength(1)
    expect(stderr).toMatch(words)
  }
  await refused(/npm run replay -- FILE\.csv/)
  await refused(/nowhere\.csv.*no such file/, join(folder, 'nowhere.csv'), '--map', mapFile)
  await refused(/no such file/, file, '--map', join(folder, 'nowhere.json'))
  await refused(/--rate fast is no number/, file, '--map', mapFile, '--rate', 'fast')
  await refused(/columns that are not there: opened/, write('other.csv', 'no,x\n1,2\n'), '--map', mapFile)
  await refused(/matters\/0.*required/, file, '--map', write('wrong.json', JSON.stringify({ ...map, matters: [{}] })))
  const broken = { ...map, leftOut: [{ when: { kind: '(' }, why: 'x' }] }
  await refused(/kind: Invalid regular expression/, file, '--map', write('broken.json', JSON.stringify(broken)))
})

test('ids are UUIDv7 in shape, sort by time, and differ by source, key and act', () => {
  const at = Date.parse('2015-07-30T12:00:00Z')
  const id = idOf(at, '311-sf 1', 'report')
  expect(id).toBe(idOf(at, '311-sf 1', 'report'))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  expect(
    new Set([
      id,
      idOf(at, '311-sf 2', 'report'),
      idOf(at, '311-sf 1', 'accept', '1'),
      idOf(at + 1, '311-sf 1', 'report'),
    ]).size,
  ).toBe(4)
  expect(idOf(at - 1, 'z', 'z') < id).toBe(true)
})

test('corners lie on corners, the middle on the middle; zeros, blanks and far places are no point', () => {
  const onto = { west: 120, south: 30, east: 120.02, north: 30.01 }
  expect(lay({ lng: 10, lat: 50 }, map.extent, onto)).toEqual({ lng: 120, lat: 30 })
  expect(lay({ lng: 11, lat: 51 }, map.extent, onto)).toEqual({ lng: 120.02, lat: 30.01 })
  expect(lay({ lng: 10.5, lat: 50.5 }, map.extent, onto).lng).toBeCloseTo(120.01, 9)
  expect(usable('10.5', '50.5', map.extent)).toEqual({ lng: 10.5, lat: 50.5 })
  for (const [lng, lat] of [
    ['0', '0'],
    ['', ''],
    [undefined, '50.5'],
    ['10.5', '51.1'],
    ['x', '50.5'],
  ])
    expect(usable(lng, lat, map.extent)).toBeNull()
})

test('the shipped map of San Francisco is well formed, and its rules are met in their order', () => {
  const shipped = readMap(fileURLToPath(new URL('./maps/311-sf.json', import.meta.url)))
  const matterOf = (values: Record<string, string>) => firstFitting(shipped.matters, { nth: 1, values })?.matter ?? null
  expect(matterOf({ category: 'Sewer Issues', complaint_type: 'Flooding', descriptor: 'On_street' })).toBe('99006')
  expect(matterOf({ category: 'Sewer Issues', complaint_type: 'Flooding', descriptor: 'On_property' })).toBe('99003')
  expect(matterOf({ category: 'sewer issues', complaint_type: 'Odor', descriptor: '' })).toBe('95003')
  expect(matterOf({ category: 'General Request - TT COLLECTOR', complaint_type: 'other' })).toBe('95001')
  expect(matterOf({ category: 'Something else' })).toBeNull()
  const known = new Set(shippedCatalogues().flatMap(({ matters }) => matters.map(({ code }) => code)))
  for (const { matter } of shipped.matters) expect(known).toContain(matter)
})
