import { Icon } from '@linli/ui/components/icons.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDate, formatDateTime } from '@linli/ui/i18n/format.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useHere } from '../app/useHere.ts'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { CameraButton } from '../evidence/CameraButton.tsx'
import { gridsOf, useMe } from '../identity/identity.api.ts'
import { unreadQuery } from '../notify/notify.api.ts'
import { paths } from '../paths.ts'
import { hasReportDraft } from '../report/draft.ts'
import { IncidentRow } from './IncidentRow.tsx'
import { gridIncidentsQuery, heldQuery, type IncidentListItem } from './incident.api.ts'
import { byDistance, cutUp, isOpen, likelyStep } from './sections.ts'
import './today.css'

/** Three answers: what is late, what is due today, what is near me. And the camera. */
export function TodayPage() {
  const { t } = useWords()
  const me = useMe()
  const held = useQuery(heldQuery)
  useTitle(t('worker.app.today'))
  return (
    <main className="page" id="content" data-scroll-restoration-id="content">
      <Greeting name={me.account.name} />
      {me.permissions.includes('incident.report') && <ReportCard account={me.account.id} />}
      {held.isError && held.data && <p className="strip">{t('worker.app.stale')}</p>}
      {held.isPending ? (
        <Skeleton lines={6} />
      ) : held.data ? (
        <DueSections items={held.data.items} />
      ) : (
        <ProblemState error={held.error} onRetry={() => held.refetch()} />
      )}
      <Near held={held.data?.items ?? []} />
    </main>
  )
}

function Greeting({ name }: { name: string }) {
  const { t, locale } = useWords()
  const now = useNow()
  const hour = Number(formatDateTime(now).slice(11, 13))
  const part = hour < 5 ? 'night' : hour < 11 ? 'morning' : hour < 14 ? 'noon' : hour < 18 ? 'afternoon' : 'night'
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'Asia/Shanghai' }).format(now)
  const unread = useQuery(unreadQuery).data ?? 0
  return (
    <header className="hello">
      <div>
        <h1>{t('worker.list.greeting', { part, name })}</h1>
        <p>{t('worker.list.day', { day: formatDate(now), weekday })}</p>
      </div>
      <RouteLink
        className="ll-button ll-button-quiet hello-bell"
        to={paths.messages()}
        aria-label={unread > 0 ? t('worker.list.messagesNew', { count: unread }) : t('worker.list.messages')}
      >
        <Icon name="bell" size={26} />
        {unread > 0 && <span className="tab-count">{unread > 99 ? '99+' : unread}</span>}
      </RouteLink>
    </header>
  )
}

/** The camera opens at once; without a photo, and for what was begun before, a link leads to the same form. */
function ReportCard({ account }: { account: string }) {
  const { t } = useWords()
  const hasDraft = hasReportDraft(account)
  return (
    <section className="snap">
      <CameraButton account={account}>
        <Icon name="camera" size={34} />
        <span>
          <strong>{t('worker.list.snap')}</strong>
          <span>{t('worker.list.snapHint')}</span>
        </span>
      </CameraButton>
      <RouteLink className="snap-plain" to={paths.report()}>
        {t(hasDraft ? 'worker.list.draft' : 'worker.list.plain')}
        <Icon name="right" size={16} />
      </RouteLink>
    </section>
  )
}

const shownNext = 3

/** Late first, then today; what comes after is shown in part, so that a thing just sent here is seen at once. */
function DueSections({ items }: { items: readonly IncidentListItem[] }) {
  const { t } = useWords()
  const now = useNow()
  const { late, today, later, none } = useMemo(() => cutUp(items, now), [items, now])
  const next = [...later, ...none]
  return (
    <>
      {late.length > 0 && (
        <Section title={t('worker.list.section.late')} count={late.length} tone="late">
          <Rows items={late} />
        </Section>
      )}
      <Section title={t('worker.list.section.today')} count={today.length}>
        {today.length > 0 ? (
          <Rows items={today} />
        ) : (
          <p className="calm">
            <Icon name="check" /> {t('worker.list.allDone')}
          </p>
        )}
      </Section>
      {next.length > 0 && (
        <Section title={t('worker.list.next')} count={next.length}>
          <Rows items={next.slice(0, shownNext)} />
          {next.length > shownNext && (
            <RouteLink className="row-link" to={paths.waiting()}>
              <span>{t('worker.list.more', { count: next.length - shownNext })}</span>
              <Icon name="right" />
            </RouteLink>
          )}
        </Section>
      )}
    </>
  )
}

const shownNear = 5

/** My grid's own affairs that are not mine to hold. By distance only for who presses the button: nobody is located unasked. */
function Near({ held }: { held: readonly IncidentListItem[] }) {
  const { t } = useWords()
  const grids = gridsOf(useMe().posts)
  const query = useQuery(gridIncidentsQuery(grids))
  const { state, ask } = useHere()
  const own = new Set(held.map(({ id }) => id))
  const open = (query.data ?? []).filter((item) => isOpen(item.state) && !own.has(item.id))
  const sorted = state.kind === 'found' ? byDistance(open, state.here) : open.map((item) => ({ item, metres: null }))
  if (grids.length === 0) return null
  return (
    <Section
      title={t('worker.list.near')}
      count={open.length}
      aside={
        <button type="button" className="near-button" aria-busy={state.kind === 'asking'} onClick={() => void ask()}>
          <Icon name="locate" size={18} />
          {t(
            state.kind === 'asking'
              ? 'worker.list.nearSorting'
              : state.kind === 'found'
                ? 'worker.list.nearSorted'
                : 'worker.list.nearSort',
          )}
        </button>
      }
    >
      {state.kind === 'failed' && <p className="note note-warn">{t(`worker.report.here.${state.why}`)}</p>}
      {query.isPending && <Skeleton />}
      {query.isError && !query.data && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {query.data && open.length === 0 && <EmptyState title={t('worker.list.nearNone')} />}
      <ul className="rows">
        {sorted.slice(0, shownNear).map(({ item, metres }) => (
          <IncidentRow key={item.id} item={item} metres={metres} />
        ))}
      </ul>
      {open.length > shownNear && (
        <RouteLink className="row-link" to={paths.grid()}>
          <span>{t('worker.list.more', { count: open.length - shownNear })}</span>
          <Icon name="right" />
        </RouteLink>
      )}
    </Section>
  )
}

export function Section({
  title,
  count,
  tone,
  aside,
  children,
}: {
  title: string
  count: number
  tone?: 'late'
  aside?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <section className={tone ? `part part-${tone}` : 'part'}>
      <header className="part-head">
        <h2>
          {title} <span className="part-count">{count}</span>
        </h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

export function Rows({ items }: { items: readonly IncidentListItem[] }) {
  return (
    <ul className="rows">
      {items.map((item) => (
        <IncidentRow key={item.id} item={item} step={likelyStep(item.state)} />
      ))}
    </ul>
  )
}
