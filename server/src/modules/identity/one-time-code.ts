// The second factor: one-time codes by time (RFC 6238, six digits, 30 seconds, SHA-1, as every authenticator app reads them). The
// secret is sealed at rest; a code opens once, because the step of the last one taken is kept.
import { Secret, TOTP } from 'otpauth'
import type { House } from '#platform/house.ts'

const period = 30
/** A phone's clock may be off by a step, and people type slowly. */
const tolerance = 1
const issuer = 'Linli'

const codesOf = (secret: Secret, label: string) =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period })

export interface Offer {
  /** otpauth:// for the QR code. */
  uri: string
  secret: string
  sealed: Buffer
}

/** A fresh secret of 160 bits, as RFC 4226 recommends. */
export function offerSecret({ keys }: House, username: string): Offer {
  const secret = new Secret({ size: 20 })
  return { uri: codesOf(secret, username).toString(), secret: secret.base32, sealed: keys.seal(secret.base32) }
}

/** The time step that the code stands for; null when it is wrong, too old, or not after `lastStep`. */
export function stepOf(
  { keys }: House,
  sealed: Uint8Array,
  code: string,
  lastStep: number | null,
  wall: number,
): number | null {
  const totp = codesOf(Secret.fromBase32(keys.unseal(sealed)), '')
  const delta = totp.validate({ token: code, timestamp: wall, window: tolerance })
  if (delta === null) return null
  const step = Math.floor(wall / 1000 / period) + delta
  return lastStep !== null && step <= lastStep ? null : step
}
