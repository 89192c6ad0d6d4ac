import { type Map as LibreMap, Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { LngLat, MapMark } from './layer.ts'

/** Pins over the map: those of the page, and the one that a person sets and may drag. */
export function useMarks(
  map: LibreMap | null,
  marks: readonly MapMark[] = [],
  pick: { value: LngLat | null; onPick(point: LngLat): void } | undefined,
  pickLabel: string,
): void {
  const marksKey = JSON.stringify(marks)
  useEffect(() => {
    if (!map) return
    const list: MapMark[] = JSON.parse(marksKey)
    const pins = list.map((mark) =>
      new Marker({ element: pinElement(mark.label, mark.tone ?? 'main'), anchor: 'bottom' }).setLngLat(mark).addTo(map),
    )
    return () => {
      for (const pin of pins) pin.remove()
    }
  }, [map, marksKey])

  const onPick = useRef(pick?.onPick)
  onPick.current = pick?.onPick
  const lng = pick?.value?.lng
  const lat = pick?.value?.lat
  useEffect(() => {
    if (!map || lng === undefined || lat === undefined) return
    const pin = new Marker({ element: pinElement(pickLabel, 'main'), anchor: 'bottom', draggable: true })
    pin.setLngLat({ lng, lat }).addTo(map)
    pin.on('dragend', () => onPick.current?.(pin.getLngLat()))
    return () => {
      pin.remove()
    }
  }, [map, lng, lat, pickLabel])
}

function pinElement(label: string, tone: NonNullable<MapMark['tone']>): HTMLElement {
  const pin = document.createElement('div')
  pin.className = `ll-pin ll-pin-${tone}`
  pin.setAttribute('role', 'img')
  pin.setAttribute('aria-label', label)
  pin.title = label
  return pin
}
