// A break that is found is kept, logged, and told to whoever may read the audit: once, however often it is found again. When a check reads
// its place anew and all of that chain holds there, it is whole since; found after that it is broken again, and told again. What was
// found once stays in the list for good.
import type { Chain, ChainBreak } from '@linli/contract/audit/schemas.ts'
import { roleMay, roleNames } from '@linli/contract/identity/roles.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { at, type Query, sql, textArray } from '#platform/sql.ts'
import { tellAccounts } from '../notify/public.ts'
import { breaksOf, checkRecord } from './check.ts'
import type { Tally } from './tally.ts'

/** Key of the message; its words stand in the console. */
export const BROKEN = 'recordBroken'

type Key = Pick<ChainBreak, 'chain' | 'entry' | 'why' | 'place'>

const keysOf = (breaks: readonly Key[]): string =>
  JSON.stringify(breaks.map(({ chain, entry, why, place }) => ({ chain, entry, why, place })))
const isSame = sql`e.chain = b.chain and e.entry = b.entry and e.why = b.why and e.place = b.place`
/** Whole since an instant, or null: the last that a check has said of it. */
const wholeSince = sql`(select case e.kind when 'whole' then e.at end from chain_break_event e where ${isSame} and e.kind <> 'noted' order by e.no desc limit 1)`

/** Keeps those that are new, and notes those that had been whole; gives the number of both. */
export async function keepBreaks(house: House, breaks: readonly ChainBreak[]): Promise<number> {
  if (breaks.length === 0) return 0
  const [now, wall] = [house.clock.now(), house.clock.wall()]
  const news = await house.db.transaction('linli_job', async (tx) => {
    const [again, kept, auditors] = await tx.send(
      insertAgain(breaks, wall),
      insertBreaks(breaks, wall),
      listAuditors(formatInstant(now).slice(0, 10)),
    )
    const found = [...kept, ...again]
    const told = found.length > 0 ? auditors.map((a) => a.accountId) : []
    await tx.commit(...(told.length > 0 ? [tellAccounts(told, BROKEN, now)] : []))
    return found
  })
  for (const found of news) house.log.error({ found }, 'a chain of the record does not hold')
  return news.length
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

const insertEvents = (kind: 'whole' | 'again', which: Query, wall: number): Query<{ chain: string; entry: number }> =>
  sql<{ chain: string; entry: number }>`insert into chain_break_event (chain, entry, why, place, kind, at)
    select b.chain, b.entry, b.why, b.place, ${kind}, ${at(wall)}::timestamptz from chain_break b where ${which} returning chain, entry, why, place`

const among = (keys: string) =>
  sql`(b.chain, b.entry, b.why, b.place) in (select chain, entry, why, place from jsonb_populate_recordset(null::chain_break, ${keys}::jsonb))`

const insertAgain = (breaks: readonly ChainBreak[], wall: number) =>
  insertEvents('again', sql`${among(keysOf(breaks))} and ${wholeSince} is not null`, wall)

const listAuditors = (day: string): Query<{ accountId: string }> =>
  sql<{
    accountId: string
  }>`select distinct account_id from post where role = any (${textArray(roleNames.filter((role) => roleMay(role, 'audit.read')))}::text[])
    and from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)`

/** `n` ever, `open` of them not whole, `unnoted` of those nobody has looked into. */
export const countBreaks: Query<{ n: number; open: number; unnoted: number }> = sql<{
  n: number
  open: number
  unnoted: number
}>`select count(*)::int as n, count(*) filter (where not is_whole)::int as open, count(*) filter (where not is_whole and not is_noted)::int as unnoted
  from (select ${wholeSince} is not null as is_whole, exists (select from chain_break_event e where ${isSame} and e.kind = 'noted') as is_noted from chain_break b) x`

type OpenBreak = Key & { anchor: number }

/** What each chain's number stands for in an anchor; none knows of mediations, which are read at the end. jsonb may hold anything where somebody has tampered with it. */
const covered = sql`case b.chain when 'anchor' then a.seq when 'mediation' then -1 else coalesce(case b.chain when 'history'
    then case jsonb_typeof(a.heads -> 'history' -> 'to') when 'number' then (a.heads -> 'history' ->> 'to')::numeric end
    else case jsonb_typeof(a.heads -> b.chain -> 'seq') when 'number' then (a.heads -> b.chain ->> 'seq')::numeric end end, 0) end`

/** Breaks that are not whole, each with the last anchor before its place. */
const listOpen: Query<OpenBreak> = sql<OpenBreak>`select b.chain, b.entry, b.why, b.place, coalesce((select max(a.seq) from anchor a where ${covered} < b.entry), 0)::bigint as anchor
    from chain_break b where ${wholeSince} is null order by 5, 1, 2 limit 1000`

/** Of so many places the night reads anew; the others are left to the nights after it. */
const mostPlaces = 100

/** Reads the places of open breaks anew, each from the anchor before it to the one behind it. */
export async function reviewBreaks(house: House): Promise<number> {
  const [open] = await house.db.transaction('linli_job', (tx) => tx.commit(listOpen))
  const places = Map.groupBy(open, ({ anchor }) => anchor)
  let healed = 0
  for (const [from, here] of [...places].slice(0, mostPlaces)) {
    const chains = new Set(here.map(({ chain }) => chain))
    const histories = chains.has('history') || chains.has('mediation')
    const { tallies } = await checkRecord(house, { from, histories, ...(!chains.has('mediation') && { most: 1 }) })
    await keepBreaks(house, breaksOf(tallies))
    healed += await noteWhole(house, tallies, here)
  }
  return healed
}

/** All chains that were read and hold from end to end: whatever was broken in them is whole. */
export const wholeChains = async (house: House, tallies: readonly Tally[]): Promise<number> => {
  const [open] = await house.db.transaction('linli_job', (tx) => tx.commit(listOpen))
  return noteWhole(house, tallies, open)
}

/** Only where nothing at all is wrong in what was read of the chain: a break that has become another one is not whole. */
async function noteWhole(house: House, tallies: readonly Tally[], open: readonly Key[]): Promise<number> {
  const sound = new Set<Chain>(tallies.filter(({ broken }) => broken === 0).map(({ chain }) => chain))
  const healed = open.filter(({ chain }) => sound.has(chain))
  if (healed.length === 0) return 0
  const [rows] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(insertEvents('whole', sql`${among(keysOf(healed))} and ${wholeSince} is null`, house.clock.wall())),
  )
  for (const whole of rows) house.log.info({ whole }, 'a broken place of the record holds again')
  return rows.length
}
