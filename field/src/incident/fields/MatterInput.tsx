import { amountText } from '@linli/contract/deadline/explain.ts'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { languageOf } from '@linli/ui/i18n/format.ts'
import { filingText } from '@linli/ui/incident/condition.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../app/words.ts'
import { MatterSheet } from '../../matter/MatterSheet.tsx'
import { matterName, mattersQuery } from '../../matter/matter.api.ts'
import type { Ties } from './ActField.tsx'

/** A matter of the catalogue. Leaving the present one is the same as not answering. */
export function MatterInput({
  ties,
  value,
  fallback,
  onChange,
}: {
  ties: Ties
  value: string | null
  fallback: string | null
  onChange(code: string | undefined): void
}) {
  const { t, locale } = useWords()
  const [isOpen, setOpen] = useState(false)
  const catalogue = useQuery(mattersQuery).data
  const shown = catalogue?.byCode.get(value ?? fallback ?? '')
  return (
    <>
      <button
        id={ties.id}
        type="button"
        className="ll-input picker"
        aria-describedby={ties.describedBy}
        onClick={() => setOpen(true)}
      >
        <span>{shown ? matterName(shown, locale) : t('worker.act.choose')}</span>
        <Icon name="right" />
      </button>
      <MatterSheet
        open={isOpen}
        onClose={() => setOpen(false)}
        onPick={({ code }) => {
          setOpen(false)
          onChange(code === fallback ? undefined : code)
        }}
      />
    </>
  )
}

/** What must be so to file: each condition with its own limit, since it decides how long there is. */
export function ConditionInput({
  ties,
  matter,
  value,
  onChange,
}: {
  ties: Ties
  matter: string | null
  value: string | null
  onChange(value: string): void
}) {
  const { t, locale } = useWords()
  const query = useQuery(mattersQuery)
  if (query.isPending) return <Skeleton lines={2} />
  const conditions = query.data?.byCode.get(matter ?? '')?.conditions ?? []
  return (
    <div className="phrases" role="radiogroup" aria-labelledby={ties.labelId} aria-describedby={ties.describedBy}>
      {conditions.map((condition) => (
        <label key={condition.id} className="ll-choice option">
          <input type="radio" name={ties.id} checked={value === condition.id} onChange={() => onChange(condition.id)} />
          <span>
            {filingText(condition, locale)}
            <span className="small">
              {' '}
              {t('worker.report.limit', {
                limit: amountText(condition.limit.amount, condition.limit.unit, languageOf(locale)),
              })}
            </span>
          </span>
        </label>
      ))}
    </div>
  )
}
