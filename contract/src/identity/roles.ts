// What each role may do, whether it carries an area or a unit, and what it may give to others: one table, read by the server
// at every request and printed in the authorisation matrix. A permission answers the first of three questions only (may
// this role do this verb?); the area and the unit of the post answer where, the procedure answers when. Three administrators
// are kept apart: what one may change the other two may not, and none of them reads an incident, a register or a person.

import { type Permission, permissions, structurePermissions } from './permissions.ts'
import type { RoleEntry } from './role-entry.ts'

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
