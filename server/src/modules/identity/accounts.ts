// What the security administrator does to accounts. Administrators are kept apart here too: whoever resets another administrator's
// password could do that work, so their password and second factor are reset on the server itself (administrator.ts).

import { randomBytes } from 'node:crypto'
import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import type { AccountAct, ChangeAccount, DisableAccount, PutAccount } from '@linli/contract/identity/admin.schemas.ts'
import { makeOneTimePassword } from '@linli/contract/identity/handed-out.ts'
import { passwordRules } from '@linli/contract/identity/password.ts'
import { roleEntry, roleNames } from '@linli/contract/identity/roles.ts'
import type { Message } from '@linli/contract/incident/verdict.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { Static } from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, type Context, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { insert, toStatements } from '#platform/ops.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import type { Entry } from '#platform/session.ts'
import { at, insertRow, type Query, sql, textArray, updateRow } from '#platform/sql.ts'
import { findLeaving, type LeavingFacts, planDisable } from './leaving.ts'
import { noOtp } from './own-account.ts'
import { hashPassword, NO_PASSWORD } from './password.ts'
import { dropCodes } from './recovery.ts'
import { endSessions, openSessionsOf } from './sessions.ts'

type Head = ReturnType<typeof chainHead>

interface AccountRow {
  id: string
  username: string
  name: string
  isDisabled: boolean
  version: number
  roles: string[]
}

const findAccount = (id: string, now: number): Query<AccountRow> =>
  sql<AccountRow>`select id, username, name, is_disabled, version, account_roles(id, ${at(now)}::timestamptz) as roles
    from account where id = ${id}::uuid`

const administratorRoles = roleNames.filter((role) => roleEntry(role)?.administrator)

/** Who could do the work of each kind of administrator today. */
const listAdministrators = (now: number): Query<{ accountId: string; role: string }> =>
  sql<{
    accountId: string
    role: string
  }>`select distinct p.account_id, p.role from post p join account a on a.id = p.account_id
    where p.role = any (${textArray(administratorRoles)}::text[]) and not a.is_disabled
      and p.from_on <= ${formatInstant(now).slice(0, 10)}::date and (p.to_on is null or p.to_on >= ${formatInstant(now).slice(0, 10)}::date)`

/** The entry of the audit; what is done to an account stands under its id. */
const noteOf = (
  head: { seq: number; digest: Uint8Array | null } | undefined,
  verb: AuditVerb,
  subject: string,
  facts: object,
  c: Context,
) =>
  append(c.house.keys, 'audit', head, {
    id: uuidv7(),
    accountId: c.who.accountId,
    verb,
    subject,
    facts: { ...facts },
    at: c.wall,
  })

/** The person finds it among their messages and on their security page. */
const tellAccount = (accountId: string, message: Message, now: number): Query[] =>
  toStatements([
    insert('message', {
      id: uuidv7(),
      unitId: null,
      accountId,
      incidentId: null,
      areaCode: null,
      message,
      at: at(now),
      isAlarm: false,
    }),
  ])

const told = (id: string, version: number, now: number) =>
  change({ kind: 'account', id, version, areaCode: null, at: now })

const sealed = (house: House, phone: string | null): string | null =>
  phone === null ? null : `\\x${house.keys.seal(phone).toString('hex')}`

type Put = { id: string; input: Static<typeof PutAccount> }

/** PUT /api/accounts/{id}. Nobody can sign in with it until a password is handed over and a post given. */
export const putAccount: ActionSpec<Put, [Head], { id: string }> = {
  name: 'account.create',
  facts: () => [chainHead('audit')],
  decide([[head]], { id, input }, context) {
    permit(context.who, 'account.write')
    const { house, now, wall } = context
    const row = {
      id,
      username: input.username,
      name: input.name.trim(),
      workNumber: input.workNumber ?? null,
      phone: sealed(house, input.phone ?? null),
      passwordHash: NO_PASSWORD,
      passwordChangedAt: at(wall),
      isDisabled: false,
      failedCount: 0,
      createdAt: at(now),
      version: 1,
    }
    const facts = { username: input.username, name: row.name, workNumber: row.workNumber }
    return {
      writes: [insertRow('account', row), told(id, 1, now), ...noteOf(head, 'account.create', id, facts, context)],
      target: id,
      answer: { queries: [], build: () => ({ id }) },
    }
  },
  replay: (target) => ({ queries: [], build: () => ({ id: target }) }),
}

