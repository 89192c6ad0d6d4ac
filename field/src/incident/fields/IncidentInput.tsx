import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useWords } from '../../app/words.ts'
import { searchIncidentsQuery } from '../incident.api.ts'
import type { Ties } from './ActField.tsx'

/** Another incident, found by its number or words. */
export function IncidentInput({
  ties,
  value,
  own,
  onChange,
}: {
  ties: Ties
  value: string | null
  own: string
  onChange(id: string): void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const query = useQuery(searchIncidentsQuery(useDeferredValue(typed)))
  const found = (query.data?.items ?? []).filter(({ id }) => id !== own)
  return (
    <>
      <label className="search search-plain">
        <Icon name="search" />
        <span className="ll-hidden">{t('worker.act.findIncident')}</span>
        <input
          id={ties.id}
          className="ll-input"
          type="search"
          autoComplete="off"
          placeholder={t('worker.act.findIncident')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {typed.trim().length >= 2 && query.isSuccess && found.length === 0 && (
        <p className="ll-field-hint">{t('worker.act.nothingFound')}</p>
      )}
      <div className="options" role="radiogroup" aria-labelledby={ties.labelId} aria-describedby={ties.describedBy}>
        {found.map((item) => (
          <label key={item.id} className="ll-choice option">
            <input
              type="radio"
              name={`${ties.id}-incident`}
              checked={value === item.id}
              onChange={() => onChange(item.id)}
            />
            <span>
              {item.number} {item.matterName} <span className="small">{item.description}</span>
            </span>
            <Badge tone={toneOfState(item.state)}>{t(`incident.state.${item.state}`)}</Badge>
          </label>
        ))}
      </div>
    </>
  )
}
