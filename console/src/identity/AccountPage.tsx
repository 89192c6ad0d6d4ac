import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, toMs } from '@linli/ui/i18n/format.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ProblemState } from '../app/ProblemState.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { AccountActs } from './AccountActs.tsx'
import { AccountPosts } from './AccountPosts.tsx'
import { type Account, accountQuery } from './staff.api.ts'
import './staff.css'

/** One account: how it stands, what can be done to it, its posts. */
export function AccountPage() {
  const { t } = useWords()
  const { accountId } = useParams({ strict: false }) as { accountId: string }
  const account = useQuery(accountQuery(accountId))
  useTitle(account.data?.name ?? t('accounts.title'))
  if (account.isPending) return <Skeleton lines={8} />
  if (account.error) return <ProblemState error={account.error} onRetry={() => account.refetch()} />
  const { name, username, workNumber } = account.data
  return (
    <div className="page staff">
      <RouteLink to={paths.accounts()}>{t('staff.back')}</RouteLink>
      <h1>{name}</h1>
      <div className="staff-row">
        <span>{username}</span>
        {workNumber && <span>{workNumber}</span>}
        <AccountBadges account={account.data} />
      </div>
      <Card title={t('staff.acts')}>
        <AccountActs account={account.data} />
      </Card>
      <AccountPosts account={account.data} />
    </div>
  )
}

/** `brief` in lists: that something is missing stands on the page of the account. */
export function AccountBadges({ account, brief = false }: { account: Account; brief?: boolean }) {
  const { t } = useWords()
  const now = useNow()
  const { isDisabled, lockedUntil, guard } = account
  const isLocked = lockedUntil !== null && toMs(lockedUntil) > now
  return (
    <>
      {isDisabled && <Badge>{t('accounts.disabled')}</Badge>}
      {!isDisabled && isLocked && (
        <Badge tone="bad">{t('accounts.locked', { until: formatDateTime(lockedUntil) })}</Badge>
      )}
      {!isDisabled && !isLocked && <Badge tone="good">{t('accounts.active')}</Badge>}
      {guard?.oneTimeUntil && (
        <Badge tone="warn">{t('staff.guard.oneTime', { until: formatDateTime(guard.oneTimeUntil) })}</Badge>
      )}
      {guard && (guard.secondFactor || !brief) && (
        <Badge tone={guard.secondFactor ? 'info' : 'plain'}>
          {t(guard.secondFactor ? 'staff.guard.otp' : 'staff.guard.none')}
        </Badge>
      )}
    </>
  )
}
