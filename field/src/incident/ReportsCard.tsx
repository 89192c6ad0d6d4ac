import { Card } from '@linli/ui/components/Card.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { closingText, filingText } from '@linli/ui/incident/condition.ts'
import { readAnswers } from '@linli/ui/incident/OwnQuestions.tsx'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useWords } from '../app/words.ts'
import { mattersQuery } from '../matter/matter.api.ts'
import { ContactLine } from './ContactLine.tsx'
import type { IncidentView } from './incident.api.ts'

/** What people said, in their own words, and the catalogue's conditions for it. */
export function ReportsCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const now = useNow()
  const { reports, condition } = incident
  const questions = useQuery(mattersQuery).data?.byCode.get(incident.matter)?.form ?? []
  const answers = readAnswers(questions, incident.form, locale)
  return (
    <Card
      title={t('worker.case.what')}
      aside={reports.length > 1 && <span className="small">{t('worker.case.told', { count: reports.length })}</span>}
    >
      <div className="stack">
        {reports.length === 0 && <p className="words">{incident.description}</p>}
        {reports.map((report) => (
          <div key={report.id} className="told">
            <p className="words">{report.description}</p>
            <p className="small">
              {t('worker.case.said', {
                source: t(`incident.source.${report.source}`),
                at: formatShort(report.reportedAt, now),
              })}
            </p>
            <ContactLine report={report} />
          </div>
        ))}
        {(condition || answers.length > 0) && (
          <dl className="facts">
            {answers.map(({ name, label, text }) => (
              <Fragment key={name}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </Fragment>
            ))}
            {condition && (
              <>
                <dt>{t('worker.case.condition')}</dt>
                <dd>{filingText(condition, locale)}</dd>
                <dt>{t('worker.case.closing')}</dt>
                <dd>{closingText(condition, locale)}</dd>
              </>
            )}
          </dl>
        )}
      </div>
    </Card>
  )
}
