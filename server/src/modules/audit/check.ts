// The check of the record: goes from anchor to anchor and lets each chain be read up to what the anchor says of it, then to the end.
// It holds a thousand rows of a chain at a time, however long the chain is.
import type { Chain, ChainBreak } from '@linli/contract/audit/schemas.ts'
import { logs } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { type Anchor, anchorDigest, findAnchor } from './anchor.ts'
import { walkAnchors } from './anchor-walk.ts'
import { historyReader } from './history-reader.ts'
import { logReader } from './log-reader.ts'
import { mediationReader } from './mediation-reader.ts'
import { type Pace, withoutRest } from './pace.ts'
import { newTally, type Tally } from './tally.ts'

export interface Check {
  /** The last proven anchor that was gone by, 0 for none. */
  anchor: number
  anchoredAt: number | null
  /** False when it was left at an anchor because enough had been read. */
  isAtEnd: boolean
  tallies: Tally[]
}

export interface Span {
  /** Number of the anchor to begin behind; 0 is the beginning. */
  from: number
  /** Histories of incidents and mediations as well as logs. */
  histories: boolean
  /** Left at the first anchor behind so many entries. */
  most?: number
  /** Without it, as fast as it goes: somebody waits for it. */
  pace?: Pace
}

export async function checkRecord(house: House, { from, histories, most, pace = withoutRest }: Span): Promise<Check> {
  const start = await anchorAt(house, from)
  const anchors = newTally('anchor')
  const readers = [
    ...logs.map((log) => logReader(house, log, start?.heads[log] ?? null, pace)),
    ...(histories ? [historyReader(house, start?.heads.history ?? null, pace), mediationReader(house, pace)] : []),
  ]
  const tallies = [...readers.map((r) => r.tally), anchors]
  let last = start
  for await (const { anchor, isProven } of walkAnchors(house, start, anchors)) {
    if (!isProven) {
      for (const reader of readers) reader.skip()
      continue
    }
    for (const reader of readers) await reader.upTo(anchor.heads, anchor.seq)
    last = anchor
    if (most !== undefined && entriesOf(tallies) >= most) return { ...summary(last, tallies), isAtEnd: false }
  }
  for (const reader of readers) await reader.finish()
  return { ...summary(last, tallies), isAtEnd: true }
}

/** One that is gone or does not fit is no place to begin: then from the beginning. */
async function anchorAt(house: House, seq: number): Promise<Anchor | null> {
  if (seq === 0) return null
  const [[anchor], [before]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(findAnchor(seq), findAnchor(seq - 1)),
  )
  const fits =
    anchor && (seq === 1 || before) && anchorDigest(house.keys, before?.digest ?? null, anchor) === anchor.digest
  return fits ? anchor : null
}

const summary = (last: Anchor | null, tallies: Tally[]) => ({
  anchor: last?.seq ?? 0,
  anchoredAt: last?.at ?? null,
  tallies,
})

export const entriesOf = (tallies: readonly Tally[]): number => tallies.reduce((sum, { entries }) => sum + entries, 0)
export const brokenOf = (tallies: readonly Tally[]): number => tallies.reduce((sum, { broken }) => sum + broken, 0)
export const breaksOf = (tallies: readonly Tally[]): ChainBreak[] => tallies.flatMap(({ breaks }) => breaks)

/** In the order in which people read them. */
export const byChain = (tallies: readonly Tally[], order: readonly Chain[]): Tally[] =>
  order.flatMap((chain) => tallies.filter((t) => t.chain === chain))
