// The ground of the city: a lattice of crooked cells, one per grid. Neighbours share the very points of the edge between them, and a
// community, a town and the county are blocks of cells, so areas tile at every level without a gap or an overlap.

export type Position = [lng: number, lat: number]

/** A block of cells, its far column and row not included. */
export interface Block {
  west: number
  south: number
  east: number
  north: number
}

const origin = { lng: 116.2, lat: 31 }
/** A cell is about 330 m wide and 300 m high. */
const step = { lng: 0.003_46, lat: 0.0027 }
/** In cells: how far a corner strays, and how far an edge bulges. Together less than half of what a cell can bear. */
const stray = 0.18
const bulge = 0.06
const bends = [0.25, 0.5, 0.75]

/** In [-1, 1), always the same for the same numbers. */
export function noise(seed: number, a: number, b: number, c: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(b + 1, 0x27d4eb2f), 0x165667b1)
  h = Math.imul(h ^ (h >>> 13) ^ Math.imul(c + 1, 0x9e3779b1), 0x85ebca6b)
  return ((h ^ (h >>> 16)) >>> 0) / 2_147_483_648 - 1
}

const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7

/** From cells to degrees. */
export const toPosition = (x: number, y: number): Position => [
  round7(origin.lng + x * step.lng),
  round7(origin.lat + y * step.lat),
]

const corner = (seed: number, i: number, j: number): [number, number] => [
  i + stray * noise(seed, i, j, 1),
  j + stray * noise(seed, i, j, 2),
]

/** From a corner to the next one eastwards or northwards, without the last point. */
function edge(seed: number, i: number, j: number, way: 'east' | 'north'): Position[] {
  const [x, y] = corner(seed, i, j)
  const [toX, toY] = way === 'east' ? corner(seed, i + 1, j) : corner(seed, i, j + 1)
  const bent = bends.map((t, n) => {
    const off = bulge * noise(seed, i, j, (way === 'east' ? 10 : 20) + n)
    const [across, along] = way === 'east' ? [0, off] : [off, 0]
    return toPosition(x + (toX - x) * t + across, y + (toY - y) * t + along)
  })
  return [toPosition(x, y), ...bent]
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)

/** The closed ring around a block, against the clock. */
export function ringAround(seed: number, { west, south, east, north }: Block): Position[] {
  const along = (j: number) => range(west, east).flatMap((i) => edge(seed, i, j, 'east'))
  const up = (i: number) => range(south, north).flatMap((j) => edge(seed, i, j, 'north'))
  const end = (i: number, j: number) => toPosition(...corner(seed, i, j))
  const first = [...along(south), ...up(east)]
  const back = [...along(north), end(east, north)].toReversed()
  const down = [...up(west), end(west, north)].toReversed()
  return [...first, ...back.slice(0, -1), ...down]
}

/** Text that PostGIS takes for a geometry. */
export const asMultiPolygon = (ring: readonly Position[]): string =>
  `SRID=4326;MULTIPOLYGON(((${ring.map((p) => p.join(' ')).join(',')})))`
export const asPolygon = (ring: readonly Position[]): string =>
  `SRID=4326;POLYGON((${ring.map((p) => p.join(' ')).join(',')}))`
export const asLine = (line: readonly Position[]): string =>
  `SRID=4326;LINESTRING(${line.map((p) => p.join(' ')).join(',')})`

/** A point that lies in the cell however crooked its edges; `u` and `v` in [0, 1). */
export const pointIn = ({ west, south }: Block, u: number, v: number): Position =>
  toPosition(west + 0.25 + u / 2, south + 0.25 + v / 2)
