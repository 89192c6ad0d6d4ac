import { checkNorm } from '@linli/contract/area/norm.ts'
import {
  AreaPage,
  AreaQuery,
  AreaView,
  BuildingPage,
  BuildingQuery,
  type BuildingView,
  Located,
  LocateQuery,
} from '@linli/contract/area/schemas.ts'
import { AreaCode } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { countUpToCap, decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { sql } from '#platform/sql.ts'
import { areaPath } from './public.ts'
import { type AreaRow, type BuildingRow, countAreas, findArea, listAreas, listBuildings, locate } from './queries.ts'

const levels = [6, 9, 12, 15, 18]

function viewArea(row: AreaRow): AreaView {
  const parent = levels.filter((n) => n < row.code.length).at(-1)
  return {
    code: row.code,
    name: row.name,
    level: row.level,
    levelName: { zh: row.levelZh, en: row.levelEn },
    kind: row.kind,
    parent: parent ? row.code.slice(0, parent) : null,
    households: row.households,
    people: row.people,
    norm:
      row.households === null ? 'exempt' : checkNorm({ ...row, households: row.households, people: row.people ?? 0 }),
    team: row.teamId ? { unit: row.teamId, name: row.teamName! } : null,
    describedBoundary: row.describedBoundary,
    version: row.version,
    ...(row.boundary ? { boundary: row.boundary } : {}),
  }
}

const viewBuilding = ({ areaCode, lng, lat, ...row }: BuildingRow): BuildingView => ({
  ...row,
  area: areaCode,
  location: { lng, lat },
})

export const areaRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/areas',
    summary: 'Areas in your scope and the areas above them, in order of code',
    permission: 'area.list',
    schema: { querystring: AreaQuery, response: { 200: AreaPage } },
    handle({ entry, query }) {
      const after = decodeCursor(query.cursor, ['text'])
      const limit = query.limit ?? 50
      const filter = { under: query.under, level: query.level as string | undefined }
      const count = query.count ? countUpToCap(countAreas(filter)) : sql<{ n: number }>`select 0 as n`
      return read(
        house,
        entry,
        [listAreas({ ...filter, after: after?.[0] ?? null, limit, boundary: query.boundary ?? false }), count],
        ([rows, counted], { who }) => {
          permit(who, 'area.list')
          return toPage(rows, limit, (r) => [r.code], viewArea, query.count ? counted[0]!.n : undefined)
        },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/locate',
    summary: 'The grid (or community, town, county) that covers a point',
    permission: 'signed_in',
    schema: { querystring: LocateQuery, response: { 200: Located } },
    handle({ entry, query }) {
      return read(house, entry, [locate(query.lng, query.lat)], ([rows]) => {
        const found = rows[0]
        if (!found) throw problem('area.outside')
        return { ...found, path: areaPath(house, found.code) }
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/:code',
    summary: 'One area; with ?boundary=true its GeoJSON boundary',
    permission: 'area.list',
    schema: {
      params: Type.Object({ code: AreaCode }),
      querystring: Type.Object({ boundary: Type.Optional(Type.Boolean()) }),
      response: { 200: AreaView },
    },
    handle({ entry, params, query }) {
      return read(house, entry, [findArea(params.code, query.boundary ?? false)], ([rows], { who }) => {
        permit(who, 'area.list')
        if (!rows[0]) throw problem('not_found')
        return viewArea(rows[0])
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/buildings',
    summary: 'Buildings in your scope, by part of name or address',
    permission: 'area.list',
    schema: { querystring: BuildingQuery, response: { 200: BuildingPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      return read(
        house,
        entry,
        [listBuildings({ under: query.under, q: query.q, after: decodeCursor(query.cursor, ['text', 'id']), limit })],
        ([rows], { who }) => {
          permit(who, 'area.list')
          return toPage(rows, limit, (r) => [r.areaCode, r.id], viewBuilding)
        },
      )
    },
  }),
]
