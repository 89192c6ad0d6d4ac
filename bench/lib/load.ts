// Closed loop: so many at once, each beginning its next as soon as its last has been answered, for so long.
export interface Measured {
  /** Finished per second. */
  rate: number
  /** Milliseconds of each, sorted. */
  took: number[]
}

export async function load(atOnce: number, seconds: number, once: () => Promise<void>): Promise<Measured> {
  const took: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  const one = async () => {
    while (performance.now() < end) {
      const began = performance.now()
      await once()
      took.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return { rate: took.length / ((performance.now() - start) / 1000), took: took.sort((a, b) => a - b) }
}

/** The same, so many times instead of so long, one after the other. */
export async function times(count: number, once: () => Promise<void>): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < count; i++) {
    const began = performance.now()
    await once()
    took.push(performance.now() - began)
  }
  return took
}
