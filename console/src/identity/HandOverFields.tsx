import { Field, TextField } from '@linli/ui/components/Field.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { findAccountsQuery, type HandOver, handOverQuery, type Preview } from './staff.api.ts'
import './staff.css'

/** What somebody leaves behind, who takes over, and the word that units may stay empty; the reason stands in the form around it. */
export function HandOverFields({
  account,
  post,
  value,
  onChange,
}: {
  account: string
  /** Only this post ends; null: the account is disabled. */
  post: string | null
  value: HandOver
  onChange(value: HandOver): void
}) {
  const { t } = useWords()
  const preview = useQuery(handOverQuery(account, post))
  if (preview.isPending) return <Skeleton lines={3} />
  if (preview.error) return <ProblemState error={preview.error} onRetry={() => preview.refetch()} />
  const { empty } = preview.data
  return (
    <>
      <Leaving preview={preview.data} />
      <SuccessorField
        leaver={account}
        value={value.successor ?? null}
        onChange={(successor) => onChange({ ...value, successor: successor ?? undefined })}
      />
      {empty.length > 0 && !value.successor && (
        <label className="staff-check">
          <input
            type="checkbox"
            checked={value.force ?? false}
            onChange={(event) => onChange({ ...value, force: event.target.checked })}
          />
          {t('staff.force')}
        </label>
      )}
    </>
  )
}

function Leaving({ preview: { open, units, empty, standsIn } }: { preview: Preview }) {
  const { t } = useWords()
  return (
    <section className="staff-leaving" aria-label={t('staff.leaving')}>
      <h3>{t('staff.leaving')}</h3>
      <p>{open === 0 ? t('staff.leaving.none') : t('staff.leaving.open', { count: open })}</p>
      {units.length > 0 && (
        <ul>
          {units.map(({ unit, unitName, open: count }) => (
            <li key={unit}>{t('staff.leaving.unit', { name: unitName, count })}</li>
          ))}
        </ul>
      )}
      {standsIn.map(({ deputy, for: name, to }) => (
        <p key={deputy}>{t('staff.leaving.standsIn', { name, to: formatDateTime(to) })}</p>
      ))}
      {empty.length > 0 && (
        <div className="staff-empty">
          <strong>{t('staff.leaving.empty')}</strong>
          <ul>
            {empty.map(({ unit, unitName, areaName }) => (
              <li key={unit}>{`${unitName} · ${areaName}`}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function SuccessorField({
  leaver,
  value,
  onChange,
}: {
  leaver: string
  value: string | null
  onChange(id: string | null): void
}) {
  const { t } = useWords()
  const [q, setQ] = useState('')
  const found = useQuery(findAccountsQuery(useDebounced(q, 250)))
  const choices = (found.data?.items ?? []).filter(({ id }) => id !== leaver)
  return (
    <>
      <TextField
        label={t('staff.successor.search')}
        hint={t('staff.successor.hint')}
        autoComplete="off"
        maxLength={50}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      {choices.length > 0 && (
        <Field label={t('staff.successor')}>
          {(ties) => (
            <select
              className="ll-input"
              {...ties}
              value={value ?? ''}
              onChange={(event) => onChange(event.target.value || null)}
            >
              <option value="">{t('staff.successor.none')}</option>
              {choices.map(({ id, name, username, posts: [post] }) => (
                <option key={id} value={id}>
                  {[name, username, post?.unitName ?? post?.areaName].filter(Boolean).join(' · ')}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}
