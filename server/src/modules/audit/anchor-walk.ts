// All anchors in order, from both places at once. Each is judged by its link to the one before; where the two places differ, the
// sound one is gone by, and the difference is a break. One that cannot be proven proves nothing of the chains.
import type { Keys } from '#platform/crypto.ts'
import type { House } from '#platform/house.ts'
import { sql } from '#platform/sql.ts'
import { type Anchor, anchorDigest, listAnchors } from './anchor.ts'
import { anchorFile, readAnchorFile } from './anchor-file.ts'
import type { Tally } from './tally.ts'

async function* readDatabase(house: House, after: number): AsyncGenerator<Anchor> {
  for (let last = after; ; ) {
    const [rows] = await house.db.transaction('linli_job', (tx) => tx.commit(listAnchors(last, 500)))
    yield* rows
    if (rows.length < 500) return
    last = rows.at(-1)!.seq
  }
}

export interface Passed {
  anchor: Anchor
  /** Its link to the one before was followed, and fits. */
  isProven: boolean
}

/** The anchors behind `start`; what is wrong with them goes into the tally. */
export async function* walkAnchors(house: House, start: Anchor | null, tally: Tally): AsyncGenerator<Passed> {
  const after = start?.seq ?? 0
  const rows = readDatabase(house, after)
  const lines = readAnchorFile(anchorFile(house.config), after)
  let line = await next(lines)
  let row = await next(rows)
  let [seq, digest] = [after, start?.digest ?? null]
  while (row || line) {
    const number = Math.min(row?.seq ?? Number.POSITIVE_INFINITY, line?.seq ?? Number.POSITIVE_INFINITY)
    const here = { row: row?.seq === number ? row : null, line: line?.seq === number ? line : null }
    if (number !== seq + 1) tally.found({ entry: seq + 1, why: 'missing' })
    if (!here.row) tally.found({ entry: number, why: row ? 'missing' : 'cut' })
    if (!here.line && line) tally.found({ entry: number, why: 'missing', place: 'file' })
    const passed = judge(house.keys, here, number === seq + 1 ? digest : undefined, tally)
    yield passed
    ;[seq, digest] = [number, passed.anchor.digest]
    tally.entries++
    if (here.row) row = await next(rows)
    if (here.line) line = await next(lines)
  }
  tally.head = digest
  await judgeHead(house, tally)
}

const next = async <T>(from: AsyncGenerator<T>): Promise<T | null> => {
  const { value, done } = await from.next()
  return done ? null : value
}

/** `before` undefined: one is missing, so the link cannot be followed. */
function judge(
  keys: Keys,
  { row, line }: { row: Anchor | null; line: Anchor | null },
  before: string | null | undefined,
  tally: Tally,
): Passed {
  const fits = (anchor: Anchor) => before === undefined || anchorDigest(keys, before, anchor) === anchor.digest
  if (row && !fits(row)) tally.found({ entry: row.seq, why: 'changed' })
  if (line && !fits(line)) tally.found({ entry: line.seq, why: 'changed', place: 'file' })
  if (row && line && fits(row) && fits(line) && row.digest !== line.digest)
    tally.found({ entry: row.seq, why: 'replaced' })
  const anchor = (row && line ? (fits(line) ? line : row) : (row ?? line))!
  return { anchor, isProven: before !== undefined && fits(anchor) }
}

/** In one statement, so that an anchor taken meanwhile is in both or in neither. */
async function judgeHead(house: House, tally: Tally): Promise<void> {
  const [[head]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<{ seq: number; fits: boolean | null }>`select h.seq, case when h.seq = 0 then not exists (select from anchor)
        else a.digest = h.digest and not exists (select from anchor later where later.seq > h.seq) end as fits
        from chain_head h left join anchor a on a.seq = h.seq where h.log = 'anchor'`,
    ),
  )
  if (!head?.fits) tally.found({ entry: head?.seq ?? 0, why: 'head' })
}
