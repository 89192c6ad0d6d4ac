import type { AuditQuery, DisclosureQuery } from '@linli/contract/audit/schemas.ts'
import { parseInstant } from '@linli/contract/shared/time.ts'
import type { ChainName } from '#platform/audit.ts'
import { all } from '#platform/page.ts'
import { at, type Query, sql } from '#platform/sql.ts'

export interface LogRow {
  seq: number
  at: number
  accountId: string | null
  verb: string
  subject: string | null
  facts: Record<string, unknown>
}

/** A filter whose names have been looked up: ids as they stand in the log. */
export type LogFilter = Omit<AuditQuery & DisclosureQuery, 'limit' | 'cursor' | 'count'>

/** In UTC: the database takes offsets up to 16 hours only. */
const instant = (text: string) => at(parseInstant(text))

function conditions(filter: LogFilter): Query[] {
  const wanted: Query[] = []
  if (filter.actor) wanted.push(sql`l.account_id = ${filter.actor}::uuid`)
  if (filter.verb) wanted.push(ofVerb(filter.verb))
  if (filter.subject) wanted.push(sql`l.subject = ${filter.subject}`)
  if (filter.outcome === 'refused') wanted.push(sql`l.verb like '%.refused'`)
  if (filter.outcome === 'done') wanted.push(sql`l.verb not like '%.refused'`)
  if (filter.area) wanted.push(inArea(filter.area))
  if (filter.since) wanted.push(sql`l.at >= ${instant(filter.since)}::timestamptz`)
  if (filter.until) wanted.push(sql`l.at < ${instant(filter.until)}::timestamptz`)
  return wanted
}

/** `post` stands for all verbs that begin with `post.`; a slash is the character behind the dot. */
const ofVerb = (verb: string): Query =>
  verb.includes('.')
    ? sql`l.verb = ${verb}`
    : sql`l.verb collate "C" >= ${`${verb}.`} and l.verb collate "C" < ${`${verb}/`}`

/** Entries that name an area inside this one; index audit_area. */
const inArea = (code: string): Query =>
  sql`l.facts ? 'area' and (l.facts ->> 'area') collate "C" >= ${code} and (l.facts ->> 'area') collate "C" < ${`${code}:`}`

/** Newest first, which is by number: times may go back, numbers do not. */
export const listLog = (log: ChainName, filter: LogFilter, before: number | null, limit: number): Query<LogRow> =>
  sql<LogRow>`select l.seq, l.at, l.account_id, l.verb, l.subject, l.facts from ${sql.table(log)} l
    where ${all([...conditions(filter), ...(before === null ? [] : [sql`l.seq < ${before}`])])}
    order by l.seq desc limit ${limit + 1}`

export const logEntries = (log: ChainName, filter: LogFilter): Query =>
  sql`${sql.table(log)} l where ${all(conditions(filter))}`
