// All rows, several at once, begun at a steady rate if asked for; and the sum of what became of them.
import { setTimeout as sleep } from 'node:timers/promises'
import { RowRefused } from './fault.ts'
import type { MapDocument } from './map.ts'
import { listAll, type People } from './people.ts'
import { type Ground, openGround } from './place.ts'
import { type Catalogue, LeftOut, planRow } from './plan.ts'
import { playRow } from './play.ts'
import { readRows, type SourceRow } from './rows.ts'

export interface Refusal {
  row: number
  key: string
  step: string
  status: number | null
  code: string
  detail: string
  /** The map says that it leaves such rows out. */
  stated: boolean
}

export interface Job {
  file: string
  map: MapDocument
  people: People
  rate: number | null
  hands: number
  limit: number
  refuse(refusal: Refusal): void
  tell(line: string): void
}

export interface Summary {
  rows: number
  created: number
  alreadyThere: number
  leftOut: number
  refused: number
  refusals: Record<string, number>
  states: Record<string, number>
  hands: number
  requests: number
  seconds: number
  rowsPerSecond: number
}

export async function replay(job: Job): Promise<{ summary: Summary; isClean: boolean }> {
  const { client } = job.people
  const eyes = await job.people.tokenOf('county1')
  const ground = await openGround(client, eyes, job.map)
  const matters = await listAll<{ code: string; unit: string | null; procedure: string | null }>(
    client,
    eyes,
    '/api/matters?limit=500&fileable=true',
  )
  const known: Catalogue = { departments: new Map(matters.map((m) => [m.code, m.unit])) }
  const sum = emptySum()
  const start = performance.now()
  const requestsBefore = client.sent.count
  const seconds = () => (performance.now() - start) / 1000
  const telling = setInterval(() => job.tell(progress(sum, seconds())), 5000)
  try {
    await inTurn(paced(readRows(job.file, neededColumns(job.map)), job.rate, job.limit), job.hands, (row) =>
      oneRow(row, job, ground, known, sum),
    )
  } finally {
    clearInterval(telling)
  }
  const took = seconds()
  const summary = {
    ...sum,
    requests: client.sent.count - requestsBefore,
    seconds: Number(took.toFixed(1)),
    rowsPerSecond: Number((sum.rows / took).toFixed(1)),
  }
  job.tell(progress(sum, took))
  return { summary, isClean: sum.refused === 0 }
}

type Sum = Omit<Summary, 'requests' | 'seconds' | 'rowsPerSecond'>

const emptySum = (): Sum => ({
  rows: 0,
  created: 0,
  alreadyThere: 0,
  leftOut: 0,
  refused: 0,
  refusals: {},
  states: {},
  hands: 0,
})

const progress = (sum: Sum, seconds: number): string =>
  `${sum.rows} rows in ${seconds.toFixed(0)} s (${(sum.rows / Math.max(seconds, 0.001)).toFixed(1)}/s): ${sum.created} new, ${sum.alreadyThere} already there, ${sum.leftOut} left out, ${sum.refused} refused`

const neededColumns = ({ columns, matters, ends, leftOut }: MapDocument): string[] => {
  const { words, ...single } = columns
  const named = [...matters, ...ends, ...leftOut].flatMap((rule) => Object.keys(rule.when))
  return [...new Set([...Object.values(single), ...words, ...named])]
}

async function oneRow(row: SourceRow, job: Job, ground: Ground, known: Catalogue, sum: Sum): Promise<void> {
  sum.rows++
  try {
    const plan = await planRow(row, job.map, ground, known)
    const { created, state, hands } = await playRow(job.people, plan)
    sum[created ? 'created' : 'alreadyThere']++
    sum.hands += hands + (created ? 1 : 0)
    sum.states[state] = (sum.states[state] ?? 0) + 1
  } catch (error) {
    const refusal = describe(row, job.map, error)
    sum[refusal.stated ? 'leftOut' : 'refused']++
    const reason = `${refusal.step} ${refusal.code}`
    sum.refusals[reason] = (sum.refusals[reason] ?? 0) + 1
    job.refuse(refusal)
  }
}

function describe(row: SourceRow, map: MapDocument, error: unknown): Refusal {
  const about = { row: row.nth, key: row.values[map.columns.key] ?? '' }
  if (error instanceof LeftOut)
    return { ...about, step: 'map', status: null, code: 'replay.left_out', detail: error.message, stated: true }
  if (!(error instanceof RowRefused)) throw error
  const { step, status, code, message } = error
  return { ...about, step, status, code, detail: message, stated: false }
}

/** At most `limit` rows, no more than `rate` begun in a second. */
async function* paced(rows: AsyncIterable<SourceRow>, rate: number | null, limit: number): AsyncGenerator<SourceRow> {
  const start = performance.now()
  let begun = 0
  for await (const row of rows) {
    if (begun >= limit) return
    const wait = rate === null ? 0 : start + (begun / rate) * 1000 - performance.now()
    if (wait > 0) await sleep(wait)
    begun++
    yield row
  }
}

/** Does all items, `most` at a time; the first failure ends it once those under way have ended. */
async function inTurn<T>(items: AsyncIterable<T>, most: number, work: (item: T) => Promise<void>): Promise<void> {
  const under = new Set<Promise<void>>()
  let failed: { error: unknown } | null = null
  for await (const item of items) {
    if (failed) break
    const done = work(item)
      .catch((error: unknown) => {
        failed ??= { error }
      })
      .finally(() => under.delete(done))
    under.add(done)
    if (under.size >= most) await Promise.race(under)
  }
  await Promise.all(under)
  if (failed) throw (failed as { error: unknown }).error
}
