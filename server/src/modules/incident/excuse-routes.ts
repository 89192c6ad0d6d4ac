import { AskExcuse, ExcusePage, ExcuseQuery, ExcuseView, ReviewExcuse } from '@linli/contract/incident/excuse.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { countUpToCap, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { read } from '#platform/read.ts'
import { sql } from '#platform/sql.ts'
import { askExcuse, excusesIn, judgeExcuse, listExcuses, viewExcuse } from './excuse.ts'

const params = Type.Object({ id: Id })

export const excuseRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/excuses',
    summary: 'Excuses asked for late units: of my areas, or of my units; newest first',
    permission: 'incident.list',
    schema: { querystring: ExcuseQuery, response: { 200: ExcusePage } },
    handle({ entry, query }) {
      const count = query.count ? countUpToCap(excusesIn(query)) : sql<{ n: number }>`select 0 as n`
      return read(house, entry, [listExcuses(query), count], ([rows, counted], { who }) => {
        permit(who, 'incident.list')
        const total = query.count ? counted[0]!.n : undefined
        return toPage(
          rows,
          query.limit ?? 50,
          (row) => [row.no],
          (row) => viewExcuse(house, row),
          total,
        )
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/excuses/:id',
    summary: 'Ask that a late unit of mine be excused in the statistics; that it was late stays',
    permission: 'incident.act',
    schema: { params, body: AskExcuse, response: { 200: ExcuseView, 201: ExcuseView } },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, askExcuse, { entry, id, input: { id, ...body } })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'POST',
    url: '/api/excuses/:id/review',
    summary: 'Review an excuse: first the desk, then an inspector or appraiser, never one person twice',
    permission: 'excuse.review',
    schema: { params, body: ReviewExcuse, response: { 200: ExcuseView } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, judgeExcuse, { entry, input: { id, ...body } })).result
    },
  }),
]
