// The secret that, with the incident's number, lets a resident follow a report without an account. It is read from a screen or
// a slip of paper and typed by anybody, so its alphabet holds only one of each pair that looks alike (0 O, 1 I L,
// 2 Z, 5 S, 8 B, V U), and what people type is read in favour of the kept one. 13 characters of 29 are 63 bits; the server
// stores a digest only and limits the tries.
import { plainCode } from './typed.ts'

export const secretAlphabet = '0123456789ACDEFGHJKMNPQRTVWXY'
export const secretLength = 13
export const secretBits = secretLength * Math.log2(secretAlphabet.length)

const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', Z: '2', S: '5', B: '8', U: 'V' }

/** The largest multiple of the alphabet in a byte: bytes above it are thrown away, so that no character is likelier. */
const fairBytes = 256 - (256 % secretAlphabet.length)

/** A new secret in its stored form; `randomBytes` gives that many bytes fit for keys. */
export function makeSecret(randomBytes: (count: number) => Uint8Array): string {
  let secret = ''
  while (secret.length < secretLength) {
    for (const byte of randomBytes(secretLength)) {
      if (byte < fairBytes && secret.length < secretLength) secret += secretAlphabet[byte % secretAlphabet.length]
    }
  }
  return secret
}

/** In groups as it is shown: 7KQ4-M2XR-9TCDW. */
export function formatSecret(secret: string): string {
  return `${secret.slice(0, 4)}-${secret.slice(4, 8)}-${secret.slice(8)}`
}

/** What somebody typed in its stored form; undefined if it cannot be a secret. */
export function normaliseSecret(typed: string): string | undefined {
  const plain = [...plainCode(typed)].map((character) => lookAlikes[character] ?? character).join('')
  const isSecret = plain.length === secretLength && [...plain].every((character) => secretAlphabet.includes(character))
  return isSecret ? plain : undefined
}

/**
 * What the sender of a report makes, keeps and may send along, so that it is known by that and not by its address: at least
 * 128 random bits, which are 22 characters of base64url or 32 of hex.
 */
export const noncePattern = '^[A-Za-z0-9_-]{22,128}$'
const nonce = new RegExp(noncePattern)
export const isNonce = (text: string): boolean => nonce.test(text)
