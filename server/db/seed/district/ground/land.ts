import { type Random, random, seedId } from '../random.ts'
import type { ScenerySeed } from '../types.ts'
import type { Community } from './community.ts'
import { edgesOf, fits, rectangle } from './houses.ts'
import { schoolPitch } from './institutions.ts'
import { flow, wander } from './lines.ts'
import { add, distanceToSegment, left, minus, mix, type Spot, times, toPosition, toRing, unit } from './plane.ts'
import { ringOf } from './quarter.ts'

/**
 * The land around the communities: county and towns with their common border, the river, fields and gardens. The towns tile the county; communities tile nothing beyond themselves, so that the strip along the
 * river and the fields belong to a town and to no grid.
 */
const BORDER: Spot[] = [
  [1690, 1500],
  [1650, 1180],
  [1735, 820],
  [1700, 430],
  [1775, 60],
  [1730, -330],
  [1800, -720],
  [1760, -1100],
]
/** From the border's northern end round the west to its southern end, and back round the east. */
const WEST: Spot[] = [
  [1690, 1500],
  [700, 1620],
  [-300, 1540],
  [-1280, 1480],
  [-1420, 600],
  [-1330, -200],
  [-1350, -1050],
  [-400, -1180],
  [600, -1120],
  [1760, -1100],
]
const EAST: Spot[] = [
  [1760, -1100],
  [2600, -1210],
  [3420, -980],
  [3500, -100],
  [3380, 700],
  [3300, 1420],
  [2500, 1510],
  [1690, 1500],
]
const RIVER: Spot[] = [
  [640, 1610],
  [700, 1300],
  [790, 950],
  [835, 620],
  [818, 380],
  [795, 150],
  [768, -140],
  [800, -600],
  [850, -1115],
]
const RIVER_HALF_WIDTH = 19

/** In the park by the river: within the first town, in no community, in no grid. */
export const OUTSIDE_GRIDS = toPosition([846, 255])

/** Rings against the clock, not closed; both towns hold the very same spots along their border. */
export function countyAndTowns(seed: number): { county: Spot[]; towns: [Spot[], Spot[]] } {
  const chance = random(seed, 'borders')
  const [border, west, east] = [wander(BORDER, chance), wander(WEST, chance), wander(EAST, chance)]
  const open = (line: readonly Spot[]) => line.slice(0, -1)
  return {
    county: [...open(west), ...open(east)],
    towns: [
      [...open(west), ...open([...border].reverse())],
      [...open(border), ...open(east)],
    ],
  }
}

const first = <T>(items: readonly T[]): T => items[0] as T
const last = <T>(items: readonly T[]): T => items.at(-1) as T

const GARDENS = ['小游园', '健身角', '纳凉亭', '儿童乐园', '口袋花园']

/** In the widest gap between the houses of a grid. */
function gardens(community: Community, chance: Random): { name: string; spots: Spot[] }[] {
  return community.grids.flatMap(({ code, cell, dedicatedTo }) => {
    if (dedicatedTo) return []
    const [ring, edges] = [ringOf(cell), edgesOf(cell)]
    const houses = community.footprints.filter((house) => house.areaCode === code).map((house) => house.spots)
    const gap = (spot: Spot) =>
      Math.min(
        ...houses.flatMap((h) => h.map((from, i) => distanceToSegment(spot, from, h[(i + 1) % h.length] as Spot))),
      )
    const [a, b, c, d] = [
      first(cell.south.nodes),
      last(cell.south.nodes),
      last(cell.north.nodes),
      first(cell.north.nodes),
    ]
    const tries = Array.from({ length: 30 }, () => {
      const u = chance.between(0.12, 0.88)
      return mix(mix(a.spot, b.spot, u), mix(d.spot, c.spot, u), chance.between(0.12, 0.88))
    })
    const best = tries
      .map((spot) => ({ spots: rectangle(spot, cell.axis, 24, 16), gap: gap(spot) }))
      .filter(({ spots, gap }) => gap > 16 && fits(spots, ring, edges))
      .sort((x, y) => y.gap - x.gap)[0]
    return best ? [{ name: `${cell.compound}${chance.pick(GARDENS)}`, spots: best.spots }] : []
  })
}

