// npm run bench -- probes: a hundred thousand scope probes over HTTP in a small city beside the demonstration district: people of every
// role and level and a stranger, at every door that takes an id or a place, by what lies out of their sight. Not one may learn of it.
import { formatInstant } from '../contract/src/shared/time.ts'
import { endpointsOf } from '../server/test/fuzz.ts'
import { makeDrawer } from '../server/test/odd-values.ts'
import {
  doorsIn,
  drawProbes,
  leakIn,
  type Probe,
  printOf,
  readScene,
  type Scene,
  stranger,
} from '../server/test/probes.ts'
import { type Caller, openCallers } from './lib/callers.ts'
import { openCity } from './lib/city.ts'
import { table } from './lib/figures.ts'
import { keep } from './lib/results.ts'

const wanted = Number(process.env.BENCH_CALLS ?? 100_000)
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122)
const atOnce = 8
const inCity = [
  'w001001001',
  'w001001004',
  'w001002002',
  'w002001003',
  'h1',
  'h4',
  'b1',
  'c001001-1',
  'c002002-1',
  'd001-1',
  'd002-2',
  'd-1',
]
const above = [
  'leader001001-1',
  'leader002-1',
  'leader-1',
  'inspector001-1',
  'inspector-1',
  'appraiser002-1',
  'appraiser-1',
]
const elsewhere = [
  'worker7',
  'worker101',
  'clerk1',
  'clerk201',
  'city1',
  'fire201',
  'city901',
  'leader1',
  'county1',
  'property1',
]
const administrators = ['sysadmin', 'secadmin', 'auditadmin']

const city = await openCity({ incidents: 4_000, shape: 'small' })
try {
  const officers = await city.ask(
    `select a.username from account a join post p on p.account_id = a.id where p.role = 'officer' and a.username like 'o-%-1' order by md5(a.username) limit 6`,
  )
  const usernames = [...inCity, ...above, ...elsewhere, ...administrators, ...officers.map((o) => String(o.username))]
  const callers = new Map((await openCallers(city, [...usernames, null])).map((c) => [c.name, c]))
  const scene = await readScene(city.ask, usernames, formatInstant(Date.now()).slice(0, 10), 4_000)
  const document = JSON.parse((await city.house.http.send('GET', '/api/openapi.json', null)).text)
  const doors = doorsIn(endpointsOf(document))
  const probes = drawProbes(scene, doors, makeDrawer(document.components.schemas, {}, 200), wanted, seed)
  const before = await printOf(city.ask)
  const { leaks, seen } = await sendAll(probes, callers, scene)
  const isUnchanged = before === (await printOf(city.ask))
  for (const leak of leaks.slice(0, 20)) process.stderr.write(`${leak}\n`)
  const statuses = [...seen].sort(([a], [b]) => a - b)
  keep(
    {
      name: 'probes',
      about: `${probes.length} probes by ${scene.people.length} people at ${doors.length} doors, ${probes.filter((p) => p.isOwn).length} of them at one's own incidents, which must open: ${leaks.length} leaks; the tables are ${isUnchanged ? 'unchanged' : 'CHANGED'}.`,
      settings: {
        probes: probes.length,
        people: scene.people.length,
        doors: doors.length,
        things: scene.things.length,
        seed,
        atOnce,
      },
      figures: { statuses: Object.fromEntries(statuses), leaks: leaks.slice(0, 50), isUnchanged },
    },
    table(['status', 'probes'], statuses),
    city.database,
  )
  if (leaks.length > 0 || !isUnchanged) process.exitCode = 1
} finally {
  await city.close()
}

async function sendAll(probes: readonly Probe[], callers: ReadonlyMap<string, Caller>, scene: Scene) {
  const leaks: string[] = []
  const seen = new Map<number, number>()
  let next = 0
  const one = async () => {
    for (let i = next++; i < probes.length; i = next++) {
      const probe = probes[i]!
      const caller = callers.get(probe.who.name) ?? callers.get(stranger.name)!
      const reply = await caller.send(probe.request)
      seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1)
      const leak = leakIn(probe, reply, scene)
      if (leak) leaks.push(`${probe.who.name} ${probe.door.endpoint.name} ${probe.request.url}: ${leak}`)
      if (i % 10_000 === 9_999) process.stderr.write(`${i + 1} probes, ${leaks.length} leaks\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return { leaks, seen }
}
