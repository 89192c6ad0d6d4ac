// The first administrators, and those who are locked out: done on the server itself by whoever may run programs there, never over the
// interface, so that none of the three can take another's place. Recorded like everything else.

import { randomBytes } from 'node:crypto'
import { makeOneTimePassword } from '@linli/contract/identity/handed-out.ts'
import { passwordRules } from '@linli/contract/identity/password.ts'
import { type Role, roleEntry } from '@linli/contract/identity/roles.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, sql, updateRow } from '#platform/sql.ts'
import { noOtp } from './own-account.ts'
import { hashPassword } from './password.ts'
import { dropCodes } from './recovery.ts'
import { endSessions, openSessionsOf } from './sessions.ts'

export interface HandedOut {
  username: string
  password: string
  /** Epoch ms. */
  until: number
}

type Tools = Pick<House, 'db' | 'keys' | 'clock'>

async function handOut({ clock }: Tools) {
  const password = makeOneTimePassword(randomBytes)
  const wall = clock.wall()
  const until = wall + passwordRules.oneTimeMs
  const columns = {
    passwordHash: await hashPassword(password),
    passwordChangedAt: at(wall),
    oneTimeUntil: at(until),
    failedCount: 0,
    lockedUntil: null,
  }
  return { password, until, wall, columns }
}

/** Makes an account with one administrator's post from today on; throws when the name is taken. */
export async function makeAdministrator(
  tools: Tools,
  { role, username, name }: { role: Role; username: string; name: string },
): Promise<HandedOut> {
  if (!roleEntry(role)?.administrator) throw problem('request.invalid', { detail: `${role} is no administrator` })
  const { password, until, wall, columns } = await handOut(tools)
  const now = tools.clock.now()
  const id = uuidv7()
  const post = {
    id: uuidv7(),
    accountId: id,
    role,
    fromOn: formatInstant(now).slice(0, 10),
    createdAt: at(now),
    version: 1,
  }
  await tools.db.transaction('owner', async (tx) => {
    const [taken, [head]] = await tx.send(sql`select 1 from account where username = ${username}`, chainHead('audit'))
    if (taken.length > 0) throw problem('account.username_taken')
    await tx.commit(
      insertRow('account', { id, username, name, ...columns, isDisabled: false, createdAt: at(now), version: 1 }),
      insertRow('post', post),
      ...['account', 'post'].map((kind) => change({ kind, id, version: 1, areaCode: null, at: now })),
      ...append(tools.keys, 'audit', head, {
        id: uuidv7(),
        accountId: null,
        verb: 'administrator.make',
        subject: id,
        facts: { role, username },
        at: wall,
      }),
    )
  })
  return { username, password, until }
}

/** A new one-time password and no second factor, for an account that nobody else may reset; enabled again if it was disabled. */
export async function resetAdministrator(tools: Tools, username: string): Promise<HandedOut> {
  const { password, until, wall, columns } = await handOut(tools)
  const now = tools.clock.now()
  await tools.db.transaction('owner', async (tx) => {
    const [[account], [head]] = await tx.send(
      sql<{ id: string; version: number }>`select id, version from account where username = ${username} for update`,
      chainHead('audit'),
    )
    if (!account) throw problem('not_found')
    const [open] = await tx.send(openSessionsOf(account.id))
    const version = account.version + 1
    await tx.commit(
      updateRow('account', account.id, { ...columns, ...noOtp, isDisabled: false, version }),
      dropCodes(account.id),
      ...endSessions(open, now, wall),
      change({ kind: 'account', id: account.id, version, areaCode: null, at: now }),
      ...append(tools.keys, 'audit', head, {
        id: uuidv7(),
        accountId: null,
        verb: 'administrator.reset',
        subject: account.id,
        facts: { username },
        at: wall,
      }),
    )
  })
  return { username, password, until }
}
