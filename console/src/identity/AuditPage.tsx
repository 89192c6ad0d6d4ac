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
        rowKey="seq"
        empty={t('audit.none')}
        columns={[
          { title: t('audit.at'), render: (_, { at }) => formatExact(at), width: 180 },
          { title: t('audit.who'), render: (_, { accountName }) => accountName ?? t('audit.nobody'), width: 140 },
          { title: t('audit.verb'), dataIndex: 'verb', width: 200 },
          { title: t('audit.subject'), dataIndex: 'subject', width: 200 },
          {
            title: t('audit.facts'),
            render: (_, { facts }) => <code className="facts-code">{JSON.stringify(facts)}</code>,
          },
        ]}
      />
    </div>
  )
}
