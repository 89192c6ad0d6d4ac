import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '../components/Button.tsx'
import { useText } from '../i18n/text.tsx'
import { groundLayers, mapColours, nameLayers } from './ground.ts'
import { type MapLayer, styleOf } from './layer.ts'
import { changeStyle, openMap, showPlace } from './library.ts'
import { MapList } from './MapList.tsx'
import type { MapViewProps } from './MapView.tsx'
import { useMarks } from './useMarks.ts'
import { usePointer } from './usePointer.ts'

const noLayers: readonly MapLayer[] = []

export default function MapCanvas(props: MapViewProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<LibreMap | null>(null)
  const [failed, setFailed] = useState(false)
  const layers = useAllLayers(props)
  const help = t(props.pick ? 'ui.map.helpPick' : 'ui.map.help')
  const { dark, revision = 0 } = props
  const style = useMemo(
    () => styleOf(layers, mapColours[dark ? 'dark' : 'light'].ground, revision, location.origin),
    [layers, dark, revision],
  )
  const first = useRef({ place: props.place, label: props.label, style, help })
  const drawn = useRef(style)

  useEffect(() => {
    if (!box.current) return
    try {
      const { place, label, help } = first.current
      const opened = openMap(box.current, place, `${label}. ${help}`, first.current.style)
      drawn.current = first.current.style
      setMap(opened)
      return () => {
        setMap(null)
        opened.remove()
      }
    } catch {
      setFailed(true) // no WebGL on this device
    }
  }, [])

  useEffect(() => {
    if (!map || drawn.current === style) return
    return changeStyle(map, style, () => {
      drawn.current = style
    })
  }, [map, style])

  const placeKey = JSON.stringify(props.place)
  useEffect(() => {
    if (map) showPlace(map, JSON.parse(placeKey), false)
  }, [map, placeKey])

  useMarks(map, props.marks, props.pick, t('ui.map.label'))
  usePointer(map, layers, props.pick)

  if (failed) return <p className="ll-map-failed">{t('ui.map.failed')}</p>
  return (
    <>
      <div className="ll-map-box" style={{ height: props.height ?? 280 }}>
        <div ref={box} className="ll-map-canvas" />
        {props.pick && <span className="ll-map-cross" aria-hidden="true" />}
        <div className="ll-map-tools">
          <IconButton icon="plus" label={t('ui.map.zoomIn')} onClick={() => map?.zoomIn()} />
          <IconButton icon="minus" label={t('ui.map.zoomOut')} onClick={() => map?.zoomOut()} />
          <IconButton
            icon="refresh"
            label={t('ui.map.home')}
            onClick={() => map && showPlace(map, props.place, true)}
          />
        </div>
        {props.pick && <PickHint map={map} pick={props.pick} />}
      </div>
      {props.list !== false && <MapList map={map} layers={layers} />}
    </>
  )
}

function PickHint({ map, pick }: { map: LibreMap | null; pick: NonNullable<MapViewProps['pick']> }) {
  const { t } = useText()
  const text = pick.value
    ? t('ui.map.picked', { lng: pick.value.lng.toFixed(5), lat: pick.value.lat.toFixed(5) })
    : t('ui.map.pickHint')
  return (
    <div className="ll-map-hint">
      <span aria-live="polite">{text}</span>
      <button type="button" onClick={() => map && pick.onPick(map.getCenter())}>
        {t('ui.map.takeCentre')}
      </button>
    </div>
  )
}

/** The ground, then what the page adds, then names over all. Kept as long as neither changes. */
function useAllLayers({ layers = noLayers, dark }: MapViewProps): readonly MapLayer[] {
  const [kept, setKept] = useState(() => ({ layers, dark, all: compose(layers, dark) }))
  if (kept.layers === layers && kept.dark === dark) return kept.all
  const all = compose(layers, dark)
  setKept({ layers, dark, all })
  return all
}

function compose(layers: readonly MapLayer[], dark: boolean): readonly MapLayer[] {
  const colours = mapColours[dark ? 'dark' : 'light']
  return [...groundLayers(colours), ...layers, ...nameLayers(colours)]
}
