// npm run bench -- intake: reports taken in through the real server over HTTP, beside their floor: the very statements that a report
// sends to the database, in the same two trips, by `pg` in pipeline mode on as many connections. What lies between the two
// is the server's own work: HTTP, checking, the interpreter, the chain, the answer. Rounds are interleaved, medians count.
import { v7 as uuidv7 } from 'uuid'
import { openCity } from './lib/city.ts'
import { openCrews } from './lib/crews.ts'
import { median, short, spread, table } from './lib/figures.ts'
import { poolSize, type Recorded } from './lib/house.ts'
import { load, type Measured } from './lib/load.ts'
import { overHttp, reportBody } from './lib/loop.ts'
import { openWriteFloor } from './lib/recorded.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const seconds = 3
const atOnce = [1, 16, 64]

const city = await openCity()
try {
  const crews = await openCrews(city, 128)
  const requestOf = (nth: number): Recorded => {
    const crew = crews[nth % crews.length]!
    const token = city.house.tokens.get(crew.worker)!
    return { method: 'PUT', url: `/api/incidents/${uuidv7()}`, token, body: reportBody(crew) }
  }
  const floor = await openWriteFloor(city, async (send) => (JSON.parse(await send(requestOf(0))) as { id: string }).id)
  const send = overHttp(city)
  let turn = 0
  const ways = { http: async () => void (await send(requestOf(turn++))), floor: floor.once }
  const measured = new Map<string, Measured[]>()
  for (const once of Object.values(ways)) await load(16, 3, once)
  for (let round = 1; round <= rounds; round++) {
    for (const c of atOnce)
      for (const [name, once] of Object.entries(ways)) {
        const key = `${name} ${c}`
        measured.set(key, [...(measured.get(key) ?? []), await load(c, seconds, once)])
      }
    process.stderr.write(`round ${round} of ${rounds}\n`)
  }
  await floor.close()
  const [after] = await city.ask('select count(*)::int as n from incident')
  const figures = atOnce.map((c) => {
    const [http, bare] = [measured.get(`http ${c}`)!, measured.get(`floor ${c}`)!]
    const side = (m: Measured[]) => ({
      perSecond: short(median(m.map((x) => x.rate))),
      ms: spread(m.flatMap((x) => x.took)),
    })
    const ratio = short(median(http.map((h, i) => h.rate / bare[i]!.rate)))
    return { atOnce: c, http: side(http), floor: side(bare), ratio }
  })
  const page = table(
    ['at once', 'reports/s', 'p50 ms', 'p95 ms', 'p99 ms', 'floor/s', 'floor p50 ms', 'of the floor'],
    figures.map(({ atOnce: c, http, floor: f, ratio }) => [
      c,
      http.perSecond,
      http.ms.p50,
      http.ms.p95,
      http.ms.p99,
      f.perSecond,
      f.ms.p50,
      ratio,
    ]),
  )
  keep(
    {
      name: 'intake',
      about: `Reports taken in per second over HTTP at ${city.incidents} incidents, beside the floor: the same statements (${floor.trips.join(' + ')} in two trips) by pg in pipeline mode. Medians of ${rounds} interleaved rounds of ${seconds} s; client, server and database share the machine.`,
      settings: { incidents: city.incidents, incidentsAfter: after!.n, rounds, seconds, poolSize, logLevel: 'warn' },
      figures,
    },
    page,
    city.database,
  )
} finally {
  await city.close()
}
