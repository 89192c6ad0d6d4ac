// One's own account. Open to sessions that must first do one of these things, and always about whoever asks.

import { passwordExpiresAt } from '@linli/contract/identity/password.ts'
import { needsSecondFactor } from '@linli/contract/identity/roles.ts'
import {
  ChangePassword,
  ConfirmOtp,
  Ended,
  OtpOffer,
  ProvePassword,
  RecoveryCodes,
  SecurityView,
  SessionList,
} from '@linli/contract/identity/security.schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { read } from '#platform/read.ts'
import { changePassword, confirmOtp, offerOtp, removeOtp, renewCodes } from './own-account.ts'
import { accountNames } from './public.ts'
import { countRecoveryCodes, findOwnGuard, listOwnEvents } from './queries.ts'
import { endOwnSessions, listSessions, viewSession } from './sessions.ts'

const nothing = Type.Object({})

export const ownAccountRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/me/security',
    summary: 'How my account is guarded, and what happened to it',
    permission: 'own_account',
    schema: { response: { 200: SecurityView } },
    handle({ entry }) {
      return read(
        house,
        entry,
        ({ now }) => [findOwnGuard(now), countRecoveryCodes, listOwnEvents] as const,
        ([[guard], [codes], events], { who }) => {
          const { passwordChangedAt, otpSince, roles } = guard!
          const expires = passwordExpiresAt(passwordChangedAt, house.config.passwordDays)
          return {
            passwordChangedAt: formatInstant(passwordChangedAt),
            passwordExpiresAt: expires === null ? null : formatInstant(expires),
            otpSince: otpSince === null ? null : formatInstant(otpSince),
            otpMandatory: needsSecondFactor(roles) && !house.isDemonstration,
            recoveryCodesLeft: codes!.n,
            events: events.map(({ at, verb, accountId }) => ({
              at: formatInstant(at),
              verb,
              by: accountId && accountId !== who.accountId ? (accountNames.of(house).get(accountId) ?? null) : null,
            })),
          }
        },
        'linli_auth',
      )
    },
  }),
  route({
    method: 'POST',
    url: '/api/me/password',
    summary: 'Change my password; my other sessions end',
    permission: 'own_account',
    schema: { body: ChangePassword, response: { 200: Ended } },
    handle: ({ entry, body }) => changePassword(house, entry, body),
  }),
  route({
    method: 'POST',
    url: '/api/me/otp',
    summary: 'Begin with a second factor: its secret, shown once',
    permission: 'own_account',
    schema: { body: ProvePassword, response: { 200: OtpOffer } },
    handle: ({ entry, body }) => offerOtp(house, entry, body.password),
  }),
  route({
    method: 'POST',
    url: '/api/me/otp/confirm',
    summary: 'Confirm the second factor by a code; answers with recovery codes, shown once',
    permission: 'own_account',
    schema: { body: ConfirmOtp, response: { 200: RecoveryCodes } },
    handle: ({ entry, body }) => confirmOtp(house, entry, body.otp),
  }),
  route({
    method: 'POST',
    url: '/api/me/otp/remove',
    summary: 'Do without the second factor, where no post of mine demands it',
    permission: 'own_account',
    schema: { body: ProvePassword, response: { 200: nothing } },
    handle: ({ entry, body }) => removeOtp(house, entry, body.password),
  }),
  route({
    method: 'POST',
    url: '/api/me/recovery-codes',
    summary: 'Ten new recovery codes in place of the others, shown once',
    permission: 'own_account',
    schema: { body: ProvePassword, response: { 200: RecoveryCodes } },
    handle: ({ entry, body }) => renewCodes(house, entry, body.password),
  }),
  route({
    method: 'GET',
    url: '/api/sessions',
    summary: 'Where I am signed in',
    permission: 'own_account',
    schema: { response: { 200: SessionList } },
    handle({ entry }) {
      return read(
        house,
        entry,
        ({ wall }) => [listSessions(wall)] as const,
        ([rows], { who }) => ({ items: rows.map(viewSession(who.sessionId)) }),
        'linli_auth',
      )
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/sessions',
    summary: 'End all my sessions but this one',
    permission: 'own_account',
    schema: { response: { 200: Ended } },
    async handle({ entry }) {
      return (await perform(house, endOwnSessions(house), { entry, input: { id: null } })).result
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/sessions/:id',
    summary: 'End one of my sessions',
    permission: 'own_account',
    schema: { params: Type.Object({ id: Id }), response: { 200: Ended } },
    async handle({ entry, params }) {
      return (await perform(house, endOwnSessions(house), { entry, input: { id: params.id } })).result
    },
  }),
]
