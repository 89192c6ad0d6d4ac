// Standing in (B 岗): an absence from a post, with who does the work meanwhile. All of it is judged by contract/identity/deputy.ts; one
// absence is entered at a time, so that no two make a chain together.

import type { EndDeputy, PutDeputy } from '@linli/contract/identity/admin.schemas.ts'
import {
  type AbsentPost,
  type Candidate,
  homeOf,
  judgeAbsence,
  mayArrange,
  type OtherAbsence,
} from '@linli/contract/identity/deputy.ts'
import { roleEntry } from '@linli/contract/identity/roles.ts'
import { formatInstant, parseInstant } from '@linli/contract/shared/time.ts'
import type { Static } from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import { problem } from '#platform/problem.ts'
import type { Who } from '#platform/session.ts'
import { at, insertRow, type Query, sql } from '#platform/sql.ts'
import type { PostRow } from './queries.ts'

type Head = ReturnType<typeof chainHead>
interface Known {
  post: AbsentPost | null
  deputy: Candidate | null
  others: OtherAbsence[]
}

const factsOf = (post: string, deputy: string | null, now: number): Query<{ known: Known }> =>
  sql<{ known: Known }>`select deputy_facts(${post}::uuid, ${deputy}::uuid, ${at(now)}::timestamptz) as known`

/** Held until the transaction ends: two absences at once could each be right and wrong together. */
const oneAtATime = sql`select pg_advisory_xact_lock(7300, 1)`

/** What the caller sees of a post, under their own scope. */
const findPost = (id: string): Query<PostRow> =>
  sql<PostRow>`select p.id, p.account_id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, p.version, u.area_code as unit_area
    from post p left join unit u on u.id = p.unit_id where p.id = ${id}::uuid`

function mayEnter(who: Who, post: PostRow): void {
  const target = { accountId: post.accountId, areaCode: post.areaCode ?? post.unitArea ?? '' }
  if (!mayArrange(who.posts, who.accountId!, target)) throw problem('deputy.not_yours')
}

type Put = { id: string; input: Static<typeof PutDeputy> }

