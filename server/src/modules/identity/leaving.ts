// What an end of a post or of an account leaves behind: units that would have nobody, posts for whoever takes over, and the hand-over
// of open incidents, which falls due with it (incident/hand-over.ts).

import { type GrantPost, type GrantRefusal, mayGrant } from '@linli/contract/identity/grant.ts'
import type { HandOver } from '@linli/contract/identity/schemas.ts'
import {
  type Absence,
  emptiedBy,
  isInForce,
  type StaffPost,
  type SuccessorRefusal,
} from '@linli/contract/identity/staffing.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '#platform/action.ts'
import { change } from '#platform/change.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql } from '#platform/sql.ts'
import { units } from './public.ts'

const dayMs = 86_400_000
/** First instant of the day after. */
export const dayAfter = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + dayMs
const dayOf = (instant: number): string => formatInstant(instant).slice(0, 10)

export interface OwnPost extends StaffPost {
  version: number
  unitArea: string | null
  unitKind: string | null
}

export interface Successor {
  id: string
  isDisabled: boolean
  /** Roles from today on: an administrator takes no other post. */
  holds: string[]
}

export type LeavingFacts = [Query<OwnPost>, Query<StaffPost>, Query<Absence>, Query<Successor>]
type LeavingRows = [OwnPost[], StaffPost[], Absence[], Successor[]]

const staffColumns = sql`p.id, p.account_id, p.role, p.unit_id, p.area_code, p.from_on, p.to_on, a.is_disabled`

/** Of whom, or of the holder of which post: all that `plan…` asks. Under the scope of whoever asks. */
export function findLeaving(
  of: { account: string | null; post: string | null; successor: string | null },
  now: number,
): LeavingFacts {
  const leaver = of.account ? sql`${of.account}::uuid` : sql`(select account_id from post where id = ${of.post}::uuid)`
  const concerned = sql`select p.unit_id from post p where p.account_id = ${leaver}
    union select p.unit_id from deputy d join post p on p.id = d.post_id where d.account_id = ${leaver}`
  return [
    sql<OwnPost>`select ${staffColumns}, p.version, u.area_code as unit_area, u.kind as unit_kind
      from post p join account a on a.id = p.account_id left join unit u on u.id = p.unit_id where p.account_id = ${leaver} order by p.id`,
    sql<StaffPost>`select ${staffColumns} from post p join account a on a.id = p.account_id where p.unit_id in (${concerned})`,
    sql<Absence>`select d.post_id, d.account_id, coalesce(a.is_disabled, false) as is_deputy_disabled, d.from_at, d.to_at
      from deputy d left join account a on a.id = d.account_id
      where d.post_id in (select id from post where unit_id in (${concerned}))`,
    sql<Successor>`select a.id, a.is_disabled, (select coalesce(array_agg(p.role), '{}') from post p where p.account_id = a.id
      and (p.to_on is null or p.to_on >= ${dayOf(now)}::date)) as holds from account a where a.id = ${of.successor}::uuid`,
  ]
}

interface Plan {
  writes: Query[]
  /** For the audit. */
  facts: Record<string, unknown>
}

/** The account is disabled now. With a successor its posts in units end today and are theirs from today. */
export function planDisable(account: string, input: HandOver, rows: LeavingRows, context: Context): Plan {
  const [own] = rows
  const today = dayOf(context.now)
  const ending = own.filter((post) => post.unitId !== null && isInForce(post, context.now))
  const plan = planned({ account, postIds: null, from: context.now, ending, input, rows }, context)
  const writes = input.successor ? ending.flatMap((post) => endWrites(post, today, context)) : []
  return {
    ...plan,
    writes: [...plan.writes, ...writes, handOverRow({ account, input, why: 'account', due: context.now }, context)],
  }
}

/** The post ends with this day; the successor has it from the next. */
export function planEnd(post: OwnPost, to: string, input: HandOver, rows: LeavingRows, context: Context): Plan {
  const from = Math.max(dayAfter(to), context.now)
  const plan = planned({ account: post.accountId, postIds: [post.id], from, ending: [post], input, rows }, context)
  const row = handOverRow({ account: post.accountId, input, why: 'post', post: post.id, due: dayAfter(to) }, context)
  return { ...plan, writes: [...plan.writes, ...endWrites(post, to, context), row] }
}

