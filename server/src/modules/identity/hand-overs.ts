// Hand-overs as rows: what has fallen due, and who works where at that moment. The giving back itself is the loop's (incident/
// hand-over.ts), by role linli_job.
import { formatInstant } from '@linli/contract/shared/time.ts'
import { at, type Query, sql } from '#platform/sql.ts'

export interface DueHandOver {
  id: string
  accountId: string
  successorId: string | null
}

export const listDueHandOvers = (now: number): Query<DueHandOver> =>
  sql<DueHandOver>`select id, account_id, successor_id from hand_over
    where done_at is null and due_at <= ${at(now)}::timestamptz order by due_at, id limit 200`

/** The earliest one due by then; no row when none is. */
export const nextHandOverAt = (until: number): Query<{ next: number | null }> =>
  sql<{ next: number | null }>`select min(due_at) as next from hand_over
    where done_at is null and due_at <= ${at(until)}::timestamptz`

export const finishHandOver = (id: string, incidents: number, now: number): Query =>
  sql`update hand_over set done_at = ${at(now)}::timestamptz, incidents = incidents + ${incidents} where id = ${id}::uuid and done_at is null`

export interface Place {
  accountId: string
  unitId: string | null
}

/** Units in which these two work at this instant, by posts of their own and standing in; nothing for a disabled account. */
export function findPlaces(account: string, other: string | null, now: number): Query<Place> {
  const day = formatInstant(now).slice(0, 10)
  const inForce = sql`p.from_on <= ${day}::date and (p.to_on is null or p.to_on >= ${day}::date)`
  const both = sql`(${account}::uuid, ${other}::uuid)`
  return sql<Place>`select p.account_id, p.unit_id from post p join account a on a.id = p.account_id
      where p.account_id in ${both} and not a.is_disabled and ${inForce}
    union select d.account_id, p.unit_id from deputy d join account a on a.id = d.account_id join post p on p.id = d.post_id
      where d.account_id in ${both} and not a.is_disabled and d.from_at <= ${at(now)}::timestamptz and d.to_at > ${at(now)}::timestamptz and ${inForce}`
}
