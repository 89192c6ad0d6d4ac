import type { Asked } from '@linli/contract/mediation/mediation.ts'
import {
  actBodies,
  Candidates,
  MediationContent,
  MediationOfIncident,
  MediationPage,
  MediationQuery,
  MediationView,
  OpenMediation,
  ReadMediation,
} from '@linli/contract/mediation/schemas.ts'
import { acts, type MediationAct, mediationActNames } from '@linli/contract/mediation/words.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { countUpToCap, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { sql } from '#platform/sql.ts'
import { units } from '../identity/public.ts'
import { findIncident } from '../incident/public.ts'
import { actInMediation, isMediable, isOver, openingUnits, openMediation } from './actions.ts'
import { findMediation, findOfIncident, listCandidates, listMediations, mediationsIn, never } from './columns.ts'
import { readContent } from './content.ts'
import { viewMediation } from './view.ts'

const params = Type.Object({ id: Id })

/** The last word of each act's address. */
const addresses: Record<MediationAct, string> = {
  session: 'sessions',
  disputants: 'disputants',
  mediators: 'mediators',
  agree: 'agree',
  fail: 'fail',
  withdraw: 'withdraw',
  court: 'court',
  performed: 'performed',
}

export const mediationRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/incidents/:id/mediation',
    summary: 'How the mediation of a dispute stands, and whether I may begin one; nothing of its content',
    permission: 'incident.read',
    schema: { params, response: { 200: MediationOfIncident } },
    handle: ({ entry, params: { id } }) =>
      read(house, entry, [findIncident(id), findOfIncident(id)], ([[incident], [row]], context) => {
        if (!incident) throw problem('not_found')
        permit(context.who, 'incident.read')
        const mediable = incident.isWhole && isMediable(incident, context)
        const mayOpen = mediable && !isOver(incident) && row?.round !== incident.round
        return {
          mediable,
          mediation: row ? viewMediation(row, context) : null,
          open: (mayOpen ? openingUnits(incident, context) : []).map((unit) => ({
            id: unit,
            name: units.of(house).byId.get(unit)?.name ?? null,
          })),
        }
      }),
  }),
  route({
    method: 'POST',
    url: '/api/incidents/:id/mediation',
    summary: 'Begin to mediate a dispute; sent again with the same body it changes nothing',
    permission: 'mediation.act',
    schema: { params, body: OpenMediation, response: { 200: MediationView, 201: MediationView } },
    async handle({ entry, params: { id: incidentId }, body, reply }) {
      const { result, created } = await perform(house, openMediation, {
        entry,
        id: body.id,
        input: { incidentId, ...body },
      })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'GET',
    url: '/api/mediations',
    summary: 'Cases that I mediate or whose unit I lead, by what falls due next',
    permission: 'mediation.act',
    schema: { querystring: MediationQuery, response: { 200: MediationPage } },
    handle({ entry, query }) {
      const count = query.count ? countUpToCap(mediationsIn(query)) : sql<{ n: number }>`select 0 as n`
      return read(house, entry, [listMediations(query), count], ([rows, counted], context) => {
        permit(context.who, 'mediation.act')
        return toPage(
          rows,
          query.limit ?? 50,
          (row) => [row.nextStepAt ?? never, row.no],
          (row) => viewMediation(row, context),
          query.count ? counted[0]!.n : undefined,
        )
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/mediations/candidates',
    summary: 'Who could mediate for a unit of mine',
    permission: 'mediation.act',
    schema: { querystring: Type.Object({ unit: Id }, { additionalProperties: false }), response: { 200: Candidates } },
    handle: ({ entry, query: { unit } }) =>
      read(
        house,
        entry,
        ({ now }) => [listCandidates(sql`${unit}::uuid`, now)],
        ([items], { who }) => {
          permit(who, 'mediation.act')
          return { items }
        },
      ),
  }),
  route({
    method: 'GET',
    url: '/api/mediations/:id',
    summary: 'How a mediation stands; nothing of its content',
    permission: 'incident.read',
    schema: { params, response: { 200: MediationView } },
    handle: ({ entry, params: { id } }) =>
      read(house, entry, [findMediation(id)], ([[row]], context) => {
        if (!row) throw problem('not_found')
        permit(context.who, 'incident.read')
        return viewMediation(row, context)
      }),
  }),
  route({
    method: 'POST',
    url: '/api/mediations/:id/read',
    summary: 'The content of a case, for its mediators and the head of the unit; recorded as a disclosure',
    permission: 'mediation.act',
    schema: { params, body: ReadMediation, response: { 200: MediationContent } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, readContent, { entry, input: { id, ...body } })).result
    },
  }),
  ...mediationActNames.map((act) => actRoute(house, act)),
]

const actRoute = (house: House, act: MediationAct): Route =>
  route({
    method: 'POST',
    url: `/api/mediations/:id/${addresses[act]}`,
    summary: `Mediation: ${acts[act].en.toLowerCase()}`,
    permission: 'mediation.act',
    schema: {
      params,
      body: actBodies[act],
      response: { 200: MediationView },
    },
    async handle({ entry, params: { id: mediationId }, body }) {
      const { id, version, ...input } = body as { id?: string; version: number }
      const sent = { entry, ...(id && { id }), input: { mediationId, version, asked: { act, input } as Asked } }
      return (await perform(house, actInMediation, sent)).result
    },
  })
