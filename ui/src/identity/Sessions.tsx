import { Button } from '../components/Button.tsx'
import { Badge, Card } from '../components/Card.tsx'
import { formatDateTime } from '../i18n/format.ts'
import { useText } from '../i18n/text.tsx'
import { Refusal } from './Refusal.tsx'
import { endOtherSessions, endSession, type SessionView } from './security.api.ts'
import type { SecurityMessageId } from './security.messages.ts'
import { useSending } from './useSending.ts'

/** Where one is signed in, in words one knows it by; what one does not know is ended here. */
export function Sessions({
  sessions,
  onChanged,
  say,
}: {
  sessions: readonly SessionView[]
  onChanged(): void
  say(text: string): void
}) {
  const { t } = useText<SecurityMessageId>()
  const sending = useSending()
  const end = (id: string) =>
    sending.send(async () => {
      await endSession(id)
      say(t('security.sessions.ended'))
      onChanged()
    })
  const endOthers = () =>
    sending.send(async () => {
      const { ended } = await endOtherSessions()
      say(t('security.sessions.othersEnded', { count: ended }))
      onChanged()
    })
  return (
    <Card title={t('security.sessions')}>
      <Refusal error={sending.error} />
      <ul className="sec-list">
        {sessions.map((session) => (
          <Session key={session.id} session={session} isBusy={sending.isBusy} onEnd={() => void end(session.id)} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button busy={sending.isBusy} onClick={() => void endOthers()}>
          {t('security.sessions.others')}
        </Button>
      )}
    </Card>
  )
}

function Session({ session, isBusy, onEnd }: { session: SessionView; isBusy: boolean; onEnd(): void }) {
  const { t } = useText<SecurityMessageId>()
  const device = [session.browser, session.system].filter(Boolean).join(' · ') || t('security.sessions.unknown')
  const facts = [
    t(`security.door.${session.door}`),
    session.address,
    t('security.sessions.seen', { at: formatDateTime(session.lastSeenAt) }),
    t('security.sessions.since', { at: formatDateTime(session.createdAt) }),
  ]
  return (
    <li>
      <span>
        {device} {session.isCurrent && <Badge tone="info">{t('security.sessions.this')}</Badge>}
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </span>
      {!session.isCurrent && (
        <Button disabled={isBusy} aria-label={t('security.sessions.endOf', { device })} onClick={onEnd}>
          {t('security.sessions.end')}
        </Button>
      )}
    </li>
  )
}
