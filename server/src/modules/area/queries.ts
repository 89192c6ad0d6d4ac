import { all } from '#platform/page.ts'
import { type Query, sql } from '#platform/sql.ts'

export interface AreaRow {
  code: string
  name: string
  level: string
  levelZh: string
  levelEn: string
  kind: string | null
  households: number | null
  people: number | null
  teamId: string | null
  teamName: string | null
  describedBoundary: string | null
  version: number
  boundary: object | null
}

// Counts are internal: whoever sees an area only because their own lies inside it gets none.
const inside = sql`a.code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])`

const areaColumns = (
  boundary: boolean,
) => sql`a.code, a.name, a.level, l.name_zh as level_zh, l.name_en as level_en, a.kind,
  case when ${inside} then a.households end as households, case when ${inside} then a.people end as people,
  t.id as team_id, t.name as team_name, a.described_boundary, a.version,
  ${boundary ? sql`st_asgeojson(a.boundary, 7)::jsonb` : sql`null::jsonb`} as boundary`

/** Areas of today in order of code; prefix range on the primary key. */
export function listAreas(filter: {
  under?: string
  level?: string
  after: string | null
  limit: number
  boundary: boolean
}): Query<AreaRow> {
  const conditions: Query[] = [sql`a.valid_to is null`]
  if (filter.under) conditions.push(sql`a.code >= ${filter.under} and a.code < ${`${filter.under}:`}`)
  if (filter.level) conditions.push(sql`a.level = ${filter.level}`)
  if (filter.after) conditions.push(sql`a.code > ${filter.after}`)
  return sql<AreaRow>`select ${areaColumns(filter.boundary)} from area a join area_level l on l.level = a.level
    left join unit t on t.area_code = a.code and t.kind = 'team' where ${all(conditions)} order by a.code limit ${filter.limit + 1}`
}

export const countAreas = (filter: { under?: string; level?: string }): Query =>
  sql`area a where a.valid_to is null ${filter.under ? sql`and a.code >= ${filter.under} and a.code < ${`${filter.under}:`}` : sql``} ${filter.level ? sql`and a.level = ${filter.level}` : sql``}`

export const findArea = (code: string, boundary: boolean): Query<AreaRow> =>
  sql<AreaRow>`select ${areaColumns(boundary)} from area a join area_level l on l.level = a.level
    left join unit t on t.area_code = a.code and t.kind = 'team' where a.code = ${code} and a.valid_to is null`

/** Deepest area over a point, for everybody: grids are published by law. */
export const locate = (lng: number, lat: number): Query<{ code: string; name: string; level: string }> =>
  sql<{
    code: string
    name: string
    level: string
  }>`select code, name, level from area_locate(${lng}::float8, ${lat}::float8)`

export interface BuildingRow {
  id: string
  areaCode: string
  name: string
  address: string
  compound: string
  floors: number
  stairwells: number
  dwellings: number
  households: number
  people: number
  lng: number
  lat: number
}

/** Buildings in scope whose compound and name, or address, hold `q`, nearest in order of area and name. */
export function listBuildings(filter: {
  under?: string
  q?: string
  after: readonly [string, string] | null
  limit: number
}): Query<BuildingRow> {
  const conditions: Query[] = [
    sql`area_code >= current_setting('linli.lo') and area_code < current_setting('linli.hi')`,
  ]
  if (filter.under) conditions.push(sql`area_code >= ${filter.under} and area_code < ${`${filter.under}:`}`)
  if (filter.q) {
    // People write 桐荫里 3号楼, with or without the blank, and mean compound and house.
    const q = filter.q.replace(/\s/g, '')
    conditions.push(sql`(strpos(compound || name, ${q}) > 0 or strpos(address, ${q}) > 0)`)
  }
  if (filter.after) conditions.push(sql`(area_code, id) > (${filter.after[0]}, ${filter.after[1]}::uuid)`)
  return sql<BuildingRow>`select id, area_code, name, address, compound, floors, stairwells, dwellings, households, people,
    st_x(st_pointonsurface(footprint)) as lng, st_y(st_pointonsurface(footprint)) as lat
    from building where ${all(conditions)} order by area_code, id limit ${filter.limit + 1}`
}
