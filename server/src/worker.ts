// Timed work of one server process: the sweep, and what the rooms add. Any number of processes may run it; none of it depends on
// being the only one.
import { sweep } from './modules/incident/sweep.ts'
import type { House } from './platform/house.ts'

const every = (ms: number, name: string, house: House, work: () => Promise<unknown>) => {
  let running: Promise<unknown> | null = null
  const timer = setInterval(() => {
    // A pass that is still under way is left to finish; the next tick comes anyway.
    running ??= work()
      .catch((err: unknown) => house.log.error({ err, job: name }, 'timed work'))
      .finally(() => {
        running = null
      })
  }, ms)
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Starts all timed work; gives back the way to stop it, which waits for what is under way. */
export function startWorker(
  house: House,
  jobs: readonly { name: string; everyMs: number; run(house: House): Promise<unknown> }[] = [],
): () => Promise<void> {
  const stops = [
    every(5_000, 'sweep', house, () => sweep(house, house.clock.now())),
    ...jobs.map((j) => every(j.everyMs, j.name, house, () => j.run(house))),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}
