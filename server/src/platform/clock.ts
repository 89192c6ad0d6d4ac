// The one clock. Domain code asks `now()`; sessions, lock-out, rate limits and logs ask `wall()` (docs/loop.md, Deadlines).
export interface Clock {
  /** Domain time, epoch ms: deadlines, posts, history. May be virtual. */
  now(): number
  /** Real time, epoch ms. */
  wall(): number
}

export interface SettableClock extends Clock {
  /** Moves domain time to this instant; wall time is untouched. Going back is allowed: the sweep must bear it. */
  moveTo(now: number): void
  offset(): number
}

export const realClock: Clock = { now: () => Date.now(), wall: () => Date.now() }

/** Domain time runs along with real time, shifted by an offset (CLOCK=virtual). */
export function virtualClock(offset = 0): SettableClock {
  let shift = offset
  return {
    now: () => Date.now() + shift,
    wall: () => Date.now(),
    moveTo(now) {
      shift = now - Date.now()
    },
    offset: () => shift,
  }
}

/** Stands still until it is moved: for tests. */
export function standingClock(start: number): SettableClock {
  let now = start
  return {
    now: () => now,
    wall: () => Date.now(),
    moveTo(next) {
      now = next
    },
    offset: () => now - Date.now(),
  }
}
