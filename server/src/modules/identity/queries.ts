import { all } from '#platform/page.ts'
import { at, type Query, sql } from '#platform/sql.ts'

/** The account whose session has entered. */
export const mine = sql`(select nullif(current_setting('linli.account', true), ''))::uuid`

export interface CredentialRow {
  id: string
  username: string
  passwordHash: string
  passwordChangedAt: number
}

/** What a password is judged by, outside of any lock; only the `linli_auth` role may read it. Null = one's own. */
export const findCredential = (username: string | null): Query<CredentialRow> =>
  sql<CredentialRow>`select id, username, password_hash, password_changed_at from account
    where ${username === null ? sql`id = ${mine}` : sql`username = ${username}`}`

export const listFormerHashes: Query<{ passwordHash: string }> = sql<{
  passwordHash: string
}>`select password_hash from former_password where account_id = ${mine} order by until_at desc`

export interface GuardRow {
  id: string
  username: string
  isDisabled: boolean
  failedCount: number
  lockedUntil: number | null
  passwordChangedAt: number
  oneTimeUntil: number | null
  otpSecret: Uint8Array | null
  otpPending: Uint8Array | null
  otpLastStep: number | null
  otpSince: number | null
  /** In force now, own and as deputy. */
  roles: string[]
}

/** What guards an account, locked; role `linli_auth`. Null = one's own. */
export const lockGuard = (id: string | null, now: number): Query<GuardRow> => lockGuardWhere(sql`id = ${id}::uuid`, now)
export const lockOwnGuard = (now: number): Query<GuardRow> => lockGuardWhere(sql`id = ${mine}`, now)

const guardColumns = (
  now: number,
) => sql`id, username, is_disabled, failed_count, locked_until, password_changed_at, one_time_until,
  otp_secret, otp_pending, otp_last_step, otp_since, account_roles(id, ${at(now)}::timestamptz) as roles`
const lockGuardWhere = (which: Query, now: number): Query<GuardRow> =>
  sql<GuardRow>`select ${guardColumns(now)} from account where ${which} for update`

/** The same to be shown. */
export const findOwnGuard = (now: number): Query<GuardRow> =>
  sql<GuardRow>`select ${guardColumns(now)} from account where id = ${mine}`

/** An unused one, locked; nothing for null. */
export const findRecoveryCode = (accountId: string | null, digest: Buffer | null): Query<{ id: string }> =>
  sql<{
    id: string
  }>`select id from recovery_code where account_id = ${accountId}::uuid and digest = ${digest}::bytea and used_at is null for update`

export const countRecoveryCodes: Query<{ n: number }> = sql<{
  n: number
}>`select count(*)::int as n from recovery_code where account_id = ${mine} and used_at is null`

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

/** What happened to one's own account, newest first; role `linli_auth`. Signing in is told by the sessions. */
export const listOwnEvents: Query<{ at: number; verb: string; accountId: string | null }> = sql<{
  at: number
  verb: string
  accountId: string | null
}>`select at, verb, account_id from audit where subject = ${mine}::text and verb <> 'session.opened' order by seq desc limit 20`
