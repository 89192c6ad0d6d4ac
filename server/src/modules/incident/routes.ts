import type { PersonAction } from '@linli/contract/incident/fields.ts'
import {
  AnyAction,
  actionBodies,
  IncidentPage,
  IncidentQuery,
  IncidentView,
  ReportIncident,
  TakeAction,
} from '@linli/contract/incident/schemas.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import type { ValidateFunction } from 'ajv'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import { makeAjv } from '#platform/ajv.ts'
import type { House } from '#platform/house.ts'
import { describeSchemaError, type Route, route } from '#platform/http.ts'
import { countUpToCap } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { sql } from '#platform/sql.ts'
import { takeAction } from './act.ts'
import { checkChain } from './chain.ts'
import { findIncident } from './columns.ts'
import { duplicateRoutes } from './duplicates.ts'
import { incidentsIn, listIncidents, pageOfIncidents } from './list.ts'
import { showPicture } from './pictures.ts'
import { reportAction } from './report.ts'
import { revealRoutes } from './reveal.ts'
import { incidentView, listHistory } from './view.ts'

const ajv = makeAjv({})
const validators = new Map<PersonAction, ValidateFunction>()

/** What the one schema of the verb says against a body, so that an error names the field and not a union of forty; null = nothing. */
function faultsOf(action: PersonAction, body: unknown): { path: string; message: string }[] | null {
  let validate = validators.get(action)
  if (!validate) {
    validate = ajv.compile(actionBodies[action])
    validators.set(action, validate)
  }
  return validate(body) ? null : validate.errors!.map((e) => describeSchemaError(e, 'body'))
}

const params = Type.Object({ id: Id })

export const incidentRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/incidents',
    summary: 'Incidents of my areas, newest first or by what falls due first; with holder=me what my units hold',
    permission: 'incident.list',
    schema: { querystring: IncidentQuery, response: { 200: IncidentPage } },
    handle({ entry, query }) {
      const now = house.clock.now()
      const count = query.count ? countUpToCap(incidentsIn(query, now)) : sql<{ n: number }>`select 0 as n`
      return read(house, entry, [listIncidents(query, now), count], ([rows, counted], { who }) => {
        permit(who, 'incident.list')
        return pageOfIncidents(house, query, rows, query.count ? counted[0]!.n : undefined)
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/incidents/:id',
    summary: 'Report an incident; sent again with the same body it changes nothing',
    permission: 'incident.report',
    schema: { params, body: ReportIncident, response: { 200: IncidentView, 201: IncidentView } },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, reportAction(incidentView), {
        entry,
        id,
        input: { id, report: body, secretDigest: null },
      })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'GET',
    url: '/api/incidents/:id',
    summary: 'One incident with its history and what I may do now',
    permission: 'incident.read',
    schema: { params, response: { 200: IncidentView } },
    handle({ entry, params: { id } }) {
      const view = incidentView(id)
      return read(house, entry, view.queries, (rows, context) => {
        const incident = view.build(rows as unknown[][], context)
        permit(context.who, 'incident.read')
        return incident
      })
    },
  }),
  route({
    method: 'POST',
    url: '/api/incidents/:id/actions',
    summary: 'Do something with an incident; `allowed` of the incident says what',
    permission: 'incident.act',
    schema: { params, body: AnyAction, response: { 200: IncidentView } },
    describedBody: TakeAction,
    async handle({ entry, params: { id: incidentId }, body }) {
      const action = body.action as PersonAction
      const wrong = faultsOf(action, body)
      // Before the session is looked at, so that what is right costs no trip; whoever is not signed in hears 401 all the same (http.ts).
      if (wrong) throw problem('request.invalid', { errors: wrong })
      const {
        action: _,
        id,
        ...input
      } = body as { action: string; id?: string; version: number } & Record<string, unknown>
      return (await perform(house, takeAction, { entry, ...(id && { id }), input: { incidentId, action, input } }))
        .result
    },
  }),
  route({
    method: 'GET',
    url: '/api/incidents/:id/integrity',
    summary: 'Recomputes the digest chain of the history',
    permission: 'incident.read',
    schema: {
      params,
      response: {
        200: Type.Object({
          valid: Type.Boolean(),
          actions: Type.Integer(),
          head: Type.String(),
          brokenAt: Type.Optional(Type.Integer()),
        }),
      },
    },
    handle({ entry, params: { id } }) {
      return read(house, entry, [findIncident(id), listHistory(id)], ([[row], history], { who }) => {
        if (!row) throw problem('not_found')
        permit(who, 'incident.read')
        // A former party reads its own acts only: of the rest it can prove nothing, least of all that something is broken.
        if (!row.isWhole) throw problem('incident.not_yours')
        return checkChain(house.keys, history, row.headDigest)
      })
    },
  }),
  ...duplicateRoutes(house),
  route({
    method: 'PUT',
    url: '/api/incidents/:id/pictures/:file',
    summary: 'Lets the reporter see a picture of the result, or takes it back; by the desk, picture by picture',
    permission: 'incident.act',
    schema: {
      params: Type.Object({ id: Id, file: Id }),
      body: Type.Object({ shown: Type.Boolean() }, { additionalProperties: false }),
      response: { 200: IncidentView },
    },
    async handle({ entry, params: { id, file }, body: { shown } }) {
      return (await perform(house, showPicture, { entry, input: { incidentId: id, fileId: file, shown } })).result
    },
  }),
  ...revealRoutes(house),
]