function endWrites(post: OwnPost, to: string, { now }: Context): Query[] {
  const version = post.version + 1
  return [
    sql`update post set to_on = ${to}::date, version = ${version} where id = ${post.id}::uuid`,
    change({ kind: 'post', id: post.id, version, areaCode: post.areaCode, at: now }),
  ]
}

interface Asked {
  account: string
  postIds: string[] | null
  /** When the chair is empty. */
  from: number
  ending: OwnPost[]
  input: HandOver
  rows: LeavingRows
}

function planned({ account, postIds, from, ending, input, rows }: Asked, context: Context): Plan {
  const [, staff, absences, [successor]] = rows
  const empty = emptiedBy({ accountId: account, postIds }, staff, absences, from)
  const taken = input.successor ? takeOver(account, input.successor, successor, ending, from, staff, context) : []
  const covered = input.successor ? ending.flatMap(({ unitId }) => unitId ?? []) : []
  const left = empty.filter((unit) => !covered.includes(unit))
  if (left.length > 0 && !input.force)
    throw problem('post.leaves_empty', {
      units: left.map((id) => ({ id, name: units.of(context.house).byId.get(id)?.name ?? '' })),
    })
  if (left.length > 0 && !input.reason)
    throw problem('request.invalid', {
      errors: [{ path: '/handOver/reason', message: 'says why these units are left empty' }],
    })
  return {
    writes: taken.flatMap(({ writes }) => writes),
    facts: {
      ...(input.successor && { successor: input.successor, given: taken.map(({ post }) => post) }),
      ...(left.length > 0 && { leftEmpty: left, forced: input.reason }),
    },
  }
}

/** Posts for the successor where they have none in that unit yet; judged like any other grant. */
function takeOver(
  leaver: string,
  wanted: string,
  successor: Successor | undefined,
  ending: OwnPost[],
  from: number,
  staff: StaffPost[],
  { who, now }: Context,
): { post: string; writes: Query[] }[] {
  const refuse = (reason: SuccessorRefusal | GrantRefusal) => problem('post.successor_refused', { reason })
  if (wanted === leaver) throw refuse('post.successor_is_leaver')
  if (!successor) throw refuse('post.successor_unknown')
  if (successor.isDisabled) throw refuse('post.successor_disabled')
  const missing = ending.filter(
    ({ unitId }) =>
      !staff.some((post) => post.accountId === successor.id && post.unitId === unitId && isInForce(post, from)),
  )
  return missing.map((post) => {
    const target: GrantPost = {
      accountId: successor.id,
      role: post.role,
      areaCode: post.areaCode,
      unitAreaCode: post.unitArea,
      unitKind: post.unitKind,
      holds: successor.holds,
    }
    const verdict = mayGrant(who.posts, who.accountId!, target)
    if (!verdict.ok) throw refuse(verdict.reason)
    const id = uuidv7()
    const row = {
      id,
      accountId: successor.id,
      role: post.role,
      areaCode: post.areaCode,
      unitId: post.unitId,
      fromOn: dayOf(from),
      toOn: null,
      givenBy: who.accountId,
      createdAt: at(now),
      version: 1,
    }
    const told = change({ kind: 'post', id, version: 1, areaCode: post.areaCode, at: now })
    return { post: id, writes: [insertRow('post', row), told] }
  })
}

interface Due {
  account: string
  input: HandOver
  why: 'post' | 'account'
  post?: string
  due: number
}

/** One row for each post that ends; ended anew on another day, the row moves. */
function handOverRow({ account, input, why, post, due }: Due, { who }: Context): Query {
  return sql`insert into hand_over (id, account_id, successor_id, post_id, why, due_at, given_by)
    values (${uuidv7()}::uuid, ${account}::uuid, ${input.successor ?? null}::uuid, ${post ?? null}::uuid, ${why}, ${at(due)}::timestamptz, ${who.accountId}::uuid)
    on conflict (post_id) where done_at is null do update set due_at = excluded.due_at, successor_id = excluded.successor_id`
}
