import { amountText } from '@linli/contract/deadline/explain.ts'
import { languageOf } from '@linli/ui/i18n/format.ts'
import { filingText } from '@linli/ui/incident/condition.ts'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { matterQuery } from '../matter/matter.api.ts'

/** What the catalogue promises for the chosen matter, so that whoever takes the call can say how long it takes. */
export function ConditionPreview({ matter }: { matter: string | null }) {
  const { t, locale } = useWords()
  const conditions = useQuery(matterQuery(matter)).data?.conditions ?? []
  if (conditions.length === 0) return null
  return (
    <ul className="since form-hint">
      {conditions.map((condition) => (
        <li key={condition.id}>
          {filingText(condition, locale)} ·{' '}
          {t('action.limitIs', { limit: amountText(condition.limit.amount, condition.limit.unit, languageOf(locale)) })}
        </li>
      ))}
    </ul>
  )
}
