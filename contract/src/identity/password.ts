// Passwords, lock-out and the life of a session, as pure rules. GB/T 22239-2019 level 3 (8.1.4.1) asks for unique identities,
// complexity and periodic change, a lock after failures and an end after a time-out, but gives no figures; every figure here is
// our own default unless it names a source. Length and a list of common passwords do the work (NIST SP 800-63B);
// the complexity clause is met by asking for several kinds of characters only of passwords that are not long.

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const passwordRules = {
  /** Own default; NIST SP 800-63B asks for at least 8. */
  shortest: 10,
  /** Room for a passphrase (NIST: at least 64), yet no free work for the hash. */
  longest: 128,
  /** From this length on a passphrase of one kind of character is as good. Own default. */
  longEnough: 16,
  kinds: 2,
  /** How many earlier passwords may not come back. Own default. */
  remembered: 5,
  /** What an administrator hands over is worth nothing after this. Own default: over a weekend. */
  oneTimeMs: 72 * hourMs,
  /** The one password of all demonstration accounts, known to everybody. */
  demonstration: 'linli-demo',
} as const

export const passwordRefusals = {
  'password.too_short': { zh: '密码至少 10 个字符', en: 'A password has at least 10 characters.' },
  'password.too_long': { zh: '密码最多 128 个字符', en: 'A password has at most 128 characters.' },
  'password.too_plain': {
    zh: '不足 16 个字符的密码须包含字母、数字、符号中的至少两类',
    en: 'Below 16 characters a password needs two of: letters, digits, signs.',
  },
  'password.is_username': { zh: '密码不能包含用户名', en: 'The password must not contain the user name.' },
  'password.too_regular': { zh: '密码不能是重复或连续的字符', en: 'The password is a repetition or a sequence.' },
  'password.common': { zh: '该密码过于常见', en: 'This password is too common.' },
  'password.used_before': { zh: '不能使用最近用过的密码', en: 'This password was used before.' },
  'password.demonstration': {
    zh: '演示密码只能用于演示',
    en: 'The demonstration password is for the demonstration only.',
  },
} as const
export type PasswordRefusal = keyof typeof passwordRefusals

/** The commonest that are long enough to pass the length rule, without the tails that people add. Chinese habits included. */
const common = new Set(
  `password passwort passw0rd p@ssword p@ssw0rd iloveyou woaini woaini1314 wodemima mima qwerty qwertyui qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm
  qazwsx qazwsxedc qweasd qweasdzxc 1qaz 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx abcd abcdef admin administrator root welcome letmein
  changeme changeit default football baseball superman princess sunshine dragon monkey master login guest test testtest linli shequ wangge wanggeyuan
  zhongguo beijing china woaizhongguo nihao 5201314 1314520 147258369 0123456789 1234567890 123456789 987654321 9876543210 a123456 aa123456 abc123 qq123456`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

export type PasswordVerdict = { ok: true } | { ok: false; reason: PasswordRefusal }

/** May this account take this password? `demonstration` is true only on an installation that runs the demonstration. */
export function checkPassword(input: { password: string; username: string; demonstration?: boolean }): PasswordVerdict {
  const refuse = (reason: PasswordRefusal): PasswordVerdict => ({ ok: false, reason })
  // The hash sees the same normal form, so that a password typed on another keyboard is the same password.
  const password = input.password.normalize('NFKC')
  const plain = password.toLowerCase()
  if (plain === passwordRules.demonstration)
    return input.demonstration && password === passwordRules.demonstration
      ? { ok: true }
      : refuse('password.demonstration')
  const length = [...password].length
  if (length < passwordRules.shortest) return refuse('password.too_short')
  if (length > passwordRules.longest) return refuse('password.too_long')
  const username = input.username.trim().normalize('NFKC').toLowerCase()
  if (username.length >= 3 && plain.includes(username)) return refuse('password.is_username')
  if (isRegular(plain)) return refuse('password.too_regular')
  if (isCommon(plain)) return refuse('password.common')
  if (length < passwordRules.longEnough && kindsOf(password) < passwordRules.kinds) return refuse('password.too_plain')
  return { ok: true }
}

/** When a password must be changed at the next sign-in; null where passwords do not expire (docs/decisions/0013). */
export function passwordExpiresAt(changedAt: number, days: number): number | null {
  return days === 0 ? null : changedAt + days * dayMs
}

function kindsOf(password: string): number {
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u]
  return kinds.filter((kind) => kind.test(password)).length
}

