// Units, accounts and posts of the city. The first posts are those that the loop cannot do without (a worker and a head for every grid,
// desks, officers of every line of duty that the catalogue names); heads of buildings make up the number of accounts.
import { namesOf } from '../../server/db/seed/district/people/names.ts'
import { random, seedId } from '../../server/db/seed/district/random.ts'
import type { Area } from './areas.ts'
import type { CitySize } from './size.ts'

export interface Unit {
  id: string
  key: string
  line: string | null
  name: string
  kind: 'centre' | 'team' | 'department' | 'community'
  areaCode: string
}

interface Staffed {
  username: string
  posts: { role: string; areaCode: string | null; unitId: string | null }[]
}

/** Lines of duty by level, as the catalogue names them. */
export interface Lines {
  town: readonly string[]
  county: readonly string[]
}

export function foundUnits({ seed, county }: CitySize, areas: readonly Area[], lines: Lines): Unit[] {
  const unit = (key: string, kind: Unit['kind'], name: string, areaCode: string, line: string | null = null): Unit => ({
    id: seedId(seed, `unit ${key}`),
    key,
    line,
    name,
    kind,
    areaCode,
  })
  const at = (level: Area['level']) => areas.filter((a) => a.level === level)
  return [
    ...areas
      .filter((a) => a.level !== 'grid')
      .map((a) => unit(`centre-${a.code}`, 'centre', `${a.name}综合指挥中心`, a.code)),
    ...at('community').map((a) => unit(`committee-${a.code}`, 'community', `${a.name}居民委员会`, a.code)),
    ...at('grid').map((a) => unit(`team-${a.code}`, 'team', `${a.name}团队`, a.code)),
    ...at('town').flatMap((a) =>
      lines.town.map((line) => unit(`${line}-${a.code}`, 'department', `${a.name}${line}办公室`, a.code, line)),
    ),
    ...lines.county.map((line) => unit(`${line}-${county}`, 'department', `云溪区${line}局`, county, line)),
  ]
}

/** Grids that one head answers for: one person in several grids (一人多格). */
const gridsPerHead = 3
const desks = { community: 3, town: 8, county: 20 } as const
const officers = { 6: 10, 9: 5 } as const

export function employ(size: CitySize, areas: readonly Area[], units: readonly Unit[]): Staffed[] {
  const grids = areas.filter((a) => a.level === 'grid')
  const team = new Map(units.filter((u) => u.kind === 'team').map((u) => [u.areaCode, u.id]))
  const short = (code: string) => code.slice(size.county.length)
  const inGrid = (role: string, { code }: Area) => ({ role, areaCode: code, unitId: team.get(code) ?? null })
  const workers = grids.map((g): Staffed => ({ username: `w${short(g.code)}`, posts: [inGrid('grid_worker', g)] }))
  const heads = Array.from(
    { length: Math.ceil(grids.length / gridsPerHead) },
    (_, n): Staffed => ({
      username: `h${n + 1}`,
      posts: grids.slice(n * gridsPerHead, (n + 1) * gridsPerHead).map((g) => inGrid('grid_head', g)),
    }),
  )
  const needed = [...workers, ...heads, ...atDesks(units, short), ...inOffices(units), ...above(size, areas, short)]
  const left = size.accounts - needed.length
  if (left < 0) throw new Error(`${size.accounts} accounts are too few: the city needs ${needed.length}`)
  const heads2 = Array.from({ length: left }, (_, n): Staffed => {
    const { code } = grids[(n * 7) % grids.length]!
    return { username: `b${n + 1}`, posts: [{ role: 'building_head', areaCode: code, unitId: null }] }
  })
  return [...needed, ...heads2]
}

function atDesks(units: readonly Unit[], short: (code: string) => string): Staffed[] {
  return units
    .filter((u) => u.kind === 'centre')
    .flatMap(({ id, areaCode }) => {
      const [level, letter] =
        areaCode.length === 12
          ? (['community', 'c'] as const)
          : ([areaCode.length === 9 ? 'town' : 'county', 'd'] as const)
      const role = level === 'community' ? 'clerk' : 'dispatcher'
      return Array.from({ length: desks[level] }, (_, n) => ({
        username: `${letter}${short(areaCode)}-${n + 1}`,
        posts: [{ role, areaCode, unitId: id }],
      }))
    })
}

const inOffices = (units: readonly Unit[]): Staffed[] =>
  units
    .filter((u) => u.kind === 'department')
    .flatMap(({ id, key, areaCode }) =>
      Array.from({ length: officers[areaCode.length === 6 ? 6 : 9] }, (_, n) => ({
        username: `o-${key}-${n + 1}`,
        posts: [{ role: 'officer', areaCode: null, unitId: id }],
      })),
    )

/** Leaders, inspectors and appraisers: one leader to a community, more above. */
function above({ county }: CitySize, areas: readonly Area[], short: (code: string) => string): Staffed[] {
  const post = (role: string, areaCode: string, nth: number): Staffed => ({
    username: `${role}${short(areaCode)}-${nth}`,
    posts: [{ role, areaCode, unitId: null }],
  })
  return [
    ...areas.filter((a) => a.level === 'community').map((a) => post('leader', a.code, 1)),
    ...areas
      .filter((a) => a.level === 'town')
      .flatMap(({ code }) => [post('leader', code, 1), post('inspector', code, 1), post('appraiser', code, 1)]),
    ...['leader', 'inspector', 'appraiser'].map((role) => post(role, county, 1)),
  ]
}

export interface StaffRows {
  accounts: object[]
  posts: object[]
  /** One person of each desk above the communities on duty for a week at a time, all through the city's past and a year on. */
  roster: object[]
}

export function staffRows(
  size: CitySize,
  staff: readonly Staffed[],
  units: readonly Unit[],
  facts: { passwordHash: string; since: string; at: string; seal(phone: string): string },
): StaffRows {
  const names = namesOf(random(size.seed, 'names'), 1800)
  const id = (username: string) => seedId(size.seed, `account ${username}`)
  const accounts = staff.map(({ username }, n) => ({
    id: id(username),
    username,
    name: names[n % names.length]!,
    workNumber: `YX${String(n + 1).padStart(6, '0')}`,
    phone: facts.seal(`199002${String(n % 100_000).padStart(5, '0')}`),
    passwordHash: facts.passwordHash,
    passwordChangedAt: facts.at,
    createdAt: facts.at,
  }))
  const posts = staff.flatMap(({ username, posts: held }) =>
    held.map((p, n) => ({
      id: seedId(size.seed, `post ${username} ${n}`),
      accountId: id(username),
      ...p,
      fromOn: facts.since,
      createdAt: facts.at,
    })),
  )
  return { accounts, posts, roster: rosterRows(size, staff, units, id) }
}

const week = 7 * 86_400_000

function rosterRows(
  { seed, days, until }: CitySize,
  staff: readonly Staffed[],
  units: readonly Unit[],
  id: (username: string) => string,
): object[] {
  const first = Math.floor((until - days * 86_400_000) / week)
  const weeks = Math.ceil(days / 7) + 52
  return units
    .filter((u) => u.kind === 'centre' && u.areaCode.length <= 9)
    .flatMap((unit) => {
      const turns = staff.filter((s) => s.posts.some((p) => p.unitId === unit.id))
      return Array.from({ length: weeks }, (_, n) => ({
        id: seedId(seed, `roster ${unit.key} ${n}`),
        unitId: unit.id,
        accountId: id(turns[n % turns.length]!.username),
        fromAt: new Date((first + n) * week).toISOString(),
        toAt: new Date((first + n + 1) * week).toISOString(),
      }))
    })
}
