import type { AreaSeed, BuildingSeed } from '../types.ts'
import type { Community, Grid } from './community.ts'
import { countyAndTowns } from './land.ts'
import { COUNTY, MARKET, SCHOOL, TOWNS } from './plan.ts'
import { type Spot, toRing } from './plane.ts'
import { ringOf, type Side } from './quarter.ts'

/** The tree of areas, parents first, with counts that are sums of what stands in them. */
type Sides = { south: Side; east: Side; north: Side; west: Side }

const named = (side: Side, compound: string) => (side.way.class === 'wall' ? `${compound}内围墙` : side.way.name)

/** 四至, clockwise from the east as in deeds. */
function describe(sides: Sides, compound: string): string {
  const { east, south, west, north } = sides
  const words = [
    ['东', east],
    ['南', south],
    ['西', west],
    ['北', north],
  ] as const
  return `${words.map(([side, of]) => `${side}至${named(of, compound)}`).join('，')}。`
}

function counts(buildings: readonly BuildingSeed[]): { households: number; people: number } {
  return {
    households: buildings.reduce((sum, b) => sum + b.households, 0),
    people: buildings.reduce((sum, b) => sum + b.people, 0),
  }
}

const boundary = (ring: readonly Spot[]): AreaSeed['boundary'] => {
  return { type: 'MultiPolygon', coordinates: [[toRing(ring)]] }
}

function gridName({ cell, dedicatedTo }: Grid): string {
  if (dedicatedTo) return `${dedicatedTo === 'market' ? MARKET : SCHOOL}专属网格`
  return `${cell.compound}${cell.name}网格`
}

function communityAreas({ plan, quarter, grids, buildings }: Community): AreaSeed[] {
  return [
    {
      code: plan.code,
      parent: plan.town,
      name: plan.name,
      level: 'community',
      kind: null,
      dedicatedTo: null,
      boundary: boundary(ringOf(quarter.outline)),
      ...counts(buildings),
      describedBoundary: describe(quarter.outline, plan.name),
    },
    ...grids.map(
      (grid): AreaSeed => ({
        code: grid.code,
        parent: plan.code,
        name: gridName(grid),
        level: 'grid',
        kind: grid.dedicatedTo ? 'dedicated' : 'basic',
        dedicatedTo: grid.dedicatedTo,
        boundary: boundary(ringOf(grid.cell)),
        ...counts(buildings.filter((b) => b.areaCode === grid.code)),
        describedBoundary: describe(grid.cell, grid.cell.compound),
      }),
    ),
  ]
}

const TOWN_WORDS = ['东至与拾禾镇的界线，南、西、北至澄平区界。', '东、南、北至澄平区界，西至与枕溪街道的界线。']

export function layAreas(seed: number, communities: readonly Community[]): AreaSeed[] {
  const { county, towns } = countyAndTowns(seed)
  const within = (code: string) =>
    communities.flatMap(({ buildings }) => buildings).filter((b) => b.areaCode.startsWith(code))
  const upper = { kind: null, dedicatedTo: null }
  return [
    {
      ...COUNTY,
      ...upper,
      parent: null,
      level: 'county',
      boundary: boundary(county),
      ...counts(within(COUNTY.code)),
      describedBoundary: '演示区，四至均为虚构的区界。',
    },
    ...TOWNS.map(
      (town, i): AreaSeed => ({
        ...town,
        ...upper,
        parent: COUNTY.code,
        level: 'town',
        boundary: boundary(towns[i] ?? []),
        ...counts(within(town.code)),
        describedBoundary: TOWN_WORDS[i] ?? '',
      }),
    ),
    ...communities.flatMap(communityAreas),
  ]
}
