import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../app/words.ts'
import { duplicatesQuery, incidentQuery, searchIncidentsQuery } from '../incident.api.ts'
import type { FieldTies } from './ActionField.tsx'

/** Picks another incident: the likely duplicates first, any other by number or words. */
export function IncidentField({
  ties,
  value,
  own,
  onChange,
}: {
  ties: FieldTies
  value: string | null
  own: string
  onChange(value: string | undefined): void
}) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const q = useDebounced(text, 250)
  const likely = useQuery(duplicatesQuery(own)).data?.items ?? []
  const found = useQuery(searchIncidentsQuery(q))
  const chosen = useQuery({ ...incidentQuery(value ?? ''), enabled: value !== null }).data
  const listed = [...(chosen ? [chosen] : []), ...(q ? (found.data?.items ?? []) : likely)]
  const options = new Map(
    listed
      .filter(({ id }) => id !== own)
      .map((one) => [one.id, { value: one.id, label: `${one.number} · ${one.description.slice(0, 40)}` }]),
  )
  return (
    <Select<string>
      id={ties.id}
      aria-labelledby={ties.labelId}
      aria-describedby={ties.describedBy}
      status={ties.isWrong ? 'error' : ''}
      className="wide"
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('action.otherIncident')}
      notFoundContent={found.isFetching ? t('ui.loading') : t('action.nothingFound')}
      value={value ?? undefined}
      options={[...options.values()]}
      onChange={(id) => onChange(id ?? undefined)}
    />
  )
}
