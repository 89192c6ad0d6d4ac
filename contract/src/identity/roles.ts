// What each role may do, whether it carries an area or a unit, and what it may give to others: one table, read by the server
// at every request and printed in the authorisation matrix. A permission answers the first of three questions only (may
// this role do this verb?); the area and the unit of the post answer where, the procedure answers when. Three administrators
// are kept apart: what one may change the other two may not, and none of them reads an incident, a register or a person.

import { type Permission, permissions, structurePermissions } from './permissions.ts'

export type { Permission } from './permissions.ts'

const everyday = [
  ...structurePermissions,
  'incident.report',
  'incident.list',
  'incident.read',
  'incident.act',
  'file.upload',
  'file.read',
  'roster.list',
  'disclosure.read', // row-level security narrows it to one's own readings
  'deputy.give', // of one's own posts
] as const satisfies readonly Permission[]

export type UnitKind = 'centre' | 'team' | 'department' | 'community' | 'company'

/** `inside`: in the giver's area; `below`: in a strictly smaller area. */
export type Reach = 'inside' | 'below'

export interface RoleEntry {
  readonly zh: string
  readonly en: string
  readonly administrator: 'system' | 'security' | 'audit' | null
  /** Digits of the area codes that a post of this role may carry; null = the post carries no area. */
  readonly area: readonly number[] | null
  /** Kinds of unit that a post of this role works for, and whether its area is the post's own; null = no unit. */
  readonly unit: { readonly kinds: readonly UnitKind[]; readonly sameArea: boolean } | null
  readonly permissions: readonly Permission[]
  readonly grants: Readonly<Record<string, Reach>>
  /**
   * True: a second factor at sign-in is asked of whoever holds such a post; others may have one. Demanded of every role with a guarded
   * permission (permissions.ts), which the test holds.
   */
  readonly secondFactor: boolean
  /** Roles whose holders may stand in while the holder is away (B 岗); none: nobody does, as for administrators, who stay apart. */
  readonly deputies: readonly string[]
}

const county = 6
const town = 9
const community = 12
const grid = 15
const microgrid = 18

