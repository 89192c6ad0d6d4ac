import { layAreas } from './ground/areas.ts'
import { buildCommunity } from './ground/community.ts'
import { layScenery } from './ground/land.ts'
import { COMMUNITIES } from './ground/plan.ts'
import { layRoads } from './ground/roads.ts'
import { writeBoards } from './people/boards.ts'
import { makeRoster, nameDeputies } from './people/duty.ts'
import { employ } from './people/staff.ts'
import { foundUnits } from './people/units.ts'
import type { District, DistrictOptions } from './types.ts'

export const DEFAULT_SEED = 990101

/** A Monday. */
export const DEFAULT_TODAY = '2026-11-23'

/** The whole demonstration district; the same options give the same bytes on every machine. */
export function generateDistrict({ seed = DEFAULT_SEED, today = DEFAULT_TODAY }: DistrictOptions = {}): District {
  const [tongyinli, liuting, maiwan] = COMMUNITIES
  if (!tongyinli || !liuting || !maiwan) throw new Error('the district is planned with three communities')
  const communities: Parameters<typeof layRoads>[1] = [
    buildCommunity(seed, tongyinli),
    buildCommunity(seed, liuting),
    buildCommunity(seed, maiwan),
  ]
  const areas = layAreas(seed, communities)
  const units = foundUnits(seed, areas)
  const staff = employ(seed, areas, units)
  return {
    areas,
    roads: layRoads(seed, communities),
    scenery: layScenery(seed, communities),
    buildings: communities.flatMap(({ buildings }) => buildings),
    units,
    ...staff,
    roster: makeRoster(seed, today, staff, units),
    deputies: nameDeputies(seed, today, staff),
    boardTexts: writeBoards(seed, areas),
  }
}
