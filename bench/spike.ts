// npm run bench -- spike: the shape under which the peer with published figures broke: lifecycles begun per second rise and fall 1 → 15 →
// 1 → 25 → 2 → 35 → 10 → 0, whatever has been answered by then. A lifecycle is a whole loop and a search for its number. Errors are
// counted apart from "come back later" (503 with Retry-After), which the client heeds; after each spike the time is taken until answers
// are as quick again as before it.
import { setTimeout as sleep } from 'node:timers/promises'
import { openCity } from './lib/city.ts'
import { openCrews } from './lib/crews.ts'
import { quantile, short, spread, table } from './lib/figures.ts'
import { poolSize, type Recorded } from './lib/house.ts'
import { runLoop } from './lib/loop.ts'
import { beginnings, openLoad, type Stage } from './lib/open-load.ts'
import { keep } from './lib/results.ts'

const seconds = Number(process.env.BENCH_STAGE_SECONDS ?? 60)
const stages: Stage[] = [1, 15, 1, 25, 2, 35, 10, 0].map((rate) => ({ rate, seconds }))
/** A client that is told to come back later does so, so many times. */
const mostTries = 5
/** Answers of ten seconds make a percentile. */
const windowMs = 10_000

interface Answered {
  /** Milliseconds after the start. */
  at: number
  ms: number
  /** 0 stands for no answer at all. */
  status: number
}

const city = await openCity()
try {
  const crews = await openCrews(city, 400)
  const answered: Answered[] = []
  const ended = { whole: 0, broken: 0 }
  const start = performance.now()
  const sendOnce = async ({ method, url, token, body }: Recorded) => {
    const began = performance.now()
    const reply = await city.house.http
      .send(method, url, token, body)
      .catch((error: unknown) => ({ status: 0, text: String(error), headers: {} as Record<string, string> }))
    answered.push({ at: began - start, ms: performance.now() - began, status: reply.status })
    return reply
  }
  const send = async (request: Recorded): Promise<string> => {
    for (let tries = 1; ; tries++) {
      const reply = await sendOnce(request)
      if (reply.status >= 200 && reply.status < 300) return reply.text
      const later = Number(reply.headers['retry-after'] ?? 0)
      if (reply.status !== 503 || later === 0 || tries === mostTries) throw new Error(`${reply.status} ${reply.text}`)
      await sleep(later * 1000)
    }
  }
  await openLoad(beginnings(stages), async (nth) => {
    const crew = crews[nth % crews.length]!
    try {
      const { number } = await runLoop(city, crew, send)
      await send({
        method: 'GET',
        url: `/api/incidents?q=${number}&limit=10`,
        token: city.house.tokens.get(crew.clerk)!,
      })
      ended.whole++
    } catch (error) {
      if (ended.broken++ < 5) process.stderr.write(`${String(error).slice(0, 300)}\n`)
    }
  })
  const isLater = (a: Answered) => a.status === 503
  const isError = (a: Answered) => a.status === 0 || (a.status >= 400 && !isLater(a))
  const errors = answered.filter(isError).length
  const rows = stages.map(({ rate }, n) => {
    const own = answered.filter((a) => a.at >= n * seconds * 1000 && a.at < (n + 1) * seconds * 1000)
    return {
      stage: `${n === 0 ? 0 : stages[n - 1]!.rate} → ${rate}`,
      requests: own.length,
      errors: own.filter(isError).length,
      later: own.filter(isLater).length,
      ms: spread(own.map((a) => a.ms)),
    }
  })
  const recoveries = spikesIn(stages).map(({ end, rate }) => ({ rate, ...recovery(answered, end) }))
  keep(
    {
      name: 'spike',
      about: `Lifecycles (a loop of seven requests and a search) begun per second 1 → 15 → 1 → 25 → 2 → 35 → 10 → 0, ${seconds} s each, at ${city.incidents} incidents: ${answered.length} requests, ${short((errors / answered.length) * 100)} % errors, ${answered.filter(isLater).length} told to come back later, ${ended.whole} lifecycles whole, ${ended.broken} broken.`,
      settings: { incidents: city.incidents, stageSeconds: seconds, poolSize, crews: crews.length, logLevel: 'warn' },
      figures: { errors, requests: answered.length, ended, stages: rows, recoveries },
    },
    `${table(
      ['lifecycles/s', 'requests', 'errors', 'later', 'p50 ms', 'p95 ms', 'p99 ms'],
      rows.map((r) => [r.stage, r.requests, r.errors, r.later, r.ms.p50, r.ms.p95, r.ms.p99]),
    )}\n\n${table(
      ['spike of', 'p95 before ms', 'within 20 % of it after s'],
      recoveries.map((r) => [r.rate, r.p95Before, r.seconds ?? 'not within the valley']),
    )}`,
    city.database,
  )
} finally {
  await city.close()
}

/** Where a spike has passed: from the top of a rise down to the next valley; milliseconds after the start. */
function spikesIn(all: readonly Stage[]): { end: number; rate: number }[] {
  const ends = all.map((_, n) => all.slice(0, n + 1).reduce((sum, s) => sum + s.seconds * 1000, 0))
  return all.flatMap(({ rate }, n) => {
    const [before, after] = [all[n - 1], all[n + 1]]
    const isTop = before && after && rate > before.rate && rate > after.rate
    return isTop ? [{ end: ends[n + 1]!, rate }] : []
  })
}

/** Seconds from the top of a spike until answers are within a fifth of what they took in the calm before the first. */
function recovery(answered: readonly Answered[], end: number) {
  const p95 = (from: number) =>
    quantile(
      answered
        .filter((a) => a.at >= from && a.at < from + windowMs)
        .map((a) => a.ms)
        .sort((a, b) => a - b),
      0.95,
    )
  const p95Before = p95(Math.max(0, seconds * 1000 - windowMs))
  const top = end - seconds * 1000
  for (let at = top; at < end + 60_000; at += 1000)
    if (p95(at) <= p95Before * 1.2)
      return { p95Before: short(p95Before), seconds: Math.max(0, Math.round((at - top) / 1000)) }
  return { p95Before: short(p95Before), seconds: null }
}
