import { Badge, type Tone } from '@linli/ui/components/Card.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import type { ReactNode } from 'react'
import { useWords } from '../app/words.ts'
import type { MediationState, MediationView } from './mediation.api.ts'

const tones: Record<MediationState, Tone> = { open: 'info', agreed: 'good', failed: 'plain', withdrawn: 'plain' }

export function StateBadge({ state }: { state: MediationState }) {
  const { t } = useWords()
  return <Badge tone={tones[state]}>{t(`mediation.state.${state}`)}</Badge>
}

/** How a case stands, for whoever may know that: no word of what it is about. */
export function Standing({ view }: { view: MediationView }) {
  const { t } = useWords()
  const { agreement, performed, lastSessionAt, nextSessionAt } = view
  return (
    <dl className="facts mediation-facts">
      <Fact label={t('mediation.unit')}>{view.unit.name}</Fact>
      <Fact label={t('mediation.opened')}>{formatDateTime(view.openedAt)}</Fact>
      <Fact label={t('mediation.sessions')}>
        {lastSessionAt === null
          ? view.sessions
          : t('mediation.sessions.last', { count: view.sessions, at: formatDateTime(lastSessionAt) })}
      </Fact>
      {nextSessionAt && <Fact label={t('mediation.nextSession')}>{formatDateTime(nextSessionAt)}</Fact>}
      {view.endedAt && <Fact label={t('mediation.ended')}>{formatDateTime(view.endedAt)}</Fact>}
      {agreement && (
        <>
          <Fact label={t('mediation.agreement')}>
            {t('mediation.agreement.of', { kind: t(`mediation.kind.${agreement.kind}`), on: agreement.on })}
          </Fact>
          {agreement.performBy && <Fact label={t('mediation.performBy')}>{agreement.performBy}</Fact>}
          <Fact label={t('mediation.performance')}>
            {performed === null
              ? t('mediation.performed.unknown')
              : t(performed.done ? 'mediation.performed.yes' : 'mediation.performed.no', { on: performed.on })}
          </Fact>
        </>
      )}
      {view.court && (
        <Fact label={t('mediation.court')}>
          <Court court={view.court} />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Asked for and decided on which day; otherwise until when it may be asked for, and by which rule. */
export function Court({ court, brief }: { court: NonNullable<MediationView['court']>; brief?: boolean }) {
  const { t } = useWords()
  const { state, until, counted, daysLeft, askedOn, decidedOn } = court
  if (state !== null)
    return t('mediation.court.on', { state: t(`mediation.court.${state}`), on: decidedOn ?? askedOn ?? '' })
  if (daysLeft < 0) return t('mediation.court.over', { until })
  const left = daysLeft === 0 ? t('mediation.court.today') : t('mediation.court.until', { until, days: daysLeft })
  if (brief) return left
  return (
    <>
      <strong>{left}</strong>
      <p className="mediation-note">
        {counted === until ? t('mediation.court.law') : t('mediation.court.moved', { counted, until })}
      </p>
      {court.provisional && <p className="mediation-note">{t('mediation.court.provisional')}</p>}
    </>
  )
}
