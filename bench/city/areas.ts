// The areas of the city: one county, its towns, communities and grids, with names that are invented and figures that differ.
import { random } from '../../server/db/seed/district/random.ts'
import { asMultiPolygon, type Block, noise, ringAround } from './ground.ts'
import type { CitySize } from './size.ts'

export interface Area {
  code: string
  level: 'county' | 'town' | 'community' | 'grid'
  name: string
  block: Block
  households: number
  people: number
}

const first = '云清松梅柳桐竹荷枫兰桂杏槐棠榆枣樱桃李栗柏银金玉青碧红紫白明'
const second = '溪桥湾塘岭坡园庄里巷泉渡原滩坪林岗湖港台圩墩洲浦堰畈堤街门井'

/** Two characters, each pair once. */
function placeNames(seed: number, count: number): string[] {
  const all = [...first].flatMap((a) => [...second].map((b) => a + b))
  const names = random(seed, 'places').shuffle(all)
  return Array.from({ length: count }, (_, i) => names[i % names.length]! + (i < names.length ? '' : '新'))
}

const pad = (n: number) => String(n).padStart(3, '0')

/** Blocks of a lattice laid over a block, row by row from the south-west. */
function divide(block: Block, [columns, rows]: readonly [number, number]): Block[] {
  const width = (block.east - block.west) / columns
  const height = (block.north - block.south) / rows
  return Array.from({ length: columns * rows }, (_, n) => {
    const west = block.west + (n % columns) * width
    const south = block.south + Math.floor(n / columns) * height
    return { west, south, east: west + width, north: south + height }
  })
}

/** Parents before their children. */
export function layAreas(size: CitySize): Area[] {
  const { seed, county, towns, communities, grids } = size
  const whole: Block = {
    west: 0,
    south: 0,
    east: towns[0] * communities[0] * grids[0],
    north: towns[1] * communities[1] * grids[1],
  }
  const names = placeNames(seed, towns[0] * towns[1] * (1 + communities[0] * communities[1]))
  let named = 0
  const townAreas = divide(whole, towns).map((block, n) =>
    area(`${county}${pad(n + 1)}`, 'town', `${names[named++]}${n % 3 === 2 ? '镇' : '街道'}`, block),
  )
  const communityAreas = townAreas.flatMap((town) =>
    divide(town.block, communities).map((block, n) =>
      area(`${town.code}${pad(n + 1)}`, 'community', `${names[named++]}社区`, block),
    ),
  )
  const gridAreas = communityAreas.flatMap((community) =>
    divide(community.block, grids).map((block, n) => ({
      ...area(`${community.code}${pad(n + 1)}`, 'grid', `第${n + 1}网格`, block),
      ...households(seed, block),
    })),
  )
  return [area(county, 'county', '云溪区', whole), ...townAreas, ...communityAreas, ...gridAreas]
}

const area = (code: string, level: Area['level'], name: string, block: Block): Area => ({
  code,
  level,
  name,
  block,
  households: 0,
  people: 0,
})

/** A few grids are crowded, most are not: 1.6 million people in 12,000 grids. */
function households(seed: number, { west, south }: Block) {
  const count = Math.round(46 * Math.exp(0.6 * (noise(seed, west, south, 31) + noise(seed, west, south, 32))))
  return { households: count, people: Math.round(count * 2.6) }
}

/** One grid in twenty is a market, a school or the like. */
const dedication = (seed: number, { west, south }: Block): 'market' | 'school' | null => {
  const lot = noise(seed, west, south, 33)
  return lot < -0.95 ? 'market' : lot > 0.95 ? 'school' : null
}

export const areaRows = ({ seed }: CitySize, areas: readonly Area[], since: string): object[] =>
  areas.map(({ code, level, name, block, households, people }) => {
    const dedicatedTo = level === 'grid' ? dedication(seed, block) : null
    return {
      code,
      level,
      kind: level === 'grid' ? (dedicatedTo ? 'dedicated' : 'basic') : null,
      dedicatedTo,
      name,
      describedBoundary: `东、南、西、北四至以${name}界桩为准`,
      boundary: asMultiPolygon(ringAround(seed, block)),
      households,
      people,
      validFrom: since,
    }
  })
