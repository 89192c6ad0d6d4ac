import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../app/words.ts'
import { type Unit, unitsQuery } from '../../identity/identity.api.ts'
import type { IncidentView } from '../incident.api.ts'
import type { FieldTies } from './ActionField.tsx'

type One = { isMultiple?: false; value: string | null; onChange(value: string | undefined): void }
type Many = { isMultiple: true; value: string[]; onChange(value: string[]): void }
type Props = { ties: FieldTies; suggested?: unknown; area: IncidentView['desk'] } & (One | Many)

/** Picks who shall act; the suggested unit is chosen already and marked. Centres are reached by routing and are not offered. */
export function UnitField({ ties, suggested, ...props }: Props) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const q = useDebounced(text, 200)
  const all = useQuery(unitsQuery({ limit: 200 })).data?.items ?? []
  const found = useQuery(unitsQuery({ q: q || undefined, limit: 200 }))
  const units = (q ? (found.data?.items ?? []) : all).filter((unit) => unit.kind !== 'centre')
  const labelOf = (unit: Unit) => {
    const name = unit.name.startsWith(unit.areaName) ? unit.name : `${unit.name} · ${unit.areaName}`
    return unit.id === suggested ? `${name} (${t('action.suggested')})` : name
  }
  const chosen = props.isMultiple ? props.value : props.value ? [props.value] : []
  // A chosen unit keeps its name while the search shows others.
  const kept = all.filter((unit) => chosen.includes(unit.id) && !units.some((one) => one.id === unit.id))
  const options = [...kept, ...units].map((unit) => ({ value: unit.id, label: labelOf(unit) }))
  const shared = {
    id: ties.id,
    'aria-labelledby': ties.labelId,
    'aria-describedby': ties.describedBy,
    status: ties.isWrong ? ('error' as const) : ('' as const),
    className: 'wide',
    showSearch: { filterOption: false as const, onSearch: setText },
    placeholder: t('action.search'),
    notFoundContent: found.isFetching ? t('ui.loading') : t('action.nothingFound'),
    options,
  }
  if (props.isMultiple)
    return <Select<string[]> {...shared} mode="multiple" value={props.value} onChange={props.onChange} />
  return (
    <Select<string>
      {...shared}
      allowClear
      value={props.value ?? undefined}
      onChange={(unit) => props.onChange(unit ?? undefined)}
    />
  )
}

/** Picks the centre that shall take over, by its area. */
export function CentreField({
  ties,
  value,
  onChange,
}: {
  ties: FieldTies
  value: string | null
  onChange(value: string | undefined): void
}) {
  const { t } = useWords()
  const centres = useQuery(unitsQuery({ kind: 'centre', limit: 200 }))
  return (
    <Select<string>
      id={ties.id}
      aria-labelledby={ties.labelId}
      aria-describedby={ties.describedBy}
      status={ties.isWrong ? 'error' : ''}
      className="wide"
      showSearch={{ optionFilterProp: 'label' }}
      loading={centres.isFetching}
      placeholder={t('action.search')}
      notFoundContent={t('action.nothingFound')}
      value={value ?? undefined}
      options={(centres.data?.items ?? []).map((unit) => ({ value: unit.area, label: unit.name }))}
      onChange={(area) => onChange(area ?? undefined)}
    />
  )
}