export const roles = {
  grid_worker: {
    zh: '网格员',
    en: 'Grid worker',
    administrator: null,
    area: [grid],
    unit: { kinds: ['team'], sameArea: true },
    permissions: [...everyday, 'mediation.act', 'personal.reveal'],
    grants: {},
    secondFactor: true,
    deputies: ['grid_worker', 'grid_head', 'clerk', 'station_head'],
  },
  grid_head: {
    zh: '网格长',
    en: 'Grid head',
    administrator: null,
    area: [grid],
    unit: { kinds: ['team'], sameArea: true },
    permissions: [...everyday, 'mediation.act', 'personal.reveal', 'insight.read', 'account.list'],
    grants: {},
    secondFactor: true,
    deputies: ['grid_head', 'grid_worker', 'clerk', 'station_head'],
  },
  building_head: {
    zh: '楼栋长',
    en: 'Building head',
    administrator: null,
    area: [grid, microgrid],
    unit: null,
    permissions: everyday,
    grants: {},
    secondFactor: false,
    deputies: ['building_head', 'unit_head', 'fire_warden', 'grid_worker', 'grid_head'],
  },
  unit_head: {
    zh: '单元长',
    en: 'Staircase head',
    administrator: null,
    area: [grid, microgrid],
    unit: null,
    permissions: everyday,
    grants: {},
    secondFactor: false,
    deputies: ['building_head', 'unit_head', 'fire_warden', 'grid_worker', 'grid_head'],
  },
  fire_warden: {
    zh: '消防楼长',
    en: 'Fire warden',
    administrator: null,
    area: [grid, microgrid],
    unit: null,
    permissions: everyday,
    grants: {},
    secondFactor: false,
    deputies: ['building_head', 'unit_head', 'fire_warden', 'grid_worker', 'grid_head'],
  },
  station_head: {
    zh: '服务站站长',
    en: 'Station head',
    administrator: null,
    area: [community],
    unit: { kinds: ['centre', 'community'], sameArea: true },
    permissions: [
      ...everyday,
      'mediation.act',
      'personal.reveal',
      'insight.read',
      'account.list',
      'roster.write',
      'deputy.arrange',
    ],
    grants: {},
    secondFactor: true,
    deputies: ['station_head', 'clerk'],
  },
  clerk: {
    zh: '受理员',
    en: 'Clerk',
    administrator: null,
    area: [community],
    unit: { kinds: ['centre'], sameArea: true },
    permissions: [
      ...everyday,
      'excuse.review',
      'mediation.act',
      'personal.reveal',
      'insight.read',
      'account.list',
      'deputy.arrange',
    ],
    grants: {},
    secondFactor: true,
    deputies: ['clerk', 'station_head', 'grid_head'],
  },
  dispatcher: {
    zh: '派遣员',
    en: 'Dispatcher',
    administrator: null,
    area: [town, county],
    unit: { kinds: ['centre'], sameArea: true },
    permissions: [
      ...everyday,
      'excuse.review',
      'mediation.act',
      'personal.reveal',
      'insight.read',
      'account.list',
      'roster.write',
      'deputy.arrange',
    ],
    grants: {},
    secondFactor: true,
    deputies: ['dispatcher', 'clerk'],
  },
  officer: {
    zh: '经办人',
    en: 'Officer',
    administrator: null,
    area: null,
    unit: { kinds: ['department', 'community', 'company'], sameArea: false },
    permissions: [...everyday, 'mediation.act', 'personal.reveal'],
    grants: {},
    secondFactor: true,
    deputies: ['officer'],
  },
  leader: {
    zh: '领导',
    en: 'Leader',
    administrator: null,
    area: [community, town, county],
    unit: null,
    permissions: [
      ...everyday,
      'insight.read',
      'account.list',
      'roster.write',
      'post.list',
      'post.grant',
      'deputy.arrange',
    ],
    // Inspectors and appraisers judge the leader's own people, so they are not the leader's to choose.
    grants: {
      grid_worker: 'inside',
      grid_head: 'inside',
      building_head: 'inside',
      unit_head: 'inside',
      fire_warden: 'inside',
      station_head: 'inside',
      clerk: 'inside',
      dispatcher: 'inside',
      officer: 'inside',
      leader: 'below',
    },
    secondFactor: true,
    deputies: ['leader', 'dispatcher', 'station_head'],
  },
  inspector: {
    zh: '督查员',
    en: 'Inspector',
    administrator: null,
    area: [town, county],
    unit: null,
    permissions: [...everyday, 'excuse.review', 'personal.reveal', 'insight.read', 'account.list'],
    grants: {},
    secondFactor: true,
    deputies: ['inspector'],
  },
  appraiser: {
    zh: '考核员',
    en: 'Appraiser',
    administrator: null,
    area: [town, county],
    unit: null,
    permissions: [
      ...structurePermissions,
      'incident.list',
      'incident.read',
      'excuse.review',
      'file.read',
      'roster.list',
      'insight.read',
      'account.list',
      'disclosure.read',
      'deputy.give',
    ],
    grants: {},
    secondFactor: true,
    deputies: ['appraiser'],
  },
  system_admin: {
    zh: '系统管理员',
    en: 'System administrator',
    administrator: 'system',
    area: null,
    unit: null,
    permissions: [
      ...structurePermissions,
      'area.write',
      'unit.write',
      'matter.load',
      'procedure.load',
      'calendar.load',
      'clock.advance',
      'setting.read',
    ],
    grants: {},
    secondFactor: true,
    deputies: [],
  },
  security_admin: {
    zh: '安全管理员',
    en: 'Security administrator',
    administrator: 'security',
    area: null,
    unit: null,
    permissions: [
      ...structurePermissions,
      'account.list',
      'account.write',
      'post.list',
      'post.grant',
      'deputy.arrange',
    ],
    grants: {
      grid_worker: 'inside',
      grid_head: 'inside',
      building_head: 'inside',
      unit_head: 'inside',
      fire_warden: 'inside',
      station_head: 'inside',
      clerk: 'inside',
      dispatcher: 'inside',
      officer: 'inside',
      leader: 'inside',
      inspector: 'inside',
      appraiser: 'inside',
    },
    secondFactor: true,
    deputies: [],
  },
  audit_admin: {
    zh: '审计管理员',
    en: 'Audit administrator',
    administrator: 'audit',
    area: null,
    unit: null,
    permissions: [...structurePermissions, 'audit.read', 'disclosure.read'],
    grants: {},
    secondFactor: true,
    deputies: [],
  },
} as const satisfies Record<string, RoleEntry>
export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as Role[]

/** Null for a role that is not in the table: such a post may do nothing. */
export function roleEntry(role: string): RoleEntry | null {
  return Object.hasOwn(roles, role) ? roles[role as Role] : null
}

export function roleMay(role: string, permission: Permission): boolean {
  return roleEntry(role)?.permissions.includes(permission) ?? false
}

/** Roles that carry a permission. */
export const rolesWith = (permission: Permission): Role[] => roleNames.filter((role) => roleMay(role, permission))

/** In the order of the table, each once. */
export function permissionsOf(roleNames: readonly string[]): Permission[] {
  return permissions.filter((permission) => roleNames.some((role) => roleMay(role, permission)))
}

/** Of the roles that somebody holds, own or as deputy: does one demand a second factor? */
export function needsSecondFactor(roleNames: readonly string[]): boolean {
  return roleNames.some((role) => roleEntry(role)?.secondFactor ?? false)
}

export function roleLabel(role: string): { zh: string; en: string } {
  const entry = roleEntry(role)
  return { zh: entry?.zh ?? role, en: entry?.en ?? role }
}

// Who may give which post. Every branch refuses unless something in the table allows it: a post is given by one post of the
// giver, inside that post's area, in a role that it may give. Both the area and the unit of the new post are judged: a grant
// that checks the role but not the data scope is how a small post becomes a large one (RuoYi#328).

/** A post of the giver that is in force now. */
export interface GiverPost {
  readonly role: string
  readonly areaCode: string | null
  /** Set when the post is held as a deputy: giving posts is personal, a deputy does not do it. */
  readonly onBehalfOf?: string | null
}

