import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useWords } from '../app/words.ts'
import { townsQuery } from '../area/area.api.ts'
import { type EditionView, editionsQuery } from './matter.api.ts'

type Choice = { value: string | undefined; onChange(value: string | undefined): void }

/** Which edition; without a choice everything that is in force today. */
export function EditionChoice({ value, onChange }: Choice) {
  const { t } = useWords()
  const editions = useQuery(editionsQuery).data ?? []
  const days = useDays()
  return (
    <Choose label={t('matters.edition')} value={value} onChange={onChange}>
      <option value="">{t('matters.edition.now')}</option>
      {editions.map((edition) => (
        <option key={edition.id} value={edition.id}>
          {t('matters.edition.one', { catalogue: edition.catalogue, edition: edition.edition, days: days(edition) })}
        </option>
      ))}
    </Choose>
  )
}

/** From which area the duties are seen: a town's list may take back what another's does not. */
export function AreaChoice({ value, onChange }: Choice) {
  const { t } = useWords()
  const areas = useQuery(townsQuery).data ?? []
  return (
    <Choose label={t('matters.duty.area')} value={value} onChange={onChange}>
      <option value="">{t('matters.duty.everywhere')}</option>
      {areas.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Choose>
  )
}

export function Choose({ label, value, onChange, children }: Choice & { label: string; children: ReactNode }) {
  const id = useId()
  return (
    <div>
      <label className="ll-field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="ll-input"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        {children}
      </select>
    </div>
  )
}

/** The days of something dated, in words. */
export function useDays(): (dated: Pick<EditionView, 'validFrom' | 'validTo'>) => string {
  const { t } = useWords()
  return ({ validFrom, validTo }) =>
    validTo === null
      ? t('matters.days.from', { from: validFrom })
      : t('matters.days.between', { from: validFrom, to: validTo })
}
