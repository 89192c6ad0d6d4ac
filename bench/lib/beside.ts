// Reads over HTTP, one after the other, beside their floor: the statements that such a request sends, under the same role and in the
// same scope, in a transaction that stays open. What lies between the two is entry, HTTP and the building of the answer.
import pg from 'pg'
import type { BenchCity } from './city.ts'
import { median, type Spread, short, spread } from './figures.ts'
import { times } from './load.ts'

export interface ReadCase {
  /** What tells it apart, in the order of the columns. */
  name: readonly string[]
  path: string
  token: string
}

export interface Beside {
  name: readonly string[]
  /** Rows of the statements together. */
  rows: number
  ms: Spread
  floorMs: Spread
  /** Median of the floor as a part of the median over HTTP. */
  ratio: number
}

interface Floor {
  rows: number
  once(): Promise<void>
  close(): Promise<void>
}

/** The request's own statements; all before them is entry, the last is the commit. */
async function openFloor({ house, database }: BenchCity, { path, token }: ReadCase): Promise<Floor> {
  const [trip = []] = await house.record({ method: 'GET', url: path, token })
  const entered = trip.findIndex((s) => s.text.startsWith('set local role')) + 1
  const own = trip.slice(entered, -1)
  if (entered === 0 || own.length === 0) throw new Error(`${path} asked the database nothing`)
  const client = new pg.Client({
    connectionString: database.url,
    options: '-c TimeZone=UTC -c jit=off -c max_parallel_workers_per_gather=0',
  })
  await client.connect()
  for (const s of trip.slice(0, entered)) await client.query(s.text, [...s.values])
  const once = async () => {
    let rows = 0
    for (const { text, values, name } of own)
      rows += (await client.query({ text, values: [...values], name })).rowCount ?? 0
    return rows
  }
  return { rows: await once(), once: async () => void (await once()), close: () => client.end() }
}

export interface AllBeside {
  cases: Beside[]
  /** All requests of a kind (the first part of the name) together. */
  kinds: Record<string, Spread>
}

/** Interleaved rounds over all cases; the first round only warms up. Floors are opened and closed case by case, not all at once. */
export async function measureBeside(
  city: BenchCity,
  cases: readonly ReadCase[],
  { rounds, each }: { rounds: number; each: number },
): Promise<AllBeside> {
  const taken = cases.map(() => ({ rows: 0, http: [] as number[], bare: [] as number[], ratios: [] as number[] }))
  for (let round = 0; round <= rounds; round++) {
    for (const [i, c] of cases.entries()) {
      const floor = await openFloor(city, c)
      const http = await times(each, () => get(city, c))
      const bare = await times(each, floor.once)
      await floor.close()
      if (round === 0) continue
      const t = taken[i]!
      t.rows = floor.rows
      t.http.push(...http)
      t.bare.push(...bare)
      t.ratios.push(median(bare) / median(http))
    }
    process.stderr.write(`round ${round} of ${rounds}\n`)
  }
  const kinds: Record<string, number[]> = {}
  for (const [i, c] of cases.entries()) {
    kinds[c.name[0]!] ??= []
    kinds[c.name[0]!]!.push(...taken[i]!.http)
  }
  return {
    cases: cases.map((c, i) => {
      const { rows, http, bare, ratios } = taken[i]!
      return { name: c.name, rows, ms: spread(http), floorMs: spread(bare), ratio: short(median(ratios)) }
    }),
    kinds: Object.fromEntries(Object.entries(kinds).map(([kind, http]) => [kind, spread(http)])),
  }
}

async function get({ house }: BenchCity, { path, token }: ReadCase): Promise<void> {
  const reply = await house.http.send('GET', path, token)
  if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${reply.text}`)
}

export const besideHeader = [
  'rows',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'floor p50',
  'floor p95',
  'floor p99',
  'of the floor',
]
export const besideCells = ({ rows, ms, floorMs, ratio }: Beside) => [
  rows,
  ms.p50,
  ms.p95,
  ms.p99,
  floorMs.p50,
  floorMs.p95,
  floorMs.p99,
  ratio,
]