/** PUT /api/deputies/{id}. What the deputy signs for goes back to the holder when it is over. */
export const putDeputy: ActionSpec<Put, [Query, Head, Query<PostRow>, Query<{ known: Known }>], { id: string }> = {
  name: 'deputy.give',
  facts: ({ input }, { now }) => [
    oneAtATime,
    chainHead('audit'),
    findPost(input.post),
    factsOf(input.post, input.deputy ?? null, now),
  ],
  decide([, [head], [post], [facts]], { id, input }, { house, who, now, wall }) {
    if (!post) throw problem('request.invalid', { errors: [{ path: '/post', message: 'no such post in your sight' }] })
    mayEnter(who, post)
    const { known } = facts!
    if (input.deputy && !known.deputy)
      throw problem('request.invalid', { errors: [{ path: '/deputy', message: 'no such account' }] })
    const [from, to] = [parseInstant(input.from)!, parseInstant(input.to)!]
    const dayOf = (instant: number) => formatInstant(instant).slice(0, 10)
    const verdict = judgeAbsence({
      post: known.post!,
      deputy: known.deputy,
      others: known.others,
      from,
      to,
      now,
      dayOf,
    })
    if (!verdict.ok) throw problem('deputy.refused', { reason: verdict.reason, absence: verdict.absence })
    const deputy = input.deputy ?? null
    const row = { id, postId: input.post, accountId: deputy, fromAt: at(from), toAt: at(to), reason: input.reason }
    const back = { id: uuidv7(), accountId: deputy, successorId: post.accountId, deputyId: id, why: 'deputy' }
    return {
      writes: [
        insertRow('deputy', { ...row, version: 1, givenBy: who.accountId, createdAt: at(now) }),
        ...(deputy ? [insertRow('hand_over', { ...back, dueAt: at(to), incidents: 0, givenBy: who.accountId })] : []),
        change({ kind: 'deputy', id, version: 1, areaCode: post.areaCode ?? post.unitArea, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'deputy.give',
          subject: post.accountId,
          facts: { absence: id, ...input },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target }) }),
}

export interface DeputyRow {
  id: string
  postId: string
  accountId: string | null
  fromAt: number
  toAt: number
  reason: string
  version: number
  post: {
    role: string
    areaCode: string | null
    unitId: string | null
    from: string
    to: string | null
    accountId: string
  }
}

const deputyColumns = sql`d.id, d.post_id, d.account_id, d.from_at, d.to_at, d.reason, d.version, jsonb_build_object('role', p.role,
  'areaCode', p.area_code, 'unitId', p.unit_id, 'from', p.from_on, 'to', p.to_on, 'accountId', p.account_id) as post`

/** Latest first. Whoever sees the post sees who stands in for it; so does the deputy. */
export function listDeputies(filter: {
  post?: string
  account?: string
  since?: string
  before: readonly [number, string] | null
  limit: number
}): Query<DeputyRow> {
  const conditions: Query[] = [sql`true`]
  if (filter.post) conditions.push(sql`d.post_id = ${filter.post}::uuid`)
  if (filter.account)
    conditions.push(sql`(d.account_id = ${filter.account}::uuid or p.account_id = ${filter.account}::uuid)`)
  if (filter.since) conditions.push(sql`d.to_at > ${at(parseInstant(filter.since))}::timestamptz`)
  if (filter.before)
    conditions.push(sql`(d.from_at, d.id) < (${at(filter.before[0])}::timestamptz, ${filter.before[1]}::uuid)`)
  return sql<DeputyRow>`select ${deputyColumns} from deputy d join post p on p.id = d.post_id
    where ${sql.join(conditions, sql` and `)} order by d.from_at desc, d.id desc limit ${filter.limit + 1}`
}

type End = { id: string; input: Static<typeof EndDeputy> }
interface Running {
  version: number
  fromAt: number
  toAt: number
  post: PostRow
}

/** POST /api/deputies/{id}/end: the holder is back earlier. */
export const endDeputy: ActionSpec<End, [Query, Head, Query<Running>], { id: string; version: number }> = {
  name: 'deputy.end',
  facts: ({ id }) => [
    oneAtATime,
    chainHead('audit'),
    sql<Running>`select d.version, d.from_at, d.to_at, jsonb_build_object('id', p.id, 'accountId', p.account_id, 'role', p.role,
      'areaCode', p.area_code, 'unitArea', u.area_code) as post
      from deputy d join post p on p.id = d.post_id left join unit u on u.id = p.unit_id where d.id = ${id}::uuid`,
  ],
  decide([, [head], [found]], { id, input }, { house, who, now, wall }) {
    if (!found) throw problem('not_found')
    mayEnter(who, found.post)
    if (found.version !== input.version) throw problem('version.conflict', { current: { version: found.version } })
    const to = Math.max(input.to ? parseInstant(input.to)! : now, now)
    if (found.toAt <= now || to > found.toAt) throw problem('deputy.over')
    const version = found.version + 1
    // One that has not begun is left a moment long, which nobody stands in for: the row says that it was planned.
    const end = at(Math.max(to, found.fromAt + 1))
    return {
      writes: [
        sql`update deputy set to_at = ${end}::timestamptz, version = ${version} where id = ${id}::uuid`,
        sql`update hand_over set due_at = ${end}::timestamptz where deputy_id = ${id}::uuid and done_at is null`,
        change({ kind: 'deputy', id, version, areaCode: found.post.areaCode, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'deputy.end',
          subject: found.post.accountId,
          facts: { absence: id, to: formatInstant(to) },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id, version }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target, version: 0 }) }),
}

export interface ColleagueRow {
  accountId: string
  name: string
  role: string
  areaCode: string | null
  unitId: string | null
}

/** Who might stand in for a post: two reads in one trip, the colleagues by the area of the post. */
export const findCandidates = (post: string, now: number) =>
  [
    findPost(post),
    sql<ColleagueRow>`select c.* from post p left join unit u on u.id = p.unit_id,
      deputy_candidates(left(coalesce(p.area_code, u.area_code, ''), 12), ${at(now)}::timestamptz) c where p.id = ${post}::uuid`,
  ] as const

/** Each once, with the post by which they could; never the holder. */
export function fitting(post: PostRow, colleagues: readonly ColleagueRow[], who: Who): ColleagueRow[] {
  mayEnter(who, post)
  const home = homeOf(post.areaCode ?? post.unitArea ?? '')
  const roles = roleEntry(post.role)?.deputies ?? []
  const able = colleagues.filter(
    ({ accountId, role, areaCode }) =>
      accountId !== post.accountId && roles.includes(role) && (areaCode ?? '').startsWith(home),
  )
  return able.filter((one, i) => able.findIndex(({ accountId }) => accountId === one.accountId) === i)
}
