// The duty roster as it is written and read: turns of duty, each of one person in one unit (contract identity/roster.ts judges them). What
// an emergency makes of it stands in `rosters` of public.ts, which hears of every change.
import {
  type EndTurn,
  judgeTurn,
  mayWriteRoster,
  type PutTurn,
  type TurnQuery,
} from '@linli/contract/identity/roster.ts'
import { formatInstant, parseInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import { all } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql } from '#platform/sql.ts'

type Head = ReturnType<typeof chainHead>

/** Held until the transaction ends: two turns of one person at once could each be right and wrong together. */
const oneAtATime = sql`select pg_advisory_xact_lock(7300, 2)`

interface Known {
  unitArea: string
  accountId: string | null
  isDisabled: boolean | null
  posts: { from: string; to: string | null }[]
  others: string[]
}

/** The unit, and the person as its member, under the caller's own scope. */
const factsOf = ({ unit, account, from, to }: PutTurn): Query<Known> =>
  sql<Known>`select u.area_code as unit_area, a.id as account_id, a.is_disabled,
      (select coalesce(jsonb_agg(jsonb_build_object('from', p.from_on, 'to', p.to_on)), '[]')
        from post p where p.account_id = a.id and p.unit_id = u.id) as posts,
      (select coalesce(jsonb_agg(r.id order by r.from_at), '[]') from roster r where r.unit_id = u.id and r.account_id = a.id
        and r.from_at < ${at(parseInstant(to)!)}::timestamptz and r.to_at > ${at(parseInstant(from)!)}::timestamptz) as others
    from unit u left join account a on a.id = ${account}::uuid where u.id = ${unit}::uuid`

type Put = { id: string; input: PutTurn }

/** PUT /api/rosters/{id}. */
export const putTurn: ActionSpec<Put, [Query, Head, Query<Known>], { id: string }> = {
  name: 'roster.give',
  facts: ({ input }) => [oneAtATime, chainHead('audit'), factsOf(input)],
  decide([, [head], [known]], { id, input }, { house, who, now, wall }) {
    permit(who, 'roster.write')
    if (!known) throw problem('request.invalid', { errors: [{ path: '/unit', message: 'no such unit in your sight' }] })
    if (!mayWriteRoster(who.posts, known.unitArea)) throw problem('roster.not_yours')
    const [from, to] = [parseInstant(input.from)!, parseInstant(input.to)!]
    const dayOf = (instant: number) => formatInstant(instant).slice(0, 10)
    const account = known.accountId === null ? null : { isDisabled: known.isDisabled === true }
    const verdict = judgeTurn({ from, to, now, account, posts: known.posts, others: known.others, dayOf })
    if (!verdict.ok) throw problem('roster.refused', { reason: verdict.reason, turn: verdict.turn })
    const row = { id, unitId: input.unit, accountId: input.account, fromAt: at(from), toAt: at(to) }
    return {
      writes: [
        insertRow('roster', { ...row, version: 1, givenBy: who.accountId, createdAt: at(now) }),
        change({ kind: 'roster', id, version: 1, areaCode: known.unitArea, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'roster.give',
          subject: input.account,
          facts: { turn: id, unit: input.unit, from: formatInstant(from), to: formatInstant(to) },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target }) }),
}

export interface TurnRow {
  id: string
  unitId: string
  unitName: string
  areaCode: string
  accountId: string
  fromAt: number
  toAt: number
  version: number
}

const turnColumns = sql`r.id, r.unit_id, u.name as unit_name, u.area_code, r.account_id, r.from_at, r.to_at, r.version`

/** By when they begin. Whoever sees a unit sees who is on duty in it. */
export function listTurns(
  filter: Omit<TurnQuery, 'cursor' | 'limit'> & { after: readonly [number, string] | null; limit: number },
): Query<TurnRow> {
  const { under, unit, account, since, until, after, limit } = filter
  const conditions: Query[] = []
  if (under) conditions.push(sql`u.area_code >= ${under} and u.area_code < ${`${under}:`}`)
  if (unit) conditions.push(sql`r.unit_id = ${unit}::uuid`)
  if (account) conditions.push(sql`r.account_id = ${account}::uuid`)
  if (since) conditions.push(sql`r.to_at > ${at(parseInstant(since)!)}::timestamptz`)
  if (until) conditions.push(sql`r.from_at < ${at(parseInstant(until)!)}::timestamptz`)
  if (after) conditions.push(sql`(r.from_at, r.id) > (${at(after[0])}::timestamptz, ${after[1]}::uuid)`)
  return sql<TurnRow>`select ${turnColumns} from roster r join unit u on u.id = r.unit_id
    where ${all(conditions)} order by r.from_at, r.id limit ${limit + 1}`
}

type End = { id: string; input: EndTurn }

/** POST /api/rosters/{id}/end: somebody else takes over, or it was a mistake. */
export const endTurn: ActionSpec<End, [Query, Head, Query<TurnRow>], { id: string; version: number }> = {
  name: 'roster.end',
  facts: ({ id }) => [
    oneAtATime,
    chainHead('audit'),
    sql<TurnRow>`select ${turnColumns} from roster r join unit u on u.id = r.unit_id where r.id = ${id}::uuid`,
  ],
  decide([, [head], [found]], { id, input }, { house, who, now, wall }) {
    permit(who, 'roster.write')
    if (!found) throw problem('not_found')
    if (!mayWriteRoster(who.posts, found.areaCode)) throw problem('roster.not_yours')
    if (found.version !== input.version) throw problem('version.conflict', { current: { version: found.version } })
    const to = Math.max(input.to ? parseInstant(input.to)! : now, now)
    if (found.toAt <= now || to > found.toAt) throw problem('roster.over')
    const version = found.version + 1
    // One that has not begun is left a moment long, in which nobody is called: the row says that it was planned.
    const end = at(Math.max(to, found.fromAt + 1))
    return {
      writes: [
        sql`update roster set to_at = ${end}::timestamptz, version = ${version} where id = ${id}::uuid`,
        change({ kind: 'roster', id, version, areaCode: found.areaCode, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'roster.end',
          subject: found.accountId,
          facts: { turn: id, to: formatInstant(to) },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id, version }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target, version: 0 }) }),
}
