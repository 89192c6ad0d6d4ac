import { permissionsOf, roleLabel } from '@linli/contract/identity/roles.ts'
import {
  AccountPage,
  AccountQuery,
  type AccountView,
  EndPost,
  GivePost,
  Me,
  type PostView,
  SignedIn,
  SignIn,
  UnitPage,
  UnitQuery,
} from '@linli/contract/identity/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type, { type Static } from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route, SESSION_COOKIE } from '#platform/http.ts'
import { spendIfWrong } from '#platform/limits.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { Problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Post, Who } from '#platform/session.ts'
import { areaNames } from '../area/public.ts'
import { endPost, givePost, unlockAccount } from './actions.ts'
import { deviceOf } from './device.ts'
import { ownAccountRoutes } from './own-routes.ts'
import { accountNames, units } from './public.ts'
import { type AccountRow, listAccounts, listUnits, type UnitRow } from './queries.ts'
import { closeSession, openSession } from './sign-in.ts'

function viewPost(house: House, p: Omit<Post, 'onBehalfOf'> & { onBehalfOf?: string | null }): PostView {
  return {
    id: p.id,
    role: p.role,
    roleName: roleLabel(p.role),
    area: p.areaCode,
    areaName: p.areaCode ? (areaNames.of(house).get(p.areaCode) ?? null) : null,
    unit: p.unitId,
    unitName: p.unitId ? (units.of(house).byId.get(p.unitId)?.name ?? null) : null,
    from: p.from,
    to: p.to,
    onBehalfOf: p.onBehalfOf ? { id: p.onBehalfOf, name: accountNames.of(house).get(p.onBehalfOf) ?? '' } : null,
  }
}

const viewAccount =
  (house: House) =>
  (row: AccountRow): Static<typeof AccountView> => ({
    id: row.id,
    username: row.username,
    name: row.name,
    isDisabled: row.isDisabled,
    lockedUntil: row.lockedUntil ? formatInstant(row.lockedUntil) : null,
    posts: row.posts.map((p) => viewPost(house, p)),
    version: row.version,
  })

const viewUnit = (house: House) => (u: UnitRow) => ({
  id: u.id,
  key: u.key,
  name: u.name,
  kind: u.kind,
  area: u.areaCode,
  areaName: areaNames.of(house).get(u.areaCode) ?? '',
})

/** A right password whose owner is asked for more is no wrong one. */
const isWrong = (error: unknown): boolean =>
  error instanceof Problem && error.status === 401 && error.code !== 'otp.required'

const self = (who: Who) => ({ id: who.accountId!, username: who.username!, name: who.name })

export const identityRoutes = (house: House): Route[] => [
  route({
    method: 'POST',
    url: '/api/session',
    summary: 'Sign in; browsers keep the cookie, programs the token',
    permission: 'public',
    schema: { body: SignIn, response: { 200: SignedIn } },
    async handle({ body, request, reply }) {
      const { token, entered } = await spendIfWrong({ house, request, reply }, 'signIns', isWrong, () =>
        openSession(house, body, deviceOf(request)),
      )
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: house.config.production,
      })
      const account = { id: entered.accountId, username: entered.username, name: entered.name }
      return { token, account, posts: entered.posts.map((p) => viewPost(house, p)), must: entered.must }
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/session',
    summary: 'Sign out',
    permission: 'own_account',
    schema: { response: { 204: Type.Null() } },
    async handle({ entry, reply }) {
      await closeSession(house, entry)
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204).send()
    },
  }),
  route({
    method: 'GET',
    url: '/api/me',
    summary: 'Who I am and what I may do',
    permission: 'own_account',
    schema: { response: { 200: Me } },
    handle({ entry }) {
      return read(house, entry, [], (_, { who, now }) => ({
        account: self(who),
        posts: who.posts.map((p) => viewPost(house, p)),
        must: who.must,
        permissions: permissionsOf(who.posts.map((p) => p.role)),
        trial: house.db.engine.kind === 'embedded',
        virtualClock: house.config.clock === 'virtual',
        now: formatInstant(now),
      }))
    },
  }),
  route({
    method: 'GET',
    url: '/api/accounts',
    summary: 'Staff in your areas, by user name',
    permission: 'account.list',
    schema: { querystring: AccountQuery, response: { 200: AccountPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const after = decodeCursor(query.cursor, ['text'])
      return read(
        house,
        entry,
        [listAccounts({ under: query.under, q: query.q, after: after?.[0] ?? null, limit })],
        ([rows], { who }) => {
          permit(who, 'account.list')
          return toPage(rows, limit, (r) => [r.username], viewAccount(house))
        },
      )
    },
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/unlock',
    summary: 'Lift the lock after wrong passwords',
    permission: 'account.write',
    schema: {
      params: Type.Object({ id: Id }),
      body: Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
      response: { 200: Type.Object({ id: Id, version: Type.Integer() }) },
    },
    async handle({ entry, params, body }) {
      return (await perform(house, unlockAccount(house), { entry, input: { id: params.id, version: body.version } }))
        .result
    },
  }),
  route({
    method: 'GET',
    url: '/api/units',
    summary: 'Who can hold an incident: units of your areas, centres and departments above',
    permission: 'unit.list',
    schema: { querystring: UnitQuery, response: { 200: UnitPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      return read(
        house,
        entry,
        [
          listUnits({
            under: query.under,
            kind: query.kind,
            q: query.q,
            after: decodeCursor(query.cursor, ['text', 'text']),
            limit,
          }),
        ],
        ([rows], { who }) => {
          permit(who, 'unit.list')
          return toPage(rows, limit, (r) => [r.areaCode, r.key], viewUnit(house))
        },
      )
    },
  }),
  route({
    method: 'PUT',
    url: '/api/posts/:id',
    summary: 'Give a post, inside your own areas and below yourself',
    permission: 'post.grant',
    schema: {
      params: Type.Object({ id: Id }),
      body: GivePost,
      response: { 200: Type.Object({ id: Id }), 201: Type.Object({ id: Id }) },
    },
    async handle({ entry, params, body, reply }) {
      const { result, created } = await perform(house, givePost(house), {
        entry,
        id: params.id,
        input: { id: params.id, input: body },
      })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'POST',
    url: '/api/posts/:id/end',
    summary: 'Set the last day of a post',
    permission: 'post.grant',
    schema: {
      params: Type.Object({ id: Id }),
      body: EndPost,
      response: { 200: Type.Object({ id: Id, version: Type.Integer() }) },
    },
    async handle({ entry, params, body }) {
      return (await perform(house, endPost(house), { entry, input: { id: params.id, input: body } })).result
    },
  }),
  ...ownAccountRoutes(house),
]
