import { EmptyState, OfflineBar } from '@linli/ui/components/States.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { tidyShelf } from '../evidence/shelf.ts'
import { meQuery } from '../identity/identity.api.ts'
import { SessionOverDialog } from '../identity/SessionOverDialog.tsx'
import { SignOutButton } from '../identity/SignOutButton.tsx'
import { type IncidentView, incidentQuery } from '../incident/incident.api.ts'
import { keepSending, onAccepted, outbox, useOutbox } from '../outbox/here.ts'
import { countItems } from '../outbox/item.ts'
import { paths } from '../paths.ts'
import { useGo } from './RouteLink.tsx'
import { useLive } from './useLive.ts'
import { useOnline } from './useOnline.ts'
import { useWords } from './words.ts'

/** The frame of everybody who is signed in: the bar that tells what waits, the outbox at work, news as they happen. */
export function Shell() {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  const go = useGo()
  const isOnline = useOnline()
  const { items } = useOutbox()
  useLive()
  useOutboxOf(me?.account.id)
  if (!me) return null
  const { waiting, refused } = countItems(items)
  return (
    <div className="app">
      <a className="skip" href="#content">
        {t('worker.app.skip')}
      </a>
      <OfflineBar online={isOnline} waiting={waiting} failed={refused} onOpen={() => go(paths.outbox())} />
      {!outbox.isLasting && (
        <p className="strip" role="status">
          {t('worker.app.notLasting')}
        </p>
      )}
      {me.must.length > 0 || me.permissions.includes('incident.list') ? <Outlet /> : <NoPermission />}
      <SessionOverDialog username={me.account.username} />
    </div>
  )
}

function NoPermission() {
  const { t } = useWords()
  return (
    <main className="page" id="content" data-scroll-restoration-id="content">
      <EmptyState icon="person" title={t('worker.app.noPermission')}>
        <p>{t('worker.app.noPermissionText')}</p>
        <SignOutButton />
      </EmptyState>
    </main>
  )
}

/** Opens this account's outbox, keeps it sending, and puts the server's answers where the pages look. */
function useOutboxOf(account: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!account) return
    void outbox.open(account).then(tidyShelf)
    return keepSending()
  }, [account])
  useEffect(
    () =>
      onAccepted(({ target }, answer) => {
        client.setQueryData(incidentQuery(target).queryKey, answer as IncidentView)
        void client.invalidateQueries({ queryKey: ['incidents'] })
      }),
    [client],
  )
}
