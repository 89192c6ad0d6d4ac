import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { useOutbox } from '../outbox/here.ts'
import type { OutboxItem } from '../outbox/item.ts'
import { UploadLine } from '../outbox/UploadLine.tsx'
import { paths } from '../paths.ts'
import type { IncidentView, PersonAction } from './incident.api.ts'

/** What is out of the ordinary: own acts that have not arrived, orders, requests, a stop. */
export function Banners({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const own = useOutbox().items.filter(({ target, state }) => target === incident.id && state !== 'done')
  return (
    <>
      {own.map((item) => (
        <OwnItem key={item.id} item={item} />
      ))}
      {incident.supervisions.map((one) => (
        <div key={one.seq} className={one.grade === 'red' ? 'note note-bad' : 'note note-warn'}>
          <strong>
            {t('worker.case.supervised', {
              grade: t(`incident.grade.${one.grade}`),
              order: one.order ?? t('worker.case.supervisedAuto'),
            })}
          </strong>
          {one.replied && <span>{t('worker.case.supervisedReplied')}</span>}
          {one.dueAt && !one.replied && (
            <span>{t('worker.case.supervisedDue', { at: formatDateTime(one.dueAt) })}</span>
          )}
        </div>
      ))}
      {incident.suspendedUntil && (
        <p className="note note-warn">
          {t('worker.case.suspended', { until: formatDateTime(incident.suspendedUntil) })}
        </p>
      )}
      {incident.mediation && <p className="note note-info">{t(`worker.case.mediation.${incident.mediation}`)}</p>}
      {incident.requests.map((one) => (
        <p key={one.seq} className="note note-info">
          {t(`worker.case.request.${one.kind}`, { until: formatDateTime(one.until) })}
        </p>
      ))}
      {incident.placeUncertain && <p className="note note-warn">{t('worker.case.uncertain')}</p>}
      {incident.mergedInto && (
        <p className="note note-info">
          {t('worker.case.mergedInto')}{' '}
          <RouteLink to={paths.incident(incident.mergedInto)}>{t('worker.case.open')}</RouteLink>
        </p>
      )}
    </>
  )
}

function OwnItem({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const name = item.action.slice('incident.'.length) as PersonAction | 'report'
  const action = t(`incident.action.${name}`)
  if (item.state === 'files') {
    return (
      <div className="note note-info">
        <UploadLine item={item} />
      </div>
    )
  }
  const isRefused = item.state === 'refused'
  return (
    <p className={isRefused ? 'note note-bad' : 'note note-warn'}>
      <span>
        {t(isRefused ? 'worker.case.refused' : 'worker.case.pending', { action })}{' '}
        <RouteLink to={paths.outbox()}>{t('worker.case.openOutbox')}</RouteLink>
      </span>
    </p>
  )
}
