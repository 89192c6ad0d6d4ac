// Many acts of one sender at once, each judged by itself. The same actions as one by one (action.ts), the same facts, the same verdicts;
// only the trips are shared: works that touch different things are asked about in one trip and written in the next (waves.ts), with rows
// for one table in one statement (merge.ts). All of it is one transaction. A refusal is a value and holds up nobody but those who depend
// on it; should the database refuse, which only happens when somebody else was faster or an id lies out of sight, the works are done
// again one by one, and each stands or falls alone.

import {
  type ActionSpec,
  type Context,
  type Decision,
  digestOf,
  isOvertaken,
  perform,
  type Receipt,
  receiptRow,
} from './action.ts'
import { isPassing } from './db.ts'
import { DatabaseError } from './engine.ts'
import type { House } from './house.ts'
import { merge } from './merge.ts'
import { insert, toStatements } from './ops.ts'
import { explainConstraint, Problem, problem } from './problem.ts'
import { read } from './read.ts'
import { type Entry, enter } from './session.ts'
import { prepared, type Query, sql, textArray } from './sql.ts'
import { inWaves } from './waves.ts'

type Time = Omit<Context, 'who'>
type Rows<Q extends readonly Query[]> = { [K in keyof Q]: Q[K] extends Query<infer R> ? R[] : never }

/** Facts of many inputs, and which of them belong to the nth. */
export interface Gathered<Q extends readonly Query[]> {
  queries: readonly Query[]
  of(rows: readonly unknown[][], nth: number): Rows<Q>
}

/** An action whose facts can be asked for many inputs at a time. */
export interface Batched<I> {
  readonly name: string
  gather(
    inputs: readonly I[],
    time: Time,
  ): { queries: readonly Query[]; decide(rows: readonly unknown[][], nth: number, context: Context): Decision<unknown> }
  /** One of them in a transaction of its own; false when it had been done before. */
  once(house: House, entry: Entry, work: Work<I>): Promise<boolean>
}

export interface Work<I> {
  /** The sender's id; the receipt bears it. */
  id: string
  batched: Batched<I>
  input: I
  /** What must be the same in a second sending. */
  content: unknown
  /** Keys of what it reads and changes. */
  touches: readonly string[]
  /** What it touches is known only from the database. */
  isAlone: boolean
  /** What must have been accepted: a place of the list, or the id of a work that was sent before; `itself`: what cannot come first. */
  after: number | { id: string } | 'itself' | null
}

/** A problem says why a work was rejected. */
export type Outcome = 'accepted' | 'already' | Problem

export function batched<I, Q extends readonly Query[], R>(
  spec: ActionSpec<I, Q, R>,
  gather: (inputs: readonly I[], time: Time) => Gathered<Q>,
): Batched<I> {
  const nothing = { queries: [], build: () => null }
  const unanswered: ActionSpec<I, Q, null> = {
    ...spec,
    decide: (rows, input, context) => ({ ...spec.decide(rows, input, context), answer: nothing }),
    replay: () => nothing,
  }
  const factsOf = (inputs: readonly I[], time: Time): Gathered<Q> =>
    inputs.length > 1
      ? gather(inputs, time)
      : { queries: spec.facts(inputs[0]!, time), of: (rows) => [...rows] as unknown[] as Rows<Q> }
  return {
    name: spec.name,
    gather(inputs, time) {
      const { queries, of } = factsOf(inputs, time)
      return { queries, decide: (rows, nth, context) => spec.decide(of(rows, nth), inputs[nth]!, context) }
    },
    once: async (house, entry, { id, input, content }) =>
      (await perform(house, unanswered, { entry, id, input, content })).created,
  }
}

type Works = readonly (Work<unknown> | Problem)[]

/** Does what can be done, in this order; gives an outcome for each. A place that holds a problem was rejected before it came here. */
export async function performMany(house: House, entry: Entry, works: Works): Promise<Outcome[]> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      return await together(house, entry, works)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      if (isOvertaken(error)) continue
      if (isPassing(error)) throw explainConstraint(error)
      house.log.info({ sqlState: error.sqlState, constraint: error.constraint }, 'a batch is done one by one')
      break
    }
  }
  return oneByOne(house, entry, works)
}

/**
 * Everything here is asked for by its key. One plan for whatever keys come, and never one that reads a whole table because the table was
 * small when the plan was made: of some forty statements the planning alone would cost as much as half of their doing.
 */
