// The report that a story begins with: who sends it, from where, in which words.
import type { ReportIncident } from '../../contract/src/incident/schemas.ts'
import type { Who } from '../../server/src/platform/session.ts'
import { pointIn } from './ground.ts'
import { buildingOf, buildingsPerGrid, streetOf } from './homes.ts'
import type { Stage } from './live.ts'
import type { Story } from './story.ts'
import { descriptionOf, resultOf } from './words.ts'

const publicWho: Who = {
  kind: 'public',
  key: 'public',
  accountId: null,
  sessionId: null,
  name: '',
  username: null,
  must: [],
  posts: [],
}

/** As `intake_place` of the database answers. */
interface Place {
  areaCode: string
  lng: number | null
  lat: number | null
  address: string | null
  buildingId: string | null
}

export function reportOf(stage: Stage, story: Story): { who: Who; place: Place; body: ReportIncident } {
  const { place, location, address } = placeOf(stage, story)
  const { source, matter, isSpot } = story
  const isPublic = source === 'resident'
  const body: ReportIncident = {
    matter: matter.code,
    description: descriptionOf(story, address),
    location,
    ...(!isPublic && { source }),
    ...reporterOf(story),
    ...(isSpot && { handled: { result: resultOf(story) } }),
  }
  return { who: isPublic ? publicWho : senderOf(stage, story), place, body }
}

/** The grid's own worker, or the clerk who answers the telephone. */
function senderOf({ crew, land }: Stage, { source, grid, chance }: Story): Who {
  const isOwn = source === 'worker' || source === 'patrol'
  return chance.pick(crew.of(isOwn ? land.teamOf(grid.code) : land.deskOf(grid.code.slice(0, 12))))
}

function reporterOf({ source, nth, chance }: Story): Pick<ReportIncident, 'reporter'> {
  if (!['resident', 'hotline', 'counter'].includes(source)) return {}
  if (source === 'resident' && chance.chance(0.5)) return {}
  const name = `${chance.pick([...'王李张刘陈杨赵黄周吴'])}${chance.pick(['先生', '女士', '师傅', '阿姨'])}`
  return { reporter: { name, phone: `1990003${String(nth % 10_000).padStart(4, '0')}` } }
}

/** A point that the phone measured, a building picked from the list, or only the grid. */
function placeOf({ land }: Stage, { grid, chance }: Story) {
  const nowhere = { areaCode: grid.code, lng: null, lat: null, address: null, buildingId: null }
  const townName = land.townNameOf(grid.code)
  const lot = chance.next()
  if (lot < 0.04) return { place: nowhere, location: { area: grid.code }, address: '' }
  if (lot < 0.14) {
    const { id, address, centre } = buildingOf(land.size, grid, townName, chance.int(0, buildingsPerGrid - 1))
    const place: Place = { ...nowhere, lng: centre[0], lat: centre[1], address, buildingId: id }
    return { place, location: { building: id }, address }
  }
  const [lng, lat] = pointIn(grid.block, chance.next(), chance.next())
  const address = `${streetOf(townName, grid.block)}${chance.int(1, 160)}号`
  const location = { lng, lat, accuracy: chance.int(3, 40), address }
  return { place: { ...nowhere, lng, lat }, location, address }
}
