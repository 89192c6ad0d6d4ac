import type { Must } from '@linli/contract/identity/schemas.ts'
import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { formatDateTime } from '../i18n/format.ts'
import { useText } from '../i18n/text.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'
import type { SecurityView, SessionView } from './security.api.ts'
import { type SecurityMessageId, securityMessages } from './security.messages.ts'
import './security.css'

/**
 * One's own account, the same at every door: password, second factor, recovery codes, where one is signed in, what happened lately.
 * With `must` it is all that a session opens; what is to be done first stands first, the rest waits.
 */
export function SecurityPanel({
  username,
  must,
  security,
  sessions,
  onChanged,
  onReady,
  say,
}: {
  username: string
  must: Must
  security: SecurityView
  sessions: readonly SessionView[]
  /** Something was changed: read anew. */
  onChanged(): void
  /** What had to be done is done. */
  onReady(): void
  say(text: string): void
}) {
  const { t } = useText<SecurityMessageId>()
  // What had to be done when the page was opened: with the last of it done the recovery codes still stand there to be copied.
  const [asked] = useState(must)
  const isFirst = asked.length > 0
  const changed = (ended: number) => {
    say(t('security.password.changed', { ended }))
    onChanged()
  }
  const password = (
    <Card title={t('security.password')} aside={<PasswordSince security={security} />}>
      <PasswordForm username={username} onDone={changed} />
    </Card>
  )
  return (
    <div className="sec">
      {isFirst && <First asked={asked} must={must} onReady={onReady} />}
      {(!isFirst || must.includes('password')) && password}
      {(!isFirst || (asked.includes('otp') && !must.includes('password'))) && (
        <SecondFactor security={security} onChanged={onChanged} say={say} />
      )}
      {!isFirst && <Sessions sessions={sessions} onChanged={onChanged} say={say} />}
      {!isFirst && <Events security={security} />}
    </div>
  )
}

function First({ asked, must, onReady }: { asked: Must; must: Must; onReady(): void }) {
  const { t } = useText<SecurityMessageId>()
  if (must.length === 0)
    return (
      <Card tone="info" title={t('security.done')}>
        <Button kind="primary" onClick={onReady}>
          {t('security.go')}
        </Button>
      </Card>
    )
  return (
    <Card tone="info" title={t('security.must')}>
      <ol className="sec-must">
        {asked.map((what) => (
          <li key={what}>{must.includes(what) ? t(`security.must.${what}`) : <s>{t(`security.must.${what}`)}</s>}</li>
        ))}
      </ol>
    </Card>
  )
}

function PasswordSince({ security: { passwordChangedAt, passwordExpiresAt } }: { security: SecurityView }) {
  const { t } = useText<SecurityMessageId>()
  const parts = [
    t('security.password.since', { at: formatDateTime(passwordChangedAt) }),
    passwordExpiresAt && t('security.password.until', { at: formatDateTime(passwordExpiresAt) }),
  ]
  return <small>{parts.filter(Boolean).join(' · ')}</small>
}

const isKnown = (id: string): id is SecurityMessageId => id in securityMessages

function Events({ security: { events } }: { security: SecurityView }) {
  const { t } = useText<SecurityMessageId>()
  return (
    <Card title={t('security.events')}>
      {events.length === 0 && <p className="sec-text">{t('security.events.none')}</p>}
      <ul className="sec-list">
        {events.map(({ at, verb, by }) => {
          const id = `security.event.${verb.replace(/^(password|otp|recovery).*\.refused$/, 'session.refused')}`
          return (
            <li key={`${at} ${verb}`}>
              <span>
                {t(isKnown(id) ? id : 'security.event.other')}
                {by && <small>{t('security.events.by', { name: by })}</small>}
              </span>
              <small>{formatDateTime(at)}</small>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
