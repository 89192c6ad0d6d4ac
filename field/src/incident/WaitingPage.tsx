import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { gridsOf, useMe } from '../identity/identity.api.ts'
import { paths } from '../paths.ts'
import { finishedQuery, heldQuery, type IncidentListItem } from './incident.api.ts'
import { cutUp, sectionNames } from './sections.ts'
import { Rows, Section } from './TodayPage.tsx'

const lists = ['held', 'finished'] as const

/** All that waits for me: to be worked on, and to be looked at after others have worked. */
export function WaitingPage() {
  const { t } = useWords()
  const grids = gridsOf(useMe().posts)
  const go = useGo()
  const { list }: { list?: string } = useSearch({ strict: false })
  const shown = list === 'finished' && grids.length > 0 ? 'finished' : 'held'
  const held = useQuery(heldQuery)
  const finished = useQuery(finishedQuery(grids))
  const counts = { held: held.data?.items.length, finished: finished.data?.length }
  useTitle(t('worker.list.waiting'))
  return (
    <main className="page" id="content" data-scroll-restoration-id="content">
      <h1 className="page-title">{t('worker.list.waiting')}</h1>
      {grids.length > 0 && (
        <fieldset className="switch" aria-label={t('worker.list.waiting')}>
          {lists.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={shown === name}
              onClick={() => go(paths.waiting(name === 'held' ? undefined : name), { replace: true })}
            >
              {t(`worker.list.${name}`)}
              {counts[name] !== undefined && <span className="part-count">{counts[name]}</span>}
            </button>
          ))}
        </fieldset>
      )}
      {shown === 'held' ? (
        <Listed query={held} items={held.data?.items} empty={t('worker.list.heldNone')} />
      ) : (
        <>
          <p className="soft lead">{t('worker.list.finishedText')}</p>
          <Listed query={finished} items={finished.data} empty={t('worker.list.finishedNone')} />
        </>
      )}
    </main>
  )
}

function Listed({
  query,
  items,
  empty,
}: {
  query: Pick<UseQueryResult, 'error' | 'isPending' | 'isError' | 'refetch'>
  items: readonly IncidentListItem[] | undefined
  empty: string
}) {
  const { t } = useWords()
  const now = useNow()
  const sections = useMemo(() => cutUp(items ?? [], now), [items, now])
  if (query.isPending) return <Skeleton lines={8} />
  if (!items) return <ProblemState error={query.error} onRetry={() => query.refetch()} />
  if (items.length === 0) return <EmptyState title={empty}>{t('worker.list.allDoneText')}</EmptyState>
  return (
    <>
      {query.isError && <p className="strip">{t('worker.app.stale')}</p>}
      {sectionNames
        .filter((name) => sections[name].length > 0)
        .map((name) => (
          <Section
            key={name}
            title={t(`worker.list.section.${name}`)}
            count={sections[name].length}
            tone={name === 'late' ? 'late' : undefined}
          >
            <Rows items={sections[name]} />
          </Section>
        ))}
    </>
  )
}
