import type { TraceStep } from '@linli/contract/deadline/trace.ts'
import { isFinal } from '@linli/contract/incident/words.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { TimeLeft } from '@linli/ui/components/TimeLeft.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, toMs, urgencyOf } from '@linli/ui/i18n/format.ts'
import type { ReactNode } from 'react'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'
import { limitText, traceLines } from './trace.ts'

/** Both clocks side by side, each with how it was counted: this step's own limit, and what was promised on acceptance. */
export function ClocksCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const { promise } = incident
  const hasEnded = isFinal(incident.state)
  return (
    <Card level={3} title={t('desk.clocks')}>
      <div className="clock-rows">
        <Clock
          title={t('desk.clock.state')}
          from={incident.stateSince}
          dueAt={hasEnded ? null : incident.stateDueAt}
          trace={incident.stateTrace as TraceStep[]}
        >
          {incident.stateDueAt
            ? t('desk.clock.stateText', { state: t(`incident.state.${incident.state}`) })
            : t('desk.clock.noLimit')}
        </Clock>
        {promise ? (
          <Clock
            title={t('desk.clock.promise')}
            from={promise.startedAt}
            dueAt={promise.dueAt}
            stoppedAt={promise.stoppedAt}
            late={promise.late}
            isPaused={incident.suspendedUntil !== null}
            trace={promise.trace as TraceStep[]}
          >
            {t('desk.clock.promiseText', { limit: limitText(promise.limit, t) })}
            {promise.stoppedAt && ` · ${t('desk.clock.stopped', { at: formatDateTime(promise.stoppedAt) })}`}
          </Clock>
        ) : (
          <div className="clock-row">
            <h4>{t('desk.clock.promise')}</h4>
            <p>{t('desk.clock.promiseNone')}</p>
          </div>
        )}
      </div>
    </Card>
  )
}

function Clock({
  title,
  from,
  dueAt,
  stoppedAt,
  late = false,
  isPaused = false,
  trace,
  children,
}: {
  title: string
  from: string
  dueAt: string | null
  stoppedAt?: string | null
  late?: boolean
  isPaused?: boolean
  trace: readonly TraceStep[]
  children: ReactNode
}) {
  const { t, locale } = useWords()
  const now = useNow()
  const at = stoppedAt ? toMs(stoppedAt) : now
  const lines = traceLines(trace, t, locale)
  return (
    <div className="clock-row">
      <h4>
        {title}
        {dueAt && !stoppedAt && <TimeLeft dueAt={dueAt} late={late} paused={isPaused} />}
        {stoppedAt && late && <Badge tone="bad">{t('ui.time.late')}</Badge>}
      </h4>
      {dueAt && (
        <div className="clock-bar" aria-hidden="true">
          <span className={`clock-${urgencyOf(dueAt, at, late)}`} style={{ width: `${share(from, dueAt, at)}%` }} />
        </div>
      )}
      <p>{children}</p>
      <p>
        {t('desk.clock.since', { at: formatDateTime(from) })}
        {dueAt && ` · ${t('ui.time.due', { at: formatDateTime(dueAt) })}`}
      </p>
      {lines.length > 0 && dueAt && (
        <details className="trace">
          <summary>{t('desk.clock.trace')}</summary>
          <ol>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

/** How much of the way from start to due lies behind, in per cent. */
function share(from: string, dueAt: string, now: number): number {
  const whole = toMs(dueAt) - toMs(from)
  return whole <= 0 ? 100 : Math.round(Math.min(1, Math.max(0, (now - toMs(from)) / whole)) * 100)
}
