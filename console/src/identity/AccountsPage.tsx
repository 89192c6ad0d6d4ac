import { SearchOutlined } from '@ant-design/icons'
import { Badge } from '@linli/ui/components/Card.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, toMs } from '@linli/ui/i18n/format.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { PagedTable } from '../app/PagedTable.tsx'
import { useExplain } from '../app/Providers.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { type Account, accountsQuery, meQuery, unlockAccount } from './identity.api.ts'

/** Who can sign in, with which posts; a locked one is unlocked here. */
export function AccountsPage() {
  const { t, locale } = useWords()
  const go = useGo()
  const search: { q?: string } = useSearch({ strict: false })
  const query = useInfiniteQuery(accountsQuery(search.q ?? ''))
  useTitle(t('accounts.title'))
  return (
    <div className="page">
      <h1>{t('accounts.title')}</h1>
      <Input
        className="page-search"
        prefix={<SearchOutlined />}
        allowClear
        defaultValue={search.q}
        aria-label={t('accounts.search')}
        placeholder={t('accounts.search')}
        onChange={(event) =>
          go(`${paths.accounts()}${event.target.value ? `?q=${encodeURIComponent(event.target.value)}` : ''}`, {
            replace: true,
          })
        }
      />
      <PagedTable
        query={query}
        rowKey={({ id }) => id}
        label={t('accounts.title')}
        empty={t('accounts.none')}
        columns={[
          { key: 'username', title: t('accounts.username'), cell: ({ username }) => <Unbroken text={username} /> },
          { key: 'name', title: t('accounts.name'), cell: ({ name }) => <Unbroken text={name} /> },
          {
            key: 'posts',
            title: t('accounts.posts'),
            cell: ({ posts }) => posts.map((post) => postText(post, locale)).join(' · '),
          },
          { key: 'state', title: t('accounts.state'), cell: (account) => <AccountState account={account} /> },
        ]}
      />
    </div>
  )
}

/** Names stay on one line, however many posts somebody holds. */
const Unbroken = ({ text }: { text: string }) => <span className="nowrap">{text}</span>

function postText(post: Account['posts'][number], locale: Locale): string {
  return `${locale === 'en' ? post.roleName.en : post.roleName.zh} ${post.unitName ?? post.areaName ?? ''}`.trim()
}

function AccountState({ account }: { account: Account }) {
  const { t } = useWords()
  const now = useNow()
  const toast = useToast()
  const explain = useExplain()
  const client = useQueryClient()
  const me = useQuery(meQuery).data
  const unlocking = useMutation({
    mutationFn: () => unlockAccount(account),
    onSuccess: () => {
      toast(t('accounts.unlocked', { name: account.name }))
      return client.invalidateQueries({ queryKey: ['accounts'] })
    },
    onError: (error) => toast(explain(error).what, 'bad'),
  })
  if (account.isDisabled) return <Badge>{t('accounts.disabled')}</Badge>
  if (!account.lockedUntil || toMs(account.lockedUntil) < now) return <Badge tone="good">{t('accounts.active')}</Badge>
  return (
    <span className="incident-line">
      <Badge tone="bad">{t('accounts.locked', { until: formatDateTime(account.lockedUntil) })}</Badge>
      {me?.permissions.includes('account.write') && (
        <Button size="small" loading={unlocking.isPending} onClick={() => unlocking.mutate()}>
          {t('accounts.unlock')}
        </Button>
      )}
    </span>
  )
}
