// What the players of the city look up: its grids, the names of its towns, the departments of an area, the matters of a day.
import type { Unit } from '../../contract/src/incident/columns.ts'
import type { Matter } from '../../contract/src/matter/schemas.ts'
import { formatInstant } from '../../contract/src/shared/time.ts'
import { units } from '../../server/src/modules/identity/public.ts'
import { editions, editionsOn } from '../../server/src/modules/matter/public.ts'
import type { House } from '../../server/src/platform/house.ts'
import type { Area } from './areas.ts'
import type { CitySize } from './size.ts'

export interface Land {
  size: CitySize
  grids: readonly Area[]
  townNameOf(code: string): string
  mattersOn(at: number): readonly Matter[]
  /** Departments of exactly this area. */
  unitsInArea(areaCode: string): readonly Unit[]
  teamOf(grid: string): string
  deskOf(area: string): string
}

export function surveyLand(house: House, size: CitySize, areas: readonly Area[]): Land {
  const known = units.of(house)
  const names = new Map(areas.map((a) => [a.code, a.name]))
  const departments = Map.groupBy(
    [...known.byId.values()].filter((u) => u.kind === 'department'),
    (u) => u.areaCode,
  )
  const byDay = new Map<string, readonly Matter[]>()
  return {
    size,
    grids: areas.filter((a) => a.level === 'grid'),
    townNameOf: (code) => names.get(code.slice(0, 9)) ?? '',
    unitsInArea: (areaCode) => departments.get(areaCode) ?? [],
    teamOf: (grid) => known.teamOf.get(grid)!.id,
    deskOf: (area) => known.centreOf.get(area)!.id,
    mattersOn(at) {
      const day = formatInstant(at).slice(0, 10)
      const known = byDay.get(day) ?? mattersOf(house, day)
      byDay.set(day, known)
      return known
    },
  }
}

/** What people can file on this day; where several editions hold a code the newest counts. */
function mattersOf(house: House, day: string): readonly Matter[] {
  const byCode = new Map<string, Matter>()
  for (const edition of editionsOn(editions.of(house), day))
    for (const matter of edition.matters.values())
      if (matter.procedure !== null && !('sameAs' in matter && matter.sameAs) && !byCode.has(matter.code))
        byCode.set(matter.code, matter)
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}
