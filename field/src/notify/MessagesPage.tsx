import { Button } from '@linli/ui/components/Button.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ProblemState } from '../app/ProblemState.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { isKnown, markRead, type Notice, noticesQuery } from './notify.api.ts'
import './notify.css'

/** What the system told me; opening one reads it. */
export function MessagesPage() {
  const { t } = useWords()
  const client = useQueryClient()
  const query = useQuery(noticesQuery)
  const reading = useMutation({
    mutationFn: (ids: readonly string[]) => Promise.all(ids.map(markRead)),
    onSettled: () => client.invalidateQueries({ queryKey: ['messages'] }),
  })
  const items = query.data?.items ?? []
  const unread = items.filter(({ readAt }) => readAt === null).map(({ id }) => id)
  return (
    <>
      <TopBar
        title={t('worker.notice.title')}
        aside={
          unread.length > 0 && (
            <Button kind="quiet" busy={reading.isPending} onClick={() => reading.mutate(unread)}>
              {t('worker.notice.readAll')}
            </Button>
          )
        }
      />
      <main className="page" id="content" data-scroll-restoration-id="content">
        {query.isPending && <Skeleton lines={8} />}
        {query.isError && !query.data && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
        {query.data && items.length === 0 && (
          <EmptyState icon="bell" title={t('worker.notice.none')}>
            {t('worker.notice.noneText')}
          </EmptyState>
        )}
        <ul className="notices">
          {items.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onRead={() => reading.mutate([notice.id])} />
          ))}
        </ul>
      </main>
    </>
  )
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead(): void }) {
  const { t } = useWords()
  const now = useNow()
  const isUnread = notice.readAt === null
  const words = isKnown(notice.message) ? t(`incident.notice.${notice.message}`) : notice.message
  const body = (
    <>
      <span className={notice.alarm ? 'notice-mark notice-alarm' : 'notice-mark'}>
        <Icon name={notice.alarm ? 'alert' : 'bell'} />
      </span>
      <span className="notice-words">
        <strong>{words}</strong>
        <span className="small">
          {notice.number ?? t('worker.notice.gone')} · {formatShort(notice.at, now)}
        </span>
      </span>
      {isUnread && (
        <span className="notice-new">
          <span className="ll-hidden">{t('worker.notice.unread')}</span>
        </span>
      )}
    </>
  )
  return (
    <li className={isUnread ? 'notice notice-unread' : 'notice'}>
      {notice.number === null || notice.incident === null ? (
        <span className="notice-body">{body}</span>
      ) : (
        <RouteLink className="notice-body" to={paths.incident(notice.incident)} onClick={() => isUnread && onRead()}>
          {body}
        </RouteLink>
      )}
    </li>
  )
}
