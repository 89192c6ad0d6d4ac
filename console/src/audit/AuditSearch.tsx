import { SearchOutlined } from '@ant-design/icons'
import { outcomes } from '@linli/contract/audit/schemas.ts'
import { fromLocalInput, toLocalInput } from '@linli/ui/i18n/format.ts'
import { Button, Input, Segmented } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useWords } from '../app/words.ts'
import type { AuditFilter, TextName } from './filter.ts'

type Outcome = NonNullable<AuditFilter['outcome']>

/** Sent when it is complete and never while somebody types: every search is recorded. */
export function AuditSearch({ filter, onSearch }: { filter: AuditFilter; onSearch(filter: AuditFilter): void }) {
  const { t } = useWords()
  const [draft, setDraft] = useState(filter)
  const isAudit = filter.log !== 'disclosure'
  const set = (part: Partial<AuditFilter>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch(draft)
  }
  const text = (name: Exclude<TextName, 'since' | 'until'>) => (
    <Line label={t(`audit.filter.${name}`)}>
      {(id) => (
        <Input
          id={id}
          maxLength={64}
          placeholder={t(`audit.hint.${name}`)}
          value={draft[name] ?? ''}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Line>
  )
  const time = (name: 'since' | 'until') => (
    <Line label={t(`audit.filter.${name}`)}>
      {(id) => (
        <Input
          id={id}
          type="datetime-local"
          value={draft[name] ? toLocalInput(draft[name]) : ''}
          onChange={(event) => set({ [name]: event.target.value ? fromLocalInput(event.target.value) : undefined })}
        />
      )}
    </Line>
  )
  return (
    <search>
      <form className="audit-search" onSubmit={submit}>
        {text('actor')}
        {text('verb')}
        {text('subject')}
        {isAudit && text('area')}
        {time('since')}
        {time('until')}
        {isAudit && (
          <div className="form-line">
            <span className="form-label">{t('audit.filter.outcome')}</span>
            <Segmented<Outcome | 'all'>
              aria-label={t('audit.filter.outcome')}
              value={draft.outcome ?? 'all'}
              options={(['all', ...outcomes] as const).map((value) => ({ value, label: t(`audit.outcome.${value}`) }))}
              onChange={(value) => set({ outcome: value === 'all' ? undefined : value })}
            />
          </div>
        )}
        <div className="audit-buttons">
          <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
            {t('audit.search')}
          </Button>
          <Button type="link" onClick={() => onSearch({ log: filter.log })}>
            {t('audit.reset')}
          </Button>
        </div>
      </form>
      <p className="form-hint">{t('audit.recorded')}</p>
    </search>
  )
}

function Line({ label, children }: { label: string; children(id: string): ReactNode }) {
  const id = useId()
  return (
    <div className="form-line">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
