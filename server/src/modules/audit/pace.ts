// A check of everything reads for a long time beside people who are being served: it rests as long as it has worked, and stops
// between two steps when the server is about to end.
import { setTimeout as sleep } from 'node:timers/promises'

/** Called after each piece of work; throws when the work is to be left. */
export type Pace = () => Promise<void>

export const withoutRest: Pace = async () => {}

export function restful(signal: AbortSignal): Pace {
  let since = performance.now()
  return async () => {
    signal.throwIfAborted()
    await sleep(performance.now() - since, undefined, { signal })
    since = performance.now()
  }
}

/** Whether work was left for this reason and for no fault. */
export const isEnding = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
