// Accounts: who there is, for leaders and centres in their area; everything else for the security administrator.

import {
  AccountAct,
  ChangeAccount,
  Changed,
  DisableAccount,
  HandOverQuery,
  HandOverView,
  Made,
  OneTimePassword,
  PutAccount,
} from '@linli/contract/identity/admin.schemas.ts'
import { AccountPage, AccountQuery, AccountView } from '@linli/contract/identity/schemas.ts'
import { Ended } from '@linli/contract/identity/security.schemas.ts'
import { emptiedBy } from '@linli/contract/identity/staffing.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Entry } from '#platform/session.ts'
import { areaNames } from '../area/public.ts'
import {
  changeAccount,
  disableAccount,
  enableAccount,
  endAccountSessions,
  putAccount,
  resetOtp,
  resetPassword,
} from './accounts.ts'
import { unlockAccount } from './actions.ts'
import { findLeaving } from './leaving.ts'
import { units } from './public.ts'
import { findAccountRow, handOverLoad, listAccounts, listResponsible, listStandingIn } from './queries.ts'
import { nameOf, unitNameOf, viewAccount } from './view.ts'

const params = Type.Object({ id: Id })
const permission = 'account.write'

const reading = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/accounts',
    summary: 'Staff in your areas, by user name',
    permission: 'account.list',
    schema: { querystring: AccountQuery, response: { 200: AccountPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const after = decodeCursor(query.cursor, ['text'])?.[0] ?? null
      return read(
        house,
        entry,
        ({ now, wall }) =>
          [listAccounts({ ...query, after, limit, today: formatInstant(now).slice(0, 10), wall })] as const,
        ([rows], { who }) => {
          permit(who, 'account.list')
          return toPage(rows, limit, (r) => [r.username], viewAccount(house, who))
        },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/api/accounts/:id',
    summary: 'One account with all its posts',
    permission: 'account.list',
    schema: { params, response: { 200: AccountView } },
    handle({ entry, params: { id } }) {
      return read(house, entry, [findAccountRow(id)], ([[row]], { who }) => {
        if (!row) throw problem('not_found')
        permit(who, 'account.list')
        return viewAccount(house, who)(row)
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/accounts/:id/hand-over',
    summary: 'What would be left behind if this account, or one of its posts, ended today',
    permission: 'post.grant',
    schema: { params, querystring: HandOverQuery, response: { 200: HandOverView } },
    handle: ({ entry, params: { id }, query: { post } }) => previewHandOver(house, entry, id, post ?? null),
  }),
]

function previewHandOver(house: House, entry: Entry, id: string, post: string | null) {
  return read(
    house,
    entry,
    ({ now }) =>
      [
        findAccountRow(id),
        handOverLoad(id),
        listResponsible(id),
        listStandingIn(id, now),
        ...findLeaving({ account: id, post: null, successor: null }, now),
      ] as const,
    ([[account], load, incidents, standsIn, own, staff, absences], { who, now }) => {
      if (!account || (post !== null && !own.some((p) => p.id === post))) throw problem('not_found')
      permit(who, 'post.grant')
      const empty = emptiedBy({ accountId: id, postIds: post === null ? null : [post] }, staff, absences, now)
      return {
        open: load.reduce((sum, { open }) => sum + open, 0),
        units: load.map(({ unitId, open }) => ({ unit: unitId, unitName: unitNameOf(house, unitId), open })),
        incidents: incidents.map(({ dueAt, ...incident }) => ({
          ...incident,
          dueAt: dueAt === null ? null : formatInstant(dueAt),
        })),
        empty: empty.map((unit) => ({
          unit,
          unitName: unitNameOf(house, unit),
          areaName: areaNames.of(house).get(units.of(house).byId.get(unit)?.areaCode ?? '') ?? '',
        })),
        standsIn: standsIn.map((absence) => ({
          deputy: absence.id,
          for: nameOf(house, absence.holderId),
          unitName: absence.unitId === null ? null : unitNameOf(house, absence.unitId),
          to: formatInstant(absence.toAt),
        })),
      }
    },
  )
}

const writing = (house: House): Route[] => [
  route({
    method: 'PUT',
    url: '/api/accounts/:id',
    summary: 'Make an account; it opens nothing until it has a password and a post',
    permission,
    schema: { params, body: PutAccount, response: { 200: Made, 201: Made } },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, putAccount, { entry, id, input: { id, input: body } })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/change',
    summary: 'Change name, work number or phone',
    permission,
    schema: { params, body: ChangeAccount, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, changeAccount, { entry, input: { id, input: body } })).result
    },
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/unlock',
    summary: 'Lift the lock after wrong passwords',
    permission,
    schema: {
      params,
      body: Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
      response: { 200: Changed },
    },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, unlockAccount(house), { entry, input: { id, version: body.version } })).result
    },
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/disable',
    summary: 'Sign out everywhere and let nobody in; open incidents are handed over',
    permission,
    schema: { params, body: DisableAccount, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, disableAccount, { entry, input: { id, input: body } })).result
    },
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/enable',
    summary: 'Let a disabled account in again',
    permission,
    schema: { params, body: AccountAct, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, enableAccount, { entry, input: { id, input: body } })).result
    },
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/reset-password',
    summary: 'Hand over a one-time password, shown once',
    permission,
    schema: { params, body: AccountAct, response: { 200: OneTimePassword } },
    handle: ({ entry, params: { id }, body }) => resetPassword(house, entry, { id, input: body }),
  }),
  route({
    method: 'POST',
    url: '/api/accounts/:id/reset-otp',
    summary: 'Take away a lost second factor; a new one is asked for at the next sign-in',
    permission,
    schema: { params, body: AccountAct, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, resetOtp, { entry, input: { id, input: body } })).result
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/accounts/:id/sessions',
    summary: 'Sign an account out everywhere',
    permission,
    schema: { params, response: { 200: Ended } },
    async handle({ entry, params: { id } }) {
      return (await perform(house, endAccountSessions, { entry, input: { id } })).result
    },
  }),
]

export const accountRoutes = (house: House): Route[] => [...reading(house), ...writing(house)]
