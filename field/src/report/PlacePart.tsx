import { ApiProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { formatMetres } from '@linli/ui/i18n/format.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { useHere } from '../app/useHere.ts'
import { useWords } from '../app/words.ts'
import { gridQuery, locateQuery } from '../area/area.api.ts'
import { BuildingSheet } from './BuildingSheet.tsx'
import type { DraftPlace } from './draft.ts'
import { Part } from './Part.tsx'
import { PlaceSheet } from './PlaceSheet.tsx'
import type { PartProps } from './ReportPage.tsx'

const poorMetres = 50

/** Where it is: the phone's position when its button is pressed, a point on the map, a building, or just the own grid. */
export function PlacePart({ draft, change, gaps, grids }: PartProps & { grids: readonly string[] }) {
  const { t } = useWords()
  const { state, ask } = useHere()
  const [sheet, setSheet] = useState<'map' | 'building' | null>(null)
  const { place } = draft
  const setPlace = (next: DraftPlace) => change({ place: next })
  const locate = async () => {
    const here = await ask()
    if (here) setPlace({ kind: 'point', ...here, by: 'gps' })
  }
  return (
    <Part
      title={t('worker.report.place')}
      gap={
        gaps.includes('place')
          ? t('worker.report.gap.place')
          : gaps.includes('outside')
            ? t('worker.report.outside')
            : undefined
      }
    >
      <PlaceSaid place={place} grids={grids} />
      {state.kind === 'failed' && (
        <p className="note note-warn" role="alert">
          {t(`worker.report.here.${state.why}`)}
        </p>
      )}
      {(place?.kind === 'point' || place?.kind === 'building') && (
        <PlaceMap place={place} onOpen={() => setSheet('map')} />
      )}
      <div className="place-ways">
        <Button
          icon="locate"
          className={place ? undefined : 'tonal'}
          busy={state.kind === 'asking'}
          onClick={() => void locate()}
        >
          {t(
            state.kind === 'asking'
              ? 'worker.report.locating'
              : place?.kind === 'point' && place.by === 'gps'
                ? 'worker.report.locateAgain'
                : 'worker.report.locate',
          )}
        </Button>
        <Button icon="pin" onClick={() => setSheet('map')}>
          {t(place?.kind === 'point' ? 'worker.report.correct' : 'worker.report.onMap')}
        </Button>
        <Button icon="building" onClick={() => setSheet('building')}>
          {t('worker.report.building')}
        </Button>
      </div>
      {place?.kind === 'point' && (
        <TextField
          label={t('worker.report.address')}
          placeholder={t('worker.report.addressHint')}
          maxLength={200}
          value={draft.address}
          onChange={(event) => change({ address: event.target.value })}
        />
      )}
      <PlaceSheet
        open={sheet === 'map'}
        place={place}
        grid={grids[0] ?? null}
        onClose={() => setSheet(null)}
        onPick={(point) => {
          setPlace({ kind: 'point', ...point, by: 'map' })
          setSheet(null)
        }}
      />
      <BuildingSheet
        open={sheet === 'building'}
        grid={grids[0] ?? null}
        onClose={() => setSheet(null)}
        onPick={(building) => {
          setPlace(building)
          setSheet(null)
        }}
      />
    </Part>
  )
}

/** The place in words: what was taken, how exact it is, and which grid it lies in. */
function PlaceSaid({ place, grids }: { place: DraftPlace | null; grids: readonly string[] }) {
  const { t } = useWords()
  const own = useQuery(gridQuery(grids.length === 1 ? grids[0]! : null)).data
  if (!place || place.kind === 'grid') {
    return (
      <div className="said">
        <Icon name="grid" />
        <span>
          <strong>
            {grids.length === 1 ? t('worker.report.placeOwn', { grid: own?.name ?? '' }) : t('worker.report.placeNone')}
          </strong>
          {grids.length === 1 && <span className="small">{t('worker.report.placeOwnText')}</span>}
        </span>
      </div>
    )
  }
  return (
    <div className="said">
      <Icon name={place.kind === 'building' ? 'building' : 'pin'} />
      <span>
        <strong>
          {place.kind === 'building'
            ? place.name
            : t(place.by === 'gps' ? 'worker.report.located' : 'worker.report.chosen')}
        </strong>
        {place.kind === 'point' && <Exactness place={place} />}
        {place.kind === 'point' && <Inside point={place} />}
      </span>
    </div>
  )
}

/** How far off the phone may be; a poor fix asks to be looked at. */
function Exactness({ place }: { place: Extract<DraftPlace, { kind: 'point' }> }) {
  const { t } = useWords()
  if (place.accuracy === undefined) return null
  const metres = formatMetres(place.accuracy)
  return place.accuracy > poorMetres ? (
    <span className="place-warn">{t('worker.report.accuracyPoor', { metres })}</span>
  ) : (
    <span className="small">{t('worker.report.accuracy', { metres })}</span>
  )
}

/** Which grid a point lies in. A point outside the county cannot be sent, so it is said here and not after sending. */
export function Inside({ point }: { point: { lng: number; lat: number } }) {
  const { t } = useWords()
  const located = useQuery(locateQuery(point))
  if (located.data) {
    const isGrid = located.data.level === 'grid' || located.data.level === 'microgrid'
    return (
      <span className={isGrid ? 'small' : 'place-warn'}>
        {t(isGrid ? 'worker.report.inArea' : 'worker.report.inNoGrid', { area: located.data.path })}
      </span>
    )
  }
  if (located.error instanceof ApiProblem && located.error.code.startsWith('area.outside')) {
    return (
      <span className="place-bad" role="alert">
        {t('worker.report.outside')}
      </span>
    )
  }
  return null
}

function PlaceMap({ place, onOpen }: { place: Exclude<DraftPlace, { kind: 'grid' }>; onOpen(): void }) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  const { lng, lat } = place
  const marks = useMemo(() => [{ id: 'place', lng, lat, label: t('worker.report.place') }], [lng, lat, t])
  return (
    <div className="place-map">
      <MapView
        label={t('worker.report.place')}
        place={{ center: { lng, lat }, zoom: 16.5 }}
        dark={isDark}
        marks={marks}
        height={150}
        list={false}
      />
      <button type="button" className="place-cover" aria-label={t('worker.report.correct')} onClick={onOpen} />
    </div>
  )
}
