import { Button } from '@linli/ui/components/Button.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import type { LngLat, MapPlace } from '@linli/ui/map/layer.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { useWords } from '../app/words.ts'
import { boundsOf, gridQuery } from '../area/area.api.ts'
import type { DraftPlace } from './draft.ts'
import { Inside } from './PlacePart.tsx'

type Props = {
  open: boolean
  place: DraftPlace | null
  grid: string | null
  onClose(): void
  onPick(point: LngLat): void
}

/** Sets or corrects the point on the map; which grid it falls in is said at once. */
export function PlaceSheet(props: Props) {
  const { t } = useWords()
  return (
    <Sheet open={props.open} title={t('worker.report.mapTitle')} onClose={props.onClose}>
      {props.open && <PlacePicker {...props} />}
    </Sheet>
  )
}

function PlacePicker({ place, grid, onPick }: Props) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  // The map opens where the place was and then stays where the person moves it to.
  const [start] = useState<LngLat | null>(() =>
    place && place.kind !== 'grid' ? { lng: place.lng, lat: place.lat } : null,
  )
  const [point, setPoint] = useState<LngLat | null>(start)
  const own = useQuery(gridQuery(start ? null : grid))
  const first = useMemo((): MapPlace | null => {
    if (start) return { center: start, zoom: 17 }
    const bounds = boundsOf(own.data?.boundary)
    return bounds ? { bounds } : null
  }, [start, own.data])
  return (
    <>
      {first && (
        <MapView
          label={t('worker.report.mapTitle')}
          place={first}
          dark={isDark}
          pick={{ value: point, onPick: setPoint }}
          height="52dvh"
          list={false}
        />
      )}
      {point && <Inside point={point} />}
      <Button kind="primary" className="big" wide disabled={!point} onClick={() => point && onPick(point)}>
        {t('worker.report.mapDone')}
      </Button>
    </>
  )
}
