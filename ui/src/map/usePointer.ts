import type { Map as LibreMap, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { type LngLat, type MapFeature, type MapLayer, styleId } from './layer.ts'

/** Clicks and keys on the map: a thing of a clickable layer, else the point itself where one may be picked. */
export function usePointer(
  map: LibreMap | null,
  layers: readonly MapLayer[],
  pick: { onPick(point: LngLat): void } | undefined,
): void {
  const latest = useRef({ layers, pick })
  latest.current = { layers, pick }
  useEffect(() => {
    if (!map) return
    const hit = (event: MapMouseEvent) => {
      const clickable = latest.current.layers.filter((layer) => layer.click)
      const ids = clickable
        .flatMap((layer) => layer.style.map((_, at) => styleId(layer, at)))
        .filter((id) => map.getLayer(id))
      const found = ids.length === 0 ? undefined : map.queryRenderedFeatures(event.point, { layers: ids })[0]
      return (
        found && {
          found,
          layer: clickable.find((layer) => layer.style.some((_, at) => styleId(layer, at) === found.layer.id)),
        }
      )
    }
    const onClick = (event: MapMouseEvent) => {
      const target = hit(event)
      if (target) target.layer?.click?.(featureOf(target.found, event.lngLat))
      else latest.current.pick?.onPick({ lng: event.lngLat.lng, lat: event.lngLat.lat })
    }
    const onMove = (event: MapMouseEvent) => {
      map.getCanvas().style.cursor = hit(event) ? 'pointer' : latest.current.pick ? 'crosshair' : ''
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !latest.current.pick) return
      event.preventDefault()
      event.stopPropagation()
      latest.current.pick.onPick(map.getCenter())
    }
    map.on('click', onClick)
    map.on('mousemove', onMove)
    map.getCanvas().addEventListener('keydown', onKey)
    return () => {
      map.off('click', onClick)
      map.off('mousemove', onMove)
      map.getCanvas().removeEventListener('keydown', onKey)
    }
  }, [map])
}

export function featureOf(feature: MapGeoJSONFeature, at: LngLat): MapFeature {
  const { id, code } = feature.properties
  return {
    id: String(id ?? code ?? feature.id ?? ''),
    properties: feature.properties,
    at: { lng: at.lng, lat: at.lat },
  }
}
