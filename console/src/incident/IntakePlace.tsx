import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import type { MapMark, MapPlace } from '@linli/ui/map/layer.ts'
import { MapView } from '@linli/ui/map/MapView.tsx'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { usePreferences } from '../app/preferences.tsx'
import { useWords } from '../app/words.ts'
import { type BuildingView, buildingsQuery, extentQuery, locateQuery } from '../area/area.api.ts'
import { Line } from './IntakeFields.tsx'
import type { Gaps, Intake } from './intake.ts'

type Props = { intake: Intake; gap: Gaps['place']; homeArea: string | null; onChange(part: Partial<Intake>): void }

/** Where: a building by its name, then, if need be, the exact point on the map; the grid is found from it. */
export function IntakePlace({ intake, gap, homeArea, onChange }: Props) {
  const { t } = useWords()
  const { isDark } = usePreferences()
  const { point, building } = intake
  const extent = useQuery(extentQuery(homeArea)).data
  const place = useMemo((): MapPlace | null => {
    if (building) return { center: { lng: building.lng, lat: building.lat }, zoom: 17.5 }
    return extent ? { bounds: extent } : null
  }, [building, extent])
  const marks = useMemo(
    (): MapMark[] => (building && !point ? [{ ...building, label: building.name }] : []),
    [building, point],
  )
  return (
    <>
      <Line label={t('intake.building')} id="intake-place" isRequired={!point} error={gap && t(gap)}>
        <BuildingPicker building={building} onChange={(next) => onChange({ building: next, point: null })} />
      </Line>
      {place && (
        <MapView
          label={t('intake.place')}
          place={place}
          dark={isDark}
          marks={marks}
          height={340}
          pick={{ value: point, onPick: ({ lng, lat }) => onChange({ point: { lng, lat } }) }}
          list={false}
        />
      )}
      <Located at={point ?? building} />
      <Line label={t('intake.address')} id="intake-address">
        <Input
          id="intake-address"
          maxLength={200}
          placeholder={t('intake.addressHint')}
          value={intake.address}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </Line>
    </>
  )
}

/** As people say it: the compound, then the building in it. */
function nameOf({ compound, name }: BuildingView): string {
  return name.startsWith(compound) ? name : `${compound}${name}`
}

function BuildingPicker({
  building,
  onChange,
}: {
  building: Intake['building']
  onChange(building: Intake['building']): void
}) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const q = useDebounced(text, 250)
  const found = useQuery(buildingsQuery(q))
  const items = found.data?.items ?? []
  const options = items.map((item) => ({ value: item.id, label: `${nameOf(item)} · ${item.address}` }))
  if (building && !options.some(({ value }) => value === building.id))
    options.unshift({ value: building.id, label: building.name })
  return (
    <Select<string>
      id="intake-place"
      aria-labelledby="intake-place-label"
      className="wide"
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('intake.buildingHint')}
      loading={found.isFetching}
      notFoundContent={
        q === '' ? t('intake.buildingHint') : found.isFetching ? t('ui.loading') : t('intake.buildingNone')
      }
      value={building?.id}
      options={options}
      onChange={(id) => {
        const item = items.find((one) => one.id === id)
        onChange(item ? { id: item.id, name: nameOf(item), ...item.location } : null)
      }}
    />
  )
}

function Located({ at }: { at: { lng: number; lat: number } | null }) {
  const { t } = useWords()
  const lng = at ? Number(at.lng.toFixed(6)) : null
  const lat = at ? Number(at.lat.toFixed(6)) : null
  const located = useQuery(locateQuery(lng !== null && lat !== null ? { lng, lat } : null))
  return (
    <p className={located.isError ? 'form-error' : 'form-hint'} aria-live="polite">
      {located.data && t('intake.located', { path: located.data.path })}
      {located.isError && t('intake.outside')}
    </p>
  )
}
