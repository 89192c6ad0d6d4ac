import type { ReactNode } from 'react'
import { useText } from '../i18n/text.tsx'
import { Button } from './Button.tsx'
import { Icon, type IconName } from './icons.tsx'
import './States.css'

/** Nothing here, and why that is fine or what to do about it. `level` 1 where it is all that the page has. */
export function EmptyState({
  icon = 'check',
  title,
  level,
  children,
}: {
  icon?: IconName
  title: string
  level?: 1 | 2
  children?: ReactNode
}) {
  const Title = level ? (`h${level}` as const) : 'p'
  return (
    <div className="ll-state">
      <span className="ll-state-icon">
        <Icon name={icon} size={28} />
      </span>
      <Title className="ll-state-title">{title}</Title>
      {children && <div className="ll-state-text">{children}</div>}
    </div>
  )
}

/** What happened, what was kept, what to do. `requestId` is what an administrator can look up. */
export function ErrorState({
  what,
  kept,
  todo,
  requestId,
  onRetry,
}: {
  what: string
  kept?: string
  todo: string
  requestId?: string
  onRetry?(): void
}) {
  const { t } = useText()
  return (
    <div className="ll-state ll-state-bad" role="alert">
      <span className="ll-state-icon">
        <Icon name="alert" size={28} />
      </span>
      <p className="ll-state-title">{what}</p>
      <div className="ll-state-text">
        {kept && <p>{t('ui.error.kept', { what: kept })}</p>}
        <p>{todo}</p>
        {requestId && <p className="ll-state-small">{t('ui.error.request', { id: requestId })}</p>}
      </div>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
    </div>
  )
}

/** Grey lines where text will be; screen readers hear that it loads. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useText()
  return (
    <div className="ll-skeleton" role="status">
      <span className="ll-hidden">{t('ui.loading')}</span>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={at} className="ll-skeleton-line" />
      ))}
    </div>
  )
}

/** Says that there is no network and how much waits; nothing at all when all is well. */
export function OfflineBar({
  online,
  waiting = 0,
  failed = 0,
  onOpen,
}: {
  online: boolean
  waiting?: number
  failed?: number
  onOpen?(): void
}) {
  const { t } = useText()
  const quiet = online && waiting === 0 && failed === 0
  return (
    <div role="status" className={quiet ? 'll-hidden' : `ll-offline ${failed > 0 ? 'll-offline-bad' : ''}`}>
      {!quiet && (
        <>
          <Icon name={online ? 'clock' : 'offline'} />
          <span>
            {!online && <strong>{t('ui.offline.now')}</strong>}
            {!online && waiting === 0 && <> {t('ui.offline.kept')}</>}
            {waiting > 0 && <> {t('ui.offline.waiting', { count: waiting })}</>}
            {failed > 0 && <> {t('ui.offline.failed', { count: failed })}</>}
          </span>
          {onOpen && (waiting > 0 || failed > 0) && (
            <Button kind="quiet" onClick={onOpen}>
              {t('ui.offline.open')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
