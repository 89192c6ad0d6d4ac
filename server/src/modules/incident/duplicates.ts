// Likely duplicates: the same matter within 50 m and 24 hours (defaults of a working city), whatever the words
// say; nearer and later first. Only a suggestion, shown before and after sending; a person decides.

import { Place } from '@linli/contract/incident/schemas.ts'
import { stateNames } from '@linli/contract/incident/words.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id, Instant } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { toCentimetre } from '#platform/geo.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import type { IncidentRow } from './columns.ts'

const nearMetres = 50
const nearHours = 24
/** Metres of a degree of latitude; of longitude it is less, so the box is widened by the cosine in the query. */
const metresPerDegree = 111_320

export const Duplicates = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      state: Type.Enum(stateNames),
      description: Type.String(),
      metres: Type.Integer(),
      reportedAt: Instant,
      reports: Type.Integer(),
    }),
  ),
})

type Near = Pick<IncidentRow, 'id' | 'number' | 'state' | 'description' | 'receivedAt' | 'reportCount'> & {
  metres: number
}

/** What duplicates are sought for: one row of matter, lng, lat, received, id (null for what is not sent yet). */
const typed = (matter: string, lng: number, lat: number, when: number): Query =>
  sql`(select ${matter}::text as matter, ${toCentimetre(lng)}::float8 as lng, ${toCentimetre(lat)}::float8 as lat, ${at(when)}::timestamptz as received, null::uuid as id)`
const known = (id: string): Query =>
  sql`(select matter_code as matter, lng, lat, received_at as received, id from incident where id = ${id}::uuid)`

const degrees = sql.lit(nearMetres / metresPerDegree)
const window = sql.lit(`${nearHours} hours`)

/** Open or just closed incidents of the matter around a point, in scope; index incident_near. A point that is not known has none. */
const near = (sought: Query): Query<Near> => sql<Near>`
  select i.id, i.number, i.state, left(i.description, 120) as description, i.received_at, i.report_count, d.metres
  from ${sought} s, incident i,
    lateral (select sqrt(((i.lng - s.lng) * cos(radians(s.lat)) * ${sql.lit(metresPerDegree)}) ^ 2
      + ((i.lat - s.lat) * ${sql.lit(metresPerDegree)}) ^ 2) as metres) d
  where i.matter_code = s.matter and i.merged_into is null and i.state <> 'voided'
    and i.lng between s.lng - ${degrees} / cos(radians(s.lat)) and s.lng + ${degrees} / cos(radians(s.lat))
    and i.lat between s.lat - ${degrees} and s.lat + ${degrees}
    and i.received_at between s.received - interval ${window} and s.received + interval ${window}
    and i.id is distinct from s.id and d.metres <= ${sql.lit(nearMetres)}
  order by d.metres, i.received_at desc limit 10`

const view = (rows: Near[]) => ({
  items: rows.map((r) => ({
    id: r.id,
    number: r.number,
    state: r.state,
    description: r.description,
    metres: Math.round(r.metres),
    reportedAt: formatInstant(r.receivedAt),
    reports: r.reportCount,
  })),
})

export const duplicateRoutes = (house: House): Route[] => [
  route({
    method: 'POST',
    url: '/api/incidents/duplicates',
    summary: 'Likely duplicates of a report that has not been sent yet',
    permission: 'incident.report',
    schema: {
      body: Type.Object(
        {
          matter: Type.String({ maxLength: 16 }),
          location: Place,
          description: Type.Optional(Type.String({ maxLength: 4000 })),
        },
        { additionalProperties: false },
      ),
      response: { 200: Duplicates },
    },
    handle({ entry, body }) {
      const point = 'lng' in body.location ? body.location : null
      const building = 'building' in body.location ? body.location.building : null
      const now = house.clock.now()
      if (point) {
        return read(house, entry, [near(typed(body.matter, point.lng, point.lat, now))], ([rows], { who }) => {
          permit(who, 'incident.report')
          return view(rows)
        })
      }
      const same = sql<Near>`select id, number, state, left(description, 120) as description, received_at, report_count, 0::float8 as metres from incident
        where matter_code = ${body.matter} and building_id = ${building}::uuid and merged_into is null and state <> 'voided'
          and received_at >= ${at(now - nearHours * 3_600_000)}::timestamptz order by received_at desc limit 10`
      return read(house, entry, [same], ([rows], { who }) => {
        permit(who, 'incident.report')
        return view(rows)
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
      const self = sql<{ id: string }>`select id from incident where id = ${id}::uuid`
      return read(house, entry, [self, near(known(id))], ([found, rows], { who }) => {
        if (!found[0]) throw problem('not_found')
        permit(who, 'incident.read')
        return view(rows)
      })
    },
  }),
]
