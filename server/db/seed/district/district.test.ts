import { createHash } from 'node:crypto'
import process from 'node:process'
import { checkNorm } from '@linli/contract/area/norm.ts'
import { describe, expect, it } from 'vitest'
import { generateDistrict } from './district.ts'
import { seedId, share } from './random.ts'
import type { District } from './types.ts'

const district = generateDistrict()
const COMMUNITY = '990101001001'
const gridsOf = (code: string) => district.areas.filter((area) => area.parent === code)
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
const digest = (of: District) => createHash('sha256').update(JSON.stringify(of)).digest('hex')

describe('the same seed', () => {
  it('gives the same bytes, on this machine as on the one where the digest was taken', () => {
    expect(digest(generateDistrict())).toBe(digest(district))
    expect(digest(district)).toMatchInlineSnapshot(`"856c01b89ba7df52b6dd7274e67415334fc87beb357a188c804c8faf23427dc5"`)
  })

  it('is not the only one', () => {
    expect(digest(generateDistrict({ seed: 7 }))).not.toBe(digest(district))
  })

  it('keeps areas, people and ids where they are when only the day moves', () => {
    const later = generateDistrict({ today: '2027-03-01' })
    expect(later.posts).toEqual(district.posts)
    expect(later.buildings).toEqual(district.buildings)
    expect(later.roster).not.toEqual(district.roster)
  })

  it('is quick', () => {
    const before = process.cpuUsage()
    generateDistrict()
    const { user } = process.cpuUsage(before)
    // 0.1 s of computing; the room above that is for slower machines. The clock on the wall would measure the neighbours.
    expect(user / 1000).toBeLessThan(1000)
  })
})

describe('the model community', () => {
  const buildings = district.buildings.filter((b) => b.areaCode.startsWith(COMMUNITY))

  it('has 27 grids, 131 buildings, 3,189 households and 9,470 people', () => {
    const community = district.areas.find(({ code }) => code === COMMUNITY)
    expect(gridsOf(COMMUNITY).map(({ code }) => code)).toEqual(
      Array.from({ length: 27 }, (_, i) => `${COMMUNITY}${String(i + 1).padStart(3, '0')}`),
    )
    expect(buildings).toHaveLength(131)
    expect([sum(buildings.map((b) => b.households)), sum(buildings.map((b) => b.people))]).toEqual([3189, 9470])
    expect([community?.households, community?.people]).toEqual([3189, 9470])
  })

  it('has grids far under the norm, one for a market and one for a school', () => {
    const verdicts = gridsOf(COMMUNITY).map(checkNorm)
    expect(verdicts.filter((verdict) => verdict === 'under')).toHaveLength(25)
    const dedicated = gridsOf(COMMUNITY).filter(({ kind }) => kind === 'dedicated')
    expect(dedicated.map(({ dedicatedTo }) => dedicatedTo)).toEqual(['school', 'market'])
  })

  it('numbers its grids from west to east in rows from north to south', () => {
    const middles = gridsOf(COMMUNITY).map(({ boundary }) => {
      const ring = boundary.coordinates[0]?.[0] ?? []
      return {
        lng: sum(ring.map(([lng = 0]) => lng)) / ring.length,
        lat: sum(ring.map(([, lat = 0]) => lat)) / ring.length,
      }
    })
    const [north, middle, south] = [middles.slice(0, 9), middles.slice(9, 17), middles.slice(17)]
    expect(Math.min(...north.map(({ lat }) => lat))).toBeGreaterThan(Math.max(...middle.map(({ lat }) => lat)))
    expect(Math.min(...middle.map(({ lat }) => lat))).toBeGreaterThan(Math.max(...south.map(({ lat }) => lat)))
    for (const row of [north, middle, south]) {
      // Upper and lower grids of a block stand about one above the other: half a grid's width is allowed.
      const steps = row.slice(1).map(({ lng }, i) => lng - (row[i]?.lng ?? 0))
      expect(Math.min(...steps)).toBeGreaterThan(-0.0006)
    }
  })
})

