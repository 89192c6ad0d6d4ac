import type { UnitPage } from '@linli/contract/identity/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Static } from 'typebox'
import { useWords } from '../../app/words.ts'
import type { Ties } from './ActField.tsx'

type Unit = Static<typeof UnitPage>['items'][number]

/** Who can hold an incident here: some dozens, read once and searched on the phone. */
const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => request<Static<typeof UnitPage>>('/api/units', { query: { limit: 500 }, signal }),
  staleTime: 5 * 60_000,
})

export function UnitInput({
  ties,
  value,
  suggested,
  isMultiple = false,
  onChange,
}: {
  ties: Ties
  value: readonly string[]
  suggested?: unknown
  isMultiple?: boolean
  onChange(ids: string[]): void
}) {
  const toggle = ({ id }: Unit) => {
    if (!isMultiple) return onChange([id])
    onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id])
  }
  return (
    <UnitList
      ties={ties}
      fits={({ kind }) => kind !== 'centre'}
      isChosen={({ id }) => value.includes(id)}
      isSuggested={({ id }) => id === suggested}
      isMultiple={isMultiple}
      onPick={toggle}
    />
  )
}

/** A centre is named by its area. */
export function CentreInput({
  ties,
  value,
  onChange,
}: {
  ties: Ties
  value: string | null
  onChange(area: string): void
}) {
  return (
    <UnitList
      ties={ties}
      fits={({ kind }) => kind === 'centre'}
      isChosen={({ area }) => area === value}
      onPick={({ area }) => onChange(area)}
    />
  )
}

const shownMost = 8

function UnitList({
  ties,
  fits,
  isChosen,
  isSuggested = () => false,
  isMultiple = false,
  onPick,
}: {
  ties: Ties
  fits(unit: Unit): boolean
  isChosen(unit: Unit): boolean
  isSuggested?(unit: Unit): boolean
  isMultiple?: boolean
  onPick(unit: Unit): void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const query = useQuery(unitsQuery)
  if (query.isPending) return <Skeleton lines={4} />
  const q = typed.trim()
  const all = (query.data?.items ?? []).filter(fits)
  const rank = (unit: Unit) => (isChosen(unit) ? 2 : 0) + (isSuggested(unit) ? 1 : 0)
  const found = all
    .filter((unit) => isChosen(unit) || `${unit.name} ${unit.areaName}`.includes(q))
    // What is nearer, a town's department before the county's, comes first.
    .sort((a, b) => rank(b) - rank(a) || b.area.length - a.area.length)
  return (
    <>
      <label className="search search-plain">
        <Icon name="search" />
        <span className="ll-hidden">{t('worker.act.find')}</span>
        <input
          id={ties.id}
          className="ll-input"
          type="search"
          autoComplete="off"
          placeholder={t('worker.act.find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {found.length === 0 && <p className="ll-field-hint">{t('worker.act.nothingFound')}</p>}
      <fieldset className="options" aria-labelledby={ties.labelId} aria-describedby={ties.describedBy}>
        {found.slice(0, shownMost).map((unit) => (
          <label key={unit.id} className="ll-choice option">
            <input
              type={isMultiple ? 'checkbox' : 'radio'}
              name={`${ties.id}-unit`}
              checked={isChosen(unit)}
              onChange={() => onPick(unit)}
            />
            <span>
              {unit.name} <span className="small">{unit.areaName}</span>
            </span>
            {isSuggested(unit) && <Badge tone="info">{t('worker.act.suggested')}</Badge>}
          </label>
        ))}
      </fieldset>
    </>
  )
}
