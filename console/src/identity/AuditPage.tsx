import { formatExact } from '@linli/ui/i18n/format.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { PagedTable } from '../app/PagedTable.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { auditQuery } from './identity.api.ts'

/** What was done to the system and by whom, newest first. */
export function AuditPage() {
  const { t } = useWords()
  const go = useGo()
  const search: { verb?: string } = useSearch({ strict: false })
  const query = useInfiniteQuery(auditQuery({ verb: search.verb }))
  useTitle(t('audit.title'))
  return (
    <div className="page">
      <h1>{t('audit.title')}</h1>
      <Input.Search
        className="page-search"
        allowClear
        defaultValue={search.verb}
        aria-label={t('audit.verb')}
        placeholder={t('audit.verbHint')}
        onSearch={(verb) =>
          go(`${paths.audit()}${verb ? `?verb=${encodeURIComponent(verb.trim())}` : ''}`, { replace: true })
        }
      />
      <PagedTable
        query={query}
        rowKey={({ seq }) => seq}
        label={t('audit.title')}
        empty={t('audit.none')}
        columns={[
          { key: 'at', title: t('audit.at'), cell: ({ at }) => <span className="nowrap">{formatExact(at)}</span> },
          { key: 'who', title: t('audit.who'), cell: ({ accountName }) => accountName ?? t('audit.nobody') },
          { key: 'verb', title: t('audit.verb'), cell: ({ verb }) => verb },
          { key: 'subject', title: t('audit.subject'), cell: ({ subject }) => subject },
          {
            key: 'facts',
            title: t('audit.facts'),
            cell: ({ facts }) => <code className="facts-code">{JSON.stringify(facts)}</code>,
          },
        ]}
      />
    </div>
  )
}
