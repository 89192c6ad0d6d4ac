import { roleLabel, roleNames } from '@linli/contract/identity/roles.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { PagedTable } from '../app/PagedTable.tsx'
import { RouteLink, useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { AccountBadges } from './AccountPage.tsx'
import { usePostName } from './AccountPosts.tsx'
import { FilterChoice, FilterText } from './Filter.tsx'
import { type AccountFilter, accountsQuery } from './staff.api.ts'
import './staff.css'

const states = ['active', 'disabled', 'locked', 'oneTime', 'withoutPost'] as const

/** Who can sign in, with which posts; everything else is done on the page of each. */
export function AccountsPage() {
  const { t, locale } = useWords()
  const go = useGo()
  const search: AccountFilter = useSearch({ strict: false })
  const query = useInfiniteQuery(accountsQuery(search))
  const postName = usePostName()
  useTitle(t('accounts.title'))
  const filter = (part: AccountFilter) => go(paths.accounts({ ...search, ...part }), { replace: true })
  return (
    <div className="page staff">
      <h1>{t('accounts.title')}</h1>
      <div className="staff-filter">
        <FilterText label={t('accounts.search')} value={search.q} onChange={(q) => filter({ q })} />
        <FilterChoice
          label={t('staff.filter.state')}
          options={states.map((value) => ({ value, label: t(`staff.state.${value}`) }))}
          value={search.state}
          onChange={(state) => filter({ state })}
        />
        <FilterChoice
          label={t('staff.filter.role')}
          options={roleNames.map((value) => ({ value, label: roleLabel(value)[locale === 'en' ? 'en' : 'zh'] }))}
          value={search.role}
          onChange={(role) => filter({ role })}
        />
        <div className="staff-row">
          <Button kind="primary" onClick={() => go(paths.newAccount())}>
            {t('staff.new')}
          </Button>
          <RouteLink to={paths.posts()}>{t('staff.posts.all')}</RouteLink>
        </div>
      </div>
      <PagedTable
        query={query}
        rowKey={({ id }) => id}
        label={t('accounts.title')}
        empty={t('accounts.none')}
        columns={[
          {
            key: 'username',
            title: t('accounts.username'),
            cell: ({ id, username }) => (
              <RouteLink className="nowrap" to={paths.account(id)}>
                {username}
              </RouteLink>
            ),
          },
          // Names stay on one line, however many posts somebody holds.
          { key: 'name', title: t('accounts.name'), cell: ({ name }) => <span className="nowrap">{name}</span> },
          { key: 'posts', title: t('accounts.posts'), cell: ({ posts }) => posts.map(postName).join('；') },
          {
            key: 'state',
            title: t('accounts.state'),
            cell: (account) => (
              <span className="staff-row">
                <AccountBadges brief account={account} />
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}
