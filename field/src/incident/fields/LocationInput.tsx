import { Button } from '@linli/ui/components/Button.tsx'
import { formatMetres } from '@linli/ui/i18n/format.ts'
import { useState } from 'react'
import { useHere } from '../../app/useHere.ts'
import { useWords } from '../../app/words.ts'
import { PlaceSheet } from '../../report/PlaceSheet.tsx'
import type { IncidentView } from '../incident.api.ts'

type Point = { lng: number; lat: number; accuracy?: number }

/** A point, from the phone when its button is pressed or set on the map; leaving it out is fine. */
export function LocationInput({
  value,
  start,
  grid,
  onChange,
}: {
  value: unknown
  start: IncidentView['location']
  grid: string
  onChange(point: Point | undefined): void
}) {
  const { t } = useWords()
  const { state, ask } = useHere()
  const [isOpen, setOpen] = useState(false)
  const point = isPoint(value) ? value : null
  const from = point ?? start
  const locate = async () => {
    const here = await ask()
    if (here) onChange(here)
  }
  return (
    <>
      {point && (
        <p className="note note-good">
          {point.accuracy === undefined
            ? t('worker.act.placeSet')
            : t('worker.act.placeTaken', { metres: formatMetres(point.accuracy) })}
        </p>
      )}
      {state.kind === 'failed' && (
        <p className="note note-warn" role="alert">
          {t(`worker.report.here.${state.why}`)}
        </p>
      )}
      <div className="place-ways">
        <Button icon="locate" busy={state.kind === 'asking'} onClick={() => void locate()}>
          {t('worker.act.place')}
        </Button>
        <Button icon="pin" onClick={() => setOpen(true)}>
          {t('worker.act.placeMap')}
        </Button>
        {point && (
          <Button kind="quiet" onClick={() => onChange(undefined)}>
            {t('worker.act.placeDrop')}
          </Button>
        )}
      </div>
      <PlaceSheet
        open={isOpen}
        place={from ? { kind: 'point', lng: from.lng, lat: from.lat, by: 'map' } : null}
        grid={grid}
        onClose={() => setOpen(false)}
        onPick={({ lng, lat }) => {
          onChange({ lng, lat })
          setOpen(false)
        }}
      />
    </>
  )
}

const isPoint = (value: unknown): value is Point =>
  typeof value === 'object' && value !== null && 'lng' in value && typeof value.lng === 'number'
