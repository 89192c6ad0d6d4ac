import type { BuildingUse } from '../types.ts'
import { edgesOf, fits, type House } from './houses.ts'
import { add, centroid, left, type Spot, times } from './plane.ts'
import { type Cell, ringOf } from './quarter.ts'

/** The market and the school are drawn by hand: outlines in metres along and across the block's axis. */
export type Institution = {
  name: string
  use: BuildingUse
  floors: number
  /** Flats above the shops; 0 elsewhere. */
  stairwells: number
  outline: Spot[]
}

const box = (x: number, y: number, width: number, depth: number): Spot[] => [
  [x, y],
  [x + width, y],
  [x + width, y + depth],
  [x, y + depth],
]

const SCHOOL_BUILDINGS: Institution[] = [
  {
    name: '启智楼',
    use: 'school',
    floors: 4,
    stairwells: 0,
    outline: [
      [-66, 38],
      [2, 38],
      [2, 50],
      [-54, 50],
      [-54, 58],
      [-66, 58],
    ],
  },
  { name: '明理楼', use: 'school', floors: 4, stairwells: 0, outline: box(-66, 8, 68, 12) },
  {
    name: '综合楼',
    use: 'school',
    floors: 5,
    stairwells: 0,
    outline: [
      [22, 28],
      [22, 14],
      [62, 14],
      [62, 58],
      [48, 58],
      [48, 28],
    ],
  },
  { name: '风雨操场', use: 'school', floors: 2, stairwells: 0, outline: box(40, -58, 26, 36) },
  { name: '师生食堂', use: 'school', floors: 2, stairwells: 0, outline: box(40, -14, 26, 18) },
]

const MARKET_BUILDINGS: Institution[] = [
  { name: '交易大厅', use: 'market', floors: 1, stairwells: 0, outline: box(-33, -2, 38, 29) },
  { name: '冷库', use: 'market', floors: 1, stairwells: 0, outline: box(12, 16, 18, 11) },
  { name: '管理楼', use: 'office', floors: 3, stairwells: 0, outline: box(12, -2, 18, 12) },
  { name: '沿街商住楼', use: 'mixed', floors: 4, stairwells: 3, outline: box(-32, -20, 60, 11) },
]

/** The track, an oval without trigonometry: half a circle by eight hand-laid spots at each end. */
const HALF_CIRCLE: Spot[] = [
  [0, -1],
  [0.38, -0.92],
  [0.71, -0.71],
  [0.92, -0.38],
  [1, 0],
  [0.92, 0.38],
  [0.71, 0.71],
  [0.38, 0.92],
  [0, 1],
]

function inCell(cell: Cell, spots: readonly Spot[]): Spot[] {
  const middle = centroid(ringOf(cell))
  return spots.map(([x, y]) => add(middle, add(times(cell.axis, x), times(left(cell.axis), y))))
}

export function schoolPitch(cell: Cell): Spot[] {
  const [radius, half] = [27, 20]
  const east = HALF_CIRCLE.map(([x, y]): Spot => [half + x * radius - 16, y * radius - 31])
  const west = HALF_CIRCLE.map(([x, y]): Spot => [-half - x * radius - 16, -y * radius - 31])
  return inCell(cell, [...east, ...west])
}

/** A little smaller where chance laid the streets a little closer. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8, 0.75]

export function institutionsIn(cell: Cell, kind: 'market' | 'school'): (Institution & House)[] {
  const [ring, edges] = [ringOf(cell), edgesOf(cell)]
  const institutions = kind === 'market' ? MARKET_BUILDINGS : SCHOOL_BUILDINGS
  for (const scale of SCALES) {
    const houses = institutions.map((institution) => {
      const footprint = inCell(
        cell,
        institution.outline.map((spot) => times(spot, scale)),
      )
      return { ...institution, footprint, centre: centreOf(footprint), lengthM: 0 }
    })
    if (houses.every(({ footprint }) => fits(footprint, ring, edges))) return houses
  }
  throw new Error(`the ${kind} does not fit its place`)
}

/** A spot inside also for an L: the middle of its first wing. */
function centreOf(footprint: readonly Spot[]): Spot {
  const [a, b, c] = footprint
  if (!a || !b || !c) throw new Error('a footprint needs three corners')
  return [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]
}