interface Act<I> {
  id: string
  input: I & { version: number }
}
type Answer = { id: string; version: number }

/** What all acts on an existing account judge alike, in the order of docs/wire.md. */
function judged(account: AccountRow | undefined, version: number, { who }: Context, ownIsFine = false): AccountRow {
  if (!account) throw problem('not_found')
  permit(who, 'account.write')
  if (!ownIsFine && account.id === who.accountId) throw problem('account.oneself')
  if (account.version !== version) throw problem('version.conflict', { current: { version: account.version } })
  return account
}

const changed = (target: string, version: number, writes: Query[]) => ({
  writes,
  target,
  answer: { queries: [], build: (): Answer => ({ id: target, version }) },
})
const replay = (target: string) => ({ queries: [], build: (): Answer => ({ id: target, version: 0 }) })

/** POST /api/accounts/{id}/change: name, work number, phone. */
export const changeAccount: ActionSpec<Act<Static<typeof ChangeAccount>>, [Head, Query<AccountRow>], Answer> = {
  name: 'account.change',
  facts: ({ id }, { now }) => [chainHead('audit'), findAccount(id, now)],
  decide([[head], [found]], { id, input }, context) {
    const { version, phone, ...rest } = input
    const account = judged(found, version, context, true)
    const set = {
      ...rest,
      ...(phone === undefined ? {} : { phone: sealed(context.house, phone) }),
      version: account.version + 1,
    }
    const facts = { ...rest, ...(phone === undefined ? {} : { phone: 'changed' }) }
    return changed(id, set.version, [
      updateRow('account', id, set),
      told(id, set.version, context.now),
      ...noteOf(head, 'account.change', id, facts, context),
    ])
  },
  replay,
}

type DisableFacts = [
  Head,
  Query<AccountRow>,
  ReturnType<typeof listAdministrators>,
  Query<{ id: string }>,
  ...LeavingFacts,
]

/** POST /api/accounts/{id}/disable: signs out everywhere, and hands over what was on the desk. */
export const disableAccount: ActionSpec<Act<Static<typeof DisableAccount>>, DisableFacts, Answer> = {
  name: 'account.disable',
  // The head of the log first: of two administrators who disable each other the second sees what the first has done.
  facts: ({ id, input }, { now }) => [
    chainHead('audit'),
    findAccount(id, now),
    listAdministrators(now),
    openSessionsOf(id),
    ...findLeaving({ account: id, post: null, successor: input.handOver?.successor ?? null }, now),
  ],
  decide([[head], [found], administrators, open, ...leaving], { id, input }, context) {
    const account = judged(found, input.version, context)
    if (account.isDisabled) throw problem('account.wrong_state')
    for (const { role } of administrators.filter((a) => a.accountId === id))
      if (!administrators.some((a) => a.role === role && a.accountId !== id))
        throw problem('account.last_administrator', { role })
    const plan = planDisable(id, input.handOver ?? {}, leaving, context)
    const version = account.version + 1
    const facts = { reason: input.reason, ...plan.facts }
    return changed(id, version, [
      updateRow('account', id, { isDisabled: true, version }),
      told(id, version, context.now),
      ...endSessions(open, context.now, context.wall),
      ...plan.writes,
      ...noteOf(head, 'account.disable', id, facts, context),
    ])
  },
  replay,
}

/** POST /api/accounts/{id}/enable: posts within their dates count again; what was handed over stays where it is. */
export const enableAccount: ActionSpec<Act<Static<typeof AccountAct>>, [Head, Query<AccountRow>], Answer> = {
  name: 'account.enable',
  facts: ({ id }, { now }) => [chainHead('audit'), findAccount(id, now)],
  decide([[head], [found]], { id, input }, context) {
    const account = judged(found, input.version, context)
    if (!account.isDisabled) throw problem('account.wrong_state')
    const version = account.version + 1
    return changed(id, version, [
      updateRow('account', id, { isDisabled: false, failedCount: 0, lockedUntil: null, version }),
      told(id, version, context.now),
      ...noteOf(head, 'account.enable', id, { reason: input.reason }, context),
    ])
  },
  replay,
}

