// One's own account: password, second factor, recovery codes, sessions.
import Type, { type Static } from 'typebox'
import { Id, Instant, Nullable } from '../shared/wire.ts'

const Password = Type.String({ minLength: 1, maxLength: 256 })

export const ChangePassword = Type.Object({ current: Password, password: Password }, { additionalProperties: false })
/** Whoever sits down at an open page is not the person: what guards the account asks for the password again. */
export const ProvePassword = Type.Object({ password: Password }, { additionalProperties: false })
export const ConfirmOtp = Type.Object({ otp: Type.String({ pattern: '^[0-9]{6}$' }) }, { additionalProperties: false })

export const OtpOffer = Type.Object({
  uri: Type.String({ description: 'otpauth:// as the key URI format has it; shown once, as a QR code' }),
  secret: Type.String({ description: 'The same secret in base 32, to be typed' }),
})
export const RecoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), {
    description: 'Shown once; each opens the account once in place of a one-time code',
  }),
})

export const SecurityEvent = Type.Object({
  at: Instant,
  verb: Type.String(),
  by: Nullable(Type.String({ description: 'Name of who did it; null when it was oneself or the server' })),
})
export const SecurityView = Type.Object({
  passwordChangedAt: Instant,
  passwordExpiresAt: Nullable(Instant),
  otpSince: Nullable(Instant),
  otpMandatory: Type.Boolean({ description: 'A post of mine asks for the second factor' }),
  recoveryCodesLeft: Type.Integer(),
  events: Type.Array(SecurityEvent, { description: 'What happened to my account, newest first' }),
})
export type SecurityView = Static<typeof SecurityView>

export const SessionView = Type.Object({
  id: Id,
  door: Type.Union([Type.Literal('console'), Type.Literal('field'), Type.Literal('program')]),
  browser: Nullable(Type.String()),
  system: Nullable(Type.String()),
  address: Nullable(Type.String({ description: 'Network it was opened from, never the whole address' })),
  createdAt: Instant,
  lastSeenAt: Instant,
  isCurrent: Type.Boolean(),
})
export type SessionView = Static<typeof SessionView>
export const SessionList = Type.Object({ items: Type.Array(SessionView) })
export const Ended = Type.Object({ ended: Type.Integer({ description: 'Sessions that are over now' }) })
