import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useKeys } from '../app/useKeys.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { countFilters, type DeskFilter } from './filter.ts'
import { type IncidentListItem, incidentsQuery } from './incident.api.ts'
import { QueueHead } from './QueueHead.tsx'
import { QueueRow } from './QueueRow.tsx'

/** What waits, by what falls due first. J and K leaf; the address always says what is shown and which one is open. */
export function Queue({ filter, openId }: { filter: DeskFilter; openId: string | null }) {
  const { t } = useWords()
  const query = useInfiniteQuery(incidentsQuery(filter))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  // What was empty before says nothing of what is asked now: without a network the answer may never come.
  const waits = query.isPending || (query.isPlaceholderData && items.length === 0)
  useLeafing(items, filter, openId)
  return (
    <section className="queue" aria-label={t('desk.queue')}>
      <QueueHead filter={filter} first={waits ? undefined : query.data?.pages[0]} />
      {query.error && items.length > 0 && <Alert banner type="warning" title={t('desk.stale')} role="status" />}
      <div className="queue-list">
        {waits && <Skeleton lines={9} />}
        {query.error && items.length === 0 && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
        {query.isSuccess && !waits && items.length === 0 && <EmptyQueue filter={filter} />}
        <ol>
          {items.map((item) => (
            <QueueRow key={item.id} item={item} filter={filter} isOpen={item.id === openId} />
          ))}
        </ol>
        {query.hasNextPage ? (
          <Button block type="link" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        ) : (
          items.length > 0 && <p className="queue-end">{t('desk.end')}</p>
        )}
      </div>
    </section>
  )
}

function EmptyQueue({ filter }: { filter: DeskFilter }) {
  const { t } = useWords()
  if (countFilters(filter) > 0 || filter.q) return <EmptyState icon="search" title={t('desk.empty.filtered')} />
  if (filter.door === 'areas') return <EmptyState icon="info" title={t('desk.empty.areas')} />
  return <EmptyState title={t('desk.empty.mine')}>{t('desk.empty.mineText')}</EmptyState>
}

function useLeafing(items: readonly IncidentListItem[], filter: DeskFilter, openId: string | null): void {
  const go = useGo()
  // The open incident may leave the queue by what I just did: leafing goes on from where it stood.
  const lastAt = useRef(-1)
  const openAt = items.findIndex((item) => item.id === openId)
  useEffect(() => {
    if (openAt >= 0) lastAt.current = openAt
  }, [openAt])
  const leaf = (step: 1 | -1) => {
    const from = openAt >= 0 ? openAt + step : step === 1 ? Math.max(lastAt.current, 0) : lastAt.current - 1
    const next = items[Math.min(Math.max(from, 0), items.length - 1)]
    if (next) go(paths.incident(next.id, filter), { replace: openId !== null })
  }
  useKeys({
    j: () => leaf(1),
    k: () => leaf(-1),
    '/': () => document.getElementById('desk-search')?.focus(),
    Enter: isOnPage() && openId ? () => document.getElementById('incident-title')?.focus() : undefined,
  })
}

/** Enter on a button or link is that button's own. */
function isOnPage(): boolean {
  const focused = document.activeElement
  return !focused || focused === document.body || focused.matches('main, h2')
}
