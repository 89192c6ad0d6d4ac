// Incidents on the map, as vector tiles in the scope of whoever asks. From a street's distance each is a point of its own; from
// further away those of one cell are one point that says how many it stands for, so that a tile stays small however many there are.

import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { all } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { read } from '#platform/read.ts'
import { type Query, sql } from '#platform/sql.ts'
import { boxOf, checkTile, encodeTile, sendTile, type TileAddress, TileParams, tileAnswer } from '#platform/tile.ts'
import { seesWhole } from './access.ts'

interface PointRow {
  /** Null when the point stands for several. */
  id: string | null
  state: string | null
  matter: string | null
  late: boolean
  count: number | null
  lng: number
  lat: number
}

const singleFrom = 14
/** Cells along the side of a tile: 21 of its 256 pixels each, as wide as the mark that stands there. */
const cells = 12

/** Marks of one tile, through the doors of the lists: my areas (index incident_open_place), what my units take part in now. */
export function listMarks(tile: TileAddress, openOnly: boolean): Query<PointRow> {
  const { west, south, east, north } = boxOf(tile)
  const here = sql`lng between ${west}::float8 and ${east}::float8 and lat between ${south}::float8 and ${north}::float8`
  // Word for word as in the index, or the planner does not see that it fits.
  const open = sql`stage <> 'archive' and state <> 'rejected' and lng is not null`
  const wanted = [openOnly ? open : sql`merged_into is null`, here, seesWhole()]
  const door = (where: Query) =>
    sql`select id, state, matter_code, is_late, lng, lat from incident where ${all([where, ...wanted])}`
  const column = sql`floor((lng - ${west}::float8) / ${(east - west) / cells}::float8)`
  const row = sql`floor((lat - ${south}::float8) / ${(north - south) / cells}::float8)`
  return sql<PointRow>`
    select case when count(*) = 1 then min(id::text) end as id, case when count(*) = 1 then min(state) end as state,
      case when count(*) = 1 then min(matter_code) end as matter, bool_or(is_late) as late,
      case when count(*) > 1 then count(*)::int end as count, avg(lng) as lng, avg(lat) as lat
    from (
      ${door(sql`area_code >= current_setting('linli.lo') and area_code < current_setting('linli.hi')`)}
      union ${door(sql`id in (select incident_id from incident_party where unit_id = any (current_setting('linli.units')::uuid[]))`)}
    ) mark group by ${tile.z < singleFrom ? sql`${column}, ${row}` : sql`id`}`
}

export const incidentTiles = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/tiles/incidents/:z/:x/:y.mvt',
    summary: 'Vector tile. Incidents in your scope: id, state, late, matter; from afar count, late',
    permission: 'incident.list',
    schema: {
      params: TileParams,
      querystring: Type.Object({
        open: Type.Optional(Type.Boolean({ default: true, description: 'false: closed and archived ones as well' })),
      }),
      response: tileAnswer,
    },
    async handle({ entry, params, query, request, reply }) {
      const found = await read(house, entry, [listMarks(params, query.open ?? true)], ([rows], { who }) => {
        permit(who, 'incident.list')
        checkTile(params)
        return rows
      })
      const marks = found.map(({ lng, lat, ...properties }) => ({
        ...properties,
        shape: { type: 'Point' as const, coordinates: [lng, lat] },
      }))
      return sendTile(request, reply, encodeTile('incidents', marks, params), 'private, no-cache')
    },
  }),
]
