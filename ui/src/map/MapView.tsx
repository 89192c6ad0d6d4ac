import { lazy, Suspense } from 'react'
import { useText } from '../i18n/text.tsx'
import type { LngLat, MapLayer, MapMark, MapPlace } from './layer.ts'
import './MapView.css'

/**
 * The one map of the house. The library behind it (300 kB) is fetched only when a map is really shown. Everything on
 * the map can also be reached by keyboard and stands in a list below it.
 */
export type MapViewProps = {
  label: string
  place: MapPlace
  dark: boolean
  layers?: readonly MapLayer[]
  marks?: readonly MapMark[]
  /** Lets the person set a point: by click, by dragging the pin, or with Enter for the centre. */
  pick?: { value: LngLat | null; onPick(point: LngLat): void }
  /** Raise it when tiles must be read anew. */
  revision?: number
  height?: number | string
  /** Hide the list twin where the page has a list of its own. */
  list?: boolean
}

const MapCanvas = lazy(() => import('./MapCanvas.tsx'))

export function MapView(props: MapViewProps) {
  const { t } = useText()
  return (
    <div className="ll-map">
      <Suspense
        fallback={
          <div className="ll-map-box ll-map-wait" style={{ height: props.height ?? 280 }} role="status">
            {t('ui.map.loading')}
          </div>
        }
      >
        <MapCanvas {...props} />
      </Suspense>
    </div>
  )
}