/** A common word stays common with years, digits and signs around it (“Password2026!”). */
function isCommon(plain: string): boolean {
  const core = plain.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  const word = core.replace(/^\p{N}+|\p{N}+$/gu, '')
  return common.has(plain) || common.has(core) || common.has(word)
}

/** One to four characters over and over, or a run up or down the code points (aaaaaaaaaa, abcabcabca, 3456789012). */
function isRegular(plain: string): boolean {
  const chars = [...plain]
  for (let period = 1; period <= 4; period++) if (chars.every((c, i) => c === chars[i % period])) return true
  const codes = chars.map((c) => c.codePointAt(0) ?? 0)
  return [1, -1].some((step) =>
    codes.slice(1).every((code, i) => {
      const before = codes[i] ?? 0
      return (
        code === before + step ||
        (step === 1 && before === 57 && code === 48) ||
        (step === -1 && before === 48 && code === 57)
      )
    }),
  )
}

export const lockRules = {
  /** GB/T 22239-2019 8.1.4.1 asks for a limit without a figure; own default. */
  failures: 5,
  /** First lock; each further five failures double it. Own default. */
  firstMs: 15 * minuteMs,
  /** A stranger who guesses must not shut a worker out for a day. Own default. */
  longestMs: 4 * hourMs,
} as const

export interface LockState {
  /** Wrong passwords since the last right one. */
  failedCount: number
  lockedUntil: number | null
}

/** Milliseconds until the account may try again; 0 = now. While locked, attempts are neither judged nor counted. */
export function lockRemaining(state: Pick<LockState, 'lockedUntil'>, now: number): number {
  return state.lockedUntil === null ? 0 : Math.max(0, state.lockedUntil - now)
}

/** The state after one more wrong password: every fifth locks, for 15, 30, 60 … minutes, at most four hours. */
export function afterFailure(failedCount: number, now: number): LockState {
  const failed = failedCount + 1
  if (failed % lockRules.failures !== 0) return { failedCount: failed, lockedUntil: null }
  const locks = failed / lockRules.failures
  const length = Math.min(lockRules.longestMs, lockRules.firstMs * 2 ** Math.min(locks - 1, 16))
  return { failedCount: failed, lockedUntil: now + length }
}

export type Door = 'console' | 'field' | 'program'

export interface SessionLimits {
  readonly idleMs: number
  readonly absoluteMs: number
}

/** GB/T 22239-2019 8.1.4.1 asks that a session ends by time-out without a figure; these are our own defaults, with their reasons. */
export const sessionLimits: Readonly<Record<Door, SessionLimits>> = {
  // A desk stands in an office with other people; a day's shift needs one sign-in and no session outlives it.
  console: { idleMs: 30 * minuteMs, absoluteMs: 12 * hourMs },
  // A phone in the field has its own lock, and the replica's key ends with the session: signing in again and again without
  // a network would make the work impossible (and be a forced periodic log-in). A night's rest ends it; a weekend on duty does not.
  field: { idleMs: 12 * hourMs, absoluteMs: 72 * hourMs },
  // A program signs in by itself whenever it must; what leaks in a log is worth little.
  program: { idleMs: 2 * hourMs, absoluteMs: 24 * hourMs },
}

/** Administrators change things for everybody: shorter, whatever the door. */
export const administratorLimits: SessionLimits = { idleMs: 15 * minuteMs, absoluteMs: 8 * hourMs }

export function sessionLimitsFor(door: Door, isAdministrator: boolean): SessionLimits {
  if (!isAdministrator) return sessionLimits[door]
  return {
    idleMs: Math.min(sessionLimits[door].idleMs, administratorLimits.idleMs),
    absoluteMs: Math.min(sessionLimits[door].absoluteMs, administratorLimits.absoluteMs),
  }
}

/** When a session ends if nothing more happens: the idle limit from the last request, never past the absolute one. */
export function sessionEndsAt(limits: SessionLimits, openedAt: number, lastSeenAt: number): number {
  return Math.min(lastSeenAt + limits.idleMs, openedAt + limits.absoluteMs)
}
