import { Skeleton } from '@linli/ui/components/States.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { SecurityPanel } from '@linli/ui/identity/SecurityPanel.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { meQuery, ownSessionsQuery, securityQuery } from './identity.api.ts'

/** My account: also the only page that a session opens which must first be secured. */
export function SecurityPage() {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const client = useQueryClient()
  const me = useQuery(meQuery).data
  const security = useQuery(securityQuery)
  const sessions = useQuery(ownSessionsQuery)
  useTitle(t('security.title'))
  const failed = security.error ?? sessions.error
  if (failed)
    return <ProblemState error={failed} onRetry={() => client.invalidateQueries({ queryKey: ['security'] })} />
  if (!me || !security.data || !sessions.data) return <Skeleton lines={8} />
  return (
    <div className="page">
      <h1>{t('security.title')}</h1>
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
        onReady={() => go(paths.home(), { replace: true })}
      />
    </div>
  )
}
