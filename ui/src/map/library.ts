import { Map as LibreMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { StyleSpecification } from 'maplibre-gl'
import { fontStack } from '../theme/tokens.ts'
import { leastZoom, type MapPlace } from './layer.ts'

// The library cannot find its worker in a bundle by itself. Same origin, so a strict `worker-src 'self'` holds.
setWorkerUrl(workerUrl)

const streetZoom = 16.5

export function openMap(box: HTMLElement, place: MapPlace, label: string, style: StyleSpecification): LibreMap {
  const map = new LibreMap({
    container: box,
    style,
    // No glyph files: all letters, Chinese ones first, are drawn with the device's own fonts.
    localIdeographFontFamily: fontStack,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    minZoom: leastZoom,
    maxZoom: 19.5,
    locale: { 'Map.Title': label },
    ...('bounds' in place
      ? { bounds: place.bounds, fitBoundsOptions: { padding: 24 } }
      : { center: place.center, zoom: place.zoom ?? streetZoom }),
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  // A tile that fails (offline, out of scope) leaves a gap on the map; it is no error of the page.
  map.on('error', () => {})
  return map
}

/** Changes what is drawn once the present drawing is complete: the library cannot compare styles before. Answers the way to call it off. */
export function changeStyle(map: LibreMap, style: StyleSpecification, onDone: () => void): () => void {
  const apply = () => {
    map.setStyle(style, { diff: true })
    onDone()
  }
  if (map.isStyleLoaded()) {
    apply()
    return () => {}
  }
  map.once('idle', apply)
  return () => map.off('idle', apply)
}

export function showPlace(map: LibreMap, place: MapPlace, animate: boolean): void {
  if ('bounds' in place) map.fitBounds(place.bounds, { padding: 24, animate })
  else if (animate) map.easeTo({ center: place.center, zoom: place.zoom ?? streetZoom })
  else map.jumpTo({ center: place.center, zoom: place.zoom ?? streetZoom })
}
