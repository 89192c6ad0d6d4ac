// A break that is found is kept, counted, logged, and told to whoever may read the audit: once, however often it is found again.
import type { ChainBreak } from '@linli/contract/audit/schemas.ts'
import { roleMay, roleNames } from '@linli/contract/identity/roles.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { at, type Query, sql, textArray } from '#platform/sql.ts'
import { tellAccounts } from '../notify/public.ts'

/** Key of the message; its words stand in the console. */
export const BROKEN = 'recordBroken'

/** Keeps those that are new and gives their number. */
export async function keepBreaks(house: House, breaks: readonly ChainBreak[]): Promise<number> {
  if (breaks.length === 0) return 0
  const [now, wall] = [house.clock.now(), house.clock.wall()]
  const fresh = await house.db.transaction('linli_job', async (tx) => {
    const [kept, auditors] = await tx.send(insertBreaks(breaks, wall), listAuditors(formatInstant(now).slice(0, 10)))
    const told = kept.length > 0 ? auditors.map((a) => a.accountId) : []
    await tx.commit(...(told.length > 0 ? [tellAccounts(told, BROKEN, now)] : []))
    return kept
  })
  for (const found of fresh) house.log.error({ found }, 'a chain of the record does not hold')
  return fresh.length
}

const insertBreaks = (breaks: readonly ChainBreak[], wall: number): Query<{ chain: string; entry: number }> => {
  const rows = breaks.map(({ anchor, incident, ...rest }) => ({
    ...rest,
    anchor_seq: anchor,
    incident_id: incident,
    found_at: at(wall),
  }))
  return sql<{
    chain: string
    entry: number
  }>`insert into chain_break (chain, entry, why, place, anchor_seq, incident_id, found_at)
    select chain, entry, why, place, anchor_seq, incident_id, found_at from jsonb_populate_recordset(null::chain_break, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing returning chain, entry, why, place`
}

const listAuditors = (day: string): Query<{ accountId: string }> =>
  sql<{
    accountId: string
  }>`select distinct account_id from post where role = any (${textArray(roleNames.filter((role) => roleMay(role, 'audit.read')))}::text[])
    and from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)`

export const countBreaks: Query<{ n: number }> = sql<{ n: number }>`select count(*)::int as n from chain_break`
