// Calls of areas, units and the base map.

import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Reply } from '../http.ts'
import { type Call, community, get, grid } from './call.ts'

const things = ({ body }: Reply): number =>
  Object.values(new VectorTile(new PbfReader(gunzipSync(body))).layers).reduce((sum, layer) => sum + layer.length, 0)
const tile = (layer: string) =>
  get(
    ({ tile: { z, x, y } }) => `/tiles/${layer}/${z}/${x}/${y}.mvt`,
    (r) => (r.status === 200 ? things(r) : ''),
  )

export const areaCalls: Record<string, Call[]> = {
  'GET /api/areas': [
    get(() => '/api/areas?limit=500'),
    { ...get(() => `/api/areas?limit=500&under=${community}`), label: 'under community 1' },
  ],
  'GET /api/areas/locate': [get(({ place }) => `/api/areas/locate?lng=${place.lng}&lat=${place.lat}`)],
  'GET /api/areas/:code': [get(() => `/api/areas/${grid}`)],
  'GET /api/buildings': [get(() => '/api/buildings?limit=500')],
  'GET /api/units': [
    get(() => '/api/units?limit=500'),
    { ...get(() => `/api/units?limit=500&under=${community}`), label: 'under community 1' },
  ],
  ...Object.fromEntries(
    [
      'communities',
      'grids',
      'roads',
      'scenery',
      'buildings',
      'incidents',
      'public/grids',
      'public/roads',
      'public/scenery',
      'public/buildings',
    ].map((layer) => [`GET /tiles/${layer}/:z/:x/:y.mvt`, [tile(layer)]]),
  ),
}
