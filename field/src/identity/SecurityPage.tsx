import { Skeleton } from '@linli/ui/components/States.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { SecurityPanel } from '@linli/ui/identity/SecurityPanel.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { ownSessionsQuery, securityQuery, useMe } from './identity.api.ts'
import { SignOutButton } from './SignOutButton.tsx'

/** My account: also the only page that a session opens which must first be secured. */
export function SecurityPage() {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const client = useQueryClient()
  const me = useMe()
  const security = useQuery(securityQuery)
  const sessions = useQuery(ownSessionsQuery)
  const failed = security.error ?? sessions.error
  return (
    <>
      <TopBar title={t('security.title')} />
      <main className="page stack" id="content" data-scroll-restoration-id="content">
        {failed && <ProblemState error={failed} onRetry={() => client.invalidateQueries({ queryKey: ['security'] })} />}
        {!failed && !(security.data && sessions.data) && <Skeleton lines={8} />}
        {security.data && sessions.data && (
          <SecurityPanel
            username={me.account.username}
            must={me.must}
            security={security.data}
            sessions={sessions.data.items}
            say={toast}
            onChanged={() => {
              void client.invalidateQueries({ queryKey: ['security'] })
              void client.invalidateQueries({ queryKey: ['me'] })
            }}
            onReady={() => go(paths.today(), { replace: true })}
          />
        )}
        {me.must.length > 0 && <SignOutButton />}
      </main>
    </>
  )
}
