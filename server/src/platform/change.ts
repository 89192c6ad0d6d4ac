// The change feed: every write that others must hear of appends a row; one poller per server reads it in the order of the
// transaction horizon (a row counts once no older transaction can still commit) and hands batches on. No NOTIFY: it would
// make commits wait for one another (docs/decisions/0004).
import { findHorizon, watchFeed } from './feed-watch.ts'
import type { House } from './house.ts'
import { insert, type Op } from './ops.ts'
import { at, insertRow, insertRows, prepared, type Query, sql } from './sql.ts'

export interface Change {
  seq: number
  kind: string
  id: string
  version: number
  areaCode: string | null
  isDeleted: boolean
}

export interface Changed {
  kind: string
  id: string
  version: number
  areaCode: string | null
  at: number
  isDeleted?: boolean
}

/** The feed row of a change. */
const changeRow = (row: Changed): object => ({
  kind: row.kind,
  id: row.id,
  version: row.version,
  areaCode: row.areaCode,
  isDeleted: row.isDeleted ?? false,
  at: at(row.at),
})

export const change = (row: Changed): Query => insertRow('change', changeRow(row))
export const changes = (rows: readonly Changed[]): Query => insertRows('change', rows.map(changeRow))
/** As a row of an act, for whoever writes acts as data. */
export const changeOp = (row: Changed): Op => insert('change', changeRow(row))
/** One for each row of `from`, which gives id, version and area_code. */
export const changeEach = (kind: string, from: Query, now: number): Query =>
  sql`insert into change (kind, id, version, area_code, at) select ${kind}, o.id::text, o.version, o.area_code, ${at(now)}::timestamptz from ${from} o`

type Mark = { txid: string; seq: number }

const readSince = (mark: Mark): Query<Change & { txid: string }> =>
  prepared(sql<
    Change & { txid: string }
  >`select seq, kind, id, version, area_code, is_deleted, txid::text as txid from change
    where (txid, seq) > (${mark.txid}::xid8, ${mark.seq}) and txid < pg_snapshot_xmin(pg_current_snapshot())
    order by change.txid, seq limit 1000`)

export interface ChangePoller {
  /** Hears every batch of changes from now on; gives back the way to stop. */
  listen(hear: (changes: Change[]) => void | Promise<void>): () => void
  /** Reads at once, for tests and for a clean end. */
  drain(): Promise<void>
  stop(): Promise<void>
}

export async function startChangePoller(house: House, everyMs = 500): Promise<ChangePoller> {
  const listeners = new Set<(changes: Change[]) => void | Promise<void>>()
  let mark = await newestMark(house)
  let running: Promise<void> | null = null
  let following: Promise<void> | null = null
  const watch = watchFeed(house)
  const pass = async () => {
    for (;;) {
      const [[found], rows] = await house.db.transaction('linli_job', (tx) => tx.commit(findHorizon, readSince(mark)))
      watch(found!)
      const last = rows.at(-1)
      if (!last) return
      mark = { txid: last.txid, seq: last.seq }
      for (const hear of listeners) await hear(rows)
      if (rows.length < 1000) return
    }
  }
  // One pass at a time; a pass that fails is tried again with the next tick from the same mark.
  const begin = () => {
    running = pass().finally(() => {
      running = null
    })
    return running
  }
  // A pass under way may have read before the caller's change was committed, so another one follows it.
  const drain = () => {
    if (!running) return begin()
    following ??= running
      .catch(() => {})
      .then(() => {
        following = null
        return running ?? begin()
      })
    return following
  }
  const tick = () => running ?? begin()
  const timer = setInterval(() => void tick().catch((err: unknown) => house.log.warn({ err }, 'change feed')), everyMs)
  return {
    listen(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    drain,
    async stop() {
      clearInterval(timer)
      await (following ?? running)?.catch(() => {})
    },
  }
}

async function newestMark(house: House): Promise<Mark> {
  const [rows] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(sql<Mark>`select txid::text as txid, seq from change
    where txid < pg_snapshot_xmin(pg_current_snapshot()) order by change.txid desc, seq desc limit 1`),
  )
  return rows[0] ?? { txid: '0', seq: 0 }
}
