import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GiverPost, type GrantPost, grantRefusals, mayGrant, wrongShape } from './grant.ts'
import { guardedPermissions, type Permission, permissions, structurePermissions } from './permissions.ts'
import { needsSecondFactor, permissionsOf, roleEntry, roleLabel, roleMay, roleNames, roles } from './roles.ts'

const town = '990101001'
const otherTown = '990101002'
const communityCode = '990101001001'
const gridCode = '990101001001007'

const admins = roleNames.filter((role) => roles[role].administrator)
const operational = roleNames.filter((role) => !roles[role].administrator)

/** A post of the role that fits its shape, at the given place. */
function postOf(role: string, place: string, accountId = 'other'): GrantPost {
  const entry = roleEntry(role)!
  const areaCode = entry.area ? place.slice(0, entry.area.find((digits) => digits <= place.length) ?? 0) || place : null
  return {
    accountId,
    role,
    areaCode,
    unitAreaCode: entry.unit ? (entry.unit.sameArea ? areaCode : place) : null,
    unitKind: entry.unit?.kinds[0] ?? null,
  }
}

describe('the table of roles', () => {
  it('has every role of the glossary with both labels', () => {
    expect(roleNames).toEqual([
      'grid_worker',
      'grid_head',
      'building_head',
      'unit_head',
      'fire_warden',
      'station_head',
      'clerk',
      'dispatcher',
      'officer',
      'leader',
      'inspector',
      'appraiser',
      'system_admin',
      'security_admin',
      'audit_admin',
    ])
    for (const role of roleNames) expect(roles[role].zh + roles[role].en).toMatch(/^\p{Script=Han}+[A-Z][a-z ]+$/u)
    expect(roleLabel('clerk')).toEqual({ zh: '受理员', en: 'Clerk' })
    expect(roleLabel('no_such')).toEqual({ zh: 'no_such', en: 'no_such' })
  })

  it('uses only known permissions, and every permission is somebody’s', () => {
    for (const role of roleNames)
      for (const permission of roles[role].permissions) expect(permissions).toContain(permission)
    expect(permissionsOf(roleNames)).toEqual(permissions)
  })

  it('gives nothing to a role that is not in the table, nor to names that objects have by themselves', () => {
    for (const role of ['', 'root', 'constructor', '__proto__', 'toString'])
      for (const permission of permissions) expect(roleMay(role, permission)).toBe(false)
  })

  it('keeps the three administrators apart: beyond the public structure none may what another may', () => {
    const structure: readonly Permission[] = structurePermissions
    const own = admins.map((role) => permissionsOf([role]).filter((permission) => !structure.includes(permission)))
    expect(admins).toEqual(['system_admin', 'security_admin', 'audit_admin'])
    expect(own).toEqual([
      ['area.write', 'unit.write', 'matter.load', 'procedure.load', 'calendar.load', 'clock.advance', 'setting.read'],
      ['deputy.arrange', 'account.list', 'account.write', 'post.list', 'post.grant'],
      ['audit.read', 'disclosure.read'],
    ])
    expect(new Set(own.flat()).size).toBe(own.flat().length)
  })

  it('lets no administrator read incidents, registers, persons, files or figures', () => {
    for (const role of admins)
      for (const permission of permissions)
        if (/^(incident|personal|file|insight|roster)\.|^deputy\.give/.test(permission))
          expect(roleMay(role, permission)).toBe(false)
  })

  it('lets nobody but administrators change the house, and only the audit administrator read the audit', () => {
    for (const permission of [
      'account.write',
      'area.write',
      'unit.write',
      'matter.load',
      'procedure.load',
      'clock.advance',
    ] as const)
      expect(operational.filter((role) => roleMay(role, permission))).toEqual([])
    expect(roleNames.filter((role) => roleMay(role, 'audit.read'))).toEqual(['audit_admin'])
    expect(roleNames.filter((role) => roleMay(role, 'post.grant'))).toEqual(['leader', 'security_admin'])
  })

  it('asks a second factor of administrators, dispatchers, leaders, and whoever may do what is guarded', () => {
    for (const role of [...admins, 'dispatcher', 'leader'] as const) expect(roles[role].secondFactor, role).toBe(true)
    for (const role of roleNames)
      if (guardedPermissions.some((permission) => roleMay(role, permission)))
        expect(roles[role].secondFactor, role).toBe(true)
    expect(roleNames.filter((role) => !roles[role].secondFactor)).toEqual(['building_head', 'unit_head', 'fire_warden'])
    expect(needsSecondFactor(['building_head', 'leader'])).toBe(true)
    expect(needsSecondFactor(['building_head', 'constructor'])).toBe(false)
  })

  it('lets nobody stand in for an administrator, and no administrator for anybody', () => {
    for (const role of roleNames) {
      for (const deputy of roles[role].deputies) expect(operational as readonly string[]).toContain(deputy)
      expect(roles[role].deputies.length > 0, role).toBe(!roles[role].administrator)
    }
  })

  it('never lets the appraiser act or learn a contact', () => {
    expect(roleMay('appraiser', 'incident.read')).toBe(true)
    for (const permission of ['incident.act', 'incident.report', 'personal.reveal'] as const)
      expect(roleMay('appraiser', permission)).toBe(false)
  })
})

