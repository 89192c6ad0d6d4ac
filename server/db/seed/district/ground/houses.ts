import type { Random } from '../random.ts'
import { add, distanceToSegment, dot, inside, left, mix, type Spot, times } from './plane.ts'
import { type Cell, ringOf, type Side } from './quarter.ts'

/**
 * Where houses stand: rows along the block's axis, as far apart as light in winter asks for, away from streets and
 * walls. A house is refused where it does not fit; of some layouts the one with the wanted number of houses wins.
 */
export type House = {
  footprint: Spot[]
  centre: Spot
  lengthM: number
}

export type Build = {
  /** The usual length: of several layouts the one that comes nearest to it is built. */
  typicalM: number
  depth: number
  /** Between rows. */
  gap: readonly [number, number]
  /** Lengths of houses, the commonest first. */
  lengths: readonly number[]
  /** Between houses of a row. */
  alley: readonly [number, number]
}

export const WALK_UP: Build = { typicalM: 37, depth: 12, gap: [10, 14], lengths: [30, 44, 58], alley: [5.5, 8] }
export const TOWER: Build = { typicalM: 34, depth: 19, gap: [32, 40], lengths: [34, 30], alley: [24, 30] }
export const COTTAGE: Build = { typicalM: 26, depth: 11, gap: [9, 12], lengths: [24, 30, 18], alley: [5, 7] }

/** From the kerb or the wall to the house. */
const SETBACK_M = 3.5

type Edge = { from: Spot; to: Spot; keepOff: number }

export function edgesOf(cell: Cell): Edge[] {
  return [cell.south, cell.east, cell.north, cell.west].flatMap((side) =>
    side.nodes.slice(1).map((node, i) => ({
      from: (side.nodes[i] ?? node).spot,
      to: node.spot,
      keepOff: side.way.widthM / 2 + (side.way.class === 'wall' ? 2.5 : SETBACK_M),
    })),
  )
}

/** Against the clock, from its south-western corner. */
export function rectangle(centre: Spot, axis: Spot, length: number, depth: number): Spot[] {
  const [u, v] = [times(axis, length / 2), times(left(axis), depth / 2)]
  const corner = (a: number, b: number) => add(centre, add(times(u, a), times(v, b)))
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

export function fits(footprint: readonly Spot[], ring: readonly Spot[], edges: readonly Edge[]): boolean {
  const free = (spot: Spot) =>
    inside(spot, ring) && edges.every(({ from, to, keepOff }) => distanceToSegment(spot, from, to) >= keepOff)
  // Corners first: most places that do not do fail there.
  return [0, 0.5, 0.25, 0.75].every((t) =>
    footprint.every((corner, i) => free(mix(corner, footprint[(i + 1) % footprint.length] as Spot, t))),
  )
}

type Extent = { u0: number; u1: number; v0: number; v1: number }

function extent(ring: readonly Spot[], axis: Spot): Extent {
  const [us, vs] = [ring.map((p) => dot(p, axis)), ring.map((p) => dot(p, left(axis)))]
  return { u0: Math.min(...us), u1: Math.max(...us), v0: Math.min(...vs), v1: Math.max(...vs) }
}

type Site = { cell: Cell; ring: Spot[]; edges: Edge[]; extent: Extent }

function siteOf(cell: Cell): Site {
  const ring = ringOf(cell)
  return { cell, ring, edges: edgesOf(cell), extent: extent(ring, cell.axis) }
}

/** Rows spread evenly from the southern to the northern limit. */
function rowsOf({ cell, extent: { v0, v1 } }: Site, build: Build, chance: Random): number[] {
  const limit = (side: Side) => side.way.widthM / 2 + SETBACK_M + build.depth / 2 + chance.between(2, 5)
  const [lowest, highest] = [v0 + limit(cell.south), v1 - limit(cell.north)]
  const rows = 1 + Math.floor((highest - lowest) / (build.depth + chance.between(...build.gap)))
  const pitch = rows > 1 ? (highest - lowest) / (rows - 1) : 0
  return Array.from({ length: rows }, (_, row) => lowest + row * pitch)
}

function oneLayout(site: Site, build: Build, chance: Random): House[] {
  const { cell, ring, edges, extent } = site
  const houses: House[] = []
  for (const v of rowsOf(site, build, chance)) {
    let u = extent.u0 + chance.between(2, 6)
    while (u < extent.u1) {
      const placed = [chance.pick(build.lengths), ...build.lengths].find((length) => {
        const centre = add(times(cell.axis, u + length / 2), times(left(cell.axis), v))
        const footprint = rectangle(centre, cell.axis, length, build.depth)
        if (!fits(footprint, ring, edges)) return false
        houses.push({ footprint, centre, lengthM: length })
        return true
      })
      u += placed === undefined ? 2 : placed + chance.between(...build.alley)
    }
  }
  return houses
}

/** Some ways to build on a cell; more where the first ones have fewer houses than wanted. */
export function layoutsOf(cell: Cell, build: Build, wanted: number, chance: Random): House[][] {
  const site = siteOf(cell)
  const layouts = Array.from({ length: 10 }, () => oneLayout(site, build, chance))
  for (let more = 0; more < 50 && layouts.every((houses) => houses.length < wanted); more++) {
    layouts.push(oneLayout(site, build, chance))
  }
  return layouts
}

/** Exactly `count` houses, numbered from the north-west; what is left free becomes gardens. */
export function choose(layouts: House[][], cell: Cell, build: Build, count: number, chance: Random): House[] {
  const row = (house: House) => Math.round(dot(house.centre, left(cell.axis)) / 6)
  const rowsIn = (houses: readonly House[]) => new Set(houses.map(row)).size
  const oddness = (houses: readonly House[]) =>
    Math.abs(houses.reduce((sum, house) => sum + house.lengthM, 0) - count * build.typicalM)
  const [best] = layouts
    .filter((houses) => houses.length >= count)
    .map((houses) => chance.shuffle(houses).slice(0, count))
    .sort((a, b) => rowsIn(b) - rowsIn(a) || oddness(a) - oddness(b))
  if (!best) throw new Error(`no room for ${count} houses in ${cell.compound} ${cell.name}`)
  return best.sort((a, b) => row(b) - row(a) || dot(a.centre, cell.axis) - dot(b.centre, cell.axis))
}
