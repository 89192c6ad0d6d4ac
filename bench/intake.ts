// npm run bench -- intake: reports taken in through the real server over HTTP, beside their floor: the very statements that a report
// sends to the database, in the same two trips, by `pg` in pipeline mode on as many connections. What lies between the two
// is the server's own work: HTTP, checking, the interpreter, the chain, the answer. Rounds are interleaved, medians count.
import { v7 as uuidv7 } from 'uuid'
import { openPostgres } from '../server/src/platform/engine-postgres.ts'
import { openDatabase, run } from './lib/database.ts'
import { median, short, spread, table } from './lib/figures.ts'
import { fill } from './lib/fill.ts'
import { type BenchHouse, openHouse, poolSize } from './lib/house.ts'
import { load, type Measured } from './lib/load.ts'
import { keep } from './lib/results.ts'

const incidents = Number(process.env.BENCH_INCIDENTS ?? 100_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const seconds = 2
const atOnce = [1, 16, 64]
const workers = Array.from({ length: 27 }, (_, i) => `worker${i + 1}`)

interface Place {
  lng: number
  lat: number
}

const bodyAt = ({ lng, lat }: Place) => ({
  matter: '06042',
  description: '垃圾桶满溢，异味明显，请尽快清运',
  location: { lng, lat, accuracy: 8 },
})

async function reportOver(house: BenchHouse, worker: string, place: Place): Promise<void> {
  const reply = await house.http.send('PUT', `/api/incidents/${uuidv7()}`, house.tokens.get(worker)!, bodyAt(place))
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text}`)
}

/** The recorded statements of one report as a program that does nothing else would send them, each time as another report. */
async function openFloor(databaseUrl: string, house: BenchHouse, worker: string, place: Place) {
  const id = uuidv7()
  const request = {
    method: 'PUT',
    url: `/api/incidents/${id}`,
    token: house.tokens.get(worker)!,
    body: bodyAt(place),
  } as const
  const trips = await house.record(request)
  const [row] = await run(databaseUrl, `select number, intake_no from incident where id = '${id}'`)
  const [number, intakeNo] = [String(row!.number), String(row!.intake_no)]
  const messages = (await run(databaseUrl, `select id from message where incident_id = '${id}'`)).map((r) =>
    String(r.id),
  )
  const engine = openPostgres(databaseUrl, poolSize)
  let nth = 0
  return {
    trips: trips.map((t) => t.length),
    async once() {
      const fresh = uuidv7()
      const mine = ++nth
      const own = `F${process.pid}-${mine}`
      const others = messages.map(() => uuidv7())
      const renew = (value: unknown): unknown => {
        if (typeof value !== 'string') return value
        let text = value.replaceAll(id, fresh).replaceAll(number, own)
        text = text.replace(`"intake_no":${intakeNo},`, `"intake_no":${2_000_000_000 + mine},`)
        for (const [i, message] of messages.entries()) text = text.replaceAll(message, others[i]!)
        return text
      }
      const connection = await engine.connect()
      try {
        for (const statements of trips)
          await connection.batch(statements.map((s) => ({ ...s, values: s.values.map(renew) })))
      } finally {
        connection.release()
      }
    },
    close: () => engine.close(),
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
    const floor = await openFloor(database.url, house, workers[6]!, places[6]!)
    let turn = 0
    const overHttp = () => {
      const i = turn++ % workers.length
      return reportOver(house, workers[i]!, places[i]!)
    }
    const measured = new Map<string, Measured[]>()
    await load(16, 3, overHttp)
    await load(16, 3, floor.once)
    for (let round = 1; round <= rounds; round++) {
      for (const c of atOnce)
        for (const [name, once] of [
          ['http', overHttp],
          ['floor', floor.once],
        ] as const) {
          const key = `${name} ${c}`
          measured.set(key, [...(measured.get(key) ?? []), await load(c, seconds, once)])
        }
      process.stderr.write(`round ${round} of ${rounds}\n`)
    }
    await floor.close()
    const [after] = await run(database.url, 'select count(*)::int as n from incident')
    const figures = atOnce.map((c) => {
      const [http, bare] = [measured.get(`http ${c}`)!, measured.get(`floor ${c}`)!]
      const side = (m: Measured[]) => ({
        perSecond: short(median(m.map((x) => x.rate))),
        ms: spread(m.flatMap((x) => x.took)),
      })
      return {
        atOnce: c,
        http: side(http),
        floor: side(bare),
        ratio: short(median(http.map((h, i) => h.rate / bare[i]!.rate))),
      }
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
        about: `Reports taken in per second over HTTP at ${incidents} incidents, beside the floor: the same statements (${floor.trips.join(' + ')} in two trips) by pg in pipeline mode. Medians of ${rounds} interleaved rounds of ${seconds} s; client, server and database share the machine.`,
        settings: { incidents, incidentsAfter: after!.n, rounds, seconds, poolSize, logLevel: 'warn' },
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
