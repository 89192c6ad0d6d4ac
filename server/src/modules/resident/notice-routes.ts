// Public notices for programs: mini-programs and the sites of towns show what ours shows.

import { NoticeQuery, Objection, PublicNotice, PublicNotices } from '@linli/contract/resident/notice-schemas.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { spend } from '#platform/limits.ts'
import { objectTo, runningNotice, runningNotices } from './notices.ts'

const Numbered = Type.Object({ number: Type.String({ minLength: 1, maxLength: 60 }) })

export const noticeRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/public/notices',
    summary: 'Public notices that run now, those that end first first; what the community wrote, nothing of the report',
    permission: 'public',
    schema: { querystring: NoticeQuery, response: { 200: PublicNotices } },
    async handle({ query, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return { items: await runningNotices(house, query.area ?? null, query.limit ?? 50) }
    },
  }),
  route({
    method: 'GET',
    url: '/api/public/notices/:number',
    summary: 'One public notice, while it runs',
    permission: 'public',
    schema: { params: Numbered, response: { 200: PublicNotice } },
    async handle({ params, request, reply }) {
      spend({ house, request, reply }, 'looks')
      return runningNotice(house, params.number)
    },
  }),
  route({
    method: 'POST',
    url: '/api/public/notices/:number/objections',
    summary: 'An objection, by anybody and without a name; whoever decides next must answer it',
    permission: 'public',
    schema: { params: Numbered, body: Objection, response: { 200: PublicNotice } },
    async handle({ params, body, request, reply }) {
      reply.header('cache-control', 'no-store')
      return objectTo({ house, request, reply }, params.number, body)
    },
  }),
]
