import type { LngLat } from '@linli/ui/map/layer.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { usePreferences } from '../../app/preferences.tsx'
import { useWords } from '../../app/words.ts'
import { extentQuery } from '../../area/area.api.ts'
import type { FieldTies } from './ActionField.tsx'

/** Corrects the place on the map; left alone, the place stays as it is. */
export function LocationField({
  ties,
  value,
  start,
  area,
  onChange,
}: {
  ties: FieldTies
  value: unknown
  start: LngLat | null
  area: string
  onChange(value: LngLat | undefined): void
}) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  const point = isPoint(value) ? value : null
  const [isOpen, setOpen] = useState(point !== null)
  const extent = useQuery(extentQuery(isOpen && !start ? area : null)).data
  const center = start ?? point
  if (!isOpen) {
    return (
      <Button id={ties.id} onClick={() => setOpen(true)}>
        {t('action.placeChange')}
      </Button>
    )
  }
  return (
    <>
      {(center || extent) && (
        <MapView
          label={t('incident.field.location')}
          place={center ? { center: { lng: center.lng, lat: center.lat }, zoom: 17 } : { bounds: extent! }}
          dark={isDark}
          pick={{ value: point, onPick: ({ lng, lat }) => onChange({ lng, lat }) }}
          height={240}
          list={false}
        />
      )}
      <Button
        type="link"
        onClick={() => {
          onChange(undefined)
          setOpen(false)
        }}
      >
        {t('action.placeKeep')}
      </Button>
    </>
  )
}

function isPoint(value: unknown): value is LngLat {
  return typeof value === 'object' && value !== null && 'lng' in value && 'lat' in value
}
