// Likely duplicates: the same matter within 50 m and 24 hours (domain.md §3.1, defaults of a working city), whatever the words
// say; nearer and later first. Only a suggestion, shown before and after sending; a person decides.

import { Place } from '@linli/contract/incident/schemas.ts'
import { stateNames } from '@linli/contract/incident/words.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id, Instant } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
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

/** Open or just closed incidents of the matter around a point, in scope; index incident_near. */
function near(matter: string, lng: number, lat: number, when: number, except: string | null): Query<Near> {
  const dLat = nearMetres / metresPerDegree
  const dLng = dLat / Math.cos((lat * Math.PI) / 180)
  const metres = sql`sqrt(((lng - ${lng}::float8) * ${Math.cos((lat * Math.PI) / 180) * metresPerDegree}::float8) ^ 2 + ((lat - ${lat}::float8) * ${metresPerDegree}::float8) ^ 2)`
  return sql<Near>`select id, number, state, left(description, 120) as description, received_at, report_count, ${metres} as metres from incident
    where matter_code = ${matter} and merged_into is null and state <> 'voided'
      and lng between ${lng - dLng}::float8 and ${lng + dLng}::float8 and lat between ${lat - dLat}::float8 and ${lat + dLat}::float8
      and received_at between ${at(when - nearHours * 3_600_000)}::timestamptz and ${at(when + nearHours * 3_600_000)}::timestamptz
      and id is distinct from ${except}::uuid and ${metres} <= ${nearMetres}
    order by metres, received_at desc limit 10`
}

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
        return read(house, entry, [near(body.matter, point.lng, point.lat, now, null)], ([rows], { who }) => {
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
    async handle({ entry, params: { id } }) {
      const row = await read(
        house,
        entry,
        [sql<IncidentRow>`select matter_code, lng, lat, received_at from incident where id = ${id}::uuid`],
        ([rows], { who }) => {
          permit(who, 'incident.read')
          if (!rows[0]) throw problem('not_found')
          return rows[0]
        },
      )
      if (row.lng === null || row.lat === null) return { items: [] }
      return read(house, entry, [near(row.matterCode, row.lng, row.lat, row.receivedAt, id)], ([rows]) => view(rows))
    },
  }),
]
