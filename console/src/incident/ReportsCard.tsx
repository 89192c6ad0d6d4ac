import { Card } from '@linli/ui/components/Card.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { Alert } from 'antd'
import { useWords } from '../app/words.ts'
import { Contact } from './Contact.tsx'
import type { IncidentView } from './incident.api.ts'

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
  const isNamed = Boolean(reporter?.phone || reporter?.name)
  return (
    <p className="report-foot">
      <span>{t(`incident.source.${report.source}`)}</span>
      <span>{formatDateTime(report.reportedAt)}</span>
      {report.occurredAt && report.occurredAt !== report.reportedAt && (
        <span>
          {t('desk.occurredAt')} {formatDateTime(report.occurredAt)}
        </span>
      )}
      {isNamed ? <Contact report={report} /> : !reporter?.account && <span>{t('desk.reporter.none')}</span>}
      {reporter?.account && <span>{t(isNamed ? 'desk.reporter.takenDown' : 'desk.reporter.staff')}</span>}
      {report.mergedFrom && <span>{t('desk.mergedFrom')}</span>}
    </p>
  )
}
