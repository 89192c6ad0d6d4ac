import { roleLabel, roleNames } from '@linli/contract/identity/roles.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { PagedTable } from '../app/PagedTable.tsx'
import { RouteLink, useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { FilterChoice, FilterText } from './Filter.tsx'
import { type PostFilter, postsQuery } from './staff.api.ts'
import './staff.css'

/** Who holds which post, by area: gaps and double posts are seen here. */
export function PostsPage() {
  const { t, locale } = useWords()
  const go = useGo()
  const search: PostFilter = useSearch({ strict: false })
  const query = useInfiniteQuery(postsQuery(search))
  useTitle(t('staff.posts.all'))
  const filter = (part: PostFilter) => go(paths.posts({ ...search, ...part }), { replace: true })
  const label = (role: string) => roleLabel(role)[locale === 'en' ? 'en' : 'zh']
  return (
    <div className="page staff">
      <h1>{t('staff.posts.all')}</h1>
      <div className="staff-filter">
        <FilterText
          digits
          label={t('staff.filter.under')}
          value={search.under}
          onChange={(under) => /^(\d{2,18})?$/.test(under ?? '') && filter({ under })}
        />
        <FilterChoice
          label={t('staff.filter.role')}
          options={roleNames.map((value) => ({ value, label: label(value) }))}
          value={search.role}
          onChange={(role) => filter({ role })}
        />
      </div>
      <PagedTable
        query={query}
        rowKey={({ id }) => id}
        label={t('staff.posts.all')}
        empty={t('staff.posts.empty')}
        columns={[
          {
            key: 'role',
            title: t('staff.posts.role'),
            cell: ({ role }) => <span className="nowrap">{label(role)}</span>,
          },
          {
            key: 'place',
            title: t('staff.posts.place'),
            cell: ({ unitName, areaName }) => [unitName, areaName].filter(Boolean).join(' · '),
          },
          {
            key: 'holder',
            title: t('staff.posts.holder'),
            cell: ({ account }) => (
              <RouteLink className="nowrap" to={paths.account(account.id)}>
                {account.name}
              </RouteLink>
            ),
          },
          {
            key: 'dates',
            title: t('staff.posts.dates'),
            cell: ({ from, to }) => (
              <span className="nowrap">
                {to ? t('staff.posts.period', { from, to }) : t('staff.posts.since', { from })}
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}
