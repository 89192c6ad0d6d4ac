// An anchor is the one thing that a chain cannot say of itself: that its end is still there. Every hour it takes down the head of
// every log and a digest over all entries of histories since the last anchor, is chained like they are, and goes to a file outside the
// database (anchor-file.ts). What lies between two anchors is told by the numbers of entries and by no clock: the domain's may be
// virtual, the wall's may be set back, and neither moves what is covered. `at` says to people when an anchor was taken.
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { chainHead, logs, moveHead } from '#platform/audit.ts'
import { canonical, type Keys } from '#platform/crypto.ts'
import type { House } from '#platform/house.ts'
import { at, insertRow, type Query, sql, textArray } from '#platform/sql.ts'

/** Last entry of a log; digests in hex, null for a log that is still empty. */
export interface Point {
  seq: number
  digest: string | null
}

export interface Heads {
  audit: Point
  disclosure: Point
  /** Entries of all histories behind the anchor before, up to number `to`. */
  history: { to: number; entries: number; digest: string }
}

export interface Anchor {
  seq: number
  at: number
  heads: Heads
  digest: string
}

const hourMs = 3_600_000

export const anchorDigest = (keys: Keys, before: string | null, anchor: Omit<Anchor, 'digest'>): string =>
  keys
    .link(
      before === null ? null : Buffer.from(before, 'hex'),
      canonical({ seq: anchor.seq, at: at(anchor.at), heads: anchor.heads }),
    )
    .toString('hex')

const columns = sql`seq, at, heads, encode(digest, 'hex') as digest`

export const listAnchors = (after: number, limit: number): Query<Anchor> =>
  sql<Anchor>`select ${columns} from anchor where seq > ${after} order by seq limit ${limit}`
export const findAnchor = (seq: number): Query<Anchor> => sql<Anchor>`select ${columns} from anchor where seq = ${seq}`
export const lastAnchor: Query<Anchor> = sql<Anchor>`select ${columns} from anchor order by seq desc limit 1`

const listHeads = sql<Point & { log: string }>`select log, seq, encode(digest, 'hex') as digest from chain_head`

/** What an anchor says of an entry of a history: its place in the row of all, whose it is, and its link. */
export interface Leaf {
  entryNo: number
  incidentId: string
  seq: number
  digest: Uint8Array
}

/** Digest over a range of entries, fed one by one in the order of their numbers. */
export function leafHash(): { add(leaf: Leaf): void; count: number; digest(): string } {
  const hash = createHash('sm3')
  return {
    count: 0,
    add({ entryNo, incidentId, seq, digest }) {
      this.count++
      hash.update(`${entryNo} ${incidentId} ${seq} ${Buffer.from(digest).toString('hex')}\n`)
    },
    digest: () => hash.digest('hex'),
  }
}

/** Takes an anchor when one is due and something has been written since the last; gives it, or null. */
export async function takeAnchor(house: House, isAsked = false): Promise<Anchor | null> {
  const [[last]] = await house.db.transaction('linli_job', (tx) => tx.commit(lastAnchor))
  const now = house.clock.wall()
  if (last && !isAsked && !isDue(last.at, now)) return null
  const to = await settledEntries(house)
  if (to === null) return null
  const history = await digestEntries(house, last?.heads.history.to ?? 0, to)
  return house.db.transaction('linli_job', async (tx) => {
    const [[head], heads] = await tx.send(chainHead('anchor'), listHeads)
    const points = Object.fromEntries(heads.map(({ log, seq, digest }) => [log, { seq, digest }]))
    // Another process was faster, or somebody has moved the head: the check will say which.
    const isMine = head?.seq === (last?.seq ?? 0)
    const isNew = !last || history.entries > 0 || logs.some((log) => points[log]?.seq !== last.heads[log].seq)
    if (!isMine || !isNew || logs.some((log) => !points[log])) {
      await tx.rollback()
      return null
    }
    const facts = {
      seq: head.seq + 1,
      at: now,
      heads: { audit: points.audit!, disclosure: points.disclosure!, history },
    }
    const digest = anchorDigest(house.keys, last?.digest ?? null, facts)
    await tx.commit(
      insertRow('anchor', { ...facts, at: at(now), digest: `\\x${digest}` }),
      moveHead('anchor', facts.seq, digest),
    )
    house.log.info({ anchor: facts.seq, digest }, 'chains anchored')
    return { ...facts, digest }
  })
}

/** An hour has passed, or the wall clock has been set back behind the last one, whose hour may then be long in coming. */
const isDue = (lastAt: number, now: number): boolean => now >= lastAt + hourMs || now < lastAt

const writers = sql`select virtualtransaction from pg_locks where relation = 'incident_action'::regclass and mode = 'RowExclusiveLock' and granted
  and database = (select oid from pg_database where datname = current_database())`

/**
 * Number up to which no entry can appear any more; null while a transaction of before still runs. Numbers are given before a
 * transaction commits, so that the highest that can be seen may have unseen ones below it. Whoever holds one of those holds the
 * lock of a writer too: once all who held it have ended, none is left.
 */
async function settledEntries(house: House): Promise<number | null> {
  const ask = <T>(query: Query<T>) => house.db.transaction('linli_job', async (tx) => (await tx.commit(query))[0][0]!)
  const { to, busy } = await ask(
    sql<{
      to: number
      busy: string[]
    }>`select coalesce((select max(entry_no) from incident_action), 0) as to, array(${writers}) as busy`,
  )
  for (let attempt = 0; attempt < 50; attempt++) {
    if (busy.length === 0) return to
    const { isSettled } = await ask(
      sql<{
        isSettled: boolean
      }>`select not exists (${writers} and virtualtransaction = any (${textArray(busy)}::text[])) as is_settled`,
    )
    if (isSettled) return to
    await pause(100)
  }
  house.log.warn({ busy }, 'no anchor: a transaction has been writing histories for more than five seconds')
  return null
}

async function digestEntries(house: House, from: number, to: number): Promise<Heads['history']> {
  const hash = leafHash()
  for (let after = from; after < to; ) {
    const [leaves] = await house.db.transaction('linli_job', (tx) =>
      tx.commit(
        sql<Leaf>`select entry_no, incident_id, seq, digest from incident_action where entry_no > ${after} and entry_no <= ${to} order by entry_no limit 2000`,
      ),
    )
    for (const leaf of leaves) hash.add(leaf)
    after = leaves.length < 2000 ? to : leaves.at(-1)!.entryNo
  }
  return { to, entries: hash.count, digest: hash.digest() }
}
