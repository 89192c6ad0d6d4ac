// What the system told me and my units: reminders, warnings, orders. Opening the list marks nothing; reading one does.

import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id, Instant, Nullable, Page, PageQuery } from '@linli/contract/shared/wire.ts'
import Type, { type Static } from 'typebox'
import { type ActionSpec, perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { all, decodeCursor, toPage } from '#platform/page.ts'
import { may, permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { inScope } from '#platform/scope.ts'
import type { Who } from '#platform/session.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { areaPath } from '../area/public.ts'
import { editions } from '../matter/public.ts'

const MessageView = Type.Object({
  id: Id,
  message: Type.String({ description: 'Key of the words, contract/incident/verdict.ts messages' }),
  incident: Nullable(Id),
  number: Nullable(
    Type.String({ description: 'Null when the incident is no longer mine to see, or it is about none' }),
  ),
  matterName: Nullable(Type.String({ description: 'What happened; null with the number' })),
  matterNameEn: Nullable(Type.String()),
  areaName: Nullable(Type.String({ description: 'Where, from the town down to the grid; null with the number' })),
  address: Nullable(Type.String({ description: 'Only for whoever sees the whole incident' })),
  at: Instant,
  alarm: Type.Boolean(),
  readAt: Nullable(Instant),
})

/** Whoever works with incidents, and whoever is told that the record does not hold. */
function permitReading(who: Who): void {
  if (!may(who, 'audit.read')) permit(who, 'incident.list')
}

interface MessageRow {
  id: string
  message: string
  incidentId: string | null
  number: string | null
  editionId: string | null
  matterCode: string | null
  areaCode: string | null
  address: string | null
  at: number
  isAlarm: boolean
  readAt: number | null
}

/** A unit that was called and never needed knows what it was and in which grid, and not at whose door. */
const seesWhole = inScope({ area: 'i.area_code', accounts: 'i.reporter_accounts', units: 'i.open_units' })

interface Wanted {
  unread?: boolean
  alarm?: boolean
}

const newest = sql`order by m.at desc, m.id desc`

/**
 * Newest first; messages to my units and those to me: each box gives its newest (newest_messages), and of these the newest are shown.
 * Alarms are flagged until their incident is over, and few (index message_alarm).
 */
export function listMessages(
  after: readonly [number, string] | null,
  { unread, alarm }: Wanted,
  limit: number,
): Query<MessageRow> {
  const most = sql.lit(limit + 1)
  const [before, id] = [after && at(after[0]), after?.[1] ?? null]
  const boxes = sql`m.id in (select id from newest_messages(${unread ?? false}, ${before}::timestamptz, ${id}::uuid, ${most}))`
  const alarms = [
    sql`m.is_alarm`,
    ...(unread ? [sql`m.read_at is null`] : []),
    ...(after ? [sql`(m.at, m.id) < (${before}::timestamptz, ${id}::uuid)`] : []),
  ]
  return sql<MessageRow>`select m.id, m.message, m.incident_id, i.number, i.edition_id, i.matter_code, i.area_code,
      case when ${seesWhole} then i.address end as address, m.at, m.is_alarm, m.read_at
    from message m left join incident i on i.id = m.incident_id where ${alarm ? all(alarms) : boxes} ${newest} limit ${most}`
}

function messageView(house: House, r: MessageRow): Static<typeof MessageView> {
  const matter = editions
    .of(house)
    .get(r.editionId ?? '')
    ?.matters.get(r.matterCode ?? '')
  return {
    id: r.id,
    message: r.message,
    incident: r.incidentId,
    number: r.number,
    matterName: matter?.name ?? r.matterCode,
    matterNameEn: matter?.nameEn ?? null,
    areaName: r.areaCode && areaPath(house, r.areaCode),
    address: r.address,
    at: formatInstant(r.at),
    alarm: r.isAlarm,
    readAt: r.readAt === null ? null : formatInstant(r.readAt),
  }
}

const readMessage: ActionSpec<{ id: string }, [Query<{ id: string }>], { id: string }> = {
  name: 'message.read',
  facts: ({ id }) => [sql<{ id: string }>`select id from message where id = ${id}::uuid`],
  decide([[row]], { id }, { who, now }) {
    if (!row) throw problem('not_found')
    permitReading(who)
    return {
      writes: [sql`update message set read_at = ${at(now)}::timestamptz where id = ${id}::uuid and read_at is null`],
      target: id,
      answer: { queries: [], build: () => ({ id }) },
    }
  },
  replay: (id) => ({ queries: [], build: () => ({ id }) }),
}

export const messageRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/messages',
    summary: 'What I and my units were told, newest first',
    permission: 'signed_in',
    schema: {
      querystring: Type.Object({
        unread: Type.Optional(Type.Boolean()),
        alarm: Type.Optional(Type.Boolean({ description: 'Alarms only, about what is not over' })),
        ...PageQuery,
      }),
      response: { 200: Page(MessageView) },
    },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      return read(
        house,
        entry,
        [listMessages(decodeCursor(query.cursor, ['instant', 'id']), query, limit)],
        ([rows], { who }) => {
          permitReading(who)
          return toPage(
            rows,
            limit,
            (r) => [r.at, r.id],
            (r) => messageView(house, r),
          )
        },
      )
    },
  }),
  route({
    method: 'POST',
    url: '/api/messages/:id/read',
    summary: 'Mark as read, for the whole unit if it was told to a unit',
    permission: 'signed_in',
    schema: { params: Type.Object({ id: Id }), response: { 200: Type.Object({ id: Id }) } },
    async handle({ entry, params: { id } }) {
      return (await perform(house, readMessage, { entry, input: { id } })).result
    },
  }),
]
