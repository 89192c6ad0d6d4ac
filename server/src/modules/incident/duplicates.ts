// Likely duplicates, before sending, at the desk and after closing: always a suggestion with its reason, never an act.
import { AskDuplicates, Duplicates } from '@linli/contract/incident/duplicates.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { type Query, sql } from '#platform/sql.ts'
import { wordsOf } from '../matter/public.ts'
import { weightIn } from '../suggestion/public.ts'
import { listAlike, type PlaceRow, placeOf, soughtOf, soughtThere, viewAlike } from './alike.ts'

interface Self {
  id: string
  matterCode: string
  areaCode: string
  receivedAt: number
  closedAt: number | null
  description: string
}

const self = (id: string): Query<Self> =>
  sql<Self>`select id, matter_code, area_code, received_at, closed_at, description from incident where id = ${id}::uuid`

export const duplicateRoutes = (house: House): Route[] => [
  route({
    method: 'POST',
    url: '/api/incidents/duplicates',
    summary: 'Likely duplicates of a report that has not been sent yet',
    permission: 'incident.report',
    schema: { body: AskDuplicates, response: { 200: Duplicates } },
    handle({ entry, body }) {
      const words = wordsOf(body.description ?? '')
      const queries = ({ now }: { now: number }) =>
        [
          sql<PlaceRow>`select area_code from ${placeOf(body.location)}`,
          listAlike(soughtThere(body.location, words, now)),
        ] as const
      return read(house, entry, queries, ([[place], rows], { who, now }) => {
        permit(who, 'incident.report')
        const areaCode = place?.areaCode ?? ''
        const sought = { matter: body.matter ?? null, words, areaCode, receivedAt: now, closedAt: null }
        return { items: viewAlike(house, sought, rows, now, weightIn(house, areaCode.slice(0, 6))) }
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/incidents/:id/duplicates',
    summary: 'Likely duplicates of an incident',
    permission: 'incident.read',
    schema: { params: Type.Object({ id: Id }), response: { 200: Duplicates } },
    handle({ entry, params: { id } }) {
      return read(house, entry, [self(id), listAlike(soughtOf(id))], ([[own], rows], { who, now }) => {
        if (!own) throw problem('not_found')
        permit(who, 'incident.read')
        const sought = { ...own, matter: own.matterCode, words: wordsOf(own.description) }
        return { items: viewAlike(house, sought, rows, now, weightIn(house, own.areaCode.slice(0, 6))) }
      })
    },
  }),
]