/** The post to be given, or to be ended. */
export interface GrantPost {
  readonly accountId: string
  readonly role: string
  readonly areaCode: string | null
  /** Area of the unit that the post works for; null = no unit. */
  readonly unitAreaCode: string | null
  readonly unitKind?: string | null
  /** Roles that the receiver has already: an administrator takes no other post, or the separation would end. */
  readonly holds?: readonly string[]
}

export const grantRefusals = {
  'post.role_unknown': { zh: '没有这个角色', en: 'There is no such role.' },
  'post.not_to_oneself': { zh: '不能给自己授岗', en: 'Nobody gives a post to themselves.' },
  'post.administrator': {
    zh: '管理员岗位不在系统内授予',
    en: 'Administrators are not appointed from inside the system.',
  },
  'post.administrators_apart': {
    zh: '管理员不能兼任其他岗位',
    en: 'An administrator holds no other post.',
  },
  'post.area_missing': { zh: '该角色须指定区域', en: 'This role needs an area.' },
  'post.area_not_carried': { zh: '该角色不带区域', en: 'This role carries no area.' },
  'post.level_wrong': { zh: '该角色不在此层级设岗', en: 'This role has no posts at that level.' },
  'post.unit_missing': { zh: '该角色须指定单位', en: 'This role needs a unit.' },
  'post.unit_not_carried': { zh: '该角色不属于任何单位', en: 'This role works for no unit.' },
  'post.unit_kind_wrong': { zh: '该角色不在此类单位设岗', en: 'This role has no posts in that kind of unit.' },
  'post.unit_elsewhere': { zh: '单位不在岗位所在区域', en: "The unit is not that of the post's area." },
  'post.role_not_yours_to_give': { zh: '您无权授予该角色', en: 'This role is not yours to give.' },
  'post.outside_your_area': { zh: '超出您的管辖区域', en: 'This lies outside your area.' },
} as const
export type GrantRefusal = keyof typeof grantRefusals

export type GrantVerdict = { ok: true } | { ok: false; reason: GrantRefusal }

/** May the holder of these posts (in force) give this post? The same answers for ending one. */
export function mayGrant(posts: readonly GiverPost[], giverAccountId: string, target: GrantPost): GrantVerdict {
  const refuse = (reason: GrantRefusal): GrantVerdict => ({ ok: false, reason })
  const role = roleEntry(target.role)
  if (!role) return refuse('post.role_unknown')
  if (target.accountId === giverAccountId) return refuse('post.not_to_oneself')
  if (role.administrator) return refuse('post.administrator')
  if (target.holds?.some((held) => roleEntry(held)?.administrator)) return refuse('post.administrators_apart')
  const shape = wrongShape(target)
  if (shape) return refuse(shape)
  const own = posts.filter(({ onBehalfOf }) => !onBehalfOf)
  if (!own.some((post) => reachOf(post, target.role))) return refuse('post.role_not_yours_to_give')
  return own.some((post) => reaches(post, target)) ? { ok: true } : refuse('post.outside_your_area')
}

/** What is wrong with the post itself, whoever gives it; null when its area and unit fit the role. */
export function wrongShape(target: Omit<GrantPost, 'accountId'>): GrantRefusal | null {
  const role = roleEntry(target.role)
  if (!role) return 'post.role_unknown'
  const { areaCode, unitAreaCode, unitKind } = target
  if (role.area && areaCode === null) return 'post.area_missing'
  if (!role.area && areaCode !== null) return 'post.area_not_carried'
  if (role.area && areaCode !== null && !(isCode(areaCode) && role.area.includes(areaCode.length)))
    return 'post.level_wrong'
  if (role.unit && unitAreaCode === null) return 'post.unit_missing'
  if (!role.unit && unitAreaCode !== null) return 'post.unit_not_carried'
  if (role.unit && unitKind && !role.unit.kinds.some((kind) => kind === unitKind)) return 'post.unit_kind_wrong'
  if (role.unit?.sameArea && unitAreaCode !== areaCode) return 'post.unit_elsewhere'
  return null
}

const isCode = (code: string) => /^[0-9]+$/.test(code)

function reachOf(post: GiverPost, role: string): Reach | null {
  const grants = roleEntry(post.role)?.grants
  return grants && Object.hasOwn(grants, role) ? (grants[role] ?? null) : null
}

function reaches(post: GiverPost, target: GrantPost): boolean {
  const reach = reachOf(post, target.role)
  if (!reach) return false
  // Only an administrator's post may be without an area, and then it means the whole installation; anybody else's means nowhere.
  if (post.areaCode === null && !roleEntry(post.role)?.administrator) return false
  const own = post.areaCode ?? ''
  const codes = [target.areaCode, target.unitAreaCode].filter((code) => code !== null)
  return codes.length > 0 && codes.every((code) => isCode(code) && lies(code, own, reach))
}

function lies(code: string, own: string, reach: Reach): boolean {
  return code.startsWith(own) && (reach === 'inside' || code.length > own.length)
}
