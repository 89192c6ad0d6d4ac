// npm run bench -- mixed: half an hour of everything at once, as on a working day: reports, loops, lists, views, counts, searches, tiles,
// messages, residents, sign-ins, pages that listen. Each begins when it begins, whatever has been answered by then, some forty times as
// often as on the average day of 1.4 million incidents a year. Looked at meanwhile: the server's memory, the pool of connections, the
// sweep; at the end: whether anything is left undone.
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { type BenchCity, openCity } from './lib/city.ts'
import { openCrews } from './lib/crews.ts'
import { short, spread, table } from './lib/figures.ts'
import { poolSize } from './lib/house.ts'
import { atRandom, openLoad } from './lib/open-load.ts'
import { busiest } from './lib/people.ts'
import { keep } from './lib/results.ts'
import { pick, worksOf } from './lib/working-day.ts'

const minutes = Number(process.env.BENCH_MINUTES ?? 30)
/** Works begun per second, one in six an incident: a report, or a whole loop. */
const rate = 50
const listeners = 20
const everyMs = 5_000
/** What a server keeps for good it has taken by then. */
const warmUpMs = Math.min(5, minutes / 3) * 60_000

interface Sample {
  at: number
  rssMiB: number
  heapMiB: number
  busy: number
  waiting: number
  lagSeconds: number
}

const city = await openCity()
try {
  const crews = await openCrews(city, 400)
  const levels = await busiest(city)
  const took = new Map<string, number[]>()
  const failures = new Map<string, number>()
  const streams = listen(
    city,
    levels.map((l) => l.username),
  )
  const samples: Sample[] = []
  const start = performance.now()
  const watch = setInterval(() => void look(city, performance.now() - start).then((s) => samples.push(s)), everyMs)
  const works = worksOf(
    city,
    crews,
    levels.map((l) => l.username),
  )
  await openLoad(atRandom(rate, minutes * 60_000), async (turn) => {
    const [name, work] = pick(works, turn)
    const began = performance.now()
    try {
      await work(turn)
      const known = took.get(name)
      if (known) known.push(performance.now() - began)
      else took.set(name, [performance.now() - began])
    } catch (error) {
      if (!failures.has(name)) process.stderr.write(`${name}: ${String(error).slice(0, 300)}\n`)
      failures.set(name, (failures.get(name) ?? 0) + 1)
    }
  })
  clearInterval(watch)
  streams.close()
  const undone = await leftUndone(city)
  const steady = samples.filter((s) => s.at >= warmUpMs)
  const memory = {
    rssMiB: [steady[0]!.rssMiB, steady.at(-1)!.rssMiB].map(Math.round),
    rssMiBPerHour: short(slope(steady.map((s) => [s.at / 3_600_000, s.rssMiB]))),
    heapMiBPerHour: short(slope(steady.map((s) => [s.at / 3_600_000, s.heapMiB]))),
  }
  const pool = {
    size: poolSize,
    mostBusy: Math.max(...samples.map((s) => s.busy)),
    mostWaiting: Math.max(...samples.map((s) => s.waiting)),
    samplesWithWaiting: samples.filter((s) => s.waiting > 0).length,
    samples: samples.length,
  }
  const rows = [...took].map(([name, ms]) => {
    const { p50, p95, p99 } = spread(ms)
    return [name, ms.length, failures.get(name) ?? 0, p50, p95, p99]
  })
  keep(
    {
      name: 'mixed',
      about: `${minutes} minutes of mixed load, ${rate} works begun per second at random and ${listeners} pages that listen, at ${city.incidents} incidents. Memory of the server after ${warmUpMs / 60_000} minutes: ${memory.rssMiBPerHour} MiB an hour.`,
      settings: { incidents: city.incidents, minutes, rate, listeners, poolSize, logLevel: 'warn' },
      figures: {
        memory,
        pool,
        mostLagSeconds: Math.max(...samples.map((s) => s.lagSeconds)),
        undone,
        heard: streams.heard(),
        samples,
      },
    },
    `${table(['work', 'times', 'failed', 'p50 ms', 'p95 ms', 'p99 ms'], rows)}\n\n${table(['of the server', 'figure'], [
      ...Object.entries(memory).map(([k, v]) => [k, String(v)]),
      ...Object.entries(pool).map(([k, v]) => [k, v]),
      ...Object.entries(undone).map(([k, v]) => [`left undone: ${k}`, v]),
    ] as (string | number)[][])}`,
    city.database,
  )
  if ([...failures.values()].some((n) => n > 0) || Object.values(undone).some((n) => n > 0)) process.exitCode = 1
} finally {
  await city.close()
}

/** Pages that are open all the while. */
function listen({ house }: BenchCity, usernames: readonly string[]) {
  let heard = 0
  const requests = Array.from({ length: listeners }, (_, n) => {
    const token = house.tokens.get(usernames[n % usernames.length]!)!
    return get(`${house.http.url}/api/live`, { headers: { authorization: `Bearer ${token}` } }, (reply) => {
      reply.on('data', (piece) => {
        heard += String(piece).split('event: change').length - 1
      })
    }).on('error', () => {})
  })
  return {
    heard: () => heard,
    close: () => {
      for (const r of requests) r.destroy()
    },
  }
}

async function look({ house }: BenchCity, at: number): Promise<Sample> {
  const { text } = await house.http.send('GET', '/metrics', null)
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0)
  const status = readFileSync(`/proc/${house.pid}/status`, 'utf8')
  return {
    at: Math.round(at),
    rssMiB: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    heapMiB: figure('nodejs_heap_size_used_bytes') / 2 ** 20,
    busy: figure('linli_pool_busy'),
    waiting: figure('linli_pool_waiting'),
    lagSeconds: figure('linli_sweep_lag_seconds'),
  }
}

/** Per unit of x, by least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: (p: readonly [number, number]) => number) =>
    points.reduce((sum, p) => sum + of(p), 0) / points.length
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)]
  const across = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
  return across / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
}

/** After ten quiet seconds: steps that are due, transactions that are open, connections that wait. */
async function leftUndone(city: BenchCity): Promise<Record<string, number>> {
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  const [row] = await city.ask(
    `select (select count(*)::int from incident where next_step_at < clock_timestamp() - interval '6 seconds') as due,
      (select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'linli' and state like 'idle in%') as open,
      (select count(*)::int from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted) as locks`,
  )
  const { waiting } = await look(city, 0)
  return {
    stepsDue: Number(row!.due),
    transactionsOpen: Number(row!.open),
    locksAwaited: Number(row!.locks),
    callersWaiting: waiting,
  }
}
