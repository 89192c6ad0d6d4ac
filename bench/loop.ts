// npm run bench -- loop: the full six-step loop (seven requests) over HTTP in two cities of the same 12,000 grids, one with 10,000
// incidents and one with 1.4 million, in interleaved pairs beside their floor. What counts is the rate in the large city and its part of
// the rate in the small one: a system that slows down as it fills has the wrong shape.
import { type BenchCity, openCity, wantedIncidents } from './lib/city.ts'
import { type BenchCrew, openCrews } from './lib/crews.ts'
import { median, short, spread, table } from './lib/figures.ts'
import { poolSize } from './lib/house.ts'
import { load, type Measured } from './lib/load.ts'
import { loopSteps, overHttp, runLoop } from './lib/loop.ts'
import { openWriteFloor } from './lib/recorded.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const seconds = 6
const atOnce = [1, 16]
const crewCount = 48

interface Side {
  name: string
  city: BenchCity
  crews: BenchCrew[]
  ways: Record<string, () => Promise<unknown>>
  trips: number
  close(): Promise<void>
}

async function openSide(name: string, incidents: number): Promise<Side> {
  const city = await openCity({ incidents })
  const crews = await openCrews(city, crewCount)
  const floor = await openWriteFloor(city, (send) => runLoop(city, crews[0]!, send).then(({ id }) => id))
  let turn = 0
  const http = () => runLoop(city, crews[turn++ % crews.length]!, overHttp(city))
  return {
    name,
    city,
    crews,
    ways: { http, floor: floor.once },
    trips: floor.trips.length,
    async close() {
      await floor.close()
      await city.close()
    },
  }
}

const sides: Side[] = []
try {
  sides.push(await openSide('small', 10_000))
  sides.push(await openSide('large', wantedIncidents))
  const measured = new Map<string, Measured[]>()
  for (const { ways } of sides) for (const once of Object.values(ways)) await load(8, 3, () => once().then(() => {}))
  for (let round = 1; round <= rounds; round++) {
    // Now the one, now the other first, so that neither always runs on what its neighbour left behind.
    const order = round % 2 ? sides : sides.toReversed()
    for (const c of atOnce)
      for (const way of ['http', 'floor'])
        for (const { name, ways } of order) {
          const key = `${name} ${way} ${c}`
          measured.set(key, [...(measured.get(key) ?? []), await load(c, seconds, () => ways[way]!().then(() => {}))])
        }
    process.stderr.write(`round ${round} of ${rounds}\n`)
  }
  const of = (name: string, way: string, c: number) => measured.get(`${name} ${way} ${c}`)!
  const rates = (m: Measured[]) => m.map((x) => x.rate)
  const pairs = (a: Measured[], b: Measured[]) => short(median(rates(a).map((r, i) => r / b[i]!.rate)))
  const figures = atOnce.map((c) => ({
    atOnce: c,
    sides: sides.map(({ name, city }) => ({
      name,
      incidents: city.incidents,
      loopsPerSecond: short(median(rates(of(name, 'http', c)))),
      requestsPerSecond: short(median(rates(of(name, 'http', c))) * loopSteps),
      ms: spread(of(name, 'http', c).flatMap((m) => m.took)),
      floorPerSecond: short(median(rates(of(name, 'floor', c)))),
      ofTheFloor: pairs(of(name, 'http', c), of(name, 'floor', c)),
    })),
    largeOfSmall: pairs(of('large', 'http', c), of('small', 'http', c)),
    largeOfSmallFloor: pairs(of('large', 'floor', c), of('small', 'floor', c)),
  }))
  const page = table(
    [
      'at once',
      'incidents',
      'loops/s',
      'requests/s',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'floor/s',
      'of the floor',
      'large of small',
      'floor: large of small',
    ],
    figures.flatMap((f) =>
      f.sides.map((s) => [
        f.atOnce,
        s.incidents,
        s.loopsPerSecond,
        s.requestsPerSecond,
        s.ms.p50,
        s.ms.p95,
        s.ms.p99,
        s.floorPerSecond,
        s.ofTheFloor,
        s.name === 'large' ? f.largeOfSmall : '',
        s.name === 'large' ? f.largeOfSmallFloor : '',
      ]),
    ),
  )
  keep(
    {
      name: 'loop',
      about: `Whole loops over HTTP (report, accept, dispatch, sign, finish, verify, close) with 10,000 and with ${wantedIncidents} incidents there, beside the floor: the same statements in ${sides[0]!.trips} trips by pg in pipeline mode. Medians of ${rounds} interleaved rounds of ${seconds} s; client, both servers and the database share the machine.`,
      settings: { rounds, seconds, crews: crewCount, poolSize, logLevel: 'warn' },
      figures,
    },
    page,
    sides[0]!.city.database,
  )
} finally {
  for (const side of sides) await side.close()
}
