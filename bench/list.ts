// npm run bench -- list: pages of incidents as people of each level ask for them, over HTTP one after the other, beside their floor:
// the bare statement under the same role and scope in an open transaction. What lies between the two is entry, scope, HTTP and the
// answer. Rounds are interleaved; the percentiles are over all requests of a case.
import pg from 'pg'
import { openDatabase, run } from './lib/database.ts'
import { median, short, spread, table } from './lib/figures.ts'
import { fill } from './lib/fill.ts'
import { type BenchHouse, openHouse } from './lib/house.ts'
import { times } from './lib/load.ts'
import { keep } from './lib/results.ts'

const incidents = Number(process.env.BENCH_INCIDENTS ?? 100_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const each = 20

const people = { grid: 'worker7', community: 'clerk1', town: 'town1', county: 'county1', unit: 'city1' }
const states = ['', 'accepted', 'archived']
const matters = ['', '06042']

interface Case {
  level: string
  state: string
  matter: string
  path: string
  token: string
}

function listCases(house: BenchHouse): Case[] {
  return Object.entries(people).flatMap(([level, username]) =>
    states.flatMap((state) =>
      matters.map((matter) => ({
        level,
        state,
        matter,
        path: `/api/incidents?limit=50${state && `&state=${state}`}${matter && `&matter=${matter}`}`,
        token: house.tokens.get(username)!,
      })),
    ),
  )
}

/** The list's own statement of a recorded request, in a transaction that has entered as its person. */
async function openFloor(databaseUrl: string, house: BenchHouse, { path, token }: Case) {
  const [trip = []] = await house.record({ method: 'GET', url: path, token })
  const at = trip.findIndex((s) => /\bfrom incident\b/.test(s.text) && /\border by\b/.test(s.text))
  const statement = trip[at]
  if (!statement) throw new Error(`${path} sent no list`)
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC -c jit=off' })
  await client.connect()
  for (const before of trip.slice(0, at)) await client.query(before.text, [...before.values])
  return {
    rows: (await client.query(statement.text, [...statement.values])).rowCount ?? 0,
    once: async () => {
      await client.query(statement.text, [...statement.values])
    },
    close: () => client.end(),
  }
}

async function measure(databaseUrl: string, house: BenchHouse) {
  const cases = []
  for (const one of listCases(house))
    cases.push({
      ...one,
      floor: await openFloor(databaseUrl, house, one),
      http: [] as number[],
      bare: [] as number[],
      ratios: [] as number[],
    })
  for (let round = 0; round <= rounds; round++) {
    for (const c of cases) {
      const http = await times(each, async () => {
        const reply = await house.http.send('GET', c.path, c.token)
        if (reply.status !== 200) throw new Error(`${c.path}: ${reply.status} ${reply.text}`)
      })
      const bare = await times(each, c.floor.once)
      // The first round only warms up.
      if (round === 0) continue
      c.http.push(...http)
      c.bare.push(...bare)
      c.ratios.push(median(bare) / median(http))
    }
    process.stderr.write(`round ${round} of ${rounds}\n`)
  }
  for (const c of cases) await c.floor.close()
  return cases.map((c) => ({
    level: c.level,
    state: c.state || 'any',
    matter: c.matter || 'any',
    rows: c.floor.rows,
    ms: spread(c.http),
    floorMs: spread(c.bare),
    ratio: short(median(c.ratios)),
  }))
}

const database = await openDatabase()
try {
  const house = await openHouse(database.url)
  try {
    process.stderr.write(`filling ${incidents} incidents\n`)
    await fill(database.url, house.http.url, incidents)
    await house.signIn(...Object.values(people))
    const figures = await measure(database.url, house)
    const [there] = await run(database.url, 'select count(*)::int as n from incident')
    const all = figures.map((f) => f.ms.p95)
    const page = table(
      [
        'level',
        'state',
        'matter',
        'rows',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'floor p50',
        'floor p95',
        'floor p99',
        'of the floor',
      ],
      figures.map((f) => [
        f.level,
        f.state,
        f.matter,
        f.rows,
        f.ms.p50,
        f.ms.p95,
        f.ms.p99,
        f.floorMs.p50,
        f.floorMs.p95,
        f.floorMs.p99,
        f.ratio,
      ]),
    )
    keep(
      {
        name: 'list',
        about: `The first page (50) of incidents over HTTP at ${incidents} incidents, one request at a time, beside the bare statement under the same role and scope. ${rounds} interleaved rounds of ${each} requests; the worst p95 is ${Math.max(...all)} ms.`,
        settings: { incidents: there!.n, rounds, each, logLevel: 'warn' },
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
