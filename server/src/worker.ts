// Timed work of one server process: the sweep, and what the rooms add. Any number of processes may run it; none of it depends on
// being the only one.
import { sweep } from './modules/incident/sweep.ts'
import type { House } from './platform/house.ts'

/** `signal` tells long work that the server is about to end. */
type Work = (house: House, signal: AbortSignal) => Promise<unknown>

export interface Job {
  name: string
  everyMs: number
  run: Work
}

const every = (ms: number, name: string, house: House, work: Work) => {
  const ending = new AbortController()
  let running: Promise<unknown> | null = null
  const timer = setInterval(() => {
    // A pass that is still under way is left to finish; the next tick comes anyway.
    running ??= work(house, ending.signal)
      .catch((err: unknown) => {
        if (!ending.signal.aborted) house.log.error({ err, job: name }, 'timed work')
      })
      .finally(() => {
        running = null
      })
  }, ms)
  return async () => {
    clearInterval(timer)
    ending.abort()
    await running
  }
}

/** Starts all timed work; gives back the way to stop it, which waits for the step that is under way. */
export function startWorker(house: House, jobs: readonly Job[] = []): () => Promise<void> {
  const stops = [
    every(5_000, 'sweep', house, () => sweep(house, house.clock.now())),
    ...jobs.map((j) => every(j.everyMs, j.name, house, j.run)),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}
