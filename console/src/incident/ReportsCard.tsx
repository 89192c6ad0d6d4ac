import { Card } from '@linli/ui/components/Card.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { Alert } from 'antd'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'
import { RevealButton } from './RevealButton.tsx'

type Report = IncidentView['reports'][number]

/** What people said, each in their own words, with a contact that is masked until somebody says what for. */
export function ReportsCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const { reports } = incident
  return (
    <Card level={3} title={reports.length > 1 ? t('desk.reportsCount', { count: reports.length }) : t('desk.reports')}>
      {reports.length === 0 && <p className="words">{incident.description}</p>}
      {reports.map((report) => (
        <div key={report.id} className="report">
          <p className="words">{report.description}</p>
          <ReportFoot report={report} />
        </div>
      ))}
      {incident.description !== reports[0]?.description && reports.length > 0 && (
        <Alert type="info" title={incident.description} />
      )}
    </Card>
  )
}

function ReportFoot({ report }: { report: Report }) {
  const { t } = useWords()
  const { reporter } = report
  const hasContact = Boolean(reporter?.phone)
  return (
    <p className="report-foot">
      <span>{t(`incident.source.${report.source}`)}</span>
      <span>{formatDateTime(report.reportedAt)}</span>
      {report.occurredAt && report.occurredAt !== report.reportedAt && (
        <span>
          {t('desk.occurredAt')} {formatDateTime(report.occurredAt)}
        </span>
      )}
      {reporter?.account && (
        <span>
          {reporter.name ?? ''} {t('desk.reporter.staff')}
        </span>
      )}
      {!reporter?.account &&
        (hasContact ? <RevealButton report={report} /> : <span>{reporter?.name ?? t('desk.reporter.none')}</span>)}
      {report.mergedFrom && <span>{t('desk.mergedFrom')}</span>}
    </p>
  )
}
