import { amountText } from '@linli/contract/deadline/explain.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { formatDateTime, languageOf } from '@linli/ui/i18n/format.ts'
import { closingText, filingText } from '@linli/ui/incident/condition.ts'
import { readAnswers } from '@linli/ui/incident/OwnQuestions.tsx'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { matterQuery } from '../matter/matter.api.ts'
import type { IncidentView } from './incident.api.ts'

/** What it was filed as, and what must be so for it to be closed. */
export function MatterCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const { condition, procedure } = incident
  const questions = useQuery(matterQuery(incident.matter)).data?.form ?? []
  return (
    <Card level={3} title={t('desk.matter')}>
      <dl className="facts">
        <div>
          <dt>{t('desk.condition')}</dt>
          <dd>{condition ? filingText(condition, locale) : t('desk.conditionNone')}</dd>
        </div>
        {condition && (
          <>
            <div>
              <dt>{t('desk.closing')}</dt>
              <dd>{closingText(condition, locale)}</dd>
            </div>
            <div>
              <dt>{t('desk.limit')}</dt>
              <dd>{amountText(condition.limit.amount, condition.limit.unit, languageOf(locale))}</dd>
            </div>
          </>
        )}
        <div>
          <dt>{t('desk.procedure')}</dt>
          <dd>{locale === 'en' ? procedure.name.en : procedure.name.zh}</dd>
        </div>
        {readAnswers(questions, incident.form, locale).map(({ name, label, text }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {incident.occurredAt && (
          <div>
            <dt>{t('desk.occurredAt')}</dt>
            <dd>{formatDateTime(incident.occurredAt)}</dd>
          </div>
        )}
      </dl>
    </Card>
  )
}
