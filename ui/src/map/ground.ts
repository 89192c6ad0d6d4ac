import type { MapLayer } from './layer.ts'

/**
 * The map of the place itself, drawn from our own database: grids, roads, buildings. It stands in wherever no base map
 * is configured, and needs no network beyond the server. Quiet colours: what a page adds must stand out.
 */
export type MapColours = {
  ground: string
  gridFill: string
  gridLine: string
  gridName: string
  water: string
  green: string
  road: string
  roadEdge: string
  building: string
  buildingLine: string
  name: string
  halo: string
  incident: string
  late: string
  ring: string
}

export const mapColours: Record<'light' | 'dark', MapColours> = {
  light: {
    ground: '#eef1f4',
    gridFill: '#dfe9e1',
    gridLine: '#4d7f63',
    gridName: '#2f5c45',
    water: '#bfdcf0',
    green: '#cfe5cc',
    road: '#ffffff',
    roadEdge: '#c9d0d8',
    building: '#d5d3cb',
    buildingLine: '#b3b0a5',
    name: '#454b54',
    halo: '#ffffff',
    incident: '#0958d9',
    late: '#c3161f',
    ring: '#ffffff',
  },
  dark: {
    ground: '#12171e',
    gridFill: '#18251f',
    gridLine: '#5b9478',
    gridName: '#9fd3b8',
    water: '#16324a',
    green: '#1b3324',
    road: '#313b48',
    roadEdge: '#0c1015',
    building: '#262d37',
    buildingLine: '#3f4a58',
    name: '#b6c0cc',
    halo: '#12171e',
    incident: '#85b4ff',
    late: '#ff8a87',
    ring: '#10141a',
  },
}

/** How wide each class of road is drawn, a street being 1. */
const widths: readonly (string | number)[] = ['trunk', 2.4, 'main', 1.7, 'street', 1, 'lane', 0.6, 'path', 0.35]

export function groundLayers(colours: MapColours): MapLayer[] {
  return [gridGround(colours), scenery(colours), roads(colours), buildings(colours), names(colours)]
}

function gridGround(colours: MapColours): MapLayer {
  return {
    id: 'grid-ground',
    source: { tiles: 'grids' },
    style: [{ type: 'fill', paint: { 'fill-color': colours.gridFill } }],
    list: ({ name }) => (typeof name === 'string' ? name : null),
  }
}

function scenery(colours: MapColours): MapLayer {
  const fill = ['match', ['get', 'kind'], 'water', colours.water, colours.green]
  return {
    id: 'scenery',
    source: { tiles: 'scenery' },
    style: [{ type: 'fill', paint: { 'fill-color': fill } } as MapLayer['style'][number]],
  }
}

function roads(colours: MapColours): MapLayer {
  const wide = ['match', ['get', 'class'], ...widths, 1]
  const width = (extra: number) => [
    'interpolate',
    ['exponential', 1.6],
    ['zoom'],
    12,
    ['+', ['*', wide, 0.8], extra],
    18,
    ['+', ['*', wide, 9], extra],
  ]
  const line = (color: string, extra: number): MapLayer['style'][number] =>
    ({
      type: 'line',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': width(extra) },
    }) as MapLayer['style'][number]
  return { id: 'roads', source: { tiles: 'roads' }, style: [line(colours.roadEdge, 1.6), line(colours.road, 0)] }
}

function buildings(colours: MapColours): MapLayer {
  return {
    id: 'buildings',
    source: { tiles: 'buildings' },
    style: [
      {
        type: 'fill',
        minzoom: 14,
        paint: { 'fill-color': colours.building, 'fill-outline-color': colours.buildingLine },
      },
    ],
    list: ({ name }) => (typeof name === 'string' ? name : null),
  }
}

/** Last, so that lines and names lie over houses. */
function names(colours: MapColours): MapLayer {
  const text = { 'text-halo-color': colours.halo, 'text-halo-width': 1.4 }
  return {
    id: 'names',
    source: { tiles: 'grids' },
    style: [
      {
        type: 'line',
        paint: { 'line-color': colours.gridLine, 'line-width': 1.2, 'line-dasharray': [3, 2], 'line-opacity': 0.8 },
      },
      {
        type: 'symbol',
        minzoom: 13,
        layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-max-width': 8 },
        paint: { ...text, 'text-color': colours.gridName },
      },
    ],
  }
}

/** Names of houses and streets, from a street's distance on. Above what a page adds. */
export function nameLayers(colours: MapColours): MapLayer[] {
  const paint = { 'text-color': colours.name, 'text-halo-color': colours.halo, 'text-halo-width': 1.2 }
  return [
    {
      id: 'building-names',
      source: { tiles: 'buildings' },
      style: [{ type: 'symbol', minzoom: 16, layout: { 'text-field': ['get', 'name'], 'text-size': 11 }, paint }],
    },
    {
      id: 'road-names',
      source: { tiles: 'roads' },
      style: [
        {
          type: 'symbol',
          minzoom: 14.5,
          layout: {
            'text-field': ['get', 'name'],
            'text-size': 11.5,
            'symbol-placement': 'line',
            'symbol-spacing': 320,
          },
          paint,
        },
      ],
    },
  ]
}

/** Incidents as dots; the late ones are red, larger and ringed, so that colour is not the only sign. */
export function incidentLayer(colours: MapColours, options: Pick<MapLayer, 'click' | 'list'> = {}): MapLayer {
  const late = ['boolean', ['get', 'late'], false]
  const paint = {
    'circle-color': ['case', late, colours.late, colours.incident],
    'circle-radius': ['case', late, 7, 5],
    'circle-stroke-color': colours.ring,
    'circle-stroke-width': ['case', late, 2.5, 1.5],
  }
  return {
    id: 'incidents',
    source: { tiles: 'incidents' },
    style: [{ type: 'circle', paint } as MapLayer['style'][number]],
    ...options,
  }
}
