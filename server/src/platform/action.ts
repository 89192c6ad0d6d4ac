// The kernel of every write. An action says what it must know (`facts`), decides without touching anything (`decide`), and
// names its writes; the kernel sends them. So a write is two trips by construction: entry + facts, then writes + answer +
// commit. Sent again under the same id by the same actor it changes nothing and gives today's view (docs/wire.md, Create).

import { canonical } from './crypto.ts'
import type { Role, Tx } from './db.ts'
import { DatabaseError } from './engine.ts'
import type { House } from './house.ts'
import { explainConstraint, problem } from './problem.ts'
import { type Entry, enter, type Who } from './session.ts'
import { at, insertRow, prepared, type Query, sql } from './sql.ts'

export interface Context {
  house: House
  who: Who
  now: number
  wall: number
}

type Rows<Q extends readonly Query[]> = { [K in keyof Q]: Q[K] extends Query<infer R> ? R[] : never }

/** What the caller gets back, read in the same transaction after the writes. */
export interface Answer<R> {
  queries: readonly Query[]
  build(rows: unknown[][], context: Context): R
}

export interface Decision<R> {
  writes: readonly Query[]
  answer: Answer<R>
  /** The thing that was created or changed: a second sending answers with its view. */
  target: string
}

export interface ActionSpec<I, Q extends readonly Query[], R> {
  /** `incident.dispatch`: function, permission, audit verb and outbox verb at once. */
  name: string
  facts(input: I, context: Omit<Context, 'who'>): Q
  /** Pure but for thrown problems: judges the facts and says what to write. */
  decide(rows: Rows<Q>, input: I, context: Context): Decision<R>
  /** View for a second sending; the target is what the first one made, `firstAt` when it came (wall, epoch ms). */
  replay(target: string, context: Context, firstAt: number): Answer<R>
  role?: Role
}

export interface Sent<I> {
  entry: Entry
  input: I
  /** The sender's own id of this act; with it a second sending changes nothing. */
  id?: string
  /** What must be the same in a second sending, where the input holds more than was sent. */
  content?: unknown
}

export interface Receipt {
  actor: string
  verb: string
  digest: Uint8Array
  target: string
  at: number
}

/** Runs an action once, however often it is sent. `created` is false when it was known already. */
export async function perform<I, Q extends readonly Query[], R>(
  house: House,
  spec: ActionSpec<I, Q, R>,
  sent: Sent<I>,
): Promise<{ result: R; created: boolean }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(house, spec, sent)
    } catch (error) {
      if (attempt === 1 && error instanceof DatabaseError && isOvertaken(error)) continue
      throw explainConstraint(error)
    }
  }
}

/** Somebody else was faster: of two sendings the loser finds the winner's receipt, of two that waited for each other the second judges anew. */
export const isOvertaken = (error: DatabaseError): boolean =>
  error.constraint === 'receipt_pkey' || ['40001', '40P01'].includes(error.sqlState)

async function once<I, Q extends readonly Query[], R>(
  house: House,
  spec: ActionSpec<I, Q, R>,
  sent: Sent<I>,
): Promise<{ result: R; created: boolean }> {
  const clock = { house, now: house.clock.now(), wall: house.clock.wall() }
  return enter(house.db, sent.entry, clock, spec.role, async (tx, who) => {
    const facts = spec.facts(sent.input, clock)
    // The receipt is asked for last: facts lock the thing, so a second sending that had to wait finds what the first one left.
    const found = await tx.send(...facts, findReceipt(sent.id, sent.entry))
    const [rows, receipts] = [found.slice(0, -1), found.at(-1)!]
    const context: Context = { ...clock, who: who() }
    const digest = sent.id ? digestOf(house, spec.name, sent.content ?? sent.input) : null
    const known = receipts[0] as Receipt | undefined
    if (known) return { result: await again(tx, spec, known, digest!, context), created: false }
    const decision = spec.decide(rows as Rows<Q>, sent.input, context)
    house.failpoint('before-commit')
    // And kept first: of two sendings of something new, the second waits here and is told apart by the receipt's key, not by
    // whatever other key it would have met first.
    const writes = digest
      ? [keepReceipt(sent.id!, context, spec.name, digest, decision.target), ...decision.writes]
      : decision.writes
    const answered = await tx.commit(...writes, ...decision.answer.queries)
    house.failpoint('after-commit')
    return { result: decision.answer.build(answered.slice(writes.length), context), created: true }
  })
}

async function again<I, Q extends readonly Query[], R>(
  tx: Tx,
  spec: ActionSpec<I, Q, R>,
  known: Receipt,
  digest: Buffer,
  context: Context,
): Promise<R> {
  if (known.actor !== context.who.key || !Buffer.from(known.digest).equals(digest)) throw problem('id.conflict')
  const answer = spec.replay(known.target, context, known.at)
  return answer.build(await tx.commit(...answer.queries), context)
}

/** Tells "sent again" from "sent anew under the same id". Keyed: whoever reads the database must not find out a phone by trying numbers. */
export const digestOf = (house: House, verb: string, input: unknown): Buffer =>
  house.keys.digest('receipt', canonical({ verb, input }))

function findReceipt(id: string | undefined, entry: Entry): Query {
  if (!id) return sql`select 1 where false`
  const source = entry.kind === 'public' ? sql`public_receipt(${id}::uuid)` : sql`receipt where id = ${id}::uuid`
  return prepared(sql<Receipt>`select actor, verb, digest, target, at from ${source}`)
}

function keepReceipt(id: string, context: Context, verb: string, digest: Buffer, target: string): Query {
  const row = receiptRow(id, context, verb, digest, target)
  return context.who.kind === 'public'
    ? prepared(sql`select public_receipt_keep(${JSON.stringify(row)}::jsonb)`)
    : insertRow('receipt', row)
}

export const receiptRow = (id: string, context: Context, verb: string, digest: Buffer, target: string): object => ({
  id,
  actor: context.who.key,
  verb,
  digest: `\\x${digest.toString('hex')}`,
  target,
  at: at(context.wall),
})