const byKey = prepared(
  sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)`,
)

async function together(house: House, entry: Entry, works: Works): Promise<Outcome[]> {
  const time = { house, now: house.clock.now(), wall: house.clock.wall() }
  const waves = inWaves(works.map((work) => (work instanceof Problem ? null : stepOf(work))))
  return enter(house.db, entry, time, undefined, async (tx, who) => {
    const outcomes: Outcome[] = works.map((work) => (work instanceof Problem ? work : 'accepted'))
    const known = new Map<string, Kept>()
    let writes: Query[] = [byKey]
    for (const wave of waves) {
      const here = wave.map((place) => ({ place, work: works[place] as Work<unknown> }))
      const { queries, read } = questionsOf(here, time)
      // What the wave before has decided travels ahead of this one's questions.
      const answered: unknown[][] = await tx.send(...writes, ...queries)
      const context = { ...time, who: who() }
      const { receipts, judge } = read(answered.slice(writes.length), context)
      for (const receipt of receipts) known.set(receipt.id, receipt)
      const made: Made[] = []
      for (const placed of here) {
        const found = settle(house, placed, outcomes, known, judge)
        if (typeof found === 'object' && !(found instanceof Problem)) made.push({ ...placed, decision: found })
        else outcomes[placed.place] = found
      }
      writes = writesOf(made, context)
    }
    house.failpoint('before-commit')
    await tx.commit(...writes)
    house.failpoint('after-commit')
    who()
    return outcomes
  })
}

interface Placed {
  place: number
  work: Work<unknown>
}
type Made = Placed & { decision: Decision<unknown> }
type Kept = Receipt & { id: string }

/** What a wave asks, and how its works are decided by the answers. Receipts are asked for last, as in action.ts. */
function questionsOf(here: readonly Placed[], time: Time) {
  const groups = [...Map.groupBy(here, ({ work }) => work.batched)].map(([action, members]) => {
    const inputs = members.map(({ work }) => work.input)
    return { members, ...action.gather(inputs, time) }
  })
  return {
    queries: [...groups.flatMap(({ queries }) => queries), findReceipts(here.map(({ work }) => work))],
    read(rows: readonly unknown[][], context: Context) {
      const judges = new Map<number, () => Decision<unknown>>()
      let at = 0
      for (const { members, queries, decide } of groups) {
        const own = rows.slice(at, at + queries.length)
        for (const [nth, { place }] of members.entries()) judges.set(place, () => decide(own, nth, context))
        at += queries.length
      }
      return { receipts: rows[at] as Kept[], judge: (place: number) => judges.get(place)!() }
    },
  }
}

const stepOf = ({ id, touches, isAlone, after }: Work<unknown>) => ({
  touches: [...touches, `receipt ${id}`],
  isAlone,
  after: typeof after === 'number' ? after : null,
})

/** What is to be written, or the outcome where there is nothing to write. What was done before needs nothing any more. */
function settle(
  house: House,
  { place, work }: Placed,
  outcomes: readonly Outcome[],
  known: ReadonlyMap<string, Receipt>,
  judge: (place: number) => Decision<unknown>,
): Decision<unknown> | Outcome {
  const receipt = known.get(work.id)
  if (receipt) {
    const digest = digestOf(house, work.batched.name, work.content)
    return Buffer.from(receipt.digest).equals(digest) ? 'already' : problem('id.conflict')
  }
  const missing = missingFor({ place, work }, outcomes, (id) => known.has(id))
  if (missing) return missing
  try {
    return judge(place)
  } catch (error) {
    return refusalOf(house, work, error)
  }
}

function missingFor(
  { place, work: { after } }: Placed,
  outcomes: readonly Outcome[],
  isKnown: (id: string) => boolean,
): Problem | null {
  if (after === null) return null
  if (after === 'itself') return problem('sync.dependency_itself')
  if (typeof after === 'object') return isKnown(after.id) ? null : problem('sync.dependency_unknown')
  if (after >= place) return problem('sync.dependency_later')
  return outcomes[after] instanceof Problem ? problem('sync.dependency_rejected') : null
}

/** A fault of ours in one work is written down and holds up no other; what concerns the whole sending ends it. */
function refusalOf(house: House, { id, batched }: Work<unknown>, error: unknown): Problem {
  if (!(error instanceof Problem)) {
    house.log.error({ err: error, action: batched.name, item: id }, 'unexpected error in a batch')
    return problem('unexpected')
  }
  if (error.status === 401 || error.status === 503) throw error
  return error
}

function writesOf(made: readonly Made[], context: Context): Query[] {
  const receipts = made.map(({ work: { id, batched, content }, decision }) =>
    receiptRow(id, context, batched.name, digestOf(context.house, batched.name, content), decision.target),
  )
  return [...toStatements([insert('receipt', ...receipts)]), ...merge(made.map(({ decision }) => decision.writes))]
}

/** Receipts of these works and of those that they wait for; row-level security shows one's own only. */
function findReceipts(works: readonly Work<unknown>[]): Query<Kept> {
  const ids = works.flatMap(({ id, after }) => (after !== null && typeof after === 'object' ? [id, after.id] : [id]))
  return prepared(
    sql<Kept>`select id, actor, verb, digest, target, at from receipt where id = any (${textArray(ids)}::uuid[])`,
  )
}

async function oneByOne(house: House, entry: Entry, works: Works): Promise<Outcome[]> {
  const asked = works.flatMap((work) => (work instanceof Problem ? [] : [work]))
  const known = await read(house, entry, [findReceipts(asked)], ([rows]) => new Set(rows.map(({ id }) => id)))
  const outcomes: Outcome[] = []
  for (const [place, work] of works.entries())
    outcomes.push(work instanceof Problem ? work : await alone(house, entry, { place, work }, outcomes, known))
  return outcomes
}

async function alone(
  house: House,
  entry: Entry,
  { place, work }: Placed,
  outcomes: readonly Outcome[],
  known: ReadonlySet<string>,
): Promise<Outcome> {
  const missing = known.has(work.id) ? null : missingFor({ place, work }, outcomes, (id) => known.has(id))
  if (missing) return missing
  try {
    return (await work.batched.once(house, entry, work)) ? 'accepted' : 'already'
  } catch (error) {
    return refusalOf(house, work, error)
  }
}
