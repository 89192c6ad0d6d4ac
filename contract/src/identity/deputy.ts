// Standing in (B 岗): who may enter an absence from a post, and who may stand in meanwhile. One hand gives to one other hand: whoever
// stands in for somebody does not go away in that time, so there are neither chains nor circles, and the chair is filled by
// somebody who is there.
import { contains } from '../shared/area-code.ts'
import type { GiverPost } from './grant.ts'
import { roleEntry, roleMay } from './roles.ts'

/** A post that somebody is to be absent from. `areaCode` is its own, or that of its unit. */
export interface AbsentPost {
  readonly id: string
  readonly accountId: string
  readonly role: string
  readonly areaCode: string
  readonly from: string
  readonly to: string | null
}

export interface Candidate {
  readonly id: string
  readonly isDisabled: boolean
  readonly posts: readonly {
    readonly role: string
    readonly areaCode: string
    readonly from: string
    readonly to: string | null
  }[]
}

/** An absence that holds already, in which the holder or the candidate takes part. */
export interface OtherAbsence {
  readonly id: string
  readonly postId: string
  readonly holderId: string
  readonly deputyId: string | null
  readonly from: number
  readonly to: number
}

export interface Plan {
  readonly post: AbsentPost
  /** Null: nobody stands in. */
  readonly deputy: Candidate | null
  readonly others: readonly OtherAbsence[]
  readonly from: number
  readonly to: number
  readonly now: number
  /** Calendar day of an instant, as posts count. */
  dayOf(at: number): string
}

export const deputyRefusals = {
  'deputy.period': {
    zh: '离岗时间须在今后，且不超过一年',
    en: 'An absence ends in the future and lasts a year at most.',
  },
  'deputy.post_over': { zh: '离岗时间超出任岗期限', en: 'The absence lies outside the dates of the post.' },
  'deputy.none': { zh: '该岗位不设代理', en: 'Nobody stands in for this post.' },
  'deputy.is_holder': { zh: '不能由本人代理', en: 'Nobody stands in for themselves.' },
  'deputy.disabled': { zh: '代理人账号已停用', en: 'The account of the deputy is disabled.' },
  'deputy.role': { zh: '代理人的岗位不能代理该岗位', en: 'With their post they cannot stand in for this one.' },
  'deputy.elsewhere': { zh: '代理人不在同一社区或辖区', en: 'They do not work in the same community or area.' },
  'deputy.post_ends': { zh: '代理人的岗位在此期间不连续有效', en: 'Their own post is not in force all that time.' },
  'deputy.overlaps': { zh: '该岗位在此期间已登记离岗', en: 'An absence is entered for this post in that time.' },
  'deputy.away': { zh: '代理人在此期间离岗', en: 'The deputy is away in that time.' },
  'deputy.stands_in': {
    zh: '离岗人在此期间正代理他人，请先另行安排',
    en: 'Whoever leaves stands in for somebody in that time.',
  },
} as const
export type DeputyRefusal = keyof typeof deputyRefusals
export type DeputyVerdict = { ok: true } | { ok: false; reason: DeputyRefusal; absence?: string }

const longestMs = 366 * 86_400_000

/** May this absence be entered so? The first reason against it otherwise; `absence` is the other one that stands in the way. */
export function judgeAbsence(plan: Plan): DeputyVerdict {
  const { post, deputy, from, to, now, dayOf } = plan
  if (to <= from || to <= now || to - from > longestMs) return { ok: false, reason: 'deputy.period' }
  const lastDay = dayOf(to - 1)
  if (dayOf(from) < post.from || (post.to !== null && lastDay > post.to))
    return { ok: false, reason: 'deputy.post_over' }
  const meanwhile = plan.others.filter((other) => other.from < to && other.to > from)
  const clash = (reason: DeputyRefusal, fits: (other: OtherAbsence) => boolean): DeputyVerdict | null => {
    const found = meanwhile.find(fits)
    return found ? { ok: false, reason, absence: found.id } : null
  }
  return (
    clash('deputy.overlaps', (other) => other.postId === post.id) ??
    clash('deputy.stands_in', (other) => other.deputyId === post.accountId) ??
    (deputy &&
      (unfit(plan, deputy, dayOf(from), lastDay) ??
        clash('deputy.away', ({ holderId }) => holderId === deputy.id))) ?? {
      ok: true,
    }
  )
}

function unfit({ post }: Plan, deputy: Candidate, firstDay: string, lastDay: string): DeputyVerdict | null {
  const refuse = (reason: DeputyRefusal): DeputyVerdict => ({ ok: false, reason })
  const roles = roleEntry(post.role)?.deputies ?? []
  if (roles.length === 0) return refuse('deputy.none')
  if (deputy.id === post.accountId) return refuse('deputy.is_holder')
  if (deputy.isDisabled) return refuse('deputy.disabled')
  const fitting = deputy.posts.filter(({ role }) => roles.includes(role))
  if (fitting.length === 0 || deputy.posts.some(({ role }) => roleEntry(role)?.administrator))
    return refuse('deputy.role')
  const near = fitting.filter(({ areaCode }) => contains(homeOf(post.areaCode), areaCode))
  if (near.length === 0) return refuse('deputy.elsewhere')
  const lasts = near.some((own) => own.from <= firstDay && (own.to === null || own.to >= lastDay))
  return lasts ? null : refuse('deputy.post_ends')
}

/** Where a deputy must come from: the community of a grid, else the area of the post itself. */
export const homeOf = (areaCode: string): string => areaCode.slice(0, 12)

/** May the holder of these posts enter an absence from this post? Their own; with the right to arrange, those in their area. */
export function mayArrange(
  posts: readonly GiverPost[],
  accountId: string,
  post: Pick<AbsentPost, 'accountId' | 'areaCode'>,
): boolean {
  const own = posts.filter(({ onBehalfOf }) => !onBehalfOf)
  if (post.accountId === accountId) return own.some(({ role }) => roleMay(role, 'deputy.give'))
  return own.some(({ role, areaCode }) => {
    if (!roleMay(role, 'deputy.arrange')) return false
    return areaCode === null ? Boolean(roleEntry(role)?.administrator) : contains(areaCode, post.areaCode)
  })
}
