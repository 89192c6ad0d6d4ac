import { permissionsOf } from '@linli/contract/identity/roles.ts'
import { Me, SignedIn, SignIn, UnitPage, UnitQuery } from '@linli/contract/identity/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route, SESSION_COOKIE } from '#platform/http.ts'
import { spendIfWrong } from '#platform/limits.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { Problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Who } from '#platform/session.ts'
import { areaNames } from '../area/public.ts'
import { accountRoutes } from './account-routes.ts'
import { deviceOf } from './device.ts'
import { ownAccountRoutes } from './own-routes.ts'
import { postRoutes } from './post-routes.ts'
import { listUnits, type UnitRow } from './queries.ts'
import { rosterRoutes } from './roster-routes.ts'
import { closeSession, openSession } from './sign-in.ts'
import { viewPost } from './view.ts'

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
  ...accountRoutes(house),
  ...postRoutes(house),
  ...rosterRoutes(house),
  ...ownAccountRoutes(house),
]
