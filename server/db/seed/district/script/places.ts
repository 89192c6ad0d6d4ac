import type { Position } from 'geojson'
import type { Random } from '../random.ts'
import type { BuildingSeed, District, ScriptedIncident } from '../types.ts'

/** Where an incident lies, and the words for it. */
export type Spot = {
  /** null: in no grid. */
  areaCode: string | null
  location: ScriptedIncident['location']
  road: string
  /** The nearest house, as people would say it. */
  by: string
  house: BuildingSeed | null
}

/** How far from the middle of a street, in metres, something stands that happens at its side. */
const KERB = [5, 9] as const

const METRES = [95_910, 110_860] as const
const x = (p: Position) => (p[0] ?? 0) * METRES[0]
const y = (p: Position) => (p[1] ?? 0) * METRES[1]
const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7

function metresTo(p: Position, a: Position, b: Position): number {
  const [dx, dy] = [x(b) - x(a), y(b) - y(a)]
  const t = Math.max(0, Math.min(1, ((x(p) - x(a)) * dx + (y(p) - y(a)) * dy) / (dx * dx + dy * dy || 1)))
  const [ex, ey] = [x(p) - x(a) - t * dx, y(p) - y(a) - t * dy]
  return Math.sqrt(ex * ex + ey * ey)
}

const nearest = <T>(items: readonly T[], metres: (item: T) => number): { item: T; metres: number } => {
  const [best] = items.map((item) => ({ item, metres: metres(item) })).sort((a, b) => a.metres - b.metres)
  if (!best) throw new Error('nothing is near')
  return best
}

export const houseName = (building: BuildingSeed) =>
  building.use === 'service' ? building.name : `${building.compound}${building.name}`

export function placesIn(district: District) {
  const roadBy = (p: Position) =>
    nearest(district.roads, ({ line }) =>
      Math.min(...line.coordinates.slice(1).map((b, i) => metresTo(p, line.coordinates[i] ?? b, b))),
    )
  const houseBy = (p: Position, areaCode: string) =>
    nearest(
      district.buildings.filter((building) => building.areaCode.startsWith(areaCode)),
      ({ centre }) => metresTo(p, centre.coordinates, centre.coordinates),
    ).item
  const ringOf = (areaCode: string): Position[] => {
    const area = district.areas.find(({ code }) => code === areaCode)
    const ring = area?.boundary.coordinates[0]?.[0]
    if (!ring) throw new Error(`no such area: ${areaCode}`)
    return ring
  }

  /** At the side of a street that bounds the grid, inside the grid. */
  function atRoad(areaCode: string, chance: Random): Spot {
    const ring = ringOf(areaCode)
    for (let turn = 0; turn < 200; turn++) {
      const i = chance.int(0, ring.length - 2)
      const [a, b] = [ring[i] ?? [], ring[i + 1] ?? []]
      const [dx, dy] = [x(b) - x(a), y(b) - y(a)]
      const length = Math.sqrt(dx * dx + dy * dy)
      if (length < 12) continue
      const [t, off] = [chance.between(0.2, 0.8), chance.between(...KERB)]
      // Rings run against the clock: their inside lies to the left.
      const lng = round7((x(a) + dx * t - (dy / length) * off) / METRES[0])
      const lat = round7((y(a) + dy * t + (dx / length) * off) / METRES[1])
      const road = roadBy([lng, lat])
      if (road.metres > KERB[1] + 1) continue
      const by = houseName(houseBy([lng, lat], areaCode))
      const address = `${road.item.name}（${by}附近）`
      return {
        areaCode,
        location: { lng, lat, accuracy: chance.int(4, 18), address },
        road: road.item.name,
        by,
        house: null,
      }
    }
    throw new Error(`no street at ${areaCode}`)
  }

  function atHouse(areaCode: string, chance: Random): Spot {
    const homes = district.buildings.filter((building) => building.areaCode === areaCode && building.households > 0)
    const house = chance.pick(homes)
    const road = roadBy(house.centre.coordinates).item.name
    return { areaCode, location: { building: house.id }, road, by: houseName(house), house }
  }

  function atPoint([lng = 0, lat = 0]: Position, by: string): Spot {
    const road = roadBy([lng, lat]).item.name
    return { areaCode: null, location: { lng, lat, accuracy: 12, address: by }, road, by, house: null }
  }

  return { atRoad, atHouse, atPoint }
}
export type Places = ReturnType<typeof placesIn>
