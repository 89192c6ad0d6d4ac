import { seedId } from '../random.ts'
import type { RoadSeed } from '../types.ts'
import type { Community } from './community.ts'
import { flow } from './lines.ts'
import { type Spot, toPosition } from './plane.ts'
import type { Node } from './quarter.ts'

const spotsOf = (nodes: readonly Node[]) => nodes.map((node) => node.spot)
const first = <T>(items: readonly T[]): T => items[0] as T
const last = <T>(items: readonly T[]): T => items.at(-1) as T

type Line = { name: string; class: RoadSeed['class']; widthM: number; spots: Spot[] }

/** Streets of the communities, the ones that lead on drawn out to their ends. */
function lines([tongyinli, liuting, maiwan]: readonly [Community, Community, Community]): Line[] {
  const [a, b, c] = [tongyinli.quarter.outline, liuting.quarter.outline, maiwan.quarter.outline]
  const inner = [tongyinli, liuting, maiwan].flatMap(({ quarter }) =>
    quarter.streets.map(({ way, spots }): Line => {
      if (way.class === 'wall') throw new Error('a wall is no street')
      return { name: way.name, class: way.class, widthM: way.widthM, spots }
    }),
  )
  const long = (name: string, kind: RoadSeed['class'], widthM: number, spots: Spot[]): Line => {
    return { name, class: kind, widthM, spots }
  }
  const [south, north] = [spotsOf(a.south.nodes), spotsOf(a.north.nodes)]
  const [west, east] = [spotsOf(a.west.nodes), spotsOf(a.east.nodes)]
  const trunk = spotsOf(c.north.nodes)
  const [parkRoad, heronRoad, reedStreet] = [spotsOf(b.west.nodes), spotsOf(b.east.nodes), spotsOf(b.south.nodes)]
  const northEast = spotsOf(b.north.nodes)
  return [
    ...inner,
    long('新禾大道', 'trunk', 24, flow([[-1310, -120], [-700, -60], first(south)])),
    long('新禾大道', 'trunk', 24, flow([last(south), [900, 44], [1300, 70], [1770, 62], [2150, 110], first(trunk)])),
    long('新禾大道', 'trunk', 24, flow([last(trunk), [3150, 180], [3440, 260]])),
    long('北苑路', 'main', 16, flow([[-1390, 560], [-800, 520], first(north)])),
    long('北苑东路', 'main', 16, flow([last(north), [768, 503], [832, 452], first(northEast)])),
    long(
      '北苑东路',
      'main',
      16,
      flow([last(northEast), [1500, 470], [1700, 430], [2060, 520], [2700, 640], [3370, 690]]),
    ),
    long('望澜路', 'main', 16, flow([last(west), [40, 900], [-60, 1500]])),
    long('望澜路', 'main', 16, flow([first(west), [-30, -420], [40, -1100]])),
    long('滨溪路', 'street', 10, flow([last(east), [742, 800], [668, 1120]])),
    long('滨溪路', 'street', 10, flow([first(east), [716, -240], [748, -560]])),
    long('柳汀西路', 'street', 10, [first(parkRoad), [first(parkRoad)[0] - 6, 44]]),
    long('观鹭路', 'main', 16, [first(heronRoad), [first(heronRoad)[0] - 4, 70]]),
    long('观鹭路', 'main', 16, flow([last(heronRoad), [1340, 760], [1290, 1180]])),
    long('蒲苇街', 'street', 10, [last(reedStreet), [1480, 190], [1500, 470]]),
    long(
      '拾禾路',
      'main',
      16,
      flow([
        [2060, 1450],
        [2080, 900],
        [2060, 520],
        [2150, 110],
        [2120, -500],
        [2180, -1110],
      ]),
    ),
    long('麦湾街', 'street', 10, flow([last(spotsOf(c.west.nodes)), [2410, 330], [2420, 590]])),
  ]
}

export function layRoads(seed: number, communities: readonly [Community, Community, Community]): RoadSeed[] {
  return lines(communities).map((line, i) => ({
    id: seedId(seed, `road ${i} ${line.name}`),
    name: line.name,
    class: line.class,
    widthM: line.widthM,
    line: { type: 'LineString', coordinates: line.spots.map(toPosition) },
  }))
}