/** Administrators guard each other's work: none of them takes over another's way in. */
function refuseAdministrator({ roles }: AccountRow): void {
  if (roles.some((role) => roleEntry(role)?.administrator)) throw problem('account.administrator')
}

type Reset = Act<Static<typeof AccountAct>> & { password: string; passwordHash: string }
type ResetAnswer = Answer & { password: string; until: string }

const resetPasswordSpec: ActionSpec<Reset, [Head, Query<AccountRow>, Query<{ id: string }>], ResetAnswer> = {
  name: 'account.resetPassword',
  facts: ({ id }, { now }) => [chainHead('audit'), findAccount(id, now), openSessionsOf(id)],
  decide([[head], [found], open], { id, input, password, passwordHash }, context) {
    const account = judged(found, input.version, context)
    refuseAdministrator(account)
    const { now, wall } = context
    const version = account.version + 1
    const until = wall + passwordRules.oneTimeMs
    const set = {
      passwordHash,
      passwordChangedAt: at(wall),
      oneTimeUntil: at(until),
      failedCount: 0,
      lockedUntil: null,
    }
    return {
      writes: [
        updateRow('account', id, { ...set, version }),
        told(id, version, now),
        ...endSessions(open, now, wall),
        ...tellAccount(id, 'passwordReset', now),
        ...noteOf(head, 'account.resetPassword', id, { reason: input.reason }, context),
      ],
      target: id,
      answer: { queries: [], build: () => ({ id, version, password, until: formatInstant(until) }) },
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
}

/** POST /api/accounts/{id}/reset-password: a one-time password, shown to the administrator once and kept as a hash. */
export async function resetPassword(
  house: House,
  entry: Entry,
  act: Act<Static<typeof AccountAct>>,
): Promise<ResetAnswer> {
  const password = makeOneTimePassword(randomBytes)
  const input = { ...act, password, passwordHash: await hashPassword(password) }
  return (await perform(house, resetPasswordSpec, { entry, input })).result
}

/** POST /api/accounts/{id}/reset-otp, when device and recovery codes are lost: led to a new one at the next sign-in. */
export const resetOtp: ActionSpec<
  Act<Static<typeof AccountAct>>,
  [Head, Query<AccountRow & { otpSince: number | null }>, Query<{ id: string }>],
  Answer
> = {
  name: 'account.resetOtp',
  facts: ({ id }, { now }) => [
    chainHead('audit'),
    sql<AccountRow & { otpSince: number | null }>`select id, username, name, is_disabled, version, otp_since,
      account_roles(id, ${at(now)}::timestamptz) as roles from account where id = ${id}::uuid`,
    openSessionsOf(id),
  ],
  decide([[head], [found], open], { id, input }, context) {
    const account = judged(found, input.version, context)
    refuseAdministrator(account)
    if (found!.otpSince === null) throw problem('otp.absent')
    const { now, wall } = context
    const version = account.version + 1
    return changed(id, version, [
      updateRow('account', id, { ...noOtp, version }),
      dropCodes(id),
      told(id, version, now),
      ...endSessions(open, now, wall),
      ...tellAccount(id, 'otpReset', now),
      ...noteOf(head, 'account.resetOtp', id, { reason: input.reason }, context),
    ])
  },
  replay,
}

/** DELETE /api/accounts/{id}/sessions: signed out everywhere. */
export const endAccountSessions: ActionSpec<
  { id: string },
  [Head, Query<AccountRow>, Query<{ id: string }>],
  { ended: number }
> = {
  name: 'account.endSessions',
  facts: ({ id }, { now }) => [chainHead('audit'), findAccount(id, now), openSessionsOf(id)],
  decide([[head], [account], open], { id }, context) {
    if (!account) throw problem('not_found')
    permit(context.who, 'account.write')
    return {
      writes: [
        ...endSessions(open, context.now, context.wall),
        ...noteOf(head, 'account.endSessions', id, { sessions: open.length }, context),
      ],
      target: id,
      answer: { queries: [], build: () => ({ ended: open.length }) },
    }
  },
  replay: () => ({ queries: [], build: () => ({ ended: 0 }) }),
}
