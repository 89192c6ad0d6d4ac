// Passwords are kept as argon2id hashes in PHC form (RFC 9106, second recommended option scaled to 19 MiB, t=2: OWASP's floor).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

const memory = 19_456
const passes = 2

const derive = (password: string, nonce: Buffer, m: number, t: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    argon2(
      'argon2id',
      { message: password.normalize('NFKC'), nonce, parallelism: 1, tagLength: 32, memory: m, passes: t },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    ),
  )

const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce, memory, passes)
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${b64(nonce)}$${b64(tag)}`
}

/** A hash that no password has, so that an unknown user costs as long as a wrong password. */
const nobody = `$argon2id$v=19$m=${memory},t=${passes},p=1$${b64(Buffer.alloc(16, 1))}$${b64(Buffer.alloc(32))}`

/** What a new account has until a password is handed over: no password fits it. */
export const NO_PASSWORD = '!'

/** True when the password fits; an unknown account (null hash) and one without a password take the same time and never fit. */
export async function verifyPassword(password: string, kept: string | null): Promise<boolean> {
  const hash = kept === NO_PASSWORD ? null : kept
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(hash ?? nobody)
  if (!match) return false
  const wanted = Buffer.from(match[4]!, 'base64')
  const tag = await derive(password, Buffer.from(match[3]!, 'base64'), Number(match[1]), Number(match[2]))
  return hash !== null && wanted.length === tag.length && timingSafeEqual(wanted, tag)
}
