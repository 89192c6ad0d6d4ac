// The one place that reads the environment. Each setting says its default and what it means; a wrong value stops the
// start with one line. docs/settings.md is generated from this table.
import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { type Failpoint, failpointNames } from './platform/failpoint.ts'
import { type FilesKey, type FilesPlace, readFilesKey, readFilesPlace } from './platform/files-place.ts'

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  /** Where finished files are kept, and with which key. */
  filesPlace: FilesPlace
  filesKey: FilesKey | null
  masterKeyFile: string
  publicUrl: string
  metricsToken: string | null
  /** Addresses whose X-Forwarded-For is believed; null = nobody's. */
  trustedProxies: BlockList | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  clock: 'real' | 'virtual'
  production: boolean
  poolSize: number
  defaultCounty: string
  passwordDays: number
  failpoint: Failpoint | null
  /** All settings as they stand, to be shown: passwords in addresses are masked. */
  shown: readonly ShownSetting[]
}

export interface ShownSetting {
  name: string
  value: string | null
  isDefault: boolean
  meaning: string
}

export class SettingError extends Error {}

interface Setting {
  name: string
  fallback: string
  meaning: string
  read: (text: string) => unknown
  /** Never shown, not even in part. */
  isSecret?: true
}

const wrong = (name: string, text: string, wanted: string) =>
  new SettingError(`${name}=${JSON.stringify(text)} is not usable: ${wanted}`)

function whole(name: string, min: number, max: number) {
  return (text: string) => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < min || n > max) throw wrong(name, text, `a whole number from ${min} to ${max}`)
    return n
  }
}

function oneOf(name: string, ...values: string[]) {
  return (text: string) => {
    if (!values.includes(text)) throw wrong(name, text, `one of ${values.join(', ')}`)
    return text
  }
}

const maskAddress = (text: string): string => text.replace(/:[^:@/]*@/, ':***@')

/** Words of a reader that knows its own setting, as the one line that stops the start. */
function told<T>(name: string, reader: (text: string) => T) {
  return (text: string): T => {
    try {
      return reader(text)
    } catch (error) {
      throw new SettingError(`${name}: ${(error as Error).message}`)
    }
  }
}

function url(name: string, ...schemes: string[]) {
  return (text: string) => {
    if (text === '') return null
    const parsed = URL.canParse(text) ? new URL(text) : null
    if (!parsed || !schemes.includes(parsed.protocol))
      throw wrong(name, maskAddress(text), `an address that starts with ${schemes.map((s) => `${s}//`).join(' or ')}`)
    return text
  }
}

/** The content of a small file, so that the secret stands in no environment and is shown nowhere. */
function secretIn(name: string, shortest: number) {
  return (path: string) => {
    if (path === '') return null
    let text: string
    try {
      text = readFileSync(path, 'utf8').trim()
    } catch {
      throw wrong(name, path, 'a file that can be read')
    }
    if (text.length < shortest || /\s/.test(text))
      throw wrong(name, path, `a file with one token of at least ${shortest} characters`)
    return text
  }
}

/** Addresses and networks (10.0.0.0/8), between commas. */
function networks(name: string) {
  return (text: string): BlockList | null => {
    if (text === '') return null
    const list = new BlockList()
    for (const entry of text.split(',').map((part) => part.trim())) {
      const [address = '', bits, more] = entry.split('/')
      const family = isIP(address)
      const longest = family === 6 ? 128 : 32
      const isWhole = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest)
      // /0 would believe everybody, which is what this setting is there to prevent.
      if (family === 0 || !isWhole || more !== undefined)
        throw wrong(name, text, 'addresses or networks between commas, such as 127.0.0.1,10.20.0.0/16')
      list.addSubnet(address, bits === undefined ? longest : Number(bits), family === 6 ? 'ipv6' : 'ipv4')
    }
    return list
  }
}

function digits(name: string, length: number) {
  return (text: string) => {
    if (!new RegExp(`^\\d{${length}}$`).test(text)) throw wrong(name, text, `a code of ${length} digits`)
    return text
  }
}

