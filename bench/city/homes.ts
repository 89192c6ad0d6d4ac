// Streets and buildings of the city, as much of them as reports, tiles and address searches need.
import { seedId } from '../../server/db/seed/district/random.ts'
import type { Area } from './areas.ts'
import { asLine, asPolygon, type Block, noise, type Position, toPosition } from './ground.ts'
import type { CitySize } from './size.ts'

export interface Building {
  id: string
  address: string
  name: string
  compound: string
  centre: Position
}

/** Eight buildings stand around the middle of a cell. */
const places = [
  [0.3, 0.3],
  [0.5, 0.3],
  [0.7, 0.3],
  [0.3, 0.5],
  [0.7, 0.5],
  [0.3, 0.7],
  [0.5, 0.7],
  [0.7, 0.7],
] as const
export const buildingsPerGrid = places.length

/** The street south of a grid; every fifth is a main road. */
export const streetOf = (townName: string, { south }: Block): string =>
  `${townName.slice(0, 2)}${Math.floor(south / 2) + 1}路`

export function buildingOf({ seed }: CitySize, grid: Area, townName: string, nth: number): Building {
  const [x, y] = places[nth % buildingsPerGrid]!
  const { west, south } = grid.block
  const number = (west % 20) * 8 + nth + 1
  return {
    id: seedId(seed, `building ${grid.code} ${nth}`),
    address: `${streetOf(townName, grid.block)}${number}号`,
    name: `${nth + 1}号楼`,
    compound: `${townName.slice(0, 2)}${grid.name.slice(1, -2)}苑`,
    centre: toPosition(west + x, south + y),
  }
}

const half = 0.04

function footprint(grid: Area, nth: number): string {
  const [x, y] = [grid.block.west + places[nth]![0], grid.block.south + places[nth]![1]]
  const corners = [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
    [x - half, y - half],
  ] as const
  return asPolygon(corners.map(([a, b]) => toPosition(a, b)))
}

export const buildingRows = (size: CitySize, grids: readonly Area[], townNameOf: (code: string) => string): object[] =>
  grids.flatMap((grid) =>
    places.map((_, nth) => {
      const { id, name, address, compound } = buildingOf(size, grid, townNameOf(grid.code), nth)
      const floors = 4 + Math.floor(4 * (1 + noise(size.seed, grid.block.west, grid.block.south, 40 + nth)))
      const dwellings = floors * 4
      return {
        id,
        areaCode: grid.code,
        name,
        address,
        footprint: footprint(grid, nth),
        compound,
        use: 'residential',
        floors,
        stairwells: 2,
        dwellings,
        households: Math.round(dwellings * 0.8),
        people: Math.round(dwellings * 2),
      }
    }),
  )

/** One street along every second row of cells, one across every fifth column. */
export function roadRows(size: CitySize, { code, block }: Area): object[] {
  const line = (name: string, kind: string, from: [number, number], to: [number, number]) => ({
    id: seedId(size.seed, `road ${name}`),
    areaCode: code,
    name,
    class: kind,
    widthM: kind === 'main' ? 24 : 12,
    line: asLine([toPosition(...from), toPosition(...to)]),
  })
  const along = Array.from({ length: Math.ceil(block.north / 2) }, (_, n) =>
    line(`横${n + 1}路`, n % 5 === 0 ? 'main' : 'street', [0, n * 2], [block.east, n * 2]),
  )
  const across = Array.from({ length: Math.ceil(block.east / 5) }, (_, n) =>
    line(`纵${n + 1}路`, 'main', [n * 5, 0], [n * 5, block.north]),
  )
  return [...along, ...across]
}
