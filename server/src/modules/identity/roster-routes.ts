// The duty roster over HTTP: who is on duty when, entered and ended early by whoever leads or dispatches in the area of the unit.
import { Changed, Made } from '@linli/contract/identity/admin.schemas.ts'
import { EndTurn, PutTurn, TurnPage, TurnQuery, type TurnView } from '@linli/contract/identity/roster.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { read } from '#platform/read.ts'
import { endTurn, listTurns, putTurn, type TurnRow } from './rosters.ts'
import { nameOf } from './view.ts'

const params = Type.Object({ id: Id })

const viewTurn =
  (house: House) =>
  (row: TurnRow): TurnView => ({
    id: row.id,
    unit: { id: row.unitId, name: row.unitName, area: row.areaCode },
    account: { id: row.accountId, name: nameOf(house, row.accountId) },
    from: formatInstant(row.fromAt),
    to: formatInstant(row.toAt),
    version: row.version,
  })

export const rosterRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/rosters',
    summary: 'Who is on duty when, in the units that you see, by when the turns begin',
    permission: 'roster.list',
    schema: { querystring: TurnQuery, response: { 200: TurnPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const after = decodeCursor(query.cursor, ['instant', 'id'])
      return read(house, entry, [listTurns({ ...query, after, limit })], ([rows], { who }) => {
        permit(who, 'roster.list')
        return toPage(rows, limit, (r) => [r.fromAt, r.id], viewTurn(house))
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/rosters/:id',
    summary: 'Put somebody of a unit on duty; an emergency in that time calls the unit and tells them',
    permission: 'roster.write',
    schema: { params, body: PutTurn, response: { 200: Made, 201: Made } },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, putTurn, { entry, id, input: { id, input: body } })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'POST',
    url: '/api/rosters/:id/end',
    summary: 'End a turn of duty earlier, or take back one that has not begun',
    permission: 'roster.write',
    schema: { params, body: EndTurn, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, endTurn, { entry, input: { id, input: body } })).result
    },
  }),
]
