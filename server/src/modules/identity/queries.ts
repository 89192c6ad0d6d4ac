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
  workNumber: string | null
  isDisabled: boolean
  lockedUntil: number | null
  otpSince: number | null
  oneTimeUntil: number | null
  version: number
  posts: { id: string; role: string; areaCode: string | null; unitId: string | null; from: string; to: string | null }[]
}

interface AccountFilter {
  under?: string
  q?: string
  role?: string
  unit?: string
  state?: 'active' | 'disabled' | 'locked' | 'withoutPost' | 'oneTime'
  after: string | null
  limit: number
  today: string
  wall: number
}

const accountColumns = sql`a.id, a.username, a.name, a.work_number, a.is_disabled, a.locked_until, a.otp_since, a.one_time_until, a.version,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'areaCode', p.area_code, 'unitId', p.unit_id, 'from', p.from_on, 'to', p.to_on)
      order by p.from_on, p.id), '[]') from post p where p.account_id = a.id) as posts`

export const findAccountRow = (id: string): Query<AccountRow> =>
  sql<AccountRow>`select ${accountColumns} from account a where a.id = ${id}::uuid`

/** Accounts that the caller may know of, by user name. */
export function listAccounts(filter: AccountFilter): Query<AccountRow> {
  const { under, q, role, unit, state, after, limit, today } = filter
  const conditions: Query[] = [sql`true`]
  const somePost = (which: Query) => sql`exists (select from post p left join unit u on u.id = p.unit_id
    where p.account_id = a.id and (p.to_on is null or p.to_on >= ${today}::date) and ${which})`
  if (q) conditions.push(sql`(a.username = ${q} or a.work_number = ${q} or strpos(a.name, ${q}) > 0)`)
  if (after) conditions.push(sql`a.username > ${after}`)
  if (role) conditions.push(somePost(sql`p.role = ${role}`))
  if (unit) conditions.push(somePost(sql`p.unit_id = ${unit}::uuid`))
  if (under)
    conditions.push(
      somePost(
        sql`coalesce(p.area_code, u.area_code) >= ${under} and coalesce(p.area_code, u.area_code) < ${`${under}:`}`,
      ),
    )
  if (state) conditions.push(stateOf(state, filter))
  return sql<AccountRow>`select ${accountColumns} from account a where ${all(conditions)} order by a.username limit ${limit + 1}`
}

function stateOf(state: NonNullable<AccountFilter['state']>, { today, wall }: AccountFilter): Query {
  const inForce = sql`exists (select from post p where p.account_id = a.id and p.from_on <= ${today}::date and (p.to_on is null or p.to_on >= ${today}::date))`
  return {
    active: sql`not a.is_disabled`,
    disabled: sql`a.is_disabled`,
    locked: sql`a.locked_until > ${at(wall)}::timestamptz`,
    oneTime: sql`a.one_time_until is not null`,
    withoutPost: sql`not ${inForce}`,
  }[state]
}

export interface HeldPostRow extends PostRow {
  username: string
  name: string
  isDisabled: boolean
  /** Area of the post or of its unit; empty for administrators. */
  place: string
}

/** By place, then by id; ended ones too unless a day is named. */
export function listHeldPosts(filter: {
  under?: string
  account?: string
  unit?: string
  role?: string
  on?: string
  after: readonly [string, string] | null
  limit: number
}): Query<HeldPostRow> {
  const place = sql`coalesce(p.area_code, u.area_code, '')`
  const conditions: Query[] = [sql`true`]
  if (filter.under) conditions.push(sql`${place} >= ${filter.under} and ${place} < ${`${filter.under}:`}`)
  if (filter.account) conditions.push(sql`p.account_id = ${filter.account}::uuid`)
  if (filter.unit) conditions.push(sql`p.unit_id = ${filter.unit}::uuid`)
  if (filter.role) conditions.push(sql`p.role = ${filter.role}`)
  if (filter.on)
    conditions.push(sql`p.from_on <= ${filter.on}::date and (p.to_on is null or p.to_on >= ${filter.on}::date)`)
  if (filter.after) conditions.push(sql`(${place}, p.id) > (${filter.after[0]}, ${filter.after[1]}::uuid)`)
  return sql<HeldPostRow>`select p.id, p.account_id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, p.version, u.area_code as unit_area,
      a.username, a.name, a.is_disabled, ${place} as place
    from post p join account a on a.id = p.account_id left join unit u on u.id = p.unit_id
    where ${all(conditions)} order by ${place}, p.id limit ${filter.limit + 1}`
}

/** Counts only, from behind the policies: whoever ends a post may read no incidents. */
export const handOverLoad = (account: string): Query<{ unitId: string; open: number }> =>
  sql<{
    unitId: string
    open: number
  }>`select unit_id, open from hand_over_load(${account}::uuid) order by open desc, unit_id`

/** Those of them that the caller sees, nearest due first. */
export const listResponsible = (
  account: string,
): Query<{ id: string; number: string; state: string; dueAt: number | null }> =>
  sql<{
    id: string
    number: string
    state: string
    dueAt: number | null
  }>`select id, number, state, due_at from incident
    where holder_unit is not null and (holder_account = ${account}::uuid or answerable_account = ${account}::uuid)
    order by due_at nulls last, intake_no limit 50`

/** Absences of others, still running or to come, in which this account stands in. */
export const listStandingIn = (
  account: string,
  now: number,
): Query<{ id: string; holderId: string; unitId: string | null; toAt: number }> =>
  sql<{
    id: string
    holderId: string
    unitId: string | null
    toAt: number
  }>`select d.id, p.account_id as holder_id, p.unit_id, d.to_at
    from deputy d join post p on p.id = d.post_id
    where d.account_id = ${account}::uuid and d.to_at > ${at(now)}::timestamptz order by d.from_at, d.id`

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
