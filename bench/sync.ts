// npm run bench -- sync: the morning, when phones send what was done where there was no network. First twenty things at a time in POST
// /api/sync beside the same twenty by themselves, through the doors that a phone with a network uses: rounds are interleaved, medians
// count. Then the morning itself: 20,000 phones within ten minutes, each at its time, whether or not the one before has its answer.
import { type BenchCity, openCity } from './lib/city.ts'
import { openPhones, type Phone } from './lib/crews.ts'
import { median, short, spread, table } from './lib/figures.ts'
import { poolSize } from './lib/house.ts'
import { load, type Measured } from './lib/load.ts'
import { oneByOne, perSync, sync } from './lib/morning.ts'
import { openLoad } from './lib/open-load.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const phones = Number(process.env.BENCH_PHONES ?? 20_000)
const seconds = 4
const clients = [16, 32, 64]
/** 20,000 phones in ten minutes: 667 things a second; fewer phones take less time. */
const morningSeconds = (phones * 600) / 20_000

async function compare(city: BenchCity, all: readonly Phone[]) {
  let turn = 0
  const next = () => all[turn++ % all.length]!
  const ways = { sync: async () => void (await sync(city, next())), single: () => oneByOne(city, next()) }
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
  const side = (name: string, c: number) => {
    const m = measured.get(`${name} ${c}`)!
    return { itemsPerSecond: short(median(m.map((x) => x.rate * perSync))), ms: spread(m.flatMap((x) => x.took)) }
  }
  return clients.map((c) => ({ clients: c, sync: side('sync', c), single: side('single', c) }))
}

/** All phones, spread evenly over the morning. */
async function liveMorning(city: BenchCity, all: readonly Phone[]) {
  const took: number[] = []
  let [later, broken] = [0, 0]
  const at = Array.from({ length: phones }, (_, n) => (n * morningSeconds * 1000) / phones)
  const start = performance.now()
  await openLoad(at, async (nth) => {
    const began = performance.now()
    try {
      later += await sync(city, all[nth % all.length]!)
      took.push(performance.now() - began)
    } catch (error) {
      if (broken++ < 5) process.stderr.write(`${String(error)}\n`)
    }
    if (nth % 2_000 === 1_999) process.stderr.write(`${nth + 1} phones\n`)
  })
  const whole = (performance.now() - start) / 1000
  const itemsPerSecond = short((took.length * perSync) / whole)
  return { phones, seconds: short(whole), itemsPerSecond, ms: spread(took), later, broken }
}

const city = await openCity()
try {
  const all = await openPhones(city, Math.min(phones, 16_000))
  const figures = await compare(city, all)
  const day = await liveMorning(city, all)
  const [after] = await city.ask('select count(*)::int as n from incident')
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
  const morningPage = table(
    ['phones', 'within s', 'items/s', 'p50 ms of 20', 'p95 ms of 20', 'p99 ms of 20', 'told to come later', 'failed'],
    [[day.phones, day.seconds, day.itemsPerSecond, day.ms.p50, day.ms.p95, day.ms.p99, day.later, day.broken]],
  )
  const settings = { incidents: city.incidents, incidentsAfter: after!.n, rounds, seconds, perSync, phones, poolSize }
  keep(
    {
      name: 'sync',
      about: `Things done offline, ${perSync} in one POST /api/sync (five put right on the spot, five reported, each with a remark and a picture) beside the same by single requests, at ${city.incidents} incidents: medians of ${rounds} interleaved rounds of ${seconds} s. Then ${phones} phones, each at its time within ${morningSeconds} s.`,
      settings: { ...settings, logLevel: 'warn' },
      figures: { beside: figures, morning: day },
    },
    `${page}\n\n${morningPage}`,
    city.database,
  )
  if (day.broken > 0) process.exitCode = 1
} finally {
  await city.close()
}
