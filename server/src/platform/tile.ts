// Vector tiles, encoded here and not in the database: the embedded one cannot (docs/decisions/0004), and one way for both engines
// is tested twice as well. A tile holds one layer; what stands in it has passed the same row-level security as any list.

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feature, Geometry } from 'geojson'
import GeoJSONVT from 'geojson-vt'
import Type, { type Static } from 'typebox'
import vtPbf from 'vt-pbf'
import { problem } from './problem.ts'
import { type Query, sql } from './sql.ts'

const deepest = 22
/** From this depth on nothing is simplified: maps stretch its tiles. */
const exactFrom = 16
const extent = 4096
/** Of 4096: what is drawn across the edge, such as a name or a wide line. */
const buffer = 64

export const TileParams = Type.Object({
  z: Type.Integer({ minimum: 0, maximum: deepest }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
})
/** For the description of the interface. */
export const tileAnswer = {
  200: Type.Unsafe({ type: 'string', format: 'binary', description: 'Mapbox vector tile 2, gzip' }),
  204: Type.Null({ description: 'Nothing lies in this tile' }),
}
export type TileAddress = Static<typeof TileParams>

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** Throws request.invalid for a tile that this depth does not have. */
export function checkTile({ z, x, y }: TileAddress): void {
  const side = 2 ** z
  const errors = Object.entries({ x, y })
    .filter(([, n]) => n >= side)
    .map(([name]) => ({ path: `params/${name}`, message: `must be less than ${side} at this zoom` }))
  if (errors.length > 0) throw problem('request.invalid', { errors })
}

/** The degrees that a tile covers, its border included. */
export function boxOf({ z, x, y }: TileAddress): Box {
  const side = 2 ** z
  const border = buffer / extent
  const lng = (column: number) => (column / side) * 360 - 180
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI
  return {
    west: Math.max(-180, lng(x - border)),
    south: lat(Math.min(side, y + 1 + border)),
    east: Math.min(180, lng(x + 1 + border)),
    north: lat(Math.max(0, y - border)),
  }
}

export const envelope = ({ west, south, east, north }: Box): Query =>
  sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`

/** One thing in a tile: its geometry as GeoJSON, the rest becomes its properties (null is left out). */
export interface TileRow {
  shape: Geometry
  [property: string]: unknown
}

/** Mapbox vector tile 2, compressed; null when nothing lies in it. */
export function encodeTile(layer: string, rows: readonly TileRow[], { z, x, y }: TileAddress): Buffer | null {
  const features = rows.map(
    ({ shape, ...properties }): Feature => ({ type: 'Feature', geometry: shape, properties: withoutNull(properties) }),
  )
  const index = new GeoJSONVT(
    { type: 'FeatureCollection', features },
    { maxZoom: Math.max(z, exactFrom), indexMaxZoom: 0, tolerance: 3, extent, buffer },
  )
  const tile = index.getTile(z, x, y)
  if (!tile || tile.features.length === 0) return null
  return gzipSync(vtPbf.fromGeojsonVt({ [layer]: tile }, { version: 2, extent }))
}

const withoutNull = (properties: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))

/** Answers with the tile; 204 for an empty one, 304 when the browser has it still. `cache` says who may keep it and how long. */
export function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  tile: Buffer | null,
  cache: string,
): FastifyReply {
  // Whose tile it is hangs on who asks: another person in the same browser must not find it in the cache.
  reply.header('cache-control', cache).header('vary', 'authorization, cookie')
  if (!tile) return reply.status(204).send()
  const etag = `"${createHash('sha256').update(tile).digest('base64url').slice(0, 20)}"`
  reply.header('etag', etag)
  if (request.headers['if-none-match']?.includes(etag)) return reply.status(304).send()
  return reply.type('application/vnd.mapbox-vector-tile').header('content-encoding', 'gzip').send(tile)
}
