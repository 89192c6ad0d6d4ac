// The base map and the boundaries as vector tiles: /tiles/{layer}/{z}/{x}/{y}.mvt in the scope of whoever asks, and
// /tiles/public/… for residents. PostGIS operators are not leakproof, so under row-level security no spatial index is used: the
// range of area codes narrows first, the box only then.

import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { read } from '#platform/read.ts'
import { type Query, sql } from '#platform/sql.ts'
import {
  type Box,
  boxOf,
  checkTile,
  encodeTile,
  envelope,
  sendTile,
  TileParams,
  type TileRow,
  tileAnswer,
} from '#platform/tile.ts'

interface Layer {
  name: string
  summary: string
  /** Further out there would be more things than a map can show; such a tile is empty. */
  from: number
  rows(box: Box): Query<TileRow>
}

/** Codes that may lie in the caller's areas; an area of `digits` that lies around a smaller post counts as well. */
const inReach = (column: Query, digits: number) =>
  sql`${column} >= left(current_setting('linli.lo'), ${sql.lit(digits)}) and ${column} < current_setting('linli.hi')`

const areasOf = (level: string, digits: number) => (box: Box) =>
  sql<TileRow>`select code, name, st_asgeojson(boundary, 6)::jsonb as shape from area
    where ${inReach(sql`code`, digits)} and level = ${level} and valid_to is null and boundary && ${envelope(box)}`

const layers: Layer[] = [
  { name: 'communities', summary: 'Communities in your scope: code, name', from: 7, rows: areasOf('community', 12) },
  { name: 'grids', summary: 'Grids in your scope: code, name', from: 11, rows: areasOf('grid', 15) },
  {
    name: 'roads',
    summary: 'Streets of your county: name, class',
    from: 8,
    rows: (box) =>
      sql<TileRow>`select name, class, st_asgeojson(line, 6)::jsonb as shape from road where line && ${envelope(box)}`,
  },
  {
    name: 'scenery',
    summary: 'Water, green and squares of your county: kind, name',
    from: 8,
    rows: (box) =>
      sql<TileRow>`select kind, name, st_asgeojson(shape, 6)::jsonb as shape from scenery where shape && ${envelope(box)}`,
  },
  {
    name: 'buildings',
    summary: 'Buildings in your scope: id, name, floors',
    from: 12,
    rows: (box) =>
      sql<TileRow>`select id, name, floors, st_asgeojson(footprint, 6)::jsonb as shape from building
        where ${inReach(sql`area_code`, 18)} and footprint && ${envelope(box)}`,
  },
]

/** The base map changes with the place, not with the hour. */
const privately = 'private, max-age=300'
const publicly = 'public, max-age=3600'

function ownTiles(house: House, { name, summary, from, rows }: Layer): Route {
  return route({
    method: 'GET',
    url: `/tiles/${name}/:z/:x/:y.mvt`,
    summary: `Vector tile. ${summary}`,
    permission: 'area.list',
    schema: { params: TileParams, response: tileAnswer },
    async handle({ entry, params, request, reply }) {
      const found = await read(house, entry, params.z < from ? [] : [rows(boxOf(params))], ([rows = []], { who }) => {
        permit(who, 'area.list')
        checkTile(params)
        return rows
      })
      return sendTile(request, reply, encodeTile(name, found, params), privately)
    },
  })
}

interface PublicRow {
  props: Record<string, unknown>
  shape: TileRow['shape']
}

function publicTiles(house: House, { name, from }: Layer): Route {
  return route({
    method: 'GET',
    url: `/tiles/public/${name}/:z/:x/:y.mvt`,
    summary: `Vector tile for residents: ${name} as published`,
    permission: 'public',
    schema: { params: TileParams, response: tileAnswer },
    async handle({ params, request, reply }) {
      checkTile(params)
      const { west, south, east, north } = boxOf(params)
      const query = sql<PublicRow>`select props, shape from public_tile(${name}, ${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8)`
      const found = await read(house, { kind: 'public' }, params.z < from ? [] : [query], ([rows = []]) => rows)
      const rows = found.map(({ props, shape }) => ({ ...props, shape }))
      return sendTile(request, reply, encodeTile(name, rows, params), publicly)
    },
  })
}

export const areaTiles = (house: House): Route[] => [
  ...layers.map((layer) => ownTiles(house, layer)),
  ...layers.filter((layer) => layer.name !== 'communities').map((layer) => publicTiles(house, layer)),
]
