// Signing in and out. The password is judged between two transactions: argon2 takes 30 ms that no lock should wait for. The second
// factor is judged under the lock, because a code opens once. What was wrong is recorded before it is refused.

import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import { normaliseRecoveryCode } from '@linli/contract/identity/handed-out.ts'
import { afterFailure, lockRemaining, passwordExpiresAt, sessionLimitsFor } from '@linli/contract/identity/password.ts'
import { needsSecondFactor, roleEntry } from '@linli/contract/identity/roles.ts'
import type { Must, SignIn } from '@linli/contract/identity/schemas.ts'
import type { Static } from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { randomToken } from '#platform/crypto.ts'
import type { House } from '#platform/house.ts'
import { type Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { type EnterRow, type Entry, sessionEnter } from '#platform/session.ts'
import { at, insertRow, type Query, textArray, updateRow } from '#platform/sql.ts'
import { type Device, noDevice } from './device.ts'
import { stepOf } from './one-time-code.ts'
import { verifyPassword } from './password.ts'
import { findCredential, findRecoveryCode, type GuardRow, lockGuard } from './queries.ts'
import { recoveryDigest } from './recovery.ts'
import { endSessions, openSessionsOf } from './sessions.ts'
import { refuseName } from './strangers.ts'

type Opened = { token: string; entered: EnterRow } | { refusal: Problem; isStranger: boolean }
type Head = ReturnType<typeof chainHead>

interface Attempt {
  username: string
  accountId: string | null
  /** Of the password that was judged: one that has been changed meanwhile opens nothing. */
  passwordChangedAt: number | null
  fits: boolean
  otp: string | null
  recoveryCode: string | null
  door: 'console' | 'field' | 'program'
  device: Device
  token: string
}

/** What the attempt comes to; `reason` goes into the audit, never to whoever tries. */
type Judgement =
  | { ok: true; step: number | null; must: Must; isRecovery: boolean }
  | { ok: false; refusal: Problem; reason: string | null; isFailure: boolean }

function judge(house: House, a: Attempt, guard: GuardRow | undefined, hasCode: boolean, wall: number): Judgement {
  const wrong = problem('session.bad_credentials')
  const refuse = (refusal: Problem, reason: string | null, isFailure = false): Judgement => ({
    ok: false,
    refusal,
    reason,
    isFailure,
  })
  if (!guard) return refuse(wrong, 'unknown')
  if (guard.isDisabled) return refuse(wrong, 'disabled')
  const wait = lockRemaining(guard, wall)
  if (wait > 0) return refuse(problem('session.locked', { retryAfterSeconds: Math.ceil(wait / 1000) }), 'locked')
  if (!a.fits || guard.passwordChangedAt !== a.passwordChangedAt) return refuse(wrong, 'password', true)
  if (guard.oneTimeUntil !== null && guard.oneTimeUntil <= wall) return refuse(problem('password.lapsed'), 'lapsed')
  let step: number | null = null
  if (guard.otpSecret !== null) {
    // The password was right; that it was is told only to whoever must now show the second factor.
    if (a.otp === null && a.recoveryCode === null) return refuse(problem('otp.required'), null)
    step = a.otp === null ? null : stepOf(house, guard.otpSecret, a.otp, guard.otpLastStep, wall)
    if (step === null && !(a.recoveryCode !== null && hasCode)) return refuse(problem('otp.wrong'), 'otp', true)
  }
  return { ok: true, step, must: mustOf(house, guard, wall), isRecovery: guard.otpSecret !== null && step === null }
}

function mustOf(house: House, guard: GuardRow, wall: number): Must {
  const expires = passwordExpiresAt(guard.passwordChangedAt, house.config.passwordDays)
  const must: Must = []
  if (guard.oneTimeUntil !== null || (expires !== null && expires <= wall)) must.push('password')
  // The demonstration's passwords are public anyway; it is refused in real use (main.ts).
  if (guard.otpSecret === null && needsSecondFactor(guard.roles) && !house.isDemonstration) must.push('otp')
  return must
}

const isAdministrator = (roles: readonly string[]) => roles.some((role) => roleEntry(role)?.administrator)

const openSessionSpec = (
  house: House,
): ActionSpec<Attempt, [Query<GuardRow>, Query<{ id: string }>, Head], Opened> => ({
  name: 'session.open',
  role: 'linli_auth',
  // Read under a lock: two wrong guesses at once are two failures, and a code sent twice at once opens one door.
  facts: (a, { now }) => [
    lockGuard(a.accountId, now),
    findRecoveryCode(a.accountId, recoveryDigest(house, a.accountId, a.recoveryCode)),
    chainHead('audit'),
  ],
  decide([[guard], [code], [head]], a, { wall, now }) {
    const note = (verb: AuditVerb, facts: object) =>
      append(house.keys, 'audit', head, {
        id: uuidv7(),
        accountId: guard?.id ?? null,
        verb,
        subject: guard?.id ?? null,
        facts: { ...facts },
        at: wall,
      })
    const judged = judge(house, a, guard, code !== undefined, wall)
    if (!judged.ok) {
      const next = judged.isFailure ? afterFailure(guard!.failedCount, wall) : null
      const writes = [
        ...(next
          ? [updateRow('account', guard!.id, { failedCount: next.failedCount, lockedUntil: at(next.lockedUntil) })]
          : []),
        ...(judged.reason
          ? note('session.refused', { reason: judged.reason, ...(next && { locked: next.lockedUntil !== null }) })
          : []),
      ]
      const isStranger = !guard || guard.isDisabled
      return {
        writes,
        target: '',
        answer: { queries: [], build: (): Opened => ({ refusal: judged.refusal, isStranger }) },
      }
    }
    const { step, must, isRecovery } = judged
    const digest = house.keys.digest('session', a.token)
    const session = sessionRow(a, guard!, digest, must, wall)
    return {
      writes: [
        insertRow('session', session),
        updateRow('account', guard!.id, {
          failedCount: 0,
          lockedUntil: null,
          ...(step === null ? {} : { otpLastStep: step }),
        }),
        ...(isRecovery ? [updateRow('recovery_code', code!.id, { usedAt: at(wall) })] : []),
        ...note('session.opened', {
          door: a.door,
          ...(isRecovery && { by: 'recoveryCode' }),
          ...(must.length > 0 && { must }),
        }),
      ],
      target: session.id,
      // The first entry by the new session, in the same transaction: who one is and which posts one holds.
      answer: {
        queries: [sessionEnter(digest, wall, now)],
        build: ([rows]): Opened => ({ token: a.token, entered: rows![0] as EnterRow }),
      },
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
})

function sessionRow(a: Attempt, guard: GuardRow, digest: Buffer, must: Must, wall: number) {
  const limits = sessionLimitsFor(a.door, isAdministrator(guard.roles))
  return {
    id: uuidv7(),
    tokenDigest: `\\x${digest.toString('hex')}`,
    accountId: guard.id,
    door: a.door,
    ...a.device,
    must: textArray(must),
    createdAt: at(wall),
    lastSeenAt: at(wall),
    idleUntil: at(wall + limits.idleMs),
    absoluteUntil: at(wall + limits.absoluteMs),
  }
}

/** Opens a session; throws why not after the failure has been recorded. */
export async function openSession(
  house: House,
  input: Static<typeof SignIn>,
  device: Device = noDevice,
): Promise<{ token: string; entered: EnterRow }> {
  const username = input.username.trim().toLowerCase()
  const credential = await read(
    house,
    { kind: 'public' },
    [findCredential(username)],
    ([rows]) => rows[0] ?? null,
    'linli_auth',
  )
  const attempt: Attempt = {
    username,
    accountId: credential?.id ?? null,
    passwordChangedAt: credential?.passwordChangedAt ?? null,
    fits: await verifyPassword(input.password, credential?.passwordHash ?? null),
    otp: input.otp ?? null,
    recoveryCode: input.recoveryCode ? normaliseRecoveryCode(input.recoveryCode) : null,
    door: (input.door ?? 'program') as Attempt['door'],
    device,
    token: randomToken(),
  }
  const { result } = await perform(house, openSessionSpec(house), { entry: { kind: 'public' }, input: attempt })
  if ('refusal' in result) throw result.isStranger ? refuseName(house, username) : result.refusal
  return result
}

/** Signs out. */
const closeSessionSpec: ActionSpec<null, [Query<{ id: string }>], void> = {
  name: 'session.close',
  role: 'linli_auth',
  facts: () => [openSessionsOf(null)],
  decide([open], _, { who, now, wall }) {
    const ended = open.filter(({ id }) => id === who.sessionId)
    return { writes: endSessions(ended, now, wall), target: '', answer: { queries: [], build: () => undefined } }
  },
  replay: () => ({ queries: [], build: () => undefined }),
}

export async function closeSession(house: House, entry: Entry): Promise<void> {
  await perform(house, closeSessionSpec, { entry, input: null })
}
