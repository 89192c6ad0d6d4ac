import type { Calendar } from '@linli/contract/deadline/calendar.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { isFinal } from '@linli/contract/incident/words.ts'
import { Badge } from '../components/Card.tsx'
import { Icon } from '../components/icons.tsx'
import { TimeLeft } from '../components/TimeLeft.tsx'
import { useNow } from '../components/useNow.ts'
import { formatDateTime, languageOf, toMs, urgencyOf } from '../i18n/format.ts'
import { useText } from '../i18n/text.tsx'
import type { UiMessageId } from '../i18n/ui.messages.ts'
import type { ClockMessageId } from './clock.messages.ts'
import { type Clock, leftLines, limitText, promiseClock, shareOf, stateClock } from './clock.ts'
import type { IncidentMessageId } from './incident.messages.ts'
import './Clocks.css'

type Id = ClockMessageId | IncidentMessageId | UiMessageId

/**
 * Both clocks, each with what is left in working time and how it was counted: this step's own limit, and what was promised
 * on acceptance. Until the calendar is there, the time on the wall is shown.
 */
export function Clocks({
  incident,
  calendar,
  level,
}: {
  incident: IncidentView
  calendar: Calendar | undefined
  level: 3 | 4
}) {
  const { t } = useText<Id>()
  const state = stateClock(incident)
  const promise = promiseClock(incident)
  return (
    <div className="ll-clocks">
      {!isFinal(incident.state) && (
        <ClockFace
          level={level}
          title={t('incident.clock.state')}
          clock={state}
          calendar={calendar}
          note={
            state
              ? t('incident.clock.stateText', { state: t(`incident.state.${incident.state}`) })
              : t('incident.clock.stateNone')
          }
        />
      )}
      <ClockFace
        level={level}
        title={t('incident.clock.promise')}
        clock={promise}
        calendar={calendar}
        note={promise ? '' : t('incident.clock.promiseNone')}
      />
    </div>
  )
}

interface Face {
  level: 3 | 4
  title: string
  clock: Clock | null
  calendar: Calendar | undefined
  note: string
}

function ClockFace({ level, title, clock, calendar, note }: Face) {
  const { t, locale } = useText<Id>()
  const Heading = `h${level}` as const
  if (!clock) {
    return (
      <div className="ll-clock">
        <Heading>{title}</Heading>
        <p>{note}</p>
      </div>
    )
  }
  return (
    <div className="ll-clock">
      <Heading>
        {title} <small>{limitText(clock, languageOf(locale))}</small>
      </Heading>
      <Remaining clock={clock} calendar={calendar} />
      <p>
        {t('incident.clock.span', { from: formatDateTime(clock.from), due: formatDateTime(clock.dueAt) })}
        {note && ` · ${note}`}
      </p>
      <Counting trace={clock.trace} />
    </div>
  )
}

function Remaining({ clock, calendar }: { clock: Clock; calendar: Calendar | undefined }) {
  const { t, locale } = useText<Id>()
  const now = useNow()
  const { dueAt, stoppedAt, late } = clock
  const at = stoppedAt ? toMs(stoppedAt) : now
  const urgency = urgencyOf(dueAt, at, late)
  const [left, ...more] = calendar && !stoppedAt ? leftLines(clock, now, languageOf(locale), calendar) : []
  return (
    <>
      {left && (
        <p className={`ll-clock-left ll-time-${urgency}`}>
          <Icon name={urgency === 'late' ? 'alert' : 'clock'} size={16} />
          <span>
            {left}
            {late && now <= toMs(dueAt) && ` · ${t('ui.time.late')}`}
          </span>
        </p>
      )}
      {more.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {!left && !stoppedAt && <TimeLeft dueAt={dueAt} late={late} />}
      {stoppedAt && (
        <p className="ll-clock-left">
          {t('incident.clock.stopped', { at: formatDateTime(stoppedAt) })}
          {late && <Badge tone="bad">{t('ui.time.late')}</Badge>}
        </p>
      )}
      <div className="ll-clock-bar" aria-hidden="true">
        <span className={`ll-clock-${urgency}`} style={{ width: `${shareOf(clock, at)}%` }} />
      </div>
    </>
  )
}

function Counting({ trace }: { trace: Clock['trace'] }) {
  const { t, locale } = useText<Id>()
  if (trace.length === 0) return null
  const lines = trace.map((step) => step[languageOf(locale)])
  return (
    <details className="ll-clock-how">
      <summary>
        {t('incident.clock.how')} <Icon name="down" size={16} />
      </summary>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  )
}
