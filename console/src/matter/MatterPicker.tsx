import { confusableIn } from '@linli/contract/matter/search.ts'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { saidIn } from '@linli/ui/i18n/locale.ts'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { type MatterView, matterQuery, mattersQuery } from './matter.api.ts'
import './picker.css'

/** Picks a matter by typing it as people say it; where two are easily confused each says which it is. */
export function MatterPicker({
  value,
  onChange,
  id,
  labelledBy,
  describedBy,
  autoFocus = false,
}: {
  value: string | null
  onChange(code: string | null, matter: MatterView | null): void
  id?: string
  labelledBy?: string
  describedBy?: string
  autoFocus?: boolean
}) {
  const { t, locale } = useWords()
  const [text, setText] = useState('')
  const q = useDebounced(text, 200)
  const found = useQuery(mattersQuery(q))
  const chosen = useQuery(matterQuery(value)).data
  const matters = found.data?.items ?? []
  const listed =
    chosen && !matters.some((matter) => matter.code === chosen.code) && text === '' ? [chosen, ...matters] : matters
  // Hints tell apart what a search has brought together; before anything is typed they would only be noise.
  const confusable = confusableIn(text.trim() === '' ? [] : listed)
  return (
    <Select<string, { value: string; label: string; hint: string | null }>
      id={id}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      className="wide"
      value={value ?? undefined}
      placeholder={t('intake.matterHint')}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('ui.loading') : t('intake.matterNone')}
      options={listed.map((matter) => ({
        value: matter.code,
        label: saidIn(locale, matter.name, matter.nameEn),
        hint: confusable.has(matter.code) && matter.hint ? saidIn(locale, matter.hint.zh, matter.hint.en) : null,
      }))}
      optionRender={({ label, data }) => (
        <span className="matter-option">
          {label}
          {data.hint && <small>{data.hint}</small>}
        </span>
      )}
      onChange={(code) => {
        setText('')
        onChange(code ?? null, listed.find((matter) => matter.code === code) ?? null)
      }}
    />
  )
}
