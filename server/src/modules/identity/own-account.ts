// What people do to guard their own account: password, second factor, recovery codes. Whoever sits down at an open page is not the
// person, so the password is asked for again; wrong ones count to the lock exactly as at the door, and are recorded before they
// are refused.

import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import {
  afterFailure,
  checkPassword,
  lockRemaining,
  type PasswordRefusal,
  passwordRefusals,
  passwordRules,
} from '@linli/contract/identity/password.ts'
import { needsSecondFactor } from '@linli/contract/identity/roles.ts'
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, type Context, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { type Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Entry } from '#platform/session.ts'
import { at, insertRow, type Query, sql, updateRow } from '#platform/sql.ts'
import { offerSecret, stepOf } from './one-time-code.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { findCredential, type GuardRow, listFormerHashes, lockOwnGuard, mine } from './queries.ts'
import { dropCodes, freshCodes } from './recovery.ts'
import { endSessions, openSessionsOf } from './sessions.ts'

/** A password as it was judged before the lock; null where the act asks for none. */
type Proof = { fits: boolean; passwordChangedAt: number } | null

interface Deed<R> {
  writes: Query[]
  result: R
  /** Sessions that end with it, besides this one which goes on. */
  ends?: readonly { id: string }[]
  facts?: Record<string, unknown>
}
/** Null: what was typed is wrong, which counts. */
type Do<R> = (guard: GuardRow, open: readonly { id: string }[], context: Context) => Deed<R> | null
type Done<R> = { refusal: Problem } | { result: R }

/** What may be refused for what was typed. */
type OwnVerb = Exclude<AuditVerb, `${string}.refused`>

interface Asked<R> {
  verb: OwnVerb
  proof: Proof
  wrong: 'password.wrong' | 'otp.wrong'
  do: Do<R>
}

/** One act on one's own account under its lock. */
const ownSpec = <R>(
  house: House,
): ActionSpec<Asked<R>, [Query<GuardRow>, Query<{ id: string }>, ReturnType<typeof chainHead>], Done<R>> => ({
  name: 'account.guard',
  role: 'linli_auth',
  facts: (_, { now }) => [lockOwnGuard(now), openSessionsOf(null), chainHead('audit')],
  decide([[guard], open, [head]], { verb, proof, wrong, do: act }, context) {
    const { who, now, wall } = context
    const end = (writes: Query[], done: Done<R>) => ({ writes, target: '', answer: { queries: [], build: () => done } })
    const note = (noted: AuditVerb, facts: Record<string, unknown>) =>
      append(house.keys, 'audit', head, {
        id: uuidv7(),
        accountId: who.accountId,
        verb: noted,
        subject: who.accountId,
        facts,
        at: wall,
      })
    const wait = lockRemaining(guard!, wall)
    if (wait > 0) return end([], { refusal: problem('session.locked', { retryAfterSeconds: Math.ceil(wait / 1000) }) })
    const isProven = proof === null || (proof.fits && proof.passwordChangedAt === guard!.passwordChangedAt)
    const others = open.filter(({ id }) => id !== who.sessionId)
    const deed = isProven ? act(guard!, others, context) : null
    if (!deed) {
      const next = afterFailure(guard!.failedCount, wall)
      const counted = { failedCount: next.failedCount, lockedUntil: at(next.lockedUntil) }
      const facts = { act: verb, locked: next.lockedUntil !== null }
      return end([updateRow('account', guard!.id, counted), ...note(`${verb}.refused`, facts)], {
        refusal: problem(wrong),
      })
    }
    const ends = deed.ends ?? []
    return end(
      [
        updateRow('account', guard!.id, { failedCount: 0, lockedUntil: null }),
        ...deed.writes,
        ...endSessions(ends, now, wall),
        ...note(verb, { ...deed.facts, ...(ends.length > 0 && { sessionsEnded: ends.length }) }),
      ],
      { result: deed.result },
    )
  },
  replay: () => {
    throw problem('id.conflict')
  },
})

async function take<R>(house: House, entry: Entry, asked: Asked<R>): Promise<R> {
  const { result } = await perform(house, ownSpec<R>(house), { entry, input: asked })
  if ('refusal' in result) throw result.refusal
  return result.result
}

const readOwn = (house: House, entry: Entry) =>
  read(
    house,
    entry,
    [findCredential(null), listFormerHashes],
    ([[own], former]) => ({ own: own!, former: former.map((f) => f.passwordHash) }),
    'linli_auth',
  )

async function prove(house: House, entry: Entry, password: string): Promise<Proof> {
  const { own } = await readOwn(house, entry)
  return { fits: await verifyPassword(password, own.passwordHash), passwordChangedAt: own.passwordChangedAt }
}

/** This session has done what it had to, and opens the rest if that was all. */
const fulfil = (sessionId: string | null, what: 'password' | 'otp'): Query =>
  sql`update session set must = array_remove(must, ${what}) where id = ${sessionId}::uuid`

