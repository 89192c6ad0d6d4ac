import { DeadlineError } from '@linli/contract/deadline/errors.ts'
import { DeadlineView, ExplainDeadline } from '@linli/contract/deadline/schemas.ts'
import { answerExplain } from '@linli/contract/deadline/view.ts'
import { EditionSchema, type Matter, MatterSchema } from '@linli/contract/matter/schemas.ts'
import { Id, Page, PageQuery } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { largestFile } from './catalogue-read.ts'
import { loadCatalogue } from './load.ts'
import { procedureRoutes } from './procedure-routes.ts'
import { calendars, DEFAULT_CALENDAR, editions, isOffered, mattersToday } from './public.ts'

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
  ...PageQuery,
})

/** Matters of the editions in force today that fit, best match first and then in the catalogue's order. */
export function findMatters(house: House, filter: { q?: string; parent?: string; fileable?: boolean }): Matter[] {
  const { matters, index } = mattersToday(house)
  const only = (m: Matter) => (!filter.parent || m.parent === filter.parent) && (!filter.fileable || isOffered(m))
  return filter.q ? index.find(filter.q, { only, most: matters.length }) : matters.filter(only)
}

/** A file of the largest size, as text. */
const largestBase64 = Math.ceil(largestFile / 3) * 4

export const matterRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/matters',
    summary: 'Matters of the catalogue in force, with their filing conditions',
    permission: 'matter.list',
    schema: { querystring: MatterQuery, response: { 200: Page(MatterSchema) } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const from = Math.max(0, decodeCursor(query.cursor, ['whole'])?.[0] ?? 0)
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'matter.list')
        const found = findMatters(house, query)
        const rows = found.slice(from, from + limit + 1).map((matter, i) => ({ matter, next: from + i + 1 }))
        return toPage(
          rows,
          limit,
          (r) => [r.next],
          (r) => r.matter,
          query.count ? found.length : undefined,
        )
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/matters/editions',
    summary: 'Editions of the catalogues, newest first',
    permission: 'matter.list',
    schema: {
      response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: Id, ...EditionSchema.properties })) }) },
    },
    handle({ entry }) {
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'matter.list')
        return {
          items: [...editions.of(house).values()].map(({ id, catalogue, edition, validFrom, validTo, source }) => ({
            id,
            catalogue,
            edition,
            validFrom,
            validTo,
            source,
          })),
        }
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/matters/editions/:id',
    summary: 'Load a catalogue file (CSV); refused as a whole, with a report row by row',
    permission: 'matter.load',
    bodyLimit: largestBase64 + 1024,
    schema: {
      params: Type.Object({ id: Id }),
      body: Type.Object(
        {
          csv: Type.String({
            maxLength: largestBase64,
            contentEncoding: 'base64',
            description: 'The file of at most 5 MB, base64',
          }),
        },
        { additionalProperties: false },
      ),
      response: { 200: Loaded(), 201: Loaded() },
    },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, loadCatalogue, {
        entry,
        id,
        input: { id, bytes: Buffer.from(body.csv, 'base64') },
      })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
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

function Loaded() {
  return Type.Object({
    edition: Type.String(),
    matters: Type.Integer(),
    conditions: Type.Integer(),
    duties: Type.Integer(),
  })
}
