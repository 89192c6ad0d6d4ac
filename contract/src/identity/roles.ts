// What each role may do, whether it carries an area or a unit, and what it may give to others: one table, read by the server
// at every request and printed in the authorisation matrix. A permission answers the first of three questions only (may
// this role do this verb?); the area and the unit of the post answer where, the procedure answers when. Three administrators
// are kept apart: what one may change the other two may not, and none of them reads an incident, a register or a person.

export const permissions = [
  'incident.report',
  'incident.list',
  'incident.read',
  'incident.act',
  'personal.reveal',
  'insight.read',
  'file.upload',
  'file.read',
  'area.list',
  'area.write',
  'unit.list',
  'unit.write',
  'matter.list',
  'matter.load',
  'procedure.list',
  'procedure.load',
  'calendar.list',
  'calendar.load',
  'roster.list',
  'roster.write',
  'deputy.give',
  'account.list',
  'account.write',
  'post.list',
  'post.grant',
  'audit.read',
  'disclosure.read',
  'clock.advance',
] as const
export type Permission = (typeof permissions)[number]

/** How the place is organised: public knowledge, which every member of staff may look up. */
export const structurePermissions = [
  'area.list',
  'unit.list',
  'matter.list',
  'procedure.list',
  'calendar.list',
] as const satisfies readonly Permission[]

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
    permissions: [...everyday, 'personal.reveal'],
    grants: {},
  },
  grid_head: {
    zh: '网格长',
    en: 'Grid head',
    administrator: null,
    area: [grid],
    unit: { kinds: ['team'], sameArea: true },
    permissions: [...everyday, 'personal.reveal', 'insight.read', 'account.list', 'deputy.give'],
    grants: {},
  },
  building_head: {
    zh: '楼栋长',
    en: 'Building head',
    administrator: null,
    area: [grid, microgrid],
    unit: null,
    permissions: everyday,
    grants: {},
  },
  unit_head: {
    zh: '单元长',
    en: 'Staircase head',
    administrator: null,
    area: [grid, microgrid],
    unit: null,
    permissions: everyday,
    grants: {},
  },
  fire_warden: {
    zh: '消防楼长',
    en: 'Fire warden',
    administrator: null,
    area: [grid, microgrid],
    unit: null,
    permissions: everyday,
    grants: {},
  },
  station_head: {
    zh: '服务站站长',
    en: 'Station head',
    administrator: null,
    area: [community],
    unit: { kinds: ['centre', 'community'], sameArea: true },
    permissions: [...everyday, 'personal.reveal', 'insight.read', 'account.list', 'roster.write', 'deputy.give'],
    grants: {},
  },
  clerk: {
    zh: '受理员',
    en: 'Clerk',
    administrator: null,
    area: [community],
    unit: { kinds: ['centre'], sameArea: true },
    permissions: [...everyday, 'personal.reveal', 'insight.read', 'account.list', 'deputy.give'],
    grants: {},
  },
  dispatcher: {
    zh: '派遣员',
    en: 'Dispatcher',
    administrator: null,
    area: [town, county],
    unit: { kinds: ['centre'], sameArea: true },
    permissions: [...everyday, 'personal.reveal', 'insight.read', 'account.list', 'roster.write', 'deputy.give'],
    grants: {},
  },
  officer: {
    zh: '经办人',
    en: 'Officer',
    administrator: null,
    area: null,
    unit: { kinds: ['department', 'community', 'company'], sameArea: false },
    permissions: [...everyday, 'personal.reveal', 'deputy.give'],
    grants: {},
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
      'deputy.give',
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
  },
  inspector: {
    zh: '督查员',
    en: 'Inspector',
    administrator: null,
    area: [town, county],
    unit: null,
    permissions: [...everyday, 'personal.reveal', 'insight.read', 'account.list'],
    grants: {},
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
      'file.read',
      'roster.list',
      'insight.read',
      'account.list',
      'disclosure.read',
    ],
    grants: {},
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
    ],
    grants: {},
  },
  security_admin: {
    zh: '安全管理员',
    en: 'Security administrator',
    administrator: 'security',
    area: null,
    unit: null,
    permissions: [...structurePermissions, 'account.list', 'account.write', 'post.list', 'post.grant'],
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
  },
  audit_admin: {
    zh: '审计管理员',
    en: 'Audit administrator',
    administrator: 'audit',
    area: null,
    unit: null,
    permissions: [...structurePermissions, 'audit.read', 'disclosure.read'],
    grants: {},
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

/** In the order of the table, each once. */
export function permissionsOf(roleNames: readonly string[]): Permission[] {
  return permissions.filter((permission) => roleNames.some((role) => roleMay(role, permission)))
}

export function roleLabel(role: string): { zh: string; en: string } {
  const entry = roleEntry(role)
  return { zh: entry?.zh ?? role, en: entry?.en ?? role }
}
