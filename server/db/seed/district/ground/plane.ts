import type { Position } from 'geojson'

/**
 * The drawing board: metres east and north of one corner, and the way from there to the globe. The scale is a constant
 * for the latitude of the district; over its five kilometres the error is centimetres, and nothing here is measured.
 */
export type Spot = readonly [x: number, y: number]

const LNG = 114.5
const LAT = 30.5
const METRES_PER_LNG = 95_910
const METRES_PER_LAT = 110_860

const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7

export function toPosition([x, y]: Spot): Position {
  return [round7(LNG + x / METRES_PER_LNG), round7(LAT + y / METRES_PER_LAT)]
}

export function toRing(spots: readonly Spot[]): Position[] {
  const ring = spots.map(toPosition)
  const first = ring[0]
  if (!first) throw new Error('a ring needs spots')
  return [...ring, first]
}

export const add = (a: Spot, b: Spot): Spot => [a[0] + b[0], a[1] + b[1]]
export const minus = (a: Spot, b: Spot): Spot => [a[0] - b[0], a[1] - b[1]]
export const times = (a: Spot, k: number): Spot => [a[0] * k, a[1] * k]
export const mix = (a: Spot, b: Spot, t: number): Spot => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
export const dot = (a: Spot, b: Spot) => a[0] * b[0] + a[1] * b[1]
export const distance = (a: Spot, b: Spot) => Math.sqrt(dot(minus(a, b), minus(a, b)))
/** Turned left by a right angle. */
export const left = ([x, y]: Spot): Spot => [-y, x]
export const unit = (a: Spot): Spot => times(a, 1 / Math.sqrt(dot(a, a)))

/** Positive for a ring that runs against the clock. */
export function signedArea(ring: readonly Spot[]): number {
  let sum = 0
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length] as Spot
    sum += p[0] * q[1] - q[0] * p[1]
  })
  return sum / 2
}

export function centroid(ring: readonly Spot[]): Spot {
  const area = signedArea(ring)
  let [x, y] = [0, 0]
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length] as Spot
    const cross = p[0] * q[1] - q[0] * p[1]
    x += (p[0] + q[0]) * cross
    y += (p[1] + q[1]) * cross
  })
  return [x / (6 * area), y / (6 * area)]
}

export function inside(p: Spot, ring: readonly Spot[]): boolean {
  let within = false
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Spot
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) within = !within
  })
  return within
}

/** Written out, for it is asked a million times. */
export function distanceToSegment([px, py]: Spot, [ax, ay]: Spot, [bx, by]: Spot): number {
  const [dx, dy] = [bx - ax, by - ay]
  const t = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)))
  const [x, y] = [px - ax - t * dx, py - ay - t * dy]
  return Math.sqrt(x * x + y * y)
}
