import { roleLabel } from '@linli/contract/identity/roles.ts'
import { TextField } from '@linli/ui/components/Field.tsx'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { candidatesQuery } from './mediation.api.ts'
import { Ticks } from './Ticks.tsx'

const mostShown = 5

/** Who could mediate, found by name; whoever is chosen stays in sight. A list of its own, because a dialog can open no other. */
export function AccountsField({
  unit,
  label,
  value,
  error,
  onChange,
}: {
  unit: string
  label: string
  value: readonly string[]
  error: string | null
  onChange(next: string[]): void
}) {
  const { t, locale } = useWords()
  const [text, setText] = useState('')
  const all = useQuery(candidatesQuery(unit)).data?.items ?? []
  const found = all.filter(({ id, name }) => !value.includes(id) && name.includes(text.trim()))
  const shown = [...all.filter(({ id }) => value.includes(id)), ...found.slice(0, mostShown)]
  return (
    <>
      <Ticks
        label={label}
        error={error}
        value={value}
        options={shown.map(({ id, name, role }) => ({
          value: id,
          label: `${name} · ${roleLabel(role)[locale === 'en' ? 'en' : 'zh']}`,
        }))}
        onChange={onChange}
      />
      {all.length > mostShown && (
        <TextField label={t('mediation.search')} value={text} onChange={(event) => setText(event.target.value)} />
      )}
    </>
  )
}
