import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { type MatterEntry, matterQuery, mattersQuery } from './matter.api.ts'

/** Picks a matter by typing: its name, a synonym, or the first letters of the pinyin; the server knows them all. */
export function MatterPicker({
  value,
  onChange,
  id,
  labelledBy,
  describedBy,
  autoFocus = false,
}: {
  value: string | null
  onChange(code: string | null, matter: MatterEntry | null): void
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
  const nameOf = (matter: MatterEntry) => (locale === 'en' && matter.nameEn ? matter.nameEn : matter.name)
  const matters = found.data?.items ?? []
  const listed =
    chosen && !matters.some((matter) => matter.code === chosen.code) && text === '' ? [chosen, ...matters] : matters
  return (
    <Select<string>
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
      options={listed.map((matter) => ({ value: matter.code, label: nameOf(matter) }))}
      onChange={(code) => {
        setText('')
        onChange(code ?? null, listed.find((matter) => matter.code === code) ?? null)
      }}
    />
  )
}
