// Posts, and what the security administrator does to accounts.

import { type GrantPost, mayGrant } from '@linli/contract/identity/grant.ts'
import type { EndPost, GivePost } from '@linli/contract/identity/schemas.ts'
import type { Static } from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql, updateRow } from '#platform/sql.ts'
import { findLeaving, type LeavingFacts, planEnd } from './leaving.ts'
import type { PostRow } from './queries.ts'

type GivenPost = { id: string; input: Static<typeof GivePost> }
type UnitArea = { areaCode: string; kind: string }
type Receiver = { id: string; holds: string[] }

/** PUT /api/posts/{id}: gives a post. Nobody gives what lies outside their own areas and roles (RuoYi#328). */
export const givePost = (
  house: House,
): ActionSpec<GivenPost, [Query<UnitArea>, Query<Receiver>, ReturnType<typeof chainHead>], { id: string }> => ({
  name: 'post.grant',
  facts: ({ input }) => [
    sql<UnitArea>`select area_code, kind from unit where id = ${input.unit ?? null}::uuid`,
    sql<Receiver>`select a.id, (select coalesce(array_agg(p.role), '{}') from post p where p.account_id = a.id and (p.to_on is null or p.to_on >= ${input.from}::date)) as holds
      from account a where a.id = ${input.account}::uuid`,
    chainHead('audit'),
  ],
  decide([units, accounts, [head]], { id, input }, { who, now, wall }) {
    permit(who, 'post.grant')
    if (!accounts[0])
      throw problem('request.invalid', { errors: [{ path: '/account', message: 'no such account in your areas' }] })
    if (input.unit && !units[0])
      throw problem('request.invalid', { errors: [{ path: '/unit', message: 'no such unit in your areas' }] })
    if (input.to && input.to < input.from)
      throw problem('request.invalid', { errors: [{ path: '/to', message: 'lies before from' }] })
    const target: GrantPost = {
      accountId: input.account,
      role: input.role,
      areaCode: input.area ?? null,
      unitAreaCode: units[0]?.areaCode ?? null,
      unitKind: units[0]?.kind ?? null,
      holds: accounts[0].holds,
    }
    const verdict = mayGrant(who.posts, who.accountId!, target)
    if (!verdict.ok) throw problem('post.refused', { reason: verdict.reason })
    const row = {
      id,
      accountId: input.account,
      role: input.role,
      areaCode: input.area ?? null,
      unitId: input.unit ?? null,
      fromOn: input.from,
      toOn: input.to ?? null,
      givenBy: who.accountId,
      createdAt: at(now),
      version: 1,
    }
    return {
      writes: [
        insertRow('post', row),
        change({ kind: 'post', id, version: 1, areaCode: input.area ?? null, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'post.grant',
          subject: input.account,
          facts: { post: id, ...input },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target }) }),
})

type EndedPost = { id: string; input: Static<typeof EndPost> }
type EndFacts = [ReturnType<typeof chainHead>, Query<PostRow>, ...LeavingFacts]

/** POST /api/posts/{id}/end: the last day of a post; its history stays, its open incidents are handed over when the day is over. */
export const endPost = (house: House): ActionSpec<EndedPost, EndFacts, { id: string; version: number }> => ({
  name: 'post.end',
  facts: ({ id, input }, { now }) => [
    chainHead('audit'),
    sql<PostRow>`select p.id, p.account_id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, p.version, u.area_code as unit_area
        from post p left join unit u on u.id = p.unit_id where p.id = ${id}::uuid`,
    ...findLeaving({ account: null, post: id, successor: input.handOver?.successor ?? null }, now),
  ],
  decide([[head], [post], ...leaving], { id, input }, context) {
    const { who, wall } = context
    if (!post) throw problem('not_found')
    permit(who, 'post.grant')
    const verdict = mayGrant(who.posts, who.accountId!, {
      accountId: post.accountId,
      role: post.role,
      areaCode: post.areaCode,
      unitAreaCode: post.unitArea,
    })
    if (!verdict.ok) throw problem('post.refused', { reason: verdict.reason })
    if (post.version !== input.version) throw problem('version.conflict', { current: { version: post.version } })
    if (input.to < post.fromOn)
      throw problem('request.invalid', { errors: [{ path: '/to', message: 'lies before the first day of the post' }] })
    const version = post.version + 1
    const own = leaving[0].find((held) => held.id === id)!
    const plan = planEnd(own, input.to, input.handOver ?? {}, leaving, context)
    return {
      writes: [
        ...plan.writes,
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'post.end',
          subject: post.accountId,
          facts: { post: id, to: input.to, ...plan.facts },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id, version }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target, version: 0 }) }),
})

type Unlock = { id: string; version: number }

/** POST /api/accounts/{id}/unlock, by the security administrator. */
export const unlockAccount = (
  house: House,
): ActionSpec<Unlock, [Query<{ version: number }>, ReturnType<typeof chainHead>], { id: string; version: number }> => ({
  name: 'account.unlock',
  facts: ({ id }) => [sql`select version from account where id = ${id}::uuid`, chainHead('audit')],
  decide([[account], [head]], { id, version }, { who, wall }) {
    if (!account) throw problem('not_found')
    permit(who, 'account.write')
    if (account.version !== version) throw problem('version.conflict', { current: { version: account.version } })
    return {
      writes: [
        updateRow('account', id, { failedCount: 0, lockedUntil: null, version: version + 1 }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'account.unlock',
          subject: id,
          facts: {},
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id, version: version + 1 }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target, version: 0 }) }),
})
