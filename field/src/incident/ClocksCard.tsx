import { type Calendar, defaultHours } from '@linli/contract/deadline/calendar.ts'
import { amountText, explainText } from '@linli/contract/deadline/explain.ts'
import type { TraceStep } from '@linli/contract/deadline/trace.ts'
import { isFinal } from '@linli/contract/incident/words.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { TimeLeft } from '@linli/ui/components/TimeLeft.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, languageOf, toMs, urgencyOf } from '@linli/ui/i18n/format.ts'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

/** Only for the way in which the place writes instants; what was counted stands in the trace itself. */
const placeTime: Calendar = {
  id: 'place',
  offsetMinutes: 480,
  hours: defaultHours,
  weekdays: [1, 2, 3, 4, 5],
  days: {},
  publishedThrough: 2100,
}

/** Both clocks: this step's own, and the one that was promised on acceptance. Each can say how it was counted. */
export function ClocksCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const { promise, state } = incident
  if (isFinal(state) && !promise) return null
  const limit = promise ? amountText(promise.limit.amount, promise.limit.unit, languageOf(locale)) : ''
  return (
    <Card title={t('worker.case.clocks')}>
      <div className="clocks">
        {!isFinal(state) && (
          <Clock
            title={t('worker.case.clock.state')}
            from={incident.stateSince}
            dueAt={incident.stateDueAt}
            trace={incident.stateTrace as TraceStep[]}
            without={t('worker.case.clock.none')}
          />
        )}
        <Clock
          title={promise ? `${t('worker.case.clock.promise')} ${limit}` : t('worker.case.clock.promise')}
          from={promise?.startedAt ?? incident.stateSince}
          dueAt={promise?.dueAt ?? null}
          stoppedAt={promise?.stoppedAt}
          late={promise?.late}
          isPaused={incident.suspendedUntil !== null}
          trace={(promise?.trace ?? []) as TraceStep[]}
          without={t('worker.case.clock.notYet')}
        />
      </div>
    </Card>
  )
}

function Clock({
  title,
  from,
  dueAt,
  stoppedAt = null,
  late = false,
  isPaused = false,
  trace,
  without,
}: {
  title: string
  from: string
  dueAt: string | null
  stoppedAt?: string | null
  late?: boolean
  isPaused?: boolean
  trace: readonly TraceStep[]
  without: string
}) {
  const { t, locale } = useWords()
  const now = useNow()
  const at = stoppedAt ? toMs(stoppedAt) : now
  const lines = explainText(trace, languageOf(locale), placeTime)
  if (!dueAt) {
    return (
      <div className="clock">
        <h3>{title}</h3>
        <p className="small">{without}</p>
      </div>
    )
  }
  return (
    <div className="clock">
      <div className="clock-head">
        <h3>{title}</h3>
        {stoppedAt ? (
          late && <Badge tone="bad">{t('ui.time.late')}</Badge>
        ) : (
          <TimeLeft dueAt={dueAt} late={late} paused={isPaused} />
        )}
      </div>
      <progress
        className={`clock-bar clock-${urgencyOf(dueAt, at, late)}`}
        max={100}
        value={share(from, dueAt, at)}
        aria-hidden="true"
      />
      <p className="small">
        {stoppedAt
          ? t('worker.case.clock.stopped', { at: formatDateTime(stoppedAt) })
          : t('ui.time.due', { at: formatDateTime(dueAt) })}
      </p>
      {lines.length > 0 && (
        <details className="fold">
          <summary>
            {t('worker.case.clock.how')} <Icon name="down" size={18} />
          </summary>
          <ol className="trace">
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
