import { type Build, COTTAGE, TOWER, WALK_UP } from './houses.ts'
import type { Spot } from './plane.ts'
import type { Block, Cut, QuarterSpec, Way } from './quarter.ts'

/**
 * The three communities on the drawing board. Names are invented; that no county, town or village of the country has the
 * names of county, towns and communities was looked up in the national list of division codes of 2023.
 */
const trunk = (name: string): Way => ({ name, class: 'trunk', widthM: 24 })
const main = (name: string): Way => ({ name, class: 'main', widthM: 16 })
const street = (name: string): Way => ({ name, class: 'street', widthM: 10 })
const lane = (name: string): Way => ({ name, class: 'lane', widthM: 6 })
const wall: Way = { name: '围墙', class: 'wall', widthM: 0.5 }

const part = (name: string): Cut => ({ cut: null, name })
const cut = (direction: 'v' | 'h', at: number, way: Way, first: Cut, second: Cut): Cut => ({
  cut: direction,
  at,
  way,
  first,
  second,
})
const block = (compound: string, divided: Cut): Block => ({ compound, cut: divided })

export type CommunityPlan = {
  code: string
  town: string
  name: string
  build: Build
  buildings: number
  households: number
  people: number
  /** By grid, where they are wanted exactly; else in proportion to the dwellings. */
  householdsByGrid?: number[]
  buildingsByGrid?: number[]
  floors: readonly [number, number]
  /** Per stairwell. */
  dwellingsPerFloor: number
  stairwellM: number
  quarter: QuarterSpec
}

export const MARKET = '枕溪菜市场'
export const SCHOOL = '桐荫小学'

const tongyinli: QuarterSpec = {
  columns: [0, 172, 345, 522, 690],
  rows: [0, 158, 322, 478],
  bend: ([x, y]: Spot): Spot => [
    x + 0.05 * y - 0.00006 * (y - 240) * (y - 240),
    y + 0.035 * x + 0.00005 * (x - 300) * (x - 300),
  ],
  verticals: [main('望澜路'), street('槐影街'), main('桐荫路'), street('青石街'), street('滨溪路')],
  horizontals: [trunk('新禾大道'), street('书院街'), street('石榴街'), main('北苑路')],
  blocks: [
    [
      block('北苑新村', cut('v', 0.5, lane('半月巷'), part('西'), part('东'))),
      block('石榴园', cut('h', 0.46, lane('榴花巷'), part('北'), cut('v', 0.5, wall, part('西南'), part('东南')))),
      block('齿轮厂宿舍', cut('v', 0.52, lane('井台巷'), part('西'), part('东'))),
      block('滨溪花园', cut('h', 0.5, lane('望溪巷'), part('北'), part('南'))),
    ],
    [
      block('望澜里', cut('h', 0.48, lane('灯笼巷'), part('北'), part('南'))),
      block(SCHOOL, part('')),
      block('书院里', cut('v', 0.46, lane('墨香巷'), part('西'), cut('h', 0.5, wall, part('东北'), part('东南')))),
      block('青石坊', cut('v', 0.5, lane('伞匠巷'), part('西'), part('东'))),
    ],
    [
      block(
        '新禾公寓',
        cut('v', 0.34, lane('豆花巷'), part('西'), cut('v', 0.5, lane('磨坊巷'), part('中'), part('东'))),
      ),
      block('槐影小区', cut('v', 0.5, wall, part('西'), part('东'))),
      block(
        '桐荫苑',
        cut('v', 0.5, lane('染坊巷'), part('西'), cut('h', 0.5, lane('糖坊巷'), part('东'), part(MARKET))),
      ),
      block('澄安家园', cut('v', 0.5, lane('竹影巷'), part('西'), part('东'))),
    ],
  ],
}

const liuting: QuarterSpec = {
  columns: [880, 1085, 1290],
  rows: [150, 395],
  bend: ([x, y]: Spot): Spot => [x + 0.06 * y, y + 0.03 * (x - 880) + 0.00008 * (x - 1085) * (x - 1085)],
  verticals: [street('柳汀西路'), lane('柳汀巷'), main('观鹭路')],
  horizontals: [street('蒲苇街'), main('北苑东路')],
  blocks: [[block('柳汀雅居', part('')), block('观鹭湾', part(''))]],
}

const maiwan: QuarterSpec = {
  columns: [2420, 2640, 2830],
  rows: [-130, 120],
  bend: ([x, y]: Spot): Spot => [x - 0.08 * y, y + 0.00009 * (x - 2600) * (x - 2600)],
  verticals: [lane('打谷场路'), street('麦湾街'), street('晒秋路')],
  horizontals: [lane('渠边路'), trunk('新禾大道')],
  blocks: [[block('麦湾老街', part('')), block('麦湾新村', part(''))]],
}

export const COUNTY = { code: '990101', name: '澄平区' }
export const TOWNS = [
  { code: '990101001', name: '枕溪街道' },
  { code: '990101002', name: '拾禾镇' },
]

export const COMMUNITIES: CommunityPlan[] = [
  {
    code: '990101001001',
    town: '990101001',
    name: '桐荫里社区',
    build: WALK_UP,
    buildings: 131,
    households: 3189,
    people: 9470,
    floors: [4, 7],
    dwellingsPerFloor: 2,
    stairwellM: 14.6,
    quarter: tongyinli,
  },
  {
    code: '990101001002',
    town: '990101001',
    name: '柳汀社区',
    build: TOWER,
    buildings: 14,
    households: 786,
    people: 2214,
    householdsByGrid: [412, 374],
    buildingsByGrid: [7, 7],
    floors: [13, 20],
    dwellingsPerFloor: 2,
    stairwellM: 16,
    quarter: liuting,
  },
  {
    // One grid above the norm and one within it: the third thing that the norm check can say.
    code: '990101002001',
    town: '990101002',
    name: '麦湾社区',
    build: COTTAGE,
    buildings: 62,
    households: 894,
    people: 2640,
    householdsByGrid: [561, 333],
    buildingsByGrid: [36, 26],
    floors: [3, 6],
    dwellingsPerFloor: 2,
    stairwellM: 13,
    quarter: maiwan,
  },
]
