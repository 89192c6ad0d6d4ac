// Vector tiles, read back as a map does: by another encoder's decoder, so that both are tested.
import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { TileAddress } from '#platform/tile.ts'
import type { Person } from './http.ts'

/** The tile over a point at a zoom. */
export function tileAt({ lng, lat }: { lng: number; lat: number }, z: number): TileAddress {
  const rad = (lat * Math.PI) / 180
  return {
    z,
    x: Math.floor(((lng + 180) / 360) * 2 ** z),
    y: Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * 2 ** z),
  }
}

export interface Read {
  status: number
  cache: string
  etag: string
  layers: string[]
  /** Properties of what stands in the tile, with its GeoJSON. */
  things: { properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[]
}

export async function readTile(by: Person, layer: string, tile: TileAddress, query = ''): Promise<Read> {
  const { x, y, z } = tile
  const reply = await by.get(`/tiles/${layer}/${z}/${x}/${y}.mvt${query}`)
  const decoded = reply.status === 200 ? new VectorTile(new PbfReader(gunzipSync(reply.body))) : { layers: {} }
  const things = Object.values(decoded.layers).flatMap((inside) =>
    Array.from({ length: inside.length }, (_, i) => inside.feature(i).toGeoJSON(x, y, z)),
  )
  return {
    status: reply.status,
    cache: String(reply.headers['cache-control']),
    etag: String(reply.headers.etag),
    layers: Object.keys(decoded.layers),
    things: things as Read['things'],
  }
}
