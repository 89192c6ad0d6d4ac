// Places as residents find them: the grid of a point, a building by its name, the notice board of a grid. All of it is public.
import type { Board, BuildingChoice } from '@linli/contract/resident/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { areaPath, locate } from '../area/public.ts'
import { listNear } from '../incident/public.ts'

const asResident = { kind: 'public' } as const
export const boardDays = 30
const dayMs = 24 * 3_600_000

export interface LocatedGrid {
  code: string
  name: string
  level: string
  path: string
}

export const locatePoint = (house: House, lng: number, lat: number): Promise<LocatedGrid> =>
  read(house, asResident, [locate(lng, lat)], ([[found]]) => {
    if (!found)
      throw problem('area.outside_county', {
        errors: [{ path: '/location', message: 'lies in no area of this place' }],
      })
    return { ...found, path: areaPath(house, found.code) }
  })

interface BuildingRow {
  id: string
  areaCode: string
  compound: string
  name: string
  address: string
  lng: number
  lat: number
}

export const findBuildings = (house: House, typed: string, most: number): Promise<BuildingChoice[]> => {
  const found = sql<BuildingRow>`select id, area_code, compound, name, address, lng, lat from public_buildings(${typed.normalize('NFKC').trim()}, ${most})`
  return read(house, asResident, [found], ([rows]) =>
    rows.map(({ id, areaCode, compound, name, address, lng, lat }) => ({
      id,
      area: areaCode,
      name: name.startsWith(compound) ? name : `${compound}${name}`,
      address,
      location: { lng, lat },
    })),
  )
}

export const findGrids = (house: House, typed: string, most: number): Promise<{ code: string; path: string }[]> =>
  read(
    house,
    asResident,
    [sql<{ code: string }>`select code from public_grids(${typed.normalize('NFKC').trim()}, ${most})`],
    ([rows]) => rows.map(({ code }) => ({ code, path: areaPath(house, code) })),
  )

/** West, south, east, north of an area, or of all communities together; null when nothing is drawn yet. */
export const boundsOf = (house: House, code: string | null): Promise<[number, number, number, number] | null> =>
  read(
    house,
    asResident,
    [
      sql<{
        west: number
        south: number
        east: number
        north: number
      }>`select west, south, east, north from public_bounds(${code}::text)`,
    ],
    ([[box]]) => (box ? [box.west, box.south, box.east, box.north] : null),
  )

/** Facilities near by that somebody has reported already; 50 m and 7 days, own default. */
export const nearReports = (house: House, near: { matter: string; lng: number; lat: number }) =>
  read(
    house,
    asResident,
    ({ now }) => [listNear(near, now - 7 * dayMs, 50)] as const,
    ([rows]) => ({
      items: rows.map((r) => ({
        reportedAt: formatInstant(r.receivedAt),
        metres: Math.max(10, Math.ceil(r.metres / 10) * 10),
      })),
    }),
  )

interface BoardRow {
  code: string
  name: string
  describedBoundary: string | null
  greeting: string | null
  duties: string[] | null
  hours: string | null
  supervisionPhone: string | null
}
interface StaffRow {
  role: 'grid_worker' | 'grid_head'
  name: string
  workNumber: string | null
  phone: Uint8Array | null
  isAway: boolean
  deputyName: string | null
  deputyPhone: Uint8Array | null
}
type CountRow = Omit<Board['lastDays'], 'days'>

const boardQueries = (code: string, now: number): readonly [Query<BoardRow>, Query<StaffRow>, Query<CountRow>] => [
  sql<BoardRow>`select code, name, described_boundary, greeting, duties, hours, supervision_phone from public_board(${code})`,
  sql<StaffRow>`select role, name, work_number, phone, is_away, deputy_name, deputy_phone from public_board_staff(${code}, ${at(now)}::timestamptz)`,
  sql<CountRow>`select reported, closed, promised, kept from public_board_counts(${code}, ${at(now - boardDays * dayMs)}::timestamptz)`,
]

/** The notice board of a grid; not_found for anything that is no grid of today. */
export const readBoard = (house: House, code: string): Promise<Board> =>
  read(
    house,
    asResident,
    ({ now }) => boardQueries(code, now),
    ([[board], staff, [counts]]) => {
      if (!board) throw problem('not_found')
      return {
        code: board.code,
        name: board.name,
        path: areaPath(house, board.code),
        describedBoundary: board.describedBoundary,
        workers: staff.map((s) => workerOf(house, s)),
        greeting: board.greeting,
        duties: board.duties ?? [],
        hours: board.hours,
        supervisionPhone: board.supervisionPhone,
        lastDays: { days: boardDays, ...counts! },
      }
    },
  )

/** The duty phone of whoever works in a grid is public by law; it is the one thing sealed that is opened for everybody. */
function workerOf(
  house: House,
  { role, name, workNumber, phone, isAway, deputyName, deputyPhone }: StaffRow,
): Board['workers'][number] {
  const open = (sealed: Uint8Array | null) => (sealed ? house.keys.unseal(sealed) : null)
  const deputy = deputyName === null ? null : { name: deputyName, phone: open(deputyPhone) }
  return { post: role, name, workNumber, phone: open(phone), away: isAway, deputy }
}
