import { DeadlineError } from '@linli/contract/deadline/errors.ts'
import { DeadlineView, ExplainDeadline } from '@linli/contract/deadline/schemas.ts'
import { answerExplain } from '@linli/contract/deadline/view.ts'
import { MatterViewSchema } from '@linli/contract/matter/schemas.ts'
import { AreaCode, Id, Page, PageQuery } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { matterAnswer } from './answer.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { procedureRoutes } from './procedure-routes.ts'
import { calendars, DEFAULT_CALENDAR } from './public.ts'

const MatterQuery = Type.Object({
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 50,
      description: 'Code, name, synonym, pinyin, initials, English or a sentence',
    }),
  ),
  parent: Type.Optional(Type.String({ maxLength: 16 })),
  fileable: Type.Optional(
    Type.Boolean({ description: 'Only what people pick: no classes, no matters that are the trouble of a component' }),
  ),
  own: Type.Optional(Type.Boolean({ description: 'Without matters that only repeat the conditions of a component' })),
  edition: Type.Optional({ ...Id, description: 'Of this edition, in force or not' }),
  area: Type.Optional({ ...AreaCode, description: 'Duties as seen from this area' }),
  ...PageQuery,
})

export const matterRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/matters',
    summary: 'Matters of the catalogue in force, with their filing conditions',
    permission: 'matter.list',
    schema: { querystring: MatterQuery, response: { 200: Page(MatterViewSchema), 304: Type.Null() } },
    handle({ entry, query, request, reply }) {
      return matterAnswer({ house, entry, query, request, reply })
    },
  }),
  ...catalogueRoutes(house),
  ...procedureRoutes(house),
  route({
    method: 'POST',
    url: '/api/deadlines/explain',
    summary: 'When a limit falls due and why, step by step',
    permission: 'signed_in',
    schema: { body: ExplainDeadline, response: { 200: DeadlineView } },
    handle({ entry, body }) {
      return read(house, entry, [], () => {
        try {
          return answerExplain(body, (id) => calendars.of(house).get(id ?? DEFAULT_CALENDAR))
        } catch (error) {
          if (error instanceof DeadlineError)
            throw problem('request.invalid', {
              detail: `${error.code}: ${error.message}`,
              errors: [{ path: '/', message: error.code }],
            })
          throw error
        }
      })
    },
  }),
]
