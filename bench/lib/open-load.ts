// Open load: work begins at its time whether or not what began before has been answered, as people do. The rate moves in a straight line
// from each stage's end to the next one's.

export interface Stage {
  /** Beginnings per second at the end of the stage. */
  rate: number
  seconds: number
}

/** Milliseconds after the start at which something begins. */
export function beginnings(stages: readonly Stage[]): number[] {
  const at: number[] = []
  let [from, start, owed] = [0, 0, 0]
  const step = 0.01
  for (const { rate, seconds } of stages) {
    for (let t = 0; t < seconds; t += step) {
      owed += (from + ((rate - from) * t) / seconds) * step
      for (; owed >= 1; owed--) at.push((start + t) * 1000)
    }
    from = rate
    start += seconds
  }
  return at
}

/** Beginnings that know nothing of one another, as many per second on average: milliseconds after the start. */
export function atRandom(rate: number, ms: number): number[] {
  const at: number[] = []
  for (let t = 0; t < ms; t += (-Math.log(1 - Math.random()) * 1000) / rate) at.push(t)
  return at
}

/** Begins each at its time and waits until all have ended; a failure is the work's own to count. */
export async function openLoad(at: readonly number[], work: (nth: number) => Promise<void>): Promise<void> {
  const start = performance.now()
  const running = new Set<Promise<void>>()
  for (const [nth, due] of at.entries()) {
    const wait = start + due - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    const one = work(nth).finally(() => running.delete(one))
    running.add(one)
  }
  await Promise.all(running)
}
