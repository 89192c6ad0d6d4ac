import type { Position } from 'geojson'

/**
 * Exact geometry for the tests: coordinates as whole ten-millionths of a degree from the district's corner, where sums and
 * products of integers below 2^53 have no rounding, so that "tiles exactly" can be asked for with ===.
 */
export type Dot = readonly [x: number, y: number]

export const toDot = ([lng = Number.NaN, lat = Number.NaN]: Position): Dot => [
  Math.round((lng - 114.5) * 1e7),
  Math.round((lat - 30.5) * 1e7),
]

/** Not closed. */
export const ringOfDots = (ring: readonly Position[]): Dot[] => ring.slice(0, -1).map(toDot)

export function doubleArea(ring: readonly Dot[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length] as Dot
    return sum + x * v - u * y
  }, 0)
}

export const edges = (ring: readonly Dot[]): [Dot, Dot][] => ring.map((a, i) => [a, ring[(i + 1) % ring.length] as Dot])

const turn = (a: Dot, b: Dot, c: Dot) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

/** Properly, in the inside of both. */
export function cross([a, b]: [Dot, Dot], [c, d]: [Dot, Dot]): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

export function contains(ring: readonly Dot[], [x, y]: Dot): boolean {
  return edges(ring).reduce((within, [[ax, ay], [bx, by]]) => {
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !within : within
  }, false)
}

/** Metres, near enough for a district. */
export const metres = ([x, y]: Dot): Dot => [(x * 95_910) / 1e7, (y * 110_860) / 1e7]

export function gap(p: Dot, a: Dot, b: Dot): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const t = Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
}