function failpoint(name: string) {
  return (text: string): Failpoint | null => {
    if (text === '') return null
    const [, at, nth] = /^([a-z-]+):([1-9]\d{0,5})$/.exec(text) ?? []
    const known = failpointNames.find((n) => n === at)
    if (!known) throw wrong(name, text, `NAME:N with NAME one of ${failpointNames.join(', ')}`)
    return { name: known, nth: Number(nth) }
  }
}

export const settings: Setting[] = [
  { name: 'PORT', fallback: '7300', meaning: 'TCP port to listen on', read: whole('PORT', 0, 65535) },
  { name: 'HOST', fallback: '127.0.0.1', meaning: 'address to listen on', read: (t) => t },
  {
    name: 'DATA_DIR',
    fallback: './data',
    meaning: 'folder of the embedded database, files and keys',
    read: (t) => resolve(t),
  },
  {
    name: 'DATABASE_URL',
    fallback: '',
    meaning: 'PostgreSQL (≥ 15) with PostGIS (≥ 3.3); unset = embedded database, for trials only',
    read: url('DATABASE_URL', 'postgres:', 'postgresql:'),
  },
  {
    name: 'FILES_URL',
    fallback: '',
    meaning:
      'where evidence is kept: a folder (file:///…), or a bucket of any S3 storage (s3://BUCKET/PREFIX?endpoint=https://…&region=…&style=path or virtual; docs/how-to/keep-files-in-a-bucket.md). Unset = DATA_DIR/files. Uploads under way stay on this machine',
    read: told('FILES_URL', readFilesPlace),
  },
  {
    name: 'FILES_KEY_FILE',
    fallback: '',
    meaning: 'file with the access key id and the secret access key of the bucket, one a line',
    read: told('FILES_KEY_FILE', readFilesKey),
  },
  {
    name: 'AWS_ACCESS_KEY_ID',
    fallback: '',
    meaning: 'the same from the environment: access key id (FILES_KEY_FILE goes first)',
    read: (t) => t,
  },
  {
    name: 'AWS_SECRET_ACCESS_KEY',
    fallback: '',
    meaning: 'the same from the environment: secret access key; a file is safer, and this is shown nowhere',
    read: (t) => t,
    isSecret: true,
  },
  {
    name: 'MASTER_KEY_FILE',
    fallback: '',
    meaning:
      'file with the master key (64 hex digits, made when missing); unset = DATA_DIR/keys/master.key. Keep it away from the database backups',
    read: (t) => t,
  },
  {
    name: 'PUBLIC_URL',
    fallback: '',
    meaning: 'address under which people reach this server, for QR codes and links; unset = http://HOST:PORT',
    read: url('PUBLIC_URL', 'http:', 'https:'),
  },
  {
    name: 'METRICS_TOKEN_FILE',
    fallback: '',
    meaning:
      'file with a token of at least 20 characters: programs that send it as Authorization: Bearer may read /metrics from anywhere. Unset = from this machine only, and not through a proxy',
    read: secretIn('METRICS_TOKEN_FILE', 20),
  },
  {
    name: 'TRUSTED_PROXIES',
    fallback: '',
    meaning:
      'addresses or networks of the proxies in front, between commas: what they write into X-Forwarded-For is taken as the address of who asks (docs/decisions/0012). Unset = nobody is believed, and behind a proxy all visitors count as one',
    read: networks('TRUSTED_PROXIES'),
  },
  {
    name: 'LOG_LEVEL',
    fallback: 'info',
    meaning: 'debug, info, warn, error or silent',
    read: oneOf('LOG_LEVEL', 'debug', 'info', 'warn', 'error', 'silent'),
  },
  {
    name: 'CLOCK',
    fallback: 'real',
    meaning: 'real, or virtual: adds POST /api/clock so that deadlines can be tried (refused when NODE_ENV=production)',
    read: oneOf('CLOCK', 'real', 'virtual'),
  },
  {
    name: 'NODE_ENV',
    fallback: 'development',
    meaning: 'production turns on secure cookies and refuses the virtual clock and demonstration data',
    read: (t) => t,
  },
  {
    name: 'POOL_SIZE',
    fallback: '10',
    meaning: 'connections to PostgreSQL; more than 16 is slower on small machines',
    read: whole('POOL_SIZE', 2, 100),
  },
  {
    name: 'DEFAULT_COUNTY',
    fallback: '990101',
    meaning: 'county code that numbers of reports without a place belong to',
    read: digits('DEFAULT_COUNTY', 6),
  },
  {
    name: 'PASSWORD_DAYS',
    fallback: '0',
    meaning:
      'days after which a password must be changed; 0 = never, the default (docs/decisions/0013). Where an assessment asks for it, 90 is usual',
    read: whole('PASSWORD_DAYS', 0, 3650),
  },
  {
    name: 'LINLI_FAILPOINT',
    fallback: '',
    meaning: `for fault tests only, as NAME:N: the process kills itself when it passes NAME (${failpointNames.join(', ')}) for the Nth time (refused when NODE_ENV=production)`,
    read: failpoint('LINLI_FAILPOINT'),
  },
]

