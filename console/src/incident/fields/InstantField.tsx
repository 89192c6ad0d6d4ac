import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, fromLocalInput, toLocalInput } from '@linli/ui/i18n/format.ts'
import { Input } from 'antd'
import { useWords } from '../../app/words.ts'
import type { FieldTies } from './ActionField.tsx'

/** A date and a time of the place; the browser's own control, which keyboards and screen readers know. */
export function InstantField({
  ties,
  value,
  onChange,
}: {
  ties: FieldTies
  value: string | null
  onChange(value: string | undefined): void
}) {
  const { t } = useWords()
  const now = useNow()
  return (
    <>
      <Input
        id={ties.id}
        type="datetime-local"
        aria-describedby={ties.describedBy}
        status={ties.isWrong ? 'error' : ''}
        value={value ? toLocalInput(value) : ''}
        onChange={(event) => onChange(event.target.value ? fromLocalInput(event.target.value) : undefined)}
      />
      <p className="form-hint">{t('action.now', { at: formatDateTime(now) })}</p>
    </>
  )
}
