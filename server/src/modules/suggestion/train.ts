// Training: a county's closed incidents of the last two years are streamed past the learner, which sits in a thread of its own, and what
// it has learned becomes a new version. Due by a column like everything timed (docs/decisions/0008): a process takes what is due by
// moving it on by a lease, so that of several only one trains, and what was killed is trained again.
import { Worker } from 'node:worker_threads'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { areaNames } from '../area/public.ts'
import { wordsOf } from '../matter/public.ts'
import type { Example } from './learn.ts'
import { passes } from './learn.ts'
import type { Ask, Packed } from './learn-worker.ts'
import {
  type ClosedRow,
  forgetOlder,
  insertModel,
  keepDue,
  listClosed,
  nextVersion,
  takeDue,
  trainedAgain,
} from './queries.ts'

const day = 86_400_000
const hour = 3_600_000
const twoYears = 730 * day
const lease = hour
/** Nights until what could be learned is learned anew; what could not is looked at again the next night. */
const again = { usable: 7, tooFew: 1, noBetter: 1 } as const
const batchSize = 2000

/** Three in the morning in Shanghai, when a core can be spared: the next time after an instant. */
export const nightAfter = (instant: number): number => (Math.floor((instant + 5 * hour) / day) + 1) * day - 5 * hour

/** Trains every county whose time has come; gives those that were. */
export async function trainDue(house: House): Promise<string[]> {
  const counties = [...areaNames.of(house).keys()].filter((code) => code.length === 6)
  const done: string[] = []
  for (;;) {
    const now = house.clock.now()
    const [, [due]] = await house.db.transaction('linli_job', (tx) =>
      tx.commit(keepDue(counties, nightAfter(now)), takeDue(now, now + lease)),
    )
    if (!due) return done
    await trainCounty(house, due.county)
    done.push(due.county)
  }
}

export async function trainCounty(house: House, county: string): Promise<Packed> {
  const [now, began] = [house.clock.now(), house.clock.wall()]
  const learned = await withLearner(async (ask) => {
    const stream = async (kind: 'count' | 'learn') => {
      for await (const batch of readClosed(house, county, now - twoYears)) await ask({ kind, batch })
    }
    await stream('count')
    if (await ask({ kind: 'begin' }))
      for (let pass = 1; pass <= passes; pass++) {
        await stream('learn')
        await ask({ kind: 'endPass' })
      }
    return (await ask({ kind: 'result' })) as Packed
  })
  const seconds = Math.round((house.clock.wall() - began) / 100) / 10
  await house.db.transaction('linli_job', async (tx) => {
    const [[next]] = await tx.send(nextVersion(county))
    const { version } = next!
    await tx.commit(
      insertModel({ county, version, seconds, trainedAt: now, ...learned }),
      forgetOlder(county, version),
      trainedAgain(county, nightAfter(now + (again[learned.state] - 1) * day)),
      change({ kind: 'suggestion_model', id: county, version, areaCode: county, at: now }),
    )
  })
  house.log.info({ county, seconds, state: learned.state, n: learned.n, ...learned.figures }, 'suggestions trained')
  return learned
}

/** Oldest first, a batch at a time; a batch is a transaction of its own, so that nothing is held while the learner works. */
async function* readClosed(house: House, county: string, since: number): AsyncGenerator<Example[]> {
  for (let after = 0; ; ) {
    const [rows] = await house.db.transaction('linli_job', (tx) =>
      tx.commit(listClosed(county, since, after, batchSize)),
    )
    if (rows.length > 0) yield rows.map(exampleOf)
    if (rows.length < batchSize) return
    after = rows.at(-1)!.intakeNo
  }
}

const exampleOf = (row: ClosedRow): Example => ({
  words: row.words ?? wordsOf(row.description ?? ''),
  areaCode: row.areaCode,
  at: row.receivedAt,
  matter: row.matterCode,
  condition: row.conditionId,
  unit: row.unit,
})

/** One question at a time: the learner sets the pace of the reading. The thread ends with the work, however it ends. */
async function withLearner<T>(work: (ask: (message: Ask) => Promise<unknown>) => Promise<T>): Promise<T> {
  const worker = new Worker(new URL('./learn-worker.ts', import.meta.url))
  let settle: { resolve(value: unknown): void; reject(error: Error): void } | null = null
  let ended: Error | null = null
  const fail = (error: Error) => {
    ended ??= error
    settle?.reject(ended)
  }
  worker.on('message', (value: unknown) => settle?.resolve(value))
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`The learner ended with exit code ${code}.`)))
  const ask = (message: Ask) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) return reject(ended)
      settle = { resolve, reject }
      worker.postMessage(message)
    })
  try {
    return await work(ask)
  } finally {
    await worker.terminate()
  }
}
