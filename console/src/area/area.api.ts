import type { BuildingView } from '@linli/contract/area/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

export type { BuildingView }
export type Located = { code: string; name: string; level: string; path: string }
type Boundary = { type: 'MultiPolygon' | 'Polygon'; coordinates: unknown }
export type AreaWithBoundary = { code: string; name: string; level: string; boundary?: Boundary | null }

export const buildingsQuery = (q: string) =>
  queryOptions({
    queryKey: ['buildings', q],
    queryFn: ({ signal }) => request<{ items: BuildingView[] }>('/api/buildings', { query: { q, limit: 12 }, signal }),
    enabled: q.trim() !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

/** The towns that one may see, for a choice. */
export const townsQuery = queryOptions({
  queryKey: ['areas', 'towns'],
  queryFn: async ({ signal }) =>
    (
      await request<{ items: { code: string; name: string }[] }>('/api/areas', {
        query: { level: 'town', limit: 500 },
        signal,
      })
    ).items,
  staleTime: 10 * 60_000,
})

export const locateQuery = (point: { lng: number; lat: number } | null) =>
  queryOptions({
    queryKey: ['areas', 'locate', point],
    queryFn: ({ signal }) =>
      request<Located>('/api/areas/locate', { query: { lng: point?.lng, lat: point?.lat }, signal }),
    enabled: point !== null,
    staleTime: 10 * 60_000,
    retry: false,
  })

/** The frame that holds an area, for a map that has no point yet. */
export const extentQuery = (code: string | null) =>
  queryOptions({
    queryKey: ['areas', 'extent', code],
    queryFn: async ({ signal }) => {
      const area = await request<AreaWithBoundary>(`/api/areas/${code}`, { query: { boundary: true }, signal })
      return area.boundary ? extentOf(area.boundary.coordinates) : null
    },
    enabled: code !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })

export type Extent = [west: number, south: number, east: number, north: number]

/** West, south, east, north of GeoJSON coordinates of any depth. */
export function extentOf(coordinates: unknown): Extent | null {
  const extent: Extent = [Infinity, Infinity, -Infinity, -Infinity]
  const widen = (value: unknown): void => {
    if (!Array.isArray(value)) return
    const [lng, lat] = value
    if (typeof lng !== 'number' || typeof lat !== 'number') {
      for (const part of value) widen(part)
      return
    }
    extent[0] = Math.min(extent[0], lng)
    extent[1] = Math.min(extent[1], lat)
    extent[2] = Math.max(extent[2], lng)
    extent[3] = Math.max(extent[3], lat)
  }
  widen(coordinates)
  return Number.isFinite(extent[0]) ? extent : null
}
