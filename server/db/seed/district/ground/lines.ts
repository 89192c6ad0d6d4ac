import type { Random } from '../random.ts'
import { add, distance, left, minus, mix, type Spot, times, unit } from './plane.ts'

/** A border as surveyors find it: each leg broken into pieces that stray a little. Ends stay where they are. */
export function wander(spots: readonly Spot[], chance: Random): Spot[] {
  const legs = spots.slice(1).map((to, i) => {
    const from = spots[i] as Spot
    const across = left(unit(minus(to, from)))
    const pieces = Math.max(2, Math.round(distance(from, to) / 130))
    return Array.from({ length: pieces }, (_, k) => {
      const stray = k === 0 ? 0 : chance.between(-14, 14)
      return add(mix(from, to, k / pieces), times(across, stray))
    })
  })
  return [...legs.flat(), spots.at(-1) as Spot]
}

/** A smooth line through all spots (Catmull–Rom). */
export function flow(spots: readonly Spot[], pieces = 6): Spot[] {
  const at = (i: number) => spots[Math.max(0, Math.min(spots.length - 1, i))] as Spot
  const out: Spot[] = []
  for (let i = 0; i < spots.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces
      const one = (axis: 0 | 1) =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t)
      out.push([one(0), one(1)])
    }
  }
  return [...out, at(spots.length - 1)]
}
