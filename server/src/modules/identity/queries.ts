import { parseInstant } from '@linli/contract/shared/time.ts'
import { all } from '#platform/page.ts'
import { at, type Query, sql } from '#platform/sql.ts'

export interface CredentialRow {
  id: string
  username: string
  name: string
  passwordHash: string
  isDisabled: boolean
  failedCount: number
  lockedUntil: number | null
  hasOtp: boolean
  isAdministrator: boolean
}

/** What sign-in checks; only the `linli_auth` role may read it. */
export const findCredential = (username: string): Query<CredentialRow> =>
  sql<CredentialRow>`select id, username, name, password_hash, is_disabled, failed_count, locked_until, otp_secret is not null as has_otp,
    exists (select from post p where p.account_id = account.id and p.role in ('system_admin', 'security_admin', 'audit_admin')) as is_administrator
    from account where username = ${username}`

export interface PostRow {
  id: string
  accountId: string
  role: string
  areaCode: string | null
  unitId: string | null
  unitArea: string | null
  fromOn: string
  toOn: string | null
  version: number
}

export interface AccountRow {
  id: string
  username: string
  name: string
  isDisabled: boolean
  lockedUntil: number | null
  version: number
  posts: { id: string; role: string; areaCode: string | null; unitId: string | null; from: string; to: string | null }[]
}

/** Accounts that the caller may know of, by user name. */
export function listAccounts(filter: {
  under?: string
  q?: string
  after: string | null
  limit: number
}): Query<AccountRow> {
  const conditions: Query[] = [sql`true`]
  if (filter.q) conditions.push(sql`(a.username = ${filter.q} or strpos(a.name, ${filter.q}) > 0)`)
  if (filter.after) conditions.push(sql`a.username > ${filter.after}`)
  if (filter.under) {
    const hi = `${filter.under}:`
    conditions.push(sql`exists (select from post p left join unit u on u.id = p.unit_id where p.account_id = a.id
      and coalesce(p.area_code, u.area_code) >= ${filter.under} and coalesce(p.area_code, u.area_code) < ${hi})`)
  }
  return sql<AccountRow>`select a.id, a.username, a.name, a.is_disabled, a.locked_until, a.version,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'areaCode', p.area_code, 'unitId', p.unit_id, 'from', p.from_on, 'to', p.to_on)
      order by p.from_on, p.id), '[]') from post p where p.account_id = a.id) as posts
    from account a where ${all(conditions)} order by a.username limit ${filter.limit + 1}`
}

export interface UnitRow {
  id: string
  key: string
  name: string
  kind: string
  areaCode: string
}

/** Units in scope: one's own areas, the centres and departments above them. */
export function listUnits(filter: {
  under?: string
  kind?: string
  q?: string
  after: readonly [string, string] | null
  limit: number
}): Query<UnitRow> {
  const conditions: Query[] = [sql`is_active`]
  if (filter.under) conditions.push(sql`area_code >= ${filter.under} and area_code < ${`${filter.under}:`}`)
  if (filter.kind) conditions.push(sql`kind = ${filter.kind}`)
  if (filter.q) conditions.push(sql`strpos(name, ${filter.q}) > 0`)
  if (filter.after) conditions.push(sql`(area_code, key) > (${filter.after[0]}, ${filter.after[1]})`)
  return sql<UnitRow>`select id, key, name, kind, area_code from unit where ${all(conditions)} order by area_code, key limit ${filter.limit + 1}`
}

export interface AuditRow {
  seq: number
  at: number
  accountId: string | null
  accountName: string | null
  verb: string
  subject: string | null
  facts: Record<string, unknown>
}

/** In UTC: the database takes offsets up to 16 hours only. */
const instant = (text: string) => at(parseInstant(text))

/** Newest first. */
export function listAudit(
  log: 'audit' | 'disclosure',
  filter: { account?: string; verb?: string; since?: string; until?: string; before: number | null; limit: number },
): Query<AuditRow> {
  const conditions: Query[] = [sql`true`]
  if (filter.account) conditions.push(sql`l.account_id = ${filter.account}::uuid`)
  if (filter.verb) conditions.push(sql`l.verb = ${filter.verb}`)
  if (filter.since) conditions.push(sql`l.at >= ${instant(filter.since)}::timestamptz`)
  if (filter.until) conditions.push(sql`l.at < ${instant(filter.until)}::timestamptz`)
  if (filter.before) conditions.push(sql`l.seq < ${filter.before}`)
  return sql<AuditRow>`select l.seq, l.at, l.account_id, l.verb, l.subject, l.facts
    from ${sql.table(log)} l where ${all(conditions)} order by l.seq desc limit ${filter.limit + 1}`
}

export const endSession = (digest: Buffer, wall: number): Query =>
  sql`update session set ended_at = ${at(wall)}::timestamptz where token_digest = ${digest}::bytea and ended_at is null`
