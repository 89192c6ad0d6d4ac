// Where a row of another city lies in the demonstration county. The source's extent is laid upon the community's bounding box:
// west on west, south on south, in proportion (an affine map; streets do not fit, neighbours stay neighbours). What falls beside
// the community is pulled towards the middle of the box by eighths until the server finds a grid of the community there. A row
// without a usable point goes to the community itself, whose centre receives it.
import type { Client, Problem } from './client.ts'
import { ReplayError } from './fault.ts'
import type { MapDocument } from './map.ts'

export interface Point {
  lng: number
  lat: number
}
export type Placed = { point: Point; pulled: number } | { area: string }

type Box = MapDocument['extent']

export interface Ground {
  place(point: Point | null): Promise<Placed>
}

const eighths = 8

export const lay = (point: Point, from: Box, onto: Box): Point => ({
  lng: onto.west + ((point.lng - from.west) / (from.east - from.west)) * (onto.east - onto.west),
  lat: onto.south + ((point.lat - from.south) / (from.north - from.south)) * (onto.north - onto.south),
})

/** A usable point, or null: missing, not a number, or outside the extent (many sources write 0 for "unknown"). */
export function usable(lng: string | undefined, lat: string | undefined, extent: Box): Point | null {
  const point = { lng: Number.parseFloat(lng ?? ''), lat: Number.parseFloat(lat ?? '') }
  const isInside =
    point.lng >= extent.west && point.lng <= extent.east && point.lat >= extent.south && point.lat <= extent.north
  return isInside ? point : null
}

export async function openGround(client: Client, token: string, map: MapDocument): Promise<Ground> {
  const box = await boxOf(client, token, map.into)
  const middle = { lng: (box.west + box.east) / 2, lat: (box.south + box.north) / 2 }
  const isHome = async (p: Point): Promise<boolean> => {
    const { status, body } = await client.send<{ code: string } & Problem>(
      token,
      'GET',
      `/api/areas/locate?lng=${p.lng}&lat=${p.lat}`,
    )
    return status === 200 && body.code.length === 15 && body.code.startsWith(map.into)
  }
  return {
    async place(point) {
      if (!point) return { area: map.into }
      const laid = lay(point, map.extent, box)
      for (let pulled = 0; pulled <= eighths; pulled++) {
        const t = pulled / eighths
        const p = {
          lng: round(laid.lng + (middle.lng - laid.lng) * t),
          lat: round(laid.lat + (middle.lat - laid.lat) * t),
        }
        if (await isHome(p)) return { point: p, pulled }
      }
      return { area: map.into }
    },
  }
}

/** Seven decimals are a centimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

async function boxOf(client: Client, token: string, code: string): Promise<Box> {
  const { status, body } = await client.send<{ boundary?: { coordinates: unknown } } & Problem>(
    token,
    'GET',
    `/api/areas/${code}?boundary=true`,
  )
  if (status !== 200 || !body.boundary) throw new ReplayError(`The server knows no community ${code} with a boundary.`)
  const corners = pairs(body.boundary.coordinates)
  const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)]
  return { west: Math.min(...lngs), south: Math.min(...lats), east: Math.max(...lngs), north: Math.max(...lats) }
}

/** All positions of a GeoJSON geometry, however deep they lie. */
function pairs(value: unknown): [number, number][] {
  if (!Array.isArray(value)) return []
  return typeof value[0] === 'number' ? [[value[0], Number(value[1])]] : value.flatMap(pairs)
}
