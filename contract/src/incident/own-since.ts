// Whether only one's own acts came since a version was seen. Somebody who acts three times in a cellar has seen the incident once;
// when the acts arrive, the first changes the version under the second, and that must not make a stranger of it.
import type { Action } from './words.ts'

/** What the history says of one entry, as far as it decides who has moved the version on. */
export interface Trace {
  readonly seq: number
  readonly action: Action
  readonly byActor: boolean
  readonly accountId: string | null
  /** An escalation that went to another centre; with nobody left above it only supervises again. */
  readonly isMoved: boolean
}

/** Written beside somebody's act, or moving nothing: the version stays as it is. */
const aside: readonly Action[] = ['remind', 'warn', 'markLate', 'tell']

/**
 * True if every step from version `base` to `version` was an act of this account. `history` holds the last entries, newest first; if it
 * does not reach back far enough, or has a gap (entries that the asker may not read), nothing is proven.
 */
export function isOwnSince(
  history: readonly Trace[],
  { seq, version, base, accountId }: { seq: number; version: number; base: number; accountId: string },
): boolean {
  let steps = version - base
  if (steps < 0) return false
  for (let i = 0; steps > 0; i++) {
    const entry = history[i]
    if (entry?.seq !== seq - i) return false
    if (entry.byActor) {
      if (entry.accountId !== accountId) return false
      steps--
    } else if (!aside.includes(entry.action) && (entry.action !== 'escalate' || entry.isMoved)) return false
  }
  return true
}
