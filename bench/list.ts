// npm run bench -- list: what people of each level ask of the incidents, over HTTP one after the other, beside the bare statements: the
// first page for every state with and without a matter (a frequent, a middling, a rare one), exact counts, and searches by words.
import { stateNames } from '../contract/src/incident/words.ts'
import { type Beside, besideCells, besideHeader, measureBeside, type ReadCase } from './lib/beside.ts'
import { type BenchCity, openCity } from './lib/city.ts'
import { table } from './lib/figures.ts'
import { busiest, type Level, mattersByUse } from './lib/people.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const each = 5
/** What people wait for without noticing. Counts are exact up to ten thousand rows and may take longer. */
const limits = { page: 20, count: 50, search: 50 }

function pages(city: BenchCity, { level, username }: Level, matters: readonly string[]): ReadCase[] {
  const token = city.house.tokens.get(username)!
  return ['', ...stateNames].flatMap((state) =>
    ['', ...matters].map((matter) => ({
      name: ['page', level, state || 'any', matter || 'any'],
      path: `/api/incidents?limit=50${state && `&state=${state}`}${matter && `&matter=${matter}`}`,
      token,
    })),
  )
}

/** As the desks ask: what falls due first, what is late, what is mine, the last week, the map's box. */
function desks({ house }: BenchCity, { level, username }: Level): ReadCase[] {
  const token = house.tokens.get(username)!
  const week = new Date(Date.now() - 7 * 86_400_000).toISOString()
  const queries = {
    'by due': 'sort=due',
    late: 'due=late&sort=due',
    soon: 'due=soon&sort=due',
    mine: 'holder=me&sort=due',
    'stage handle': 'stage=handle',
    hotline: 'source=hotline',
    week: `since=${week}`,
  }
  return Object.entries(queries).map(([what, query]) => ({
    name: ['page', level, what, 'any'],
    path: `/api/incidents?limit=50&${query}`,
    token,
  }))
}

function counts({ house }: BenchCity, { level, username }: Level, [frequent]: readonly string[]): ReadCase[] {
  const token = house.tokens.get(username)!
  return ['', 'state=archived', 'state=signed', `matter=${frequent}`].map((query) => ({
    name: ['count', level, query || 'any', ''],
    path: `/api/incidents?limit=50&count=true&${query}`,
    token,
  }))
}

/** Words that stand in every tenth description, in every thousandth, in none; a number. */
async function searches(city: BenchCity, { level, username }: Level): Promise<ReadCase[]> {
  const [one] = await city.ask(
    `select number, address from incident where address is not null order by intake_no limit 1`,
  )
  const words = {
    frequent: '菜市场',
    'two words': '安全隐患',
    address: String(one!.address),
    none: '独角兽',
    number: String(one!.number),
  }
  const token = city.house.tokens.get(username)!
  return Object.entries(words).map(([what, q]) => ({
    name: ['search', level, what, ''],
    path: `/api/incidents?limit=50&q=${encodeURIComponent(q)}`,
    token,
  }))
}

const city = await openCity()
try {
  const levels = await busiest(city)
  const matters = await mattersByUse(city)
  const cases: ReadCase[] = []
  for (const level of levels)
    cases.push(
      ...pages(city, level, matters),
      ...desks(city, level),
      ...counts(city, level, matters),
      ...(await searches(city, level)),
    )
  const { cases: figures, kinds } = await measureBeside(city, cases, { rounds, each })
  const worst = Object.entries(limits).map(([kind, limit]) => {
    const of = figures.filter((f) => f.name[0] === kind)
    const slowest = of.reduce((a, b) => (a.ms.p95 > b.ms.p95 ? a : b))
    return {
      kind,
      limit,
      p95: kinds[kind]!.p95,
      cases: of.length,
      over: of.filter((f) => f.ms.p95 >= limit).length,
      worst: slowest.ms.p95,
      at: slowest.name.slice(1).join(' '),
    }
  })
  const verdict = table(
    ['kind', 'cases', 'p95 must be below ms', 'p95 of all ms', 'cases over', 'worst p95 ms', 'at'],
    worst.map((w) => [w.kind, w.cases, w.limit, w.p95, w.over, w.worst, w.at]),
  )
  const shown = (f: Beside) => [...f.name, ...besideCells(f)]
  const page = table(['kind', 'level', 'filter', 'matter', ...besideHeader], figures.map(shown))
  const [there] = await city.ask('select count(*)::int as n from incident')
  keep(
    {
      name: 'list',
      about: `Lists, counts and searches of incidents over HTTP at ${there!.n} incidents, one request at a time, beside the bare statements under the same role and scope. ${rounds} interleaved rounds of ${each} requests.`,
      settings: { incidents: there!.n, rounds, each, logLevel: 'warn' },
      figures: { worst, cases: figures },
    },
    `${verdict}\n\n${page}`,
    city.database,
  )
} finally {
  await city.close()
}