/** The rules that a new password breaks; throws password.refused with the reason. */
async function refuseWeak(house: House, username: string, password: string, kept: readonly string[]): Promise<void> {
  const verdict = checkPassword({ password, username, demonstration: house.isDemonstration })
  if (!verdict.ok) throw refused(verdict.reason)
  const used = await Promise.all(kept.map((hash) => verifyPassword(password, hash)))
  if (used.includes(true)) throw refused('password.used_before')
}

const refused = (reason: PasswordRefusal) =>
  problem('password.refused', { reason, errors: [{ path: '/password', message: passwordRefusals[reason].en }] })

/** POST /api/me/password. Every other session ends: whoever knew the old one is out. */
export async function changePassword(
  house: House,
  entry: Entry,
  { current, password }: { current: string; password: string },
): Promise<{ ended: number }> {
  const { own, former } = await readOwn(house, entry)
  const fits = await verifyPassword(current, own.passwordHash)
  // Rules are told only to whoever knows the present password: "used before" says something of the account.
  if (fits) await refuseWeak(house, own.username, password, [own.passwordHash, ...former])
  const passwordHash = await hashPassword(password)
  return take(house, entry, {
    verb: 'password.change',
    proof: { fits, passwordChangedAt: own.passwordChangedAt },
    wrong: 'password.wrong',
    do: (guard, others, { who, wall }) => ({
      writes: [
        updateRow('account', guard.id, { passwordHash, passwordChangedAt: at(wall), oneTimeUntil: null }),
        insertRow('former_password', {
          id: uuidv7(),
          accountId: guard.id,
          passwordHash: own.passwordHash,
          untilAt: at(wall),
        }),
        forgetOldest,
        fulfil(who.sessionId, 'password'),
      ],
      ends: others,
      result: { ended: others.length },
    }),
  })
}

const forgetOldest = sql`delete from former_password where account_id = ${mine} and id not in
  (select id from former_password where account_id = ${mine} order by until_at desc limit ${sql.lit(passwordRules.remembered)})`

/** POST /api/me/otp: a secret that counts once a code of it has been confirmed. */
export async function offerOtp(house: House, entry: Entry, password: string) {
  const proof = await prove(house, entry, password)
  return take(house, entry, {
    verb: 'otp.offer',
    proof,
    wrong: 'password.wrong',
    do: (guard) => {
      const { uri, secret, sealed } = offerSecret(house, guard.username)
      const writes = [updateRow('account', guard.id, { otpPending: `\\x${sealed.toString('hex')}` })]
      return { writes, result: { uri, secret } }
    },
  })
}

/** POST /api/me/otp/confirm: from now on sign-in asks for it. The codes are shown this once. */
export function confirmOtp(house: House, entry: Entry, otp: string): Promise<{ recoveryCodes: string[] }> {
  return take(house, entry, {
    verb: 'otp.enrol',
    proof: null,
    wrong: 'otp.wrong',
    do: (guard, others, { who, wall }) => {
      if (guard.otpPending === null) throw problem('otp.not_offered')
      const step = stepOf(house, guard.otpPending, otp, null, wall)
      if (step === null) return null
      const { codes, writes } = freshCodes(house, guard.id)
      const sealed = `\\x${Buffer.from(guard.otpPending).toString('hex')}`
      const kept = { otpSecret: sealed, otpPending: null, otpSince: at(wall), otpLastStep: step }
      return {
        writes: [updateRow('account', guard.id, kept), ...writes, fulfil(who.sessionId, 'otp')],
        ends: others,
        result: { recoveryCodes: codes },
      }
    },
  })
}

/** POST /api/me/otp/remove, where no post demands it. */
export async function removeOtp(house: House, entry: Entry, password: string): Promise<Record<string, never>> {
  const proof = await prove(house, entry, password)
  return take(house, entry, {
    verb: 'otp.remove',
    proof,
    wrong: 'password.wrong',
    do: (guard) => {
      if (needsSecondFactor(guard.roles) && !house.isDemonstration) throw problem('otp.mandatory')
      if (guard.otpSecret === null) throw problem('otp.absent')
      return { writes: [updateRow('account', guard.id, noOtp), dropCodes(guard.id)], result: {} }
    },
  })
}

/** Columns of an account without a second factor. */
export const noOtp = { otpSecret: null, otpPending: null, otpSince: null, otpLastStep: null } as const

/** POST /api/me/recovery-codes: ten new ones, the others are worth nothing. */
export async function renewCodes(house: House, entry: Entry, password: string): Promise<{ recoveryCodes: string[] }> {
  const proof = await prove(house, entry, password)
  return take(house, entry, {
    verb: 'recovery.renew',
    proof,
    wrong: 'password.wrong',
    do: (guard) => {
      if (guard.otpSecret === null) throw problem('otp.absent')
      const { codes, writes } = freshCodes(house, guard.id)
      return { writes, result: { recoveryCodes: codes } }
    },
  })
}