const FIELDS: [name: string, spots: Spot[]][] = [
  [
    '东畈',
    [
      [2460, -190],
      [2860, -160],
      [2900, -520],
      [2440, -560],
    ],
  ],
  [
    '西畈',
    [
      [2180, -60],
      [2360, -70],
      [2400, -480],
      [2200, -520],
    ],
  ],
  [
    '长垄',
    [
      [2920, 120],
      [3300, 180],
      [3280, -380],
      [2960, -420],
    ],
  ],
  [
    '北洼',
    [
      [2140, 640],
      [2900, 760],
      [2860, 1180],
      [2160, 1120],
    ],
  ],
  [
    '望澜圃',
    [
      [-1180, -260],
      [-160, -140],
      [-180, -760],
      [-1120, -820],
    ],
  ],
  [
    '菜畦',
    [
      [1000, -120],
      [1560, -80],
      [1600, -640],
      [1020, -620],
    ],
  ],
]

const WOODS: [name: string, spots: Spot[]][] = [
  [
    '北苑林',
    [
      [-1080, 760],
      [-180, 720],
      [-220, 1260],
      [-900, 1300],
    ],
  ],
  [
    '溪北林地',
    [
      [260, 760],
      [620, 790],
      [560, 1200],
      [240, 1160],
    ],
  ],
  [
    '鹭洲湿地',
    [
      [960, 640],
      [1280, 660],
      [1240, 1060],
      [980, 980],
    ],
  ],
]

/** Along the right bank, between the river and the second community; the pond lies in it. */
const PARK: Spot[] = [
  [836, 150],
  [862, 158],
  [876, 280],
  [884, 398],
  [852, 404],
  [844, 300],
]
const POND: Spot[] = [
  [850, 330],
  [860, 322],
  [868, 338],
  [866, 362],
  [856, 370],
  [849, 352],
]

const rounded = (spots: readonly Spot[]) => flow([...spots, first(spots)], 5).slice(0, -1)

function river(): Spot[] {
  const middle = flow(RIVER, 8)
  const bank = (side: number) =>
    middle.map((spot, i) => {
      const along = unit(minus(middle[Math.min(i + 1, middle.length - 1)] as Spot, middle[Math.max(i - 1, 0)] as Spot))
      return add(spot, times(left(along), side * RIVER_HALF_WIDTH))
    })
  return [...bank(-1), ...bank(1).reverse()]
}

export function layScenery(seed: number, communities: readonly Community[]): ScenerySeed[] {
  const chance = random(seed, 'gardens')
  const school = communities.flatMap(({ grids }) => grids).find(({ dedicatedTo }) => dedicatedTo === 'school')
  const drawn: { kind: ScenerySeed['kind']; name: string; spots: Spot[] }[] = [
    ...FIELDS.map(([name, spots]) => ({
      kind: 'field' as const,
      name,
      spots: wander([...spots, first(spots)], chance).slice(0, -1),
    })),
    ...WOODS.map(([name, spots]) => ({ kind: 'green' as const, name, spots: rounded(spots) })),
    { kind: 'green', name: '溪畔公园', spots: rounded(PARK) },
    { kind: 'water', name: '枕溪', spots: river() },
    { kind: 'water', name: '月塘', spots: rounded(POND) },
    ...(school ? [{ kind: 'pitch' as const, name: '操场', spots: schoolPitch(school.cell) }] : []),
    ...communities.flatMap((community) => gardens(community, chance)).map((g) => ({ kind: 'green' as const, ...g })),
  ]
  return drawn.map(({ kind, name, spots }, i) => ({
    id: seedId(seed, `scenery ${i} ${name}`),
    name,
    kind,
    shape: { type: 'Polygon', coordinates: [toRing(spots)] },
  }))
}
