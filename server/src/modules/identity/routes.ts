import { permissionsOf, roleLabel } from '@linli/contract/identity/roles.ts'
import {
  AccountPage,
  AccountQuery,
  type AccountView,
  AuditPage,
  AuditQuery,
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
import { entryOf, type Route, route, SESSION_COOKIE } from '#platform/http.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { read } from '#platform/read.ts'
import type { Post, Who } from '#platform/session.ts'
import { areaNames } from '../area/public.ts'
import { closeSession, endPost, givePost, openSession, unlockAccount } from './actions.ts'
import { accountNames, units } from './public.ts'
import { type AccountRow, type AuditRow, listAccounts, listAudit, listUnits, type UnitRow } from './queries.ts'

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

const viewAudit = (house: House) => (a: AuditRow) => ({
  seq: a.seq,
  at: formatInstant(a.at),
  account: a.accountId,
  accountName: a.accountId ? (accountNames.of(house).get(a.accountId) ?? null) : null,
  verb: a.verb,
  subject: a.subject,
  facts: a.facts,
})

const self = (who: Who) => ({ id: who.accountId!, username: who.username!, name: who.name })

function logRoute(house: House, log: 'audit' | 'disclosure', permission: 'audit.read' | 'disclosure.read'): Route {
  return route({
    method: 'GET',
    url: log === 'audit' ? '/api/audit' : '/api/disclosures',
    summary:
      log === 'audit'
        ? 'What was done to the system, newest first'
        : 'Who read whose personal data, newest first; yours, or all for administrators',
    permission,
    schema: { querystring: AuditQuery, response: { 200: AuditPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const before = decodeCursor(query.cursor, ['whole'])
      return read(
        house,
        entry,
        [listAudit(log, { ...query, before: before?.[0] ?? null, limit })],
        ([rows], { who }) => {
          permit(who, permission)
          return toPage(rows, limit, (r) => [r.seq], viewAudit(house))
        },
      )
    },
  })
}

export const identityRoutes = (house: House): Route[] => [
  route({
    method: 'POST',
    url: '/api/session',
    summary: 'Sign in; browsers keep the cookie, programs the token',
    permission: 'public',
    schema: { body: SignIn, response: { 200: SignedIn } },
    async handle({ body, reply }) {
      const { token, entered } = await openSession(house, body)
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: house.config.production,
      })
      const account = { id: entered.accountId, username: entered.username, name: entered.name }
      return { token, account, posts: entered.posts.map((p) => viewPost(house, p)) }
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/session',
    summary: 'Sign out',
    permission: 'signed_in',
    schema: { response: { 204: Type.Null() } },
    async handle({ entry, request, reply }) {
      await read(house, entry, [], () => undefined)
      const mine = entryOf(house, request)
      if (mine?.kind === 'staff') await closeSession(house, mine)
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204).send()
    },
  }),
  route({
    method: 'GET',
    url: '/api/me',
    summary: 'Who I am and what I may do',
    permission: 'signed_in',
    schema: { response: { 200: Me } },
    handle({ entry }) {
      return read(house, entry, [], (_, { who, now }) => ({
        account: self(who),
        posts: who.posts.map((p) => viewPost(house, p)),
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
  logRoute(house, 'audit', 'audit.read'),
  logRoute(house, 'disclosure', 'disclosure.read'),
]
