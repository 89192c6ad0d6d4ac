// GET /api/changes: the read side of replicas. What changed within somebody's sight since a position, each thing as the lists show it
// now, and what has left their sight, to be forgotten. The first load is the same feed read from its beginning: it can stop and go on
// anywhere, and what changes meanwhile comes again at the end. Nothing here is more than a list shows, so no disclosure is recorded: a
// reporter's name and number are not part of it.
//
// Rows are found by latest_change (migration 60): one probe of its index for each area below one's posts, each unit and the account. The
// thing itself is read under its own policies in the same statement: a row without a visible thing is a thing that has gone.
import { Changes, ChangesQuery } from '@linli/contract/sync/schemas.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import {
  beginning,
  decodePosition,
  encodePosition,
  from,
  isNear,
  type Mark,
  scopeOf,
  stillHolds,
} from '#platform/position.ts'
import { read } from '#platform/read.ts'
import { type Query, sql } from '#platform/sql.ts'
import type { SeenRow } from './columns.ts'
import { listColumns, listItem } from './list.ts'

type ChangedRow = { txid: string; thing: string } & (SeenRow | { [K in keyof SeenRow]: null })

const mine = sql`select code as audience from area where current_setting('linli.areas') <> '{}'
    and code >= current_setting('linli.lo') and code < current_setting('linli.hi') and code ^@ any (current_setting('linli.areas')::text[])
  union all select 'unit:' || u from unnest(current_setting('linli.units')::uuid[]) u
  union all select 'account:' || current_setting('linli.account')`

/** The first `limit` changes after a mark, oldest first; index latest_change_order. */
export const listChanges = ({ txid, id }: Mark, limit: number): Query<ChangedRow> =>
  sql<ChangedRow>`with page as (
      select c.txid, c.id as thing from (${mine}) a, lateral (
        select txid, id from latest_change
        where audience = a.audience and kind = 'incident' and (txid, id) > (${txid}::xid8, ${id}::uuid) and txid < pg_snapshot_xmin(pg_current_snapshot())
        order by latest_change.txid, id limit ${sql.lit(limit)}) c
      group by c.txid, c.id order by c.txid, c.id limit ${sql.lit(limit)})
    select page.txid::text as txid, thing, i.* from page left join (select ${listColumns} from incident) i on i.id = thing order by page.txid, thing`

/**
 * How many rows an audience has cannot be known beforehand: a grid some thousand, a department a hundred times that. The planner
 * takes the mean and would rather sort them all than read the first few in order. Holds for this transaction.
 */
export const inOrder = sql`select set_config('enable_bitmapscan', 'off', true)`

/** Everything older has ended. Asked before the page, so that it never lies behind what the page could see. */
const findHorizon = sql<{ horizon: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`

export const changesRoute = (house: House): Route =>
  route({
    method: 'GET',
    url: '/api/changes',
    summary: 'What changed in my scope since a position; 204 when nothing did',
    permission: 'incident.list',
    schema: {
      querystring: ChangesQuery,
      response: { 200: Changes, 204: Type.Null({ description: 'Nothing new: `since` holds on' }) },
    },
    async handle({ entry, query, reply }) {
      const limit = query.limit ?? 200
      const since = decodePosition(query.since)
      const asked = [inOrder, findHorizon, listChanges(since ?? beginning, limit + 1)] as const
      const changes = await read(house, entry, asked, ([_, [found], rows], { who }) => {
        permit(who, 'incident.list')
        const scope = scopeOf(who)
        const horizon = found!.horizon
        const position = (mark: Mark) => encodePosition({ scope, txid: mark.txid, id: mark.id })
        if (since && !stillHolds(since, scope, horizon))
          return { items: [], next: position(beginning), hasMore: true, resync: true }
        const shown = rows.slice(0, limit)
        const last = shown.at(-1)
        if (!last && since && isNear(since, horizon)) return null
        return {
          items: [...new Map(shown.map((row) => [row.thing, row])).values()].map((row) => changeOf(house, row)),
          next: position(last ? { txid: last.txid, id: last.thing } : from(horizon)),
          hasMore: rows.length > limit,
          resync: false,
        }
      })
      return changes === null ? reply.status(204).send() : changes
    },
  })

const changeOf = (house: House, row: ChangedRow): Changes['items'][number] =>
  row.id === null
    ? { kind: 'incident', id: row.thing, gone: true }
    : { kind: 'incident', id: row.thing, value: listItem(house, row as SeenRow) }
