// A map for choosing a place, drawn from the tiles that this server publishes. Loaded only when somebody opens it.
import { Map as LibreMap, type LngLatLike, Marker, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { element } from './dom.ts'
import { t } from './words.ts'

// The library cannot find its worker in a bundle by itself. Same origin, so a strict `worker-src 'self'` holds.
setWorkerUrl(workerUrl)

export type Pick = (lng: number, lat: number) => void

/** Opens the map in `box`, at a place already chosen or with all of the town in view; resolves when it is drawn, rejects where the device cannot. */
export function openMap(box: HTMLElement, chosen: { lng: number; lat: number } | null, pick: Pick): Promise<void> {
  const [west = 0, south = 0, east = 0, north = 0] = (box.dataset.bounds ?? '').split(',').map(Number)
  const canvas = element('div', { class: 'map-canvas' })
  box.replaceChildren(canvas)
  const map = new LibreMap({
    container: canvas,
    style: styleOf(),
    ...(chosen
      ? { center: chosen, zoom: streetZoom }
      : { bounds: [west, south, east, north], fitBoundsOptions: { padding: 16 } }),
    localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    minZoom: 8,
    maxZoom: 19,
    locale: { 'Map.Title': box.dataset.label ?? '' },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const marker = new Marker({ color: colour('--bad') })
  if (chosen) marker.setLngLat(chosen).addTo(map)
  const take = (at: { lng: number; lat: number }) => {
    marker.setLngLat(at as LngLatLike).addTo(map)
    pick(at.lng, at.lat)
  }
  map.on('click', ({ lngLat }) => take(lngLat))
  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      take(map.getCenter())
    }
  })
  box.append(controls(map, take))
  // A tile that fails leaves a gap on the map; only a map that never draws is a failure.
  return new Promise((resolve, reject) => {
    map.once('load', () => resolve())
    map.once('error', ({ error }) => {
      if (!map.loaded() && /WebGL/i.test(error.message)) reject(error)
    })
  })
}

function controls(map: LibreMap, take: (at: { lng: number; lat: number }) => void): HTMLElement {
  const button = (words: string, sign: string, act: () => void) => {
    const made = element('button', { type: 'button', class: 'map-button', 'aria-label': words, title: words }, sign)
    made.addEventListener('click', act)
    return made
  }
  const centre = element('button', { type: 'button', class: 'button button-plain' }, t('browser.map.centre'))
  centre.addEventListener('click', () => take(map.getCenter()))
  return element(
    'div',
    { class: 'map-row' },
    button(t('browser.map.in'), '+', () => map.zoomIn()),
    button(t('browser.map.out'), '−', () => map.zoomOut()),
    centre,
    element('span', { class: 'hint' }, t('browser.map.help')),
  )
}

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const streetZoom = 16.5
const layerNames = ['grids', 'scenery', 'roads', 'buildings'] as const

/** Quiet grounds, dark names: what is chosen stands out. Colours are the page's own, so the map follows light and dark. */
function styleOf(): StyleSpecification {
  const tiles = (name: string) => [`${location.origin}/tiles/public/${name}/{z}/{x}/{y}.mvt`]
  const wide = ['match', ['get', 'class'], 'trunk', 2.4, 'main', 1.7, 'street', 1, 'lane', 0.6, 0.35]
  const width = (extra: number) => [
    'interpolate',
    ['exponential', 1.6],
    ['zoom'],
    12,
    ['+', ['*', wide, 0.8], extra],
    18,
    ['+', ['*', wide, 9], extra],
  ]
  const names = (source: string, minzoom: number, along: boolean, ink: string) => ({
    id: `${source}-names`,
    type: 'symbol',
    source,
    'source-layer': source,
    minzoom,
    layout: {
      'text-field': ['get', 'name'],
      'text-size': 12,
      'text-max-width': 8,
      ...(along && { 'symbol-placement': 'line', 'symbol-spacing': 320 }),
    },
    paint: { 'text-color': ink, 'text-halo-color': colour('--surface'), 'text-halo-width': 1.3 },
  })
  const line = (id: string, source: string, paint: object) => ({
    id,
    type: 'line',
    source,
    'source-layer': source,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint,
  })
  const fill = (id: string, source: string, paint: object, minzoom = 0) => ({
    id,
    type: 'fill',
    source,
    'source-layer': source,
    minzoom,
    paint,
  })
  return {
    version: 8,
    sources: Object.fromEntries(
      layerNames.map((name) => [name, { type: 'vector', tiles: tiles(name), minzoom: 8, maxzoom: 16 }]),
    ),
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colour('--sunken') } },
      fill('grid-ground', 'grids', { 'fill-color': colour('--good-soft'), 'fill-opacity': 0.7 }),
      fill('scenery-shape', 'scenery', {
        'fill-color': ['match', ['get', 'kind'], 'water', colour('--primary-soft'), colour('--good-soft')],
      }),
      line('road-edge', 'roads', { 'line-color': colour('--border'), 'line-width': width(1.6) }),
      line('road', 'roads', { 'line-color': colour('--surface'), 'line-width': width(0) }),
      fill('houses', 'buildings', { 'fill-color': colour('--border'), 'fill-outline-color': colour('--control') }, 14),
      line('grid-line', 'grids', { 'line-color': colour('--good'), 'line-width': 1.2, 'line-dasharray': [3, 2] }),
      names('roads', 14.5, true, colour('--text-soft')),
      names('buildings', 16, false, colour('--text')),
      names('grids', 13, false, colour('--on-good-soft')),
    ],
  } as StyleSpecification
}
