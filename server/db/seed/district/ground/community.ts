import { type Random, random, seedId, share } from '../random.ts'
import type { AreaSeed, BuildingSeed, BuildingUse } from '../types.ts'
import { type Home, settle } from './dwellings.ts'
import { choose, type House, layoutsOf } from './houses.ts'
import { type Institution, institutionsIn } from './institutions.ts'
import { type CommunityPlan, MARKET, SCHOOL } from './plan.ts'
import { distanceToSegment, type Spot, toPosition, toRing } from './plane.ts'
import { type Cell, layOut, type Quarter, type Side } from './quarter.ts'

/** A community built: its quarter laid out, its grids numbered, its houses placed and lived in. */
export type Grid = { code: string; cell: Cell; dedicatedTo: AreaSeed['dedicatedTo'] }
export type Community = {
  plan: CommunityPlan
  quarter: Quarter
  grids: Grid[]
  buildings: BuildingSeed[]
  footprints: Footprint[]
}
/** On the drawing board, for whatever must keep clear of houses. */
type Footprint = { areaCode: string; spots: Spot[] }

/** Houses in which nobody lives, named by the cell where one house of the row is given to them. */
const SERVICES: Record<string, { name: string; use: BuildingUse; floors: number }> = {
  书院里西: { name: '桐荫里社区党群服务中心', use: 'service', floors: 3 },
  桐荫苑西: { name: '桐荫里社区卫生服务站', use: 'service', floors: 2 },
  齿轮厂宿舍东: { name: '长者食堂', use: 'service', floors: 2 },
  石榴园北: { name: '石榴籽幼儿园', use: 'school', floors: 3 },
  澄安家园西: { name: '新禾商务楼', use: 'office', floors: 7 },
  麦湾老街: { name: '麦湾社区服务站', use: 'service', floors: 2 },
  柳汀雅居: { name: '柳汀社区服务站', use: 'service', floors: 2 },
}

type Draft = House & { grid: number; use: BuildingUse; fixed: Institution | null; street: string }

function dedication(cell: Cell): AreaSeed['dedicatedTo'] {
  if (cell.compound === SCHOOL) return 'school'
  return cell.name === MARKET ? 'market' : null
}

/** Beyond this a shop would have no passers-by. */
const SHOP_REACH_M = 30

function distanceToSide(spot: Spot, side: Side): number {
  const nodes = side.nodes
  return Math.min(...nodes.slice(1).map((node, i) => distanceToSegment(spot, (nodes[i] ?? node).spot, node.spot)))
}

function nearestStreet(house: House, cell: Cell): { name: string; busy: boolean } {
  const sides = [cell.south, cell.east, cell.north, cell.west].filter((side) => side.way.class !== 'wall')
  const near = sides.map((side) => ({ side, metres: distanceToSide(house.centre, side) }))
  near.sort((a, b) => a.metres - b.metres)
  const best = near[0]
  if (!best) throw new Error(`${cell.compound} ${cell.name} lies on no street`)
  const busy = ['trunk', 'main'].includes(best.side.way.class) && best.metres < SHOP_REACH_M
  return { name: best.side.way.name, busy }
}

function draftHouses(plan: CommunityPlan, grids: readonly Grid[], chance: Random): Draft[] {
  const fixed = grids.flatMap(({ cell, dedicatedTo }, grid) =>
    dedicatedTo
      ? institutionsIn(cell, dedicatedTo).map((house): Draft => {
          return { ...house, grid, use: house.use, fixed: house, street: nearestStreet(house, cell).name }
        })
      : [],
  )
  const layouts = grids.map(({ cell, dedicatedTo }, grid) =>
    dedicatedTo ? [] : layoutsOf(cell, plan.build, plan.buildingsByGrid?.[grid] ?? 0, chance),
  )
  const room = layouts.map((some) => Math.max(0, ...some.map((houses) => houses.length)))
  const counts = plan.buildingsByGrid ?? share(plan.buildings - fixed.length, room, room)
  const free = grids.flatMap(({ cell }, grid) => {
    const houses = counts[grid] ? choose(layouts[grid] ?? [], cell, plan.build, counts[grid], chance) : []
    const service = SERVICES[`${cell.compound}${cell.name}`]
    return houses.map((house, i): Draft => {
      const { name, busy } = nearestStreet(house, cell)
      if (service && i === houses.length - 1) {
        const institution = { ...service, stairwells: 0, outline: [] }
        return { ...house, grid, use: service.use, fixed: institution, street: name }
      }
      return { ...house, grid, use: busy ? 'mixed' : 'residential', fixed: null, street: name }
    })
  })
  return [...fixed, ...free].sort((a, b) => a.grid - b.grid)
}

function inhabit(plan: CommunityPlan, drafts: readonly Draft[], chance: Random): Home[] {
  const homes = drafts.map(({ grid, fixed, use, lengthM }): Home => {
    const stairwells = fixed ? fixed.stairwells : Math.max(1, Math.round(lengthM / plan.stairwellM))
    return {
      grid,
      floors: fixed?.floors ?? 0,
      shopFloors: use === 'mixed' ? 1 : 0,
      stairwells,
      dwellings: 0,
      households: 0,
      people: 0,
    }
  })
  settle(homes, plan, chance)
  return homes
}

export function buildCommunity(seed: number, plan: CommunityPlan): Community {
  const quarter = layOut(plan.quarter, random(seed, `${plan.code} streets`))
  const grids = quarter.cells.map((cell, i): Grid => {
    return { code: `${plan.code}${String(i + 1).padStart(3, '0')}`, cell, dedicatedTo: dedication(cell) }
  })
  const drafts = draftHouses(plan, grids, random(seed, `${plan.code} houses`))
  const homes = inhabit(plan, drafts, random(seed, `${plan.code} homes`))
  const [numbers, doors] = [new Map<string, number>(), new Map<string, number>()]
  const next = (counter: Map<string, number>, key: string, step: number) => {
    const value = (counter.get(key) ?? 0) + step
    counter.set(key, value)
    return value
  }
  const buildings = drafts.map((draft, i): BuildingSeed => {
    const [grid, home] = [grids[draft.grid], homes[i]]
    if (!grid || !home) throw new Error('a house without grid or home')
    const compound = grid.dedicatedTo === 'market' ? MARKET : grid.cell.compound
    const name = draft.fixed?.name ?? `${next(numbers, compound, 1)}号楼`
    return {
      id: seedId(seed, `building ${grid.code} ${compound} ${name}`),
      areaCode: grid.code,
      name,
      compound,
      address: `${draft.street}${next(doors, draft.street, 2)}号`,
      use: draft.use,
      floors: home.floors,
      stairwells: home.stairwells,
      dwellings: home.dwellings,
      households: home.households,
      people: home.people,
      footprint: { type: 'Polygon', coordinates: [toRing(draft.footprint)] },
      centre: { type: 'Point', coordinates: toPosition(draft.centre) },
    }
  })
  const footprints = drafts.map(({ grid, footprint }) => ({ areaCode: grids[grid]?.code ?? '', spots: footprint }))
  return { plan, quarter, grids, buildings, footprints }
}
