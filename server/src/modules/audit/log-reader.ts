// Reads one chained log from a point on, a thousand rows at a time, and judges every row by the one before.
import { type ChainName, type Entry, entryDigest } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { sql } from '#platform/sql.ts'
import type { Heads, Point } from './anchor.ts'
import type { Pace } from './pace.ts'
import { newTally, type Tally } from './tally.ts'

/** What a check asks of a chain; there is one for logs and one for histories. */
export interface Reader {
  readonly tally: Tally
  /** Reads on to what an anchor says of this chain, and compares. */
  upTo(heads: Heads, anchor: number): Promise<void>
  /** An anchor stands between that proves nothing, not even how far it went. */
  skip(): void
  /** Reads the rest, to the end as it is now. */
  finish(): Promise<void>
}

type Row = Entry & { seq: number; digest: string }

const chunk = 1000
const hex = (digest: string | null) => (digest === null ? null : Buffer.from(digest, 'hex'))

export function logReader(house: House, log: ChainName, start: Point | null, pace: Pace): Reader {
  const tally = newTally(log)
  let { seq, digest } = start ?? { seq: 0, digest: null }
  let rows: Row[] = []

  const peek = async (): Promise<Row | undefined> => {
    if (rows.length === 0) {
      await pace()
      rows = (await readRows(house, log, seq)).reverse()
    }
    return rows.at(-1)
  }
  const take = (row: Row) => {
    rows.pop()
    if (row.seq !== seq + 1) tally.found({ entry: seq + 1, why: 'missing' })
    else if (entryDigest(house.keys, hex(digest), row) !== row.digest) tally.found({ entry: row.seq, why: 'changed' })
    ;[seq, digest] = [row.seq, row.digest]
    tally.entries++
  }
  /** Goes on from the point itself where it cannot be reached: what an anchor says is proven. */
  const reach = async (point: Point, anchor: number | null): Promise<boolean> => {
    while (seq < point.seq) {
      const row = await peek()
      if (row && row.seq <= point.seq) {
        take(row)
        continue
      }
      tally.found({ entry: seq + 1, why: row ? 'missing' : 'cut', anchor })
      ;[seq, digest] = [point.seq, point.digest]
    }
    return seq === point.seq && digest === point.digest
  }
  return {
    tally,
    async upTo(heads, anchor) {
      const point = heads[log]
      if (!(await reach(point, anchor))) tally.found({ entry: point.seq, why: 'replaced', anchor })
    },
    skip() {},
    async finish() {
      const head = await readHead(house, log)
      if (!head) {
        for (let row = await peek(); row; row = await peek()) take(row)
        tally.found({ entry: 0, why: 'head' })
      } else if (!(await reach(head, null)) || head.last > head.seq) tally.found({ entry: head.seq, why: 'head' })
      tally.head = digest
    },
  }
}

async function readRows(house: House, log: ChainName, after: number): Promise<Row[]> {
  const [rows] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<Row>`select seq, id, account_id, verb, subject, facts, at, encode(digest, 'hex') as digest from ${sql.table(log)}
        where seq > ${after} order by seq limit ${sql.lit(chunk)}`,
    ),
  )
  return rows
}

/** The head and the last row in one statement, so that an entry appended meanwhile is in both or in neither. */
async function readHead(house: House, log: ChainName): Promise<(Point & { last: number }) | undefined> {
  const [[head]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<
        Point & { last: number }
      >`select seq, encode(digest, 'hex') as digest, coalesce((select max(seq) from ${sql.table(log)}), 0) as last
        from chain_head where log = ${log}`,
    ),
  )
  return head
}
