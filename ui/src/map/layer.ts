import type { FeatureCollection } from 'geojson'
import type { FilterSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'

/**
 * What a page puts on the map, as data: where it comes from, how it looks, what a click does and how one of its things
 * reads in the list beside the map. No page touches the map library itself.
 */
export type LngLat = { lng: number; lat: number }

/** Our own tiles; the layer inside a tile has the same name. */
export type TileName = 'roads' | 'scenery' | 'buildings' | 'grids' | 'incidents'

/** Streets, water and houses are what anybody sees outside: an officer must find a door beyond any scope. */
const publicTiles: readonly TileName[] = ['roads', 'scenery', 'buildings']

export type MapFeature = { id: string; properties: Record<string, unknown>; at: LngLat }

type Drawn = Extract<LayerSpecification, { type: 'fill' | 'line' | 'circle' | 'symbol' }>
/** One way of drawing: MapLibre's own words, without the names that we give. */
export type LayerStyle = Drawn extends infer One
  ? One extends Drawn
    ? Omit<One, 'id' | 'source' | 'source-layer'>
    : never
  : never

export type MapLayer = {
  id: string
  source: { tiles: TileName } | { geojson: FeatureCollection }
  style: LayerStyle[]
  filter?: FilterSpecification
  click?(feature: MapFeature): void
  /** The words for one thing in the list twin; null leaves it out. */
  list?(properties: Record<string, unknown>): string | null
}

export type MapPlace =
  | { center: LngLat; zoom?: number }
  | { bounds: [west: number, south: number, east: number, north: number] }

export type MapMark = LngLat & { id: string; label: string; tone?: 'main' | 'other' | 'late' }

export const leastZoom = 8
const deepestTile = 16

/** The style document that draws these layers in this order. `revision` is part of a tile's address: a new one reads it anew. */
export function styleOf(
  layers: readonly MapLayer[],
  ground: string,
  revision: number,
  origin: string,
): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {}
  const drawn: LayerSpecification[] = [{ id: 'ground', type: 'background', paint: { 'background-color': ground } }]
  for (const layer of layers) {
    const source = 'tiles' in layer.source ? layer.source.tiles : layer.id
    sources[source] =
      'tiles' in layer.source
        ? tileSource(layer.source.tiles, revision, origin)
        : { type: 'geojson', data: layer.source.geojson }
    layer.style.forEach((style, at) => {
      const filter = 'filter' in style && style.filter ? style.filter : layer.filter
      drawn.push({
        ...style,
        id: styleId(layer, at),
        source,
        ...('tiles' in layer.source ? { 'source-layer': layer.source.tiles } : {}),
        ...(filter ? { filter } : {}),
      } as LayerSpecification)
    })
  }
  return { version: 8, sources, layers: drawn }
}

export function styleId(layer: MapLayer, at: number): string {
  return `${layer.id}-${at}`
}

function tileSource(name: TileName, revision: number, origin: string): SourceSpecification {
  return {
    type: 'vector',
    tiles: [`${origin}/tiles/${publicTiles.includes(name) ? 'public/' : ''}${name}/{z}/{x}/{y}.mvt?r=${revision}`],
    minzoom: leastZoom,
    maxzoom: deepestTile,
  }
}