/** Reads and checks all settings at once; throws SettingError naming the first wrong one. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const value: Record<string, unknown> = {}
  for (const s of settings) value[s.name] = s.read(env[s.name] || s.fallback)
  const production = value.NODE_ENV === 'production'
  if (production && value.CLOCK === 'virtual')
    throw new SettingError('CLOCK=virtual is refused when NODE_ENV=production: deadlines of real work follow real time')
  if (production && value.LINLI_FAILPOINT !== null)
    throw new SettingError(
      'LINLI_FAILPOINT is refused when NODE_ENV=production: it ends the server in the midst of work',
    )
  const dataDir = value.DATA_DIR as string
  const filesPlace = (value.FILES_URL as FilesPlace | null) ?? {
    kind: 'folder' as const,
    folder: join(dataDir, 'files'),
  }
  const host = value.HOST as string
  return Object.freeze({
    port: value.PORT as number,
    host,
    dataDir,
    databaseUrl: value.DATABASE_URL as string | null,
    filesPlace,
    filesKey: keyOf(filesPlace, value),
    masterKeyFile: (value.MASTER_KEY_FILE as string) || `${dataDir}/keys/master.key`,
    publicUrl: (value.PUBLIC_URL as string | null) ?? `http://${host}:${value.PORT}`,
    metricsToken: value.METRICS_TOKEN_FILE as string | null,
    trustedProxies: value.TRUSTED_PROXIES as BlockList | null,
    logLevel: value.LOG_LEVEL as Config['logLevel'],
    clock: value.CLOCK as Config['clock'],
    production,
    poolSize: value.POOL_SIZE as number,
    defaultCounty: value.DEFAULT_COUNTY as string,
    passwordDays: value.PASSWORD_DAYS as number,
    failpoint: value.LINLI_FAILPOINT as Failpoint | null,
    shown: settings.map((s) => ({
      name: s.name,
      value: s.isSecret ? (env[s.name] ? '***' : null) : maskAddress(env[s.name] || s.fallback) || null,
      isDefault: !env[s.name] || env[s.name] === s.fallback,
      meaning: s.meaning,
    })),
  })
}

function keyOf(place: FilesPlace, value: Record<string, unknown>): FilesKey | null {
  if (place.kind === 'folder') return null
  const [id, secret] = [value.AWS_ACCESS_KEY_ID as string, value.AWS_SECRET_ACCESS_KEY as string]
  const key = (value.FILES_KEY_FILE as FilesKey | null) ?? (id && secret ? { id, secret } : null)
  if (!key)
    throw new SettingError(
      'FILES_URL names a bucket, but no key to it is given: set FILES_KEY_FILE (access key id and secret access key, one a line), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    )
  return key
}

/** docs/settings.md. */
export function describeSettings(): string {
  const rows = settings.map(
    (s) => `| \`${s.name}\` | ${s.fallback === '' ? '–' : `\`${s.fallback}\``} | ${s.meaning} |`,
  )
  return [
    '<!-- generated by npm run generate from server/src/config.ts -->',
    '# Settings',
    '',
    'Read from the environment only. A wrong value stops the start with one line that says what is wrong.',
    '',
    '| name | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
