// Who may give which post. Every branch refuses unless something in the table allows it: a post is given by one post of the
// giver, inside that post's area, in a role that it may give. Both the area and the unit of the new post are judged: a grant
// that checks the role but not the data scope is how a small post becomes a large one (RuoYi#328).
import type { Reach } from './role-entry.ts'
import { roleEntry } from './roles.ts'

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
