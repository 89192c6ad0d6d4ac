// All cryptography of the server behind one interface: GB/T 39786 wants domestic algorithms, so sealing is SM4-CTR with
// HMAC-SM3 (encrypt, then authenticate; OpenSSL in Node has no SM4-GCM). Keys come from a file outside the database.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Keys {
  /** Encrypts text for storage: format byte, key id, 16 bytes IV, ciphertext, 32 bytes MAC. */
  seal(text: string): Buffer
  /** Opens what `seal` made, under whichever key it was sealed; throws on tampering or an unknown key. */
  unseal(sealed: Uint8Array): string
  /** Keyed digest for exact look-up of encrypted values and for tokens; never reversible. */
  digest(purpose: string, text: string): Buffer
  /** Next link of a history chain: HMAC over the link before and the facts of this row (docs/loop.md, rule 3). */
  link(before: Uint8Array | null, facts: string): Buffer
}

export class KeyError extends Error {}

const FORMAT_SM4_CTR_HMAC_SM3 = 1

/** Reads the key file (one `id:hex` or bare hex per line, the first line is the current key); makes one when it is missing. */
export function loadKeys(file: string): Keys {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `1:${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  }
  return parseKeys(readFileSync(file, 'utf8'), file)
}

export function parseKeys(text: string, file = 'the key file'): Keys {
  const masters = new Map<number, Buffer>()
  for (const line of text
    .split('\n')
    .map((l) => l.trim())
    .filter(Boolean)) {
    const match = /^(?:(\d{1,3}):)?([0-9a-f]{64})$/i.exec(line)
    if (!match) throw new KeyError(`${file} holds a line that is no key: want "number:64 hex digits".`)
    masters.set(Number(match[1] ?? 1), Buffer.from(match[2]!, 'hex'))
  }
  const current = masters.keys().next().value
  if (current === undefined)
    throw new KeyError(
      `${file} is empty: without its key, personal data cannot be read. Restore the file from its safe copy.`,
    )
  return makeKeys(masters, current)
}

function makeKeys(masters: Map<number, Buffer>, current: number): Keys {
  const derived = new Map<string, Buffer>()
  const derive = (id: number, use: string, bytes: number) => {
    const name = `${id}/${use}`
    const known = derived.get(name)
    if (known) return known
    const master = masters.get(id)
    if (!master) throw new KeyError(`Key ${id} is not in the key file.`)
    const key = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `linli ${use}`, bytes))
    derived.set(name, key)
    return key
  }
  const oldest = [...masters.keys()].at(-1)!
  // As a key object: bytes would be copied and checked anew for every digest, which takes longer than the digest itself.
  const objects = new Map<string, KeyObject>()
  const hmac = (id: number, use: string) => {
    const name = `${id}/${use}`
    const key = objects.get(name) ?? createSecretKey(derive(id, use, 32))
    objects.set(name, key)
    return createHmac('sm3', key)
  }
  const mac = (id: number, body: Buffer) => hmac(id, 'seal mac').update(body).digest()
  return {
    seal(text) {
      const iv = randomBytes(16)
      const cipher = createCipheriv('sm4-ctr', derive(current, 'seal', 16), iv)
      const body = Buffer.concat([
        Buffer.from([FORMAT_SM4_CTR_HMAC_SM3, current]),
        iv,
        cipher.update(text, 'utf8'),
        cipher.final(),
      ])
      return Buffer.concat([body, mac(current, body)])
    },
    unseal(sealed) {
      const buffer = Buffer.from(sealed)
      if (buffer.length < 50 || buffer[0] !== FORMAT_SM4_CTR_HMAC_SM3)
        throw new KeyError('A sealed value has an unknown format.')
      const id = buffer[1]!
      const body = buffer.subarray(0, -32)
      if (!timingSafeEqual(mac(id, body), buffer.subarray(-32)))
        throw new KeyError('A sealed value was changed or belongs to another key.')
      const decipher = createDecipheriv('sm4-ctr', derive(id, 'seal', 16), body.subarray(2, 18))
      return Buffer.concat([decipher.update(body.subarray(18)), decipher.final()]).toString('utf8')
    },
    // Look-ups and chains must outlive a rotation of the sealing key, so they hang on the oldest key of the file.
    digest: (purpose, text) => hmac(oldest, `digest ${purpose}`).update(text).digest(),
    link(before, facts) {
      const chained = hmac(oldest, 'chain')
      if (before) chained.update(before)
      return chained.update(facts).digest()
    },
  }
}

/** JSON with sorted keys: the same content gives the same text, whatever the order it was typed or stored in. */
export function canonical(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  // As one text: a file taken apart into numbered members would hold up everybody for seconds.
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

export const randomToken = (): string => randomBytes(32).toString('base64url')
