// In which order works that are sent together may be done together. Works that touch the same thing follow one another, each in a wave
// of its own, so that the later one finds what the earlier one left; everything else shares a wave and with it the trips.

export interface Step {
  /** Keys of what it reads and changes. */
  readonly touches: readonly string[]
  /** Place of an earlier step in the list that must have been done; it may be in the same wave, which is judged in order. */
  readonly after: number | null
  /** What it touches is known only when it is done: nothing else shares its wave. */
  readonly isAlone: boolean
}

/** Places of the list, wave by wave; within a wave in the order of the list. Holes (null) are in none. */
export function inWaves(steps: readonly (Step | null)[]): number[][] {
  const waves: number[][] = []
  const waveOf: number[] = []
  const free = new Map<string, number>()
  // No step goes before one that was alone.
  let first = 0
  for (const [place, step] of steps.entries()) {
    if (!step) continue
    const touched = step.touches.map((key) => free.get(key) ?? 0)
    const awaited = step.after === null ? 0 : (waveOf[step.after] ?? 0)
    const wave = step.isAlone ? waves.length : Math.max(first, awaited, ...touched)
    waves[wave] ??= []
    waves[wave].push(place)
    waveOf[place] = wave
    for (const key of step.touches) free.set(key, wave + 1)
    if (step.isAlone) first = wave + 1
  }
  return waves
}
