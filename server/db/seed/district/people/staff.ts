import { COUNTY } from '../ground/plan.ts'
import { random, seedId } from '../random.ts'
import type { AccountSeed, AreaSeed, PostSeed, Role, UnitSeed } from '../types.ts'
import { namesOf, staffPhone } from './names.ts'
import { COMMUNITY } from './units.ts'

/**
 * The cast: who signs in, and what each does where. `xxx1` is the one that documents and tests speak of, `xxx11` the second
 * of the same desk (a B 岗 needs somebody), `xxx101` belongs to the second community and `xxx201` to the second town,
 * `xxx901` to a county department whose plain name a town's officer already has.
 */
type Job = { role: Role; area?: string; unit?: string }
type Member = { username: string; jobs: Job[] }

const TOWN = '990101001'
const SECOND = '990101001002'
const OTHER_TOWN = '990101002'
const THIRD = '990101002001'

/** The day on which all posts of the demonstration begin. */
export const POSTS_FROM = '2025-01-01'

const inGrid = (role: 'grid_worker' | 'grid_head', grid: string): Job => ({ role, area: grid, unit: `team-${grid}` })
const atCentre = (role: 'clerk' | 'dispatcher', area: string): Job => ({ role, area, unit: `centre-${area}` })
const member = (username: string, ...jobs: Job[]): Member => ({ username, jobs })
const officer = (username: string, unit: string): Member => member(username, { role: 'officer', unit })

function gridStaff(areas: readonly AreaSeed[]): Member[] {
  const gridsOf = (community: string) =>
    areas.filter(({ level, parent }) => level === 'grid' && parent === community).map(({ code }) => code)
  const grids = gridsOf(COMMUNITY)
  const head = (username: string, codes: readonly string[]) =>
    member(username, ...codes.map((code) => inGrid('grid_head', code)))
  const workers = (first: number, codes: readonly string[]) =>
    codes.map((code, i) => member(`worker${first + i}`, inGrid('grid_worker', code)))
  return [
    ...workers(1, grids),
    head('head1', grids.slice(0, 9)),
    head('head2', grids.slice(9, 17)),
    head('head3', grids.slice(17)),
    ...workers(101, gridsOf(SECOND)),
    head('head101', gridsOf(SECOND)),
    // One person in several grids: the villages of the second town share a worker.
    member('worker201', ...gridsOf(THIRD).map((code) => inGrid('grid_worker', code))),
    head('head201', gridsOf(THIRD)),
  ]
}

function deskStaff(): Member[] {
  const committee = (community: string): Job => ({ role: 'officer', unit: `committee-${community}` })
  return [
    member('clerk1', atCentre('clerk', COMMUNITY)),
    member('clerk2', atCentre('clerk', COMMUNITY)),
    member('committee1', committee(COMMUNITY)),
    member('clerk101', atCentre('clerk', SECOND), committee(SECOND)),
    member('clerk201', atCentre('clerk', THIRD), committee(THIRD)),
    member('town1', atCentre('dispatcher', TOWN)),
    member('town11', atCentre('dispatcher', TOWN)),
    member('town2', atCentre('dispatcher', OTHER_TOWN)),
    member('county1', atCentre('dispatcher', COUNTY.code)),
    member('county11', atCentre('dispatcher', COUNTY.code)),
  ]
}

const OFFICERS: Member[] = [
  ...['fire', 'city', 'civil'].flatMap((key) => [
    officer(`${key}1`, key),
    officer(`${key}11`, key),
    officer(`${key}201`, `${key}-2`),
  ]),
  ...['ecology', 'health', 'housing', 'justice', 'labour', 'market', 'police', 'transport', 'water'].map((key) =>
    officer(`${key}1`, `county-${key}`),
  ),
  ...['city', 'civil', 'fire'].map((key) => officer(`${key}901`, `county-${key}`)),
  officer('property1', 'property'),
  officer('cleaning1', 'cleaning'),
  officer('cleaning201', 'cleaning-2'),
]

const OVERSEERS: Member[] = [
  member('leader1', { role: 'leader', area: TOWN }),
  member('leader2', { role: 'leader', area: OTHER_TOWN }),
  member('leader9', { role: 'leader', area: COUNTY.code }),
  member('inspector1', { role: 'inspector', area: COUNTY.code }),
  member('appraiser1', { role: 'appraiser', area: COUNTY.code }),
  member('sysadmin', { role: 'system_admin' }),
  member('secadmin', { role: 'security_admin' }),
  member('auditadmin', { role: 'audit_admin' }),
]

export type Staff = { accounts: AccountSeed[]; posts: PostSeed[] }

export function employ(seed: number, areas: readonly AreaSeed[], units: readonly UnitSeed[]): Staff {
  const members = [...gridStaff(areas), ...deskStaff(), ...OFFICERS, ...OVERSEERS]
  const names = namesOf(random(seed, 'staff'), members.length)
  const unitIds = new Map(units.map((unit) => [unit.key, unit.id]))
  const accounts = members.map(
    ({ username }, i): AccountSeed => ({
      id: seedId(seed, `account ${username}`),
      username,
      name: names[i] ?? '',
      workNumber: `${COUNTY.code}${String(i + 1).padStart(4, '0')}`,
      phone: staffPhone(i + 1),
    }),
  )
  const posts = members.flatMap(({ username, jobs }) =>
    jobs.map(({ role, area, unit }): PostSeed => {
      const unitId = unit === undefined ? null : unitIds.get(unit)
      if (unitId === undefined) throw new Error(`${username} works for ${unit}, which nobody founded`)
      return {
        id: seedId(seed, `post ${username} ${role} ${area ?? ''} ${unit ?? ''}`),
        accountId: seedId(seed, `account ${username}`),
        role,
        areaCode: area ?? null,
        unitId,
        from: POSTS_FROM,
        to: null,
      }
    }),
  )
  return { accounts, posts }
}