describe('mayGrant', () => {
  const leader: GiverPost[] = [{ role: 'leader', areaCode: town }]
  const security: GiverPost[] = [{ role: 'security_admin', areaCode: null }]

  // giver role × target role, exhaustively: who may give what in their own area.
  it('follows the table for every pair of roles', () => {
    for (const giver of roleNames) {
      const giverArea = giver === 'leader' ? town : (postOf(giver, gridCode).areaCode ?? null)
      for (const target of roleNames) {
        const verdict = mayGrant([{ role: giver, areaCode: giverArea }], 'giver', postOf(target, gridCode))
        const given = Object.hasOwn(roles[giver].grants, target)
        const expected = admins.includes(target)
          ? { ok: false, reason: 'post.administrator' }
          : given
            ? expect.anything()
            : { ok: false, reason: 'post.role_not_yours_to_give' }
        expect(verdict, `${giver} gives ${target}`).toEqual(expected)
      }
    }
  })

  it('lets a town leader staff the town and what lies in it, and nothing else', () => {
    for (const role of ['grid_worker', 'grid_head', 'clerk', 'officer', 'building_head'])
      expect(mayGrant(leader, 'leader1', postOf(role, gridCode))).toEqual({ ok: true })
    expect(mayGrant(leader, 'leader1', postOf('dispatcher', town))).toEqual({ ok: true })
    expect(mayGrant(leader, 'leader1', postOf('clerk', '990101002001'))).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
    expect(mayGrant(leader, 'leader1', postOf('dispatcher', '990101'))).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
    expect(mayGrant(leader, 'leader1', postOf('inspector', town))).toEqual({
      ok: false,
      reason: 'post.role_not_yours_to_give',
    })
  })

  it('lets a leader appoint leaders below, never beside', () => {
    expect(mayGrant(leader, 'leader1', { ...postOf('leader', communityCode), areaCode: communityCode })).toEqual({
      ok: true,
    })
    expect(mayGrant(leader, 'leader1', { ...postOf('leader', town), areaCode: town })).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
  })

  it('RuoYi#328: judges the data scope of a grant against the granter, the unit’s area included', () => {
    const worker = { accountId: 'other', role: 'grid_worker', areaCode: gridCode, unitAreaCode: gridCode }
    expect(mayGrant(leader, 'leader1', worker)).toEqual({ ok: true })
    // Role allowed, scope widened: the area, the unit, or both lie elsewhere.
    const foreign = '990101002001001'
    expect(mayGrant(leader, 'leader1', { ...worker, areaCode: foreign, unitAreaCode: foreign })).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
    expect(mayGrant(leader, 'leader1', { ...worker, unitAreaCode: foreign })).toEqual({
      ok: false,
      reason: 'post.unit_elsewhere',
    })
    // An officer carries no area of their own: the unit alone decides, and it must lie inside.
    const officer = { accountId: 'other', role: 'officer', areaCode: null, unitAreaCode: otherTown }
    expect(mayGrant(leader, 'leader1', officer)).toEqual({ ok: false, reason: 'post.outside_your_area' })
    expect(mayGrant(leader, 'leader1', { ...officer, unitAreaCode: town })).toEqual({ ok: true })
    // Nor is a pattern an area.
    expect(mayGrant(leader, 'leader1', { ...worker, areaCode: '%', unitAreaCode: '%' })).toEqual({
      ok: false,
      reason: 'post.level_wrong',
    })
    // Nor may one grant oneself, whatever one's post.
    for (const posts of [leader, security])
      expect(mayGrant(posts, 'self', { ...worker, accountId: 'self' })).toEqual({
        ok: false,
        reason: 'post.not_to_oneself',
      })
  })

  it('lets the security administrator staff any area, but appoint no administrator', () => {
    for (const role of operational) expect(mayGrant(security, 'secadmin', postOf(role, gridCode))).toEqual({ ok: true })
    for (const role of admins)
      expect(mayGrant(security, 'secadmin', postOf(role, gridCode))).toEqual({
        ok: false,
        reason: 'post.administrator',
      })
    const bounded: GiverPost[] = [{ role: 'security_admin', areaCode: otherTown }]
    expect(mayGrant(bounded, 'secadmin', postOf('clerk', communityCode))).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
  })

  it('gives no second post to an administrator', () => {
    const target = { ...postOf('leader', communityCode), holds: ['system_admin'] }
    expect(mayGrant(security, 'secadmin', target)).toEqual({ ok: false, reason: 'post.administrators_apart' })
    expect(mayGrant(security, 'secadmin', { ...target, holds: ['clerk'] })).toEqual({ ok: true })
  })

  it('does not let a deputy give posts, nor a leader without an area', () => {
    const deputy = [{ role: 'leader', areaCode: town, onBehalfOf: 'absent' }]
    expect(mayGrant(deputy, 'x', postOf('clerk', communityCode))).toEqual({
      ok: false,
      reason: 'post.role_not_yours_to_give',
    })
    expect(mayGrant([{ role: 'leader', areaCode: null }], 'x', postOf('clerk', communityCode))).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
    expect(mayGrant([], 'x', postOf('clerk', communityCode))).toEqual({
      ok: false,
      reason: 'post.role_not_yours_to_give',
    })
  })

  it('does not add up two posts: the role of one with the area of another', () => {
    const posts = [
      { role: 'leader', areaCode: otherTown },
      { role: 'inspector', areaCode: town },
    ]
    expect(mayGrant(posts, 'x', postOf('clerk', communityCode))).toEqual({
      ok: false,
      reason: 'post.outside_your_area',
    })
  })

  it.each([
    ['no area', { role: 'clerk', areaCode: null, unitAreaCode: communityCode }, 'post.area_missing'],
    ['area of an officer', { role: 'officer', areaCode: town, unitAreaCode: town }, 'post.area_not_carried'],
    ['a clerk of a town', { role: 'clerk', areaCode: town, unitAreaCode: town }, 'post.level_wrong'],
    ['a worker without team', { role: 'grid_worker', areaCode: gridCode, unitAreaCode: null }, 'post.unit_missing'],
    ['a leader with a unit', { role: 'leader', areaCode: town, unitAreaCode: town }, 'post.unit_not_carried'],
    [
      'a clerk of a team',
      { role: 'clerk', areaCode: communityCode, unitAreaCode: communityCode, unitKind: 'team' },
      'post.unit_kind_wrong',
    ],
    [
      'another team',
      { role: 'grid_worker', areaCode: gridCode, unitAreaCode: '990101001001008' },
      'post.unit_elsewhere',
    ],
    ['no such role', { role: 'grid_king', areaCode: gridCode, unitAreaCode: null }, 'post.role_unknown'],
  ])('refuses a post of the wrong shape: %s', (_, target, reason) => {
    expect(wrongShape(target)).toBe(reason)
    expect(mayGrant(security, 'secadmin', { ...target, accountId: 'other' })).toEqual({ ok: false, reason })
    expect(grantRefusals[reason as keyof typeof grantRefusals].zh).toMatch(/\p{Script=Han}/u)
  })

  // Whatever is given to whom in whatever order, whoever started from one area has staffed nothing outside it.
  it('never lets a sequence of grants reach beyond the area of the first giver', () => {
    const codes = [
      '990101',
      town,
      otherTown,
      communityCode,
      '990101001002',
      '990101002001',
      gridCode,
      '990101001002001',
      '990101002001001',
      '990101001001007003',
    ]
    // Every post that has a sensible shape; senseless ones are tried too, a quarter of the time.
    const targets = roleNames.flatMap((role) =>
      [null, ...codes].flatMap((area) =>
        [null, ...codes].map((unit) => ({ role, areaCode: area, unitAreaCode: unit })),
      ),
    )
    const sensible = targets.filter((target) => wrongShape(target) === null)
    const step = fc.record({
      giver: fc.integer({ min: 0, max: 3 }),
      receiver: fc.integer({ min: 0, max: 3 }),
      target: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...sensible) },
        { weight: 1, arbitrary: fc.constantFrom(...targets) },
      ),
    })
    const roots = fc.constantFrom('990101', town, otherTown, communityCode)
    let granted = 0
    fc.assert(
      fc.property(roots, fc.array(step, { minLength: 30, maxLength: 120 }), (root, steps) => {
        const held: GiverPost[][] = [[{ role: 'leader', areaCode: root }], [], [], []]
        for (const { giver, receiver, target } of steps) {
          if (!mayGrant(held[giver]!, String(giver), { ...target, accountId: String(receiver) }).ok) continue
          granted++
          for (const code of [target.areaCode, target.unitAreaCode])
            expect(code === null || code.startsWith(root)).toBe(true)
          expect(roleEntry(target.role)?.administrator).toBeNull()
          expect(receiver).not.toBe(giver)
          held[receiver]!.push(target)
        }
      }),
      { numRuns: 400 },
    )
    expect(granted).toBeGreaterThan(500)
  })
})
