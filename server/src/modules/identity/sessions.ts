// Sessions of one's own account: which there are, and ending them. An end goes through the change feed, so that every server lets go
// of the streams that the session had opened.

import type { SessionView } from '@linli/contract/identity/security.schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { Static } from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { changes } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import { at, type Query, sql, textArray } from '#platform/sql.ts'
import { mine } from './queries.ts'

export interface SessionRow {
  id: string
  door: 'console' | 'field' | 'program'
  browser: string | null
  system: string | null
  address: string | null
  createdAt: number
  lastSeenAt: number
}

const isOpen = (wall: number) =>
  sql`ended_at is null and idle_until > ${at(wall)}::timestamptz and absolute_until > ${at(wall)}::timestamptz`

/** Open ones, last seen first; role linli_auth. */
export const listSessions = (wall: number): Query<SessionRow> =>
  sql<SessionRow>`select id, door, browser, system, address, created_at, last_seen_at from session
    where account_id = ${mine} and ${isOpen(wall)} order by last_seen_at desc, id`

/** Of an account, all that have not been ended; role linli_auth, or the security administrator. */
export const openSessionsOf = (accountId: string | null): Query<{ id: string }> =>
  sql<{
    id: string
  }>`select id from session where account_id = ${accountId === null ? mine : sql`${accountId}::uuid`} and ended_at is null for update`

export const viewSession =
  (current: string | null) =>
  (row: SessionRow): Static<typeof SessionView> => ({
    ...row,
    createdAt: formatInstant(row.createdAt),
    lastSeenAt: formatInstant(row.lastSeenAt),
    isCurrent: row.id === current,
  })

/** Writes that end these sessions and tell it. */
export function endSessions(sessions: readonly { id: string }[], now: number, wall: number): Query[] {
  if (sessions.length === 0) return []
  const ids = sessions.map(({ id }) => id)
  const told = ids.map((id) => ({ kind: 'session', id, version: 1, areaCode: null, at: now, isDeleted: true }))
  return [
    sql`update session set ended_at = ${at(wall)}::timestamptz where id = any (${textArray(ids)}::uuid[])`,
    changes(told),
  ]
}

/** DELETE /api/sessions/{id} of one's own, or with `null` all others. */
export const endOwnSessions = (
  house: House,
): ActionSpec<{ id: string | null }, [Query<{ id: string }>, ReturnType<typeof chainHead>], { ended: number }> => ({
  name: 'session.end',
  role: 'linli_auth',
  facts: () => [openSessionsOf(null), chainHead('audit')],
  decide([open, [head]], { id }, { who, now, wall }) {
    const ended = open.filter((session) => (id === null ? session.id !== who.sessionId : session.id === id))
    if (id !== null && ended.length === 0) throw problem('not_found')
    const note = append(house.keys, 'audit', head, {
      id: uuidv7(),
      accountId: who.accountId,
      verb: 'session.end',
      subject: who.accountId,
      facts: { sessions: ended.map((session) => session.id) },
      at: wall,
    })
    return {
      writes: ended.length === 0 ? [] : [...endSessions(ended, now, wall), ...note],
      target: '',
      answer: { queries: [], build: () => ({ ended: ended.length }) },
    }
  },
  replay: () => ({ queries: [], build: () => ({ ended: 0 }) }),
})
