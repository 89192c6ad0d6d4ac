import { ApiProblem } from '@linli/ui/api/problem.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { ErrorState } from '@linli/ui/components/States.tsx'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { type Column, PagedTable } from '../app/PagedTable.tsx'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { AuditSearch } from './AuditSearch.tsx'
import { type LogEntry, logQuery } from './audit.api.ts'
import { auditMessages } from './audit.messages.ts'
import { BreaksCard } from './BreaksCard.tsx'
import { type AuditFilter, type Log, logs, readFilter } from './filter.ts'
import { RecordCard } from './RecordCard.tsx'
import { wordOf } from './verb.ts'
import './audit.css'

/** What was done to the system and who read whose data, newest first; and whether the record of it is whole. */
export function AuditPage() {
  const { t } = useWords()
  const go = useGo()
  const filter = readFilter(useSearch({ strict: false }))
  const query = useInfiniteQuery(logQuery(filter))
  const columns = useColumns(filter.log ?? 'audit')
  useTitle(t('audit.title'))
  // Whoever may not read it is told so once, and shown no form that would only be refused.
  if (query.error && !query.data) return <Refused error={query.error} onRetry={() => query.refetch()} />
  const search = (next: AuditFilter) => go(paths.audit(next))
  const first = query.data?.pages[0]
  return (
    <div className="page">
      <h1>{t('audit.title')}</h1>
      <RecordCard />
      <BreaksCard />
      <Segmented<Log>
        aria-label={t('audit.log')}
        value={filter.log ?? 'audit'}
        options={logs.map((log) => ({ value: log, label: t(`audit.log.${log}`) }))}
        onChange={(log) => search({ ...filter, log })}
      />
      <AuditSearch key={JSON.stringify(filter)} filter={filter} onSearch={search} />
      <p className="audit-count" aria-live="polite">
        {first?.total !== undefined &&
          t(first.totalIsAtLeast ? 'audit.countAtLeast' : 'audit.count', { count: first.total })}
      </p>
      <div className="audit-table">
        <PagedTable
          query={query}
          rowKey={({ seq }) => seq}
          label={t(`audit.log.${filter.log ?? 'audit'}`)}
          empty={t('audit.none')}
          columns={columns}
        />
      </div>
    </div>
  )
}

function Refused({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useWords()
  return (
    <div className="page">
      <h1>{t('audit.title')}</h1>
      {error instanceof ApiProblem && error.status === 403 ? (
        <ErrorState what={t('audit.forbidden')} todo={t('audit.forbidden.todo')} />
      ) : (
        <ProblemState error={error} onRetry={onRetry} />
      )}
    </div>
  )
}

function useColumns(log: Log): Column<LogEntry>[] {
  const { t } = useWords()
  const word = (id: string, otherwise: string) => (isWord(id) ? t(id) : otherwise)
  const common: Column<LogEntry>[] = [
    { key: 'seq', title: t('audit.seq'), cell: ({ seq }) => seq },
    { key: 'at', title: t('audit.at'), cell: ({ at }) => <span className="nowrap">{formatExact(at)}</span> },
    {
      key: 'who',
      title: t('audit.filter.actor'),
      cell: ({ accountName, username }) =>
        username ? (
          <span className="nowrap">
            {accountName} <small>{username}</small>
          </span>
        ) : (
          t('audit.nobody')
        ),
    },
    {
      key: 'verb',
      title: t('audit.filter.verb'),
      cell: (entry) => (
        <span className="nowrap">
          {word(wordOf(entry.verb), entry.verb)}{' '}
          {'outcome' in entry && entry.outcome === 'refused' && <Badge tone="warn">{t('audit.outcome.refused')}</Badge>}
          <small className="audit-code">{entry.verb}</small>
        </span>
      ),
    },
    {
      key: 'subject',
      title: t('audit.filter.subject'),
      cell: (entry) => ('subjectName' in entry && entry.subjectName) || entry.subject,
    },
  ]
  if (log === 'disclosure')
    return [
      ...common,
      { key: 'purpose', title: t('audit.purpose'), cell: (e) => ('purpose' in e ? e.purpose : null) },
      {
        key: 'fields',
        title: t('audit.fields'),
        cell: (e) => ('fields' in e ? e.fields.map((f) => word(`audit.field.${f}`, f)).join(' · ') : null),
      },
    ]
  return [
    ...common,
    {
      key: 'facts',
      title: t('audit.facts'),
      cell: (e) => ('facts' in e ? <code className="facts-code">{factsText(e.facts)}</code> : null),
    },
  ]
}

/** Verbs come from every room; what has no words yet is shown as it is. */
const isWord = (id: string): id is keyof typeof auditMessages => id in auditMessages

const factsText = (facts: Record<string, unknown>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
