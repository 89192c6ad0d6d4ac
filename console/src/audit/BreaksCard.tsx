import type { BreakView } from '@linli/contract/audit/breaks.ts'
import { newId } from '@linli/ui/api/id.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { breaksQuery, noteBreak } from './audit.api.ts'

/** Every place that was ever found broken, what came of it, and room to say so. Without any there is nothing to see. */
export function BreaksCard() {
  const { t } = useWords()
  const breaks = useQuery(breaksQuery).data ?? []
  if (breaks.length === 0) return null
  const isOpen = breaks.some(({ wholeSince }) => wholeSince === null)
  return (
    <Card title={t('breaks.title')} tone={isOpen ? 'bad' : 'plain'}>
      <p className="record-text">{t('breaks.text')}</p>
      <ul className="breaks">
        {breaks.map((one) => (
          <OneBreak key={one.id} one={one} />
        ))}
      </ul>
    </Card>
  )
}

function OneBreak({ one }: { one: BreakView }) {
  const { t } = useWords()
  const [isNoting, setNoting] = useState(false)
  const { chain, entry, why, place, foundAt, wholeSince, events } = one
  return (
    <li>
      <p>
        <Badge tone={wholeSince ? 'good' : 'bad'}>
          {wholeSince ? t('breaks.whole', { at: formatExact(wholeSince) }) : t('breaks.open')}
        </Badge>{' '}
        {t('breaks.what', { chain: t(`record.chain.${chain}`), entry, why: t(`record.why.${why}`) })}
        {place === 'file' && t('record.place.file')}
      </p>
      <ul className="break-events">
        <li>{t('breaks.found', { at: formatExact(foundAt) })}</li>
        {events.map((event) => (
          <li key={`${event.kind} ${event.at}`}>
            {t(`breaks.event.${event.kind}`, {
              at: formatExact(event.at),
              who: event.accountName ?? '',
              reason: event.reason ?? '',
            })}
          </li>
        ))}
      </ul>
      {isNoting ? (
        <NoteForm id={one.id} onDone={() => setNoting(false)} />
      ) : (
        <Button size="small" onClick={() => setNoting(true)}>
          {t('breaks.note')}
        </Button>
      )}
    </li>
  )
}

function NoteForm({ id, onDone }: { id: string; onDone(): void }) {
  const { t } = useWords()
  const explain = useExplain()
  const client = useQueryClient()
  const field = useId()
  const [reason, setReason] = useState('')
  const [sendId] = useState(newId)
  const noting = useMutation({
    mutationFn: () => noteBreak(id, sendId, reason),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: breaksQuery.queryKey })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') noting.mutate()
  }
  return (
    <form className="form-line" onSubmit={submit}>
      <label htmlFor={field}>{t('breaks.reason')}</label>
      <Input.TextArea
        id={field}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {noting.error && (
        <p className="form-error" role="alert">
          {explain(noting.error).what}
        </p>
      )}
      <div className="audit-buttons">
        <Button type="primary" htmlType="submit" loading={noting.isPending} disabled={reason.trim() === ''}>
          {t('breaks.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
