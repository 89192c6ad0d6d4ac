import type { AreaView, BuildingPage, BuildingView, Located } from '@linli/contract/area/schemas.ts'
import type { Board } from '@linli/contract/resident/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { queryOptions } from '@tanstack/react-query'
import type { Geometry, Position } from 'geojson'
import type { Static } from 'typebox'

export type { AreaView, BuildingView }
export type Place = Static<typeof Located>

/** A grid with its boundary: it changes once in years. */
export const gridQuery = (code: string | null) =>
  queryOptions({
    queryKey: ['areas', code],
    queryFn: ({ signal }) =>
      request<AreaView & { boundary?: Geometry | null }>(`/api/areas/${code}`, { query: { boundary: true }, signal }),
    enabled: code !== null,
    staleTime: 12 * 3_600_000,
  })

export const buildingsQuery = (code: string | null) =>
  queryOptions({
    queryKey: ['areas', code, 'buildings'],
    queryFn: ({ signal }) =>
      request<Static<typeof BuildingPage>>('/api/buildings', { query: { under: code, limit: 200 }, signal }),
    enabled: code !== null,
    staleTime: 12 * 3_600_000,
  })

type Point = { lng: number; lat: number }

/** The grid that covers a point; 404 when no area does. */
export const locateQuery = (point: Point | null) =>
  queryOptions({
    queryKey: ['areas', 'locate', point?.lng, point?.lat],
    queryFn: ({ signal }) =>
      request<Place>('/api/areas/locate', { query: { lng: point?.lng, lat: point?.lat }, signal }),
    enabled: point !== null,
    staleTime: 12 * 3_600_000,
    retry: false,
  })

/** The notice board of a grid as residents read it: who works there, and their duty phones. */
export const boardQuery = (code: string) =>
  queryOptions({
    queryKey: ['areas', code, 'board'],
    queryFn: ({ signal }) => request<Board>(`/api/public/grids/${code}`, { signal }),
    staleTime: 10 * 60_000,
    retry: false,
  })

export type Bounds = [west: number, south: number, east: number, north: number]

/** The frame around a geometry; null for one without points. */
export function boundsOf(geometry: Geometry | null | undefined): Bounds | null {
  const bounds: Bounds = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  const widen = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] !== 'number') {
      for (const part of value) widen(part)
      return
    }
    const [lng = 0, lat = 0] = value as Position
    bounds[0] = Math.min(bounds[0], lng)
    bounds[1] = Math.min(bounds[1], lat)
    bounds[2] = Math.max(bounds[2], lng)
    bounds[3] = Math.max(bounds[3], lat)
  }
  if (geometry && 'coordinates' in geometry) widen(geometry.coordinates)
  return Number.isFinite(bounds[0]) ? bounds : null
}
