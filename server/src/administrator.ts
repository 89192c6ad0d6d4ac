// npm run administrator: makes the first administrators of an installation, and lets one in again who is locked out. It works on the
// database itself; the embedded one must not be in use.
import { mkdirSync } from 'node:fs'
import type { Role } from '@linli/contract/identity/roles.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { readConfig, SettingError } from './config.ts'
import { type HandedOut, makeAdministrator, resetAdministrator } from './modules/identity/administrators.ts'
import { CannotStart, openEngine } from './open-house.ts'
import { realClock } from './platform/clock.ts'
import { KeyError, loadKeys } from './platform/crypto.ts'
import { openDb } from './platform/db.ts'
import { FolderInUse } from './platform/embedded.ts'
import { MigrationError } from './platform/migrate.ts'
import { Problem } from './platform/problem.ts'

const usage = `npm run administrator -- make system|security|audit USERNAME NAME
npm run administrator -- reset USERNAME
Prints a one-time password, good for 72 hours, that must be changed at the first sign-in.`

const kinds: Readonly<Record<string, Role>> = {
  system: 'system_admin',
  security: 'security_admin',
  audit: 'audit_admin',
}

class WrongUse extends Error {}

async function run([verb, ...rest]: readonly string[]): Promise<HandedOut> {
  const asked = askedFor(verb, rest)
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const engine = await openEngine(config, () => {})
  const db = openDb(engine)
  try {
    const tools = { db, keys: loadKeys(config.masterKeyFile), clock: realClock }
    return await (asked.role ? makeAdministrator(tools, asked) : resetAdministrator(tools, asked.username))
  } finally {
    await db.close()
  }
}

type Asked = { role: Role; username: string; name: string } | { role: null; username: string }

function askedFor(verb: string | undefined, rest: readonly string[]): Asked {
  if (verb === 'reset' && rest.length === 1) return { role: null, username: rest[0]! }
  const [kind = '', username = '', name = ''] = rest
  const role = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (verb !== 'make' || !role || name.trim() === '') throw new WrongUse(usage)
  if (!/^[a-z][a-z0-9._-]{2,31}$/.test(username))
    throw new WrongUse('USERNAME: 3 to 32 small letters, digits, dots or dashes, a letter first.')
  return { role, username, name: name.trim() }
}

try {
  const { username, password, until } = await run(process.argv.slice(2))
  process.stdout.write(`${JSON.stringify({ username, password, until: formatInstant(until) })}\n`)
} catch (error) {
  const isKnown = [WrongUse, SettingError, CannotStart, FolderInUse, MigrationError, KeyError, Problem].some(
    (kind) => error instanceof kind,
  )
  process.stderr.write(`${isKnown ? (error as Error).message : (error as Error).stack}\n`)
  process.exit(1)
}
