// npm run bench -- alarm: an emergency is reported in the busiest grid, and somebody of every level has a page open: how long until each
// page hears of it, and until it has read the message. Other desks have pages open too, as on any morning: each change is put to the
// database once for each of them. It must be known everywhere within two seconds.
import { request } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { type BenchCity, openCity } from './lib/city.ts'
import { short, spread, table } from './lib/figures.ts'
import { poolSize } from './lib/house.ts'
import { busiest, county } from './lib/people.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 60)
const others = Number(process.env.BENCH_PAGES ?? 200)
const wantedMs = 2_000
const gas = '99002'

/** An open page: what it has heard of, and when. */
interface Page {
  heard: Map<string, number>
  close(): void
}

function openPage({ house }: BenchCity, username: string): Promise<Page> {
  const heard = new Map<string, number>()
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${house.tokens.get(username)!}` }
    const sent = request(new URL('/api/live', house.http.url), { headers, agent: false }, (reply) => {
      let rest = ''
      reply.setEncoding('utf8').on('data', (piece: string) => {
        const lines = (rest + piece).split('\n')
        rest = lines.pop()!
        for (const line of lines) {
          const id = /"id":"([0-9a-f-]{36})"/.exec(line)?.[1]
          if (id && !heard.has(id)) heard.set(id, performance.now())
        }
      })
      resolve({ heard, close: () => sent.destroy() })
    })
    sent.on('error', reject).end()
  })
}

const until = async (isSo: () => boolean): Promise<boolean> => {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    if (isSo()) return true
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return false
}

/** One of each level above the grid, and everybody on duty there now. */
async function listeners(city: BenchCity, grid: string): Promise<{ level: string; username: string }[]> {
  const areas = [grid.slice(0, 12), grid.slice(0, 9), grid.slice(0, 6)].map((code) => `'${code}'`).join()
  const duty = await city.ask(
    `select distinct a.username from roster r join account a on a.id = r.account_id join unit u on u.id = r.unit_id
     where u.area_code in (${areas}) and r.from_at <= clock_timestamp() and r.to_at > clock_timestamp() order by 1`,
  )
  const desks = (await busiest(city)).filter(({ level }) => ['community', 'town', 'county'].includes(level))
  return [
    ...desks.map(({ level, username }) => ({ level, username })),
    ...duty.map(({ username }) => ({ level: 'on duty', username: String(username) })),
  ]
}

const city = await openCity()
try {
  const [worker] = await busiest(city)
  const [place] = await city.ask(
    `select area_code as code from post p join account a on a.id = p.account_id where a.username = '${worker!.username}'`,
  )
  const grid = String(place!.code)
  const wanted = await listeners(city, grid)
  const elsewhere = await city.ask(
    `select a.username from post p join account a on a.id = p.account_id where p.role in ('clerk', 'dispatcher') and p.area_code ^@ '${county}'
     and not p.area_code ^@ '${grid.slice(0, 9)}' order by md5(a.username) limit ${others}`,
  )
  const far = elsewhere.map((row) => String(row.username))
  await city.house.admit([...wanted.map(({ username }) => username), ...far])
  const pages = await Promise.all(wanted.map(async (one) => ({ ...one, page: await openPage(city, one.username) })))
  const rest = await Promise.all(far.map((username) => openPage(city, username)))

  const heard = new Map<string, number[]>()
  const read: number[] = []
  const all: number[] = []
  let missed = 0
  const note = (level: string, ms: number) => heard.set(level, [...(heard.get(level) ?? []), ms])
  for (let round = 0; round < rounds; round++) {
    const id = uuidv7()
    const body = { matter: gas, description: `第${round}次演练：楼道有煤气味`, location: { area: grid } }
    const start = performance.now()
    const reply = await city.house.http.send(
      'PUT',
      `/api/incidents/${id}`,
      city.house.tokens.get(worker!.username)!,
      body,
    )
    if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text}`)
    if (!(await until(() => pages.every(({ page }) => page.heard.has(id))))) missed++
    const times = pages.flatMap(({ level, page }) => {
      const at = page.heard.get(id)
      if (at !== undefined) note(level, at - start)
      return at === undefined ? [] : [at - start]
    })
    all.push(Math.max(...times))
    // The last page asks for its messages, as pages do when they hear of something.
    const last = pages.at(-1)!
    const messages = await city.house.http.send(
      'GET',
      '/api/messages?unread=true',
      city.house.tokens.get(last.username)!,
    )
    if (!messages.text.includes(id)) missed++
    read.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 50 + ((round * 137) % 500)))
  }
  for (const { page } of pages) page.close()
  for (const page of rest) page.close()
  const lines = [...heard].map(([level, ms]) => ({
    level,
    of: ms.length,
    ms: spread(ms),
    worst: short(Math.max(...ms)),
  }))
  const whole = { level: 'the last of all', of: all.length, ms: spread(all), worst: short(Math.max(...all)) }
  const withMessage = { level: 'message read', of: read.length, ms: spread(read), worst: short(Math.max(...read)) }
  const isMet = missed === 0 && whole.worst < wantedMs && withMessage.worst < wantedMs
  keep(
    {
      name: 'alarm',
      about: `${rounds} emergencies in the busiest grid at ${city.incidents} incidents, ${pages.length} pages of all levels and of those on duty, ${rest.length} pages of other desks: ${isMet ? 'everywhere within two seconds' : `NOT everywhere within two seconds (${missed} not heard)`}. The feed is read every 500 ms, which is most of it.`,
      settings: {
        incidents: city.incidents,
        rounds,
        pages: pages.length,
        otherPages: rest.length,
        poolSize,
        logLevel: 'warn',
      },
      figures: { missed, isMet, levels: [...lines, whole, withMessage] },
    },
    table(
      ['level', 'heard', 'p50 ms', 'p95 ms', 'p99 ms', 'worst ms'],
      [...lines, whole, withMessage].map((l) => [l.level, l.of, l.ms.p50, l.ms.p95, l.ms.p99, l.worst]),
    ),
    city.database,
  )
  if (!isMet) process.exitCode = 1
} finally {
  await city.close()
}
