// Who is there: a post counts from its first to its last day, for whoever holds it or stands in. An account that is disabled is away
// for good, unless a deputy was named for the time. The loop asks it before it waits for an empty chair, and whoever ends a post
// hears from it which units would have nobody.
import { formatInstant } from '../shared/time.ts'

export interface StaffPost {
  readonly id: string
  readonly accountId: string
  readonly role: string
  readonly unitId: string | null
  readonly areaCode: string | null
  readonly fromOn: string
  readonly toOn: string | null
  readonly isDisabled: boolean
}

export interface Absence {
  readonly postId: string
  /** Who stands in; null = nobody does. */
  readonly accountId: string | null
  /** The deputy has been disabled meanwhile: nobody stands in. */
  readonly isDeputyDisabled: boolean
  readonly fromAt: number
  readonly toAt: number
}

export function isInForce(post: Pick<StaffPost, 'fromOn' | 'toOn'>, at: number): boolean {
  const day = formatInstant(at).slice(0, 10)
  return post.fromOn <= day && (post.toOn === null || post.toOn >= day)
}

/** The account that fills this post at the instant; null = nobody. */
export function presentAt(post: StaffPost, absences: readonly Absence[], at: number): string | null {
  if (!isInForce(post, at)) return null
  const away = absences.find(({ postId, fromAt, toAt }) => postId === post.id && fromAt <= at && toAt > at)
  if (away) return away.isDeputyDisabled ? null : away.accountId
  return post.isDisabled ? null : post.accountId
}

/** Of these units, those in which nobody is present at the instant. */
export function emptyUnits(
  units: readonly string[],
  posts: readonly StaffPost[],
  absences: readonly Absence[],
  at: number,
): string[] {
  const staffed = new Set(posts.filter((post) => presentAt(post, absences, at) !== null).map(({ unitId }) => unitId))
  return [...new Set(units)].filter((unit) => !staffed.has(unit))
}

/** Why somebody cannot take over; besides these the reasons of any grant (grant.ts). */
export const successorRefusals = {
  'post.successor_is_leaver': { zh: '接替人就是离岗人本人', en: 'The successor is the one who leaves.' },
  'post.successor_unknown': { zh: '没有这个接替人', en: 'There is no such successor.' },
  'post.successor_disabled': { zh: '接替人的账号已停用', en: "The successor's account is disabled." },
} as const
export type SuccessorRefusal = keyof typeof successorRefusals

/** A change of the staff that is only thought of: what would be left. */
export interface Leaving {
  readonly accountId: string
  /** The posts that end; null: the account is disabled, and with it its standing in for others. */
  readonly postIds: readonly string[] | null
}

/**
 * Units that have somebody at the instant and would have nobody if this came about. Whoever stands in for a disabled account keeps its
 * chair; with a post that ends, standing in for it ends too.
 */
export function emptiedBy(
  leaving: Leaving,
  posts: readonly StaffPost[],
  absences: readonly Absence[],
  at: number,
): string[] {
  const { accountId, postIds } = leaving
  const isGone = (id: string | null) => postIds === null && id === accountId
  const ends = (post: StaffPost) => postIds?.includes(post.id) ?? false
  const concerned = posts.filter(
    (post) => ends(post) || isGone(post.accountId) || isGone(presentAt(post, absences, at)),
  )
  const units = concerned.filter((post) => isInForce(post, at)).flatMap(({ unitId }) => unitId ?? [])
  const left = posts
    .filter((post) => !ends(post))
    .map((post) => (isGone(post.accountId) ? { ...post, isDisabled: true } : post))
  const standIns = absences.map((absence) =>
    isGone(absence.accountId) ? { ...absence, isDeputyDisabled: true } : absence,
  )
  const already = emptyUnits(units, posts, absences, at)
  return emptyUnits(units, left, standIns, at).filter((unit) => !already.includes(unit))
}
