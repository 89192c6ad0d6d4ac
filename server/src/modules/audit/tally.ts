// What a check of one chain has found: how much it read, and where it does not hold. A check goes on behind a break, with what
// stands there, so that one old damage does not hide a new one.
import type { BreakKind, Chain, ChainBreak } from '@linli/contract/audit/schemas.ts'

/** Of thousands of breaks the first hundred say enough; all are counted. */
const mostKept = 100

export interface Found {
  entry: number
  why: BreakKind
  place?: ChainBreak['place']
  anchor?: number | null
  incident?: string | null
}

export interface Tally {
  readonly chain: Chain
  entries: number
  /** Digest of the last entry that was read, in hex. */
  head: string | null
  broken: number
  breaks: ChainBreak[]
  found(what: Found): void
}

export function newTally(chain: Chain): Tally {
  return {
    chain,
    entries: 0,
    head: null,
    broken: 0,
    breaks: [],
    found(what) {
      this.broken++
      if (this.breaks.length < mostKept)
        this.breaks.push({ chain, place: 'database', anchor: null, incident: null, ...what })
    },
  }
}
