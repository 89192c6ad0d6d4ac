import { Card } from '@linli/ui/components/Card.tsx'
import { formatMetres } from '@linli/ui/i18n/format.ts'
import type { MapMark, MapPlace } from '@linli/ui/map/layer.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { useWords } from '../app/words.ts'
import { extentQuery } from '../area/area.api.ts'
import type { IncidentView } from './incident.api.ts'

/** Where it is: the address in words and the point among houses and grids. */
export function PlaceCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  const { location } = incident
  const extent = useQuery(extentQuery(location ? null : incident.area)).data
  const lng = location?.lng
  const lat = location?.lat
  const place = useMemo((): MapPlace | null => {
    if (lng !== undefined && lat !== undefined) return { center: { lng, lat }, zoom: 16.8 }
    return extent ? { bounds: extent } : null
  }, [lng, lat, extent])
  const marks = useMemo((): MapMark[] => {
    if (lng === undefined || lat === undefined) return []
    return [{ id: incident.id, lng, lat, label: t('desk.placeHere'), tone: incident.late ? 'late' : 'main' }]
  }, [incident.id, incident.late, lng, lat, t])
  return (
    <Card level={3} title={t('desk.place')}>
      {location?.address && <p className="words">{location.address}</p>}
      {location?.accuracy ? (
        <p className="form-hint">{t('desk.accuracy', { metres: formatMetres(location.accuracy) })}</p>
      ) : null}
      {!location && <p className="form-hint">{t('desk.placeNone', { area: incident.areaName })}</p>}
      {place && <MapView label={t('desk.place')} place={place} dark={isDark} marks={marks} height={220} />}
    </Card>
  )
}
