import { Card } from '@linli/ui/components/Card.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { closingText, filingText } from '@linli/ui/incident/condition.ts'
import { useWords } from '../app/words.ts'
import { ContactLine } from './ContactLine.tsx'
import type { IncidentView } from './incident.api.ts'

/** What people said, in their own words, and the catalogue's conditions for it. */
export function ReportsCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const now = useNow()
  const { reports, condition } = incident
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
        {condition && (
          <dl className="facts">
            <dt>{t('worker.case.condition')}</dt>
            <dd>{filingText(condition, locale)}</dd>
            <dt>{t('worker.case.closing')}</dt>
            <dd>{closingText(condition, locale)}</dd>
          </dl>
        )}
      </div>
    </Card>
  )
}
