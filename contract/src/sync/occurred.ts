// When something that was done offline counts as done. A phone says when by its own clock, which may be wrong, and by how much it is
// wrong shows in when it says that it sends. What cannot be so (in the future, before the thing was as it was seen) is bounded, and
// whatever is not taken as it was said leaves a note in the history. Deadlines do not come in here: they run from receipt.
import { formatInstant } from '../shared/time.ts'
import { oldestDays } from './schemas.ts'

const minute = 60_000
/** Less is the time that sending takes, and clocks that nobody would call wrong. */
const trusted = 2 * minute
const oldest = oldestDays * 1440 * minute

export interface Told {
  /** By the sender's clock. */
  readonly said: number
  /** The sender's clock when it sent; null when it does not say. */
  readonly sentAt: number | null
  /** The server's clock on receipt. */
  readonly now: number
  /** Since when the thing has been as the sender saw it, where that is known. */
  readonly notBefore: number | null
}

/** Why the history does not hold what was said. */
export interface ClockNote {
  readonly said: string
  /** Seconds by which the sender's clock was behind; negative: ahead. */
  readonly behind?: number
  /** Corrected or not, it lay in the future, too far back, or before what had been seen. */
  readonly bounded?: true
}

export interface Occurred {
  readonly at: number
  readonly note: ClockNote | null
  /** To be added to whatever else was read from the same clock. */
  readonly correction: number
}

export function whenOccurred({ said, sentAt, now, notBefore }: Told): Occurred {
  const behind = sentAt === null ? 0 : now - sentAt
  const correction = Math.abs(behind) <= trusted ? 0 : behind
  const meant = said + correction
  const at = Math.min(Math.max(meant, now - oldest, notBefore ?? meant), now)
  const isBounded = Math.abs(at - meant) > trusted
  const isTaken = correction === 0 && !isBounded
  const note = isTaken
    ? null
    : {
        said: formatInstant(said),
        ...(correction !== 0 && { behind: Math.round(correction / 1000) }),
        ...(isBounded && { bounded: true as const }),
      }
  return { at, note, correction }
}
