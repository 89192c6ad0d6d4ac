// The public door as an interface for programs: mini-programs, hotlines, other cities' apps. The pages of ours use the same
// functions (pages.ts).

import { Located, LocateQuery } from '@linli/contract/area/schemas.ts'
import { textLimits } from '@linli/contract/incident/fields.ts'
import { PublicReport } from '@linli/contract/incident/schemas.ts'
import {
  Board,
  BuildingChoices,
  MatterChoices,
  NearQuery,
  NearReports,
  NotSolved,
  Progress,
  ReportReceipt,
  SecretQuery,
  Withdrawal,
} from '@linli/contract/resident/schemas.ts'
import { AreaCode, Id } from '@linli/contract/shared/wire.ts'
import { PublicSuggestions } from '@linli/contract/suggestion/schemas.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { spend } from '#platform/limits.ts'
import { searchMatters, suggestedMatters } from './matters.ts'
import { noticeRoutes } from './notice-routes.ts'
import { findBuildings, locatePoint, nearReports, readBoard } from './places.ts'
import { follow, sayNotSolved, sendReport, showPicture, withdraw } from './report.ts'

const Numbered = Type.Object({ number: Type.String({ minLength: 1, maxLength: 60 }) })
const Typed = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 20 })),
})

const reportRoutes = (house: House): Route[] => [
  route({
    method: 'PUT',
    url: '/api/public/reports/:id',
    summary:
      "A resident's report, without an account; sent again by the same sender with the same body it gives the same number and secret",
    permission: 'public',
    schema: {
      params: Type.Object({ id: Id }),
      body: PublicReport,
      response: { 200: ReportReceipt, 201: ReportReceipt },
    },
    async handle({ params, body, request, reply }) {
      const { receipt, created } = await sendReport({ house, request, reply }, params.id, body)
      return reply
        .status(created ? 201 : 200)
        .header('cache-control', 'no-store')
        .send(receipt)
    },
  }),
  route({
    method: 'GET',
    url: '/api/public/reports/:number',
    summary: 'How a report stands, in plain words; a wrong number and a wrong secret are one and the same 404',
    permission: 'public',
    schema: { params: Numbered, querystring: SecretQuery, response: { 200: Progress } },
    async handle({ params, query, request, reply }) {
      reply.header('cache-control', 'no-store')
      return follow({ house, request, reply }, params.number, query.secret)
    },
  }),
  route({
    method: 'GET',
    url: '/api/public/reports/:number/pictures/:id',
    summary: 'A picture of the result that the desk lets its reporter see; everything else is one and the same 404',
    permission: 'public',
    schema: {
      params: Type.Object({ ...Numbered.properties, id: Id }),
      querystring: Type.Object({
        ...SecretQuery.properties,
        size: Type.Optional(Type.Enum(['full', 'thumb'], { description: 'thumb: at most 480 px' })),
      }),
      response: { 200: Type.Unsafe({ type: 'string', format: 'binary', description: 'The bytes' }) },
    },
    handle: ({ params: { number, id }, query: { secret, size }, request, reply }) =>
      showPicture({ house, request, reply }, { number, secret }, id, size === 'thumb' ? 'thumb' : 'full'),
  }),
  route({
    method: 'POST',
    url: '/api/public/reports/:number/reopen',
    summary: '"Not solved": opens the report again within the period after closing',
    permission: 'public',
    schema: { params: Numbered, body: NotSolved, response: { 200: Progress } },
    async handle({ params, body, request, reply }) {
      reply.header('cache-control', 'no-store')
      return sayNotSolved({ house, request, reply }, params.number, body)
    },
  }),
  route({
    method: 'POST',
    url: '/api/public/reports/:number/withdraw',
    summary: 'Takes an application back, until it is decided; 409 for anything that is no application',
    permission: 'public',
    schema: { params: Numbered, body: Withdrawal, response: { 200: Progress } },
    async handle({ params, body, request, reply }) {
      reply.header('cache-control', 'no-store')
      return withdraw({ house, request, reply }, params.number, body)
    },
  }),
]

const placeRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/public/grids/:code',
    summary: 'The notice board of a grid: who works there, how to reach them, what they do',
    permission: 'public',
    schema: { params: Type.Object({ code: AreaCode }), response: { 200: Board } },
    async handle({ params, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return readBoard(house, params.code)
    },
  }),
  route({
    method: 'GET',
    url: '/api/public/locate',
    summary: 'The grid (or community, town, county) that covers a point',
    permission: 'public',
    schema: { querystring: LocateQuery, response: { 200: Located } },
    async handle({ query, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return locatePoint(house, query.lng, query.lat)
    },
  }),
  route({
    method: 'GET',
    url: '/api/public/buildings',
    summary: 'Buildings by part of their name or address; what stands on the wall, nothing of who lives there',
    permission: 'public',
    schema: { querystring: Typed, response: { 200: BuildingChoices } },
    async handle({ query, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return { items: await findBuildings(house, query.q ?? '', Math.min(query.limit ?? 20, 50)) }
    },
  }),
]

export const residentRoutes = (house: House): Route[] => [
  ...reportRoutes(house),
  ...placeRoutes(house),
  ...noticeRoutes(house),
  route({
    method: 'GET',
    url: '/api/public/matters',
    summary: 'What can be reported, by whatever people call it: name, synonym, pinyin initials, or a whole sentence',
    permission: 'public',
    schema: { querystring: Typed, response: { 200: MatterChoices } },
    async handle({ query, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return { items: searchMatters(house, query.q ?? '', query.limit ?? 20) }
    },
  }),
  route({
    method: 'POST',
    url: '/api/public/matters/suggest',
    summary:
      'What a text may be about, with the words that spoke for it; nothing is chosen, and nothing of what happened anywhere is told',
    permission: 'public',
    schema: {
      body: Type.Object(
        { description: Type.String({ minLength: 1, maxLength: textLimits.description }) },
        { additionalProperties: false },
      ),
      response: { 200: PublicSuggestions },
    },
    async handle({ body, request, reply }) {
      spend({ house, request, reply }, 'looks')
      const items = suggestedMatters(house, body.description)
      return { items: items.map(({ choice, words }) => ({ code: choice.code, name: choice.name, words })) }
    },
  }),
  route({
    method: 'GET',
    url: '/api/public/near',
    summary: 'Whether somebody has reported the same facility near by: when and how far, never which report or whose',
    permission: 'public',
    schema: { querystring: NearQuery, response: { 200: NearReports } },
    async handle({ query, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return nearReports(house, query)
    },
  }),
]
