import Type, { type Static } from 'typebox'
import { AreaCode, Id, Lat, Lng, Nullable, Page, PageQuery } from '../shared/wire.ts'

export const Level = Type.Union(
  ['province', 'city', 'county', 'town', 'community', 'grid', 'microgrid'].map((l) => Type.Literal(l)),
)

export const Team = Type.Object({ unit: Id, name: Type.String() })

export const AreaView = Type.Object({
  code: AreaCode,
  name: Type.String(),
  level: Type.String(),
  levelName: Type.Object({ zh: Type.String(), en: Type.String() }),
  kind: Nullable(Type.String()),
  parent: Nullable(AreaCode),
  households: Nullable(Type.Integer({ description: 'Null outside your own areas' })),
  people: Nullable(Type.Integer()),
  norm: Type.String({ description: 'Counts against the division norm: within, under, over, exempt' }),
  team: Nullable(Team),
  describedBoundary: Nullable(Type.String({ description: '四至 in words' })),
  version: Type.Integer(),
  boundary: Type.Optional(Type.Any({ description: 'GeoJSON MultiPolygon, WGS-84, when asked for' })),
})
export type AreaView = Static<typeof AreaView>

export const AreaQuery = Type.Object({
  under: Type.Optional(AreaCode),
  level: Type.Optional(Level),
  boundary: Type.Optional(Type.Boolean()),
  ...PageQuery,
})
export const AreaPage = Page(AreaView)

export const LocateQuery = Type.Object({ lng: Lng, lat: Lat })
export const Located = Type.Object({
  code: AreaCode,
  name: Type.String(),
  level: Type.String(),
  path: Type.String({ description: 'Names from county to here' }),
})

export const BuildingView = Type.Object({
  id: Id,
  area: AreaCode,
  name: Type.String(),
  address: Type.String(),
  compound: Type.String(),
  floors: Type.Integer(),
  stairwells: Type.Integer(),
  dwellings: Type.Integer(),
  households: Type.Integer(),
  people: Type.Integer(),
  location: Type.Object({ lng: Lng, lat: Lat }),
})
export type BuildingView = Static<typeof BuildingView>
export const BuildingQuery = Type.Object({
  under: Type.Optional(AreaCode),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...PageQuery,
})
export const BuildingPage = Page(BuildingView)