describe('the rest of the district', () => {
  it('has a second community within the norm, and a second town with a grid above it', () => {
    expect(gridsOf('990101001002').map(checkNorm)).toEqual(['within', 'within'])
    expect(gridsOf('990101001002').map(({ households }) => households)).toEqual([412, 374])
    expect(gridsOf('990101002001').map(checkNorm)).toEqual(['over', 'within'])
  })

  it('adds up at every level, and no building holds more households than dwellings', () => {
    for (const area of district.areas) {
      const within = district.buildings.filter((b) => b.areaCode.startsWith(area.code))
      expect([area.households, area.people]).toEqual([
        sum(within.map((b) => b.households)),
        sum(within.map((b) => b.people)),
      ])
    }
    for (const b of district.buildings) {
      expect(b.households).toBeLessThanOrEqual(b.dwellings)
      expect(b.people).toBeGreaterThanOrEqual(b.households)
      expect(b.dwellings === 0).toBe(b.stairwells === 0)
    }
    const names = district.buildings.map((b) => `${b.compound} ${b.name}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('names what lies on all four sides of every area', () => {
    for (const { describedBoundary, level } of district.areas) {
      if (level !== 'county') for (const side of '东南西北') expect(describedBoundary).toContain(side)
    }
  })

  it('has the parents before the children, and codes that lie inside the prefix', () => {
    const seen = new Set<string | null>([null])
    for (const { code, parent } of district.areas) {
      expect(seen.has(parent)).toBe(true)
      expect(code.startsWith(parent ?? '')).toBe(true)
      seen.add(code)
    }
  })
})

describe('the staff', () => {
  const account = new Map(district.accounts.map((a) => [a.id, a.username]))
  const unit = new Map(district.units.map((u) => [u.id, u.key]))
  const posts = district.posts.map((post) => {
    return {
      who: account.get(post.accountId),
      role: post.role,
      area: post.areaCode,
      unit: unit.get(post.unitId ?? '') ?? null,
    }
  })
  const of = (username: string) =>
    posts.filter(({ who }) => who === username).map(({ role, area, unit }) => [role, area, unit])

  it('holds the posts that the interface promises', () => {
    for (let i = 1; i <= 27; i++) {
      const grid = `${COMMUNITY}${String(i).padStart(3, '0')}`
      expect(of(`worker${i}`)).toEqual([['grid_worker', grid, `team-${grid}`]])
    }
    expect(of('head1').length).toBeGreaterThan(1)
    expect(of('clerk1')).toEqual([['clerk', COMMUNITY, `centre-${COMMUNITY}`]])
    expect(of('clerk101')[0]).toEqual(['clerk', '990101001002', 'centre-990101001002'])
    expect(of('worker101')).toEqual([['grid_worker', '990101001002001', 'team-990101001002001']])
    expect(of('town1')).toEqual([['dispatcher', '990101001', 'centre-990101001']])
    expect(of('town2')).toEqual([['dispatcher', '990101002', 'centre-990101002']])
    expect(of('county1')).toEqual([['dispatcher', '990101', 'centre-990101']])
    for (const key of ['fire', 'city', 'civil']) {
      expect(of(`${key}1`)).toEqual([['officer', null, key]])
      expect(district.units.find((u) => u.key === key)).toMatchObject({ kind: 'department', areaCode: '990101001' })
    }
    expect(of('leader1')).toEqual([['leader', '990101001', null]])
    expect([of('sysadmin'), of('secadmin'), of('auditadmin')]).toEqual([
      [['system_admin', null, null]],
      [['security_admin', null, null]],
      [['audit_admin', null, null]],
    ])
  })

  it('leaves no unit without people, no grid without head and worker, no account without a post', () => {
    const staffed = new Set(posts.map((post) => post.unit))
    expect(district.units.filter(({ key }) => !staffed.has(key))).toEqual([])
    for (const { code } of district.areas.filter(({ level }) => level === 'grid')) {
      const roles = posts.filter(({ area }) => area === code).map(({ role }) => role)
      expect(roles.sort()).toEqual(['grid_head', 'grid_worker'])
    }
    expect(district.accounts.filter(({ username }) => of(username).length === 0)).toEqual([])
  })

  it('has a name, a work number and a telephone of its own for everybody', () => {
    for (const key of ['id', 'username', 'name', 'workNumber', 'phone'] as const) {
      expect(new Set(district.accounts.map((a) => a[key])).size).toBe(district.accounts.length)
    }
    expect(district.accounts.every(({ phone }) => /^1990000\d{4}$/.test(phone))).toBe(true)
  })

  it('has somebody of the unit on duty at every moment for seven weeks before and five after', () => {
    const units = new Set(district.roster.map(({ unitId }) => unitId))
    const today = Date.parse('2026-11-23T00:00:00+08:00')
    for (const unitId of units) {
      const turns = district.roster.filter((turn) => turn.unitId === unitId)
      const members = district.posts.filter((post) => post.unitId === unitId).map(({ accountId }) => accountId)
      expect(turns.every(({ accountId }) => members.includes(accountId))).toBe(true)
      expect(turns.slice(1).map(({ from }) => from)).toEqual(turns.slice(0, -1).map(({ to }) => to))
      expect(Date.parse(turns[0]?.from ?? '')).toBeLessThanOrEqual(today - 42 * 86_400_000)
      expect(Date.parse(turns.at(-1)?.to ?? '')).toBeGreaterThanOrEqual(today + 35 * 86_400_000)
    }
    expect(new Date(Date.parse(district.roster[0]?.from ?? '')).getUTCDay()).toBe(1)
  })

  it('has one deputy in force on the day, who is not the holder', () => {
    const at = Date.parse('2026-11-23T10:00:00+08:00')
    const inForce = district.deputies.filter(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to))
    expect(inForce.map(({ accountId }) => account.get(accountId))).toEqual(['worker15'])
    for (const { postId, accountId } of district.deputies) {
      const post = district.posts.find(({ id }) => id === postId)
      expect(post).toBeDefined()
      expect(post?.accountId).not.toBe(accountId)
      expect(account.has(accountId)).toBe(true)
    }
  })
})

describe('chance', () => {
  it('makes ids in the shape of UUIDv7, none twice', () => {
    const ids = Object.values(district).flatMap((list) => list.flatMap((item) => ('id' in item ? [item.id] : [])))
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(seedId(1, 'a')).toBe(seedId(1, 'a'))
    expect(seedId(1, 'a')).not.toBe(seedId(2, 'a'))
  })

  it('shares out exactly, within the caps', () => {
    expect(share(10, [1, 1, 1], [10, 2, 10])).toEqual([4, 2, 4])
    expect(() => share(10, [1, 1], [4, 5])).toThrow('room for 9')
  })
})

it('refuses a day that is none', () => {
  expect(() => generateDistrict({ today: '2026-13-01' })).toThrow('not a day')
})
