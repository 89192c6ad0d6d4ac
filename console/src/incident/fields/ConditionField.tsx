import { amountText } from '@linli/contract/deadline/explain.ts'
import { languageOf } from '@linli/ui/i18n/format.ts'
import { filingText } from '@linli/ui/incident/condition.ts'
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useWords } from '../../app/words.ts'
import { matterQuery } from '../../matter/matter.api.ts'
import type { FieldTies } from './ActionField.tsx'

/** What must be so to file: each condition with its own limit, since it decides how long there is. */
export function ConditionField({
  ties,
  matter,
  value,
  onChange,
}: {
  ties: FieldTies
  matter: string | null
  value: string | null
  onChange(value: string): void
}) {
  const { t, locale } = useWords()
  const query = useQuery(matterQuery(matter))
  const conditions = query.data?.conditions ?? []
  if (query.isLoading) return <p className="form-hint">{t('ui.loading')}</p>
  if (conditions.length === 0) return <p className="form-hint">{t('desk.conditionNone')}</p>
  return (
    <Radio.Group
      className="condition-choices"
      aria-labelledby={ties.labelId}
      aria-describedby={ties.describedBy}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={conditions.map((condition) => ({
        value: condition.id,
        label: (
          <>
            {filingText(condition, locale)}
            <small>
              {t('action.limitIs', {
                limit: amountText(condition.limit.amount, condition.limit.unit, languageOf(locale)),
              })}
            </small>
          </>
        ),
      }))}
    />
  )
}
