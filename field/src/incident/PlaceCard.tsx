import { Card } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { formatMetres } from '@linli/ui/i18n/format.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

/** Where it is, in words first. The map costs 400 kB the first time and is fetched only when its place comes into sight. */
export function PlaceCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  const { location } = incident
  const lng = location?.lng
  const lat = location?.lat
  const place = useMemo(
    () => (lng === undefined || lat === undefined ? null : { center: { lng, lat }, zoom: 16.8 }),
    [lng, lat],
  )
  const marks = useMemo(
    () =>
      lng === undefined || lat === undefined
        ? []
        : [
            {
              id: incident.id,
              lng,
              lat,
              label: t('worker.case.here'),
              tone: incident.late ? ('late' as const) : ('main' as const),
            },
          ],
    [incident.id, incident.late, lng, lat, t],
  )
  return (
    <Card title={t('worker.case.where')}>
      <div className="stack">
        <p className="case-place">
          <Icon name="pin" />
          <span>
            {location?.address && <strong>{location.address}</strong>}
            <span className={location?.address ? 'small' : undefined}>
              {location ? incident.areaName : t('worker.case.noPoint', { area: incident.areaName })}
              {location?.accuracy ? ` · ${t('worker.case.accuracy', { metres: formatMetres(location.accuracy) })}` : ''}
            </span>
          </span>
        </p>
        {place && (
          <InSight height={200}>
            <MapView
              label={t('worker.case.where')}
              place={place}
              dark={isDark}
              marks={marks}
              height={200}
              list={false}
            />
          </InSight>
        )}
      </div>
    </Card>
  )
}

/** Draws its children once its place is in sight, and keeps the room for them before. */
function InSight({ height, children }: { height: number; children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (!box.current) return
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={box} style={{ minHeight: height }}>
      {isSeen && children}
    </div>
  )
}
