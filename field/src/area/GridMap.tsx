import type { MapLayer, MapMark } from '@linli/ui/map/layer.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import type { Geometry } from 'geojson'
import { useMemo } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { useWords } from '../app/words.ts'
import type { IncidentListItem } from '../incident/incident.api.ts'
import { type AreaView, boundsOf } from './area.api.ts'

const line = { light: '#0950c4', dark: '#85b4ff' } as const

/** The grid with its boundary drawn strongly, its buildings, and a pin for what is going on. */
export function GridMap({
  area,
  incidents,
}: {
  area: AreaView & { boundary?: Geometry | null }
  incidents: readonly IncidentListItem[]
}) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  const { boundary } = area
  const bounds = useMemo(() => boundsOf(boundary), [boundary])
  const layers = useMemo((): MapLayer[] => {
    if (!boundary) return []
    return [
      {
        id: 'own-grid',
        source: {
          geojson: { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: boundary }] },
        },
        style: [
          {
            type: 'line',
            layout: { 'line-join': 'round' },
            paint: { 'line-color': line[isDark ? 'dark' : 'light'], 'line-width': 3 },
          },
        ],
      },
    ]
  }, [boundary, isDark])
  const marks = useMemo(
    () =>
      incidents.flatMap(({ id, location, matterName, late }): MapMark[] =>
        location ? [{ id, lng: location.lng, lat: location.lat, label: matterName, tone: late ? 'late' : 'main' }] : [],
      ),
    [incidents],
  )
  if (!bounds) return null
  return (
    <div className="grid-map">
      <MapView
        label={t('worker.grid.map')}
        place={{ bounds }}
        dark={isDark}
        layers={layers}
        marks={marks}
        height={300}
        list={false}
      />
    </div>
  )
}
