import { CopyOutlined } from '@ant-design/icons'
import { isFinal } from '@linli/contract/incident/words.ts'
import { humanise } from '@linli/contract/shared/humanise.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { StageSteps } from '@linli/ui/components/StageSteps.tsx'
import { TimeLeft } from '@linli/ui/components/TimeLeft.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, languageOf, toMs } from '@linli/ui/i18n/format.ts'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { Alert, Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { useMatterName } from '../matter/useMatterName.ts'
import { paths } from '../paths.ts'
import type { DeskFilter } from './filter.ts'
import type { IncidentView } from './incident.api.ts'

const fullDayMs = 24 * 3_600_000

/** What it is, how far it has come, who must act and until when. */
export function IncidentHead({ incident, filter }: { incident: IncidentView; filter: DeskFilter }) {
  const { t, locale } = useWords()
  const now = useNow()
  const matter = useMatterName(incident)
  const held = humanise(Math.max(0, now - toMs(incident.stateSince)), languageOf(locale), fullDayMs)
  return (
    <header className="incident-head">
      <div className="incident-line">
        <h2 id="incident-title" tabIndex={-1}>
          {matter}
        </h2>
        <Badge tone={toneOfState(incident.state)}>{t(`incident.state.${incident.state}`)}</Badge>
        {incident.urgency !== 'normal' && <Badge tone="warn">{t(`incident.urgency.${incident.urgency}`)}</Badge>}
        {incident.round > 1 && <Badge tone="warn">{t('desk.round', { round: incident.round })}</Badge>}
        <NumberLine number={incident.number} />
      </div>
      <StageSteps stage={incident.stage} ended={isFinal(incident.state)} />
      <Notices incident={incident} filter={filter} />
      <dl className="incident-facts">
        <Fact name={t('desk.holder')}>
          {incident.holder ? (
            <>
              <strong>{incident.holder.name}</strong>
              {incident.holderAccount && ` · ${incident.holderAccount.name}`}
              <small>{t('desk.holderFor', { length: held })}</small>
            </>
          ) : (
            t('desk.holderNone')
          )}
        </Fact>
        <Fact name={t('desk.due.at')}>
          <TimeLeft dueAt={incident.dueAt} late={incident.late} />
          {incident.dueAt && <small>{formatDateTime(incident.dueAt)}</small>}
        </Fact>
        <Fact name={t('desk.area')}>{incident.areaName}</Fact>
        <Fact name={t('desk.source')}>
          {t(`incident.source.${incident.source}`)}
          <small>{formatDateTime(incident.reportedAt)}</small>
        </Fact>
        <Fact name={t('desk.desk')}>{incident.desk.name}</Fact>
        {incident.answerable && <Fact name={t('desk.answerable')}>{incident.answerable.name}</Fact>}
      </dl>
    </header>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function NumberLine({ number }: { number: string }) {
  const { t } = useWords()
  const toast = useToast()
  const copy = () => navigator.clipboard.writeText(number).then(() => toast(t('desk.copied')))
  return (
    <span className="incident-no">
      {t('desk.number', { number })}
      <Tooltip title={t('desk.copy')}>
        <Button type="text" size="small" icon={<CopyOutlined />} aria-label={t('desk.copy')} onClick={copy} />
      </Tooltip>
    </span>
  )
}

/** What must be known before acting: it waits, it is supervised, it belongs to another, its place is doubtful. */
function Notices({ incident, filter }: { incident: IncidentView; filter: DeskFilter }) {
  const { t } = useWords()
  const { supervisions, requests, linked, mergedInto } = incident
  if (
    !incident.placeUncertain &&
    !incident.suspendedUntil &&
    !incident.noticeUntil &&
    !mergedInto &&
    supervisions.length + requests.length + linked.length === 0
  )
    return null
  return (
    <div className="notices">
      {mergedInto && (
        <Alert
          type="info"
          title={t('desk.mergedInto')}
          action={<RouteLink to={paths.incident(mergedInto, filter)}>{t('desk.openOther')}</RouteLink>}
        />
      )}
      {incident.suspendedUntil && (
        <Alert
          type="warning"
          showIcon
          title={t('desk.suspended', { until: formatDateTime(incident.suspendedUntil) })}
        />
      )}
      {incident.noticeUntil && incident.state !== 'closed' && (
        <Alert
          type={incident.objections > 0 ? 'warning' : 'info'}
          showIcon
          title={[
            t('desk.notice', { until: formatDateTime(incident.noticeUntil) }),
            ...(incident.objections > 0 ? [t('desk.objections', { count: incident.objections })] : []),
          ].join(' · ')}
        />
      )}
      {supervisions.map((one) => (
        <Alert
          key={one.seq}
          type={one.grade === 'red' ? 'error' : 'warning'}
          showIcon
          title={[
            t('desk.supervised', {
              grade: t(`incident.grade.${one.grade}`),
              order: one.order ?? t('desk.supervisedAuto'),
            }),
            ...(one.replied ? [t('desk.supervisedReplied')] : []),
            ...(one.dueAt && !one.replied ? [t('desk.supervisedDue', { at: formatDateTime(one.dueAt) })] : []),
          ].join(' · ')}
        />
      ))}
      {requests.map((one) => (
        <Alert
          key={one.seq}
          type="info"
          showIcon
          title={`${t('desk.requests')}${t('desk.colon')}${t(`desk.request.${one.kind}`, { until: formatDateTime(one.until) })}`}
        />
      ))}
      {incident.placeUncertain && <Alert type="warning" showIcon title={t('desk.uncertain')} />}
      {linked.length > 0 && (
        <p className="incident-line">
          {t('desk.linked')}
          {linked.map((one) => (
            <RouteLink key={one.id} to={paths.incident(one.id, filter)}>
              {t(`desk.linked.${one.kind}`, { number: one.number })}
            </RouteLink>
          ))}
        </p>
      )}
    </div>
  )
}
