import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { OfflineBar } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { RecordAlarm } from '../audit/RecordAlarm.tsx'
import { meQuery } from '../identity/identity.api.ts'
import { SignInForm } from '../identity/SignInForm.tsx'
import { EmergencyAlarm } from '../incident/EmergencyAlarm.tsx'
import { paths } from '../paths.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { ClockControl } from './ClockControl.tsx'
import { HelpButton, KeyboardHelp } from './KeyboardHelp.tsx'
import { LiveLamp } from './LiveLamp.tsx'
import { navEntries } from './nav.ts'
import { RouteLink, useGo } from './RouteLink.tsx'
import { useSessionOver } from './session-over.ts'
import { Toggles } from './Toggles.tsx'
import { useKeys } from './useKeys.ts'
import { useOnline } from './useOnline.ts'
import { useWords } from './words.ts'
import './shell.css'

/** The frame of every page behind the door: who I am, where I can go, how the connection is. */
export function Shell() {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  const online = useOnline()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const go = useGo()
  useKeys({
    '?': () => setHelpOpen(true),
    n: me?.permissions.includes('incident.report') ? () => go(paths.newIncident()) : undefined,
  })
  if (!me) return null
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        {t('shell.skip')}
      </a>
      <header>
        <div className="shell-head">
          <RouteLink to={paths.home()} className="shell-mark">
            <img src="/console/mark.svg" alt="" width={26} height={26} />
            <strong>{t('signin.product')}</strong>
          </RouteLink>
          <Nav permissions={me.permissions} />
          <div className="shell-tools">
            {me.must.length === 0 && <LiveLamp />}
            {me.virtualClock && <ClockControl />}
            <HelpButton onOpen={() => setHelpOpen(true)} />
            <Toggles />
            <AccountMenu me={me} />
          </div>
        </div>
        {me.trial && <p className="shell-trial">{t('shell.trial')}</p>}
        <OfflineBar online={online} />
        {me.permissions.includes('audit.read') && <RecordAlarm />}
        {me.must.length === 0 && me.permissions.includes('incident.list') && <EmergencyAlarm />}
      </header>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      <KeyboardHelp open={isHelpOpen} onClose={() => setHelpOpen(false)} />
      <SignInAgain username={me.account.username} />
    </div>
  )
}

function Nav({ permissions }: { permissions: readonly string[] }) {
  const { t } = useWords()
  const { pathname } = useLocation()
  return (
    <nav className="shell-nav" aria-label={t('shell.nav')}>
      {navEntries(permissions).map(({ path, label }) => (
        <RouteLink key={path} to={path} aria-current={pathname.startsWith(path) ? 'page' : undefined}>
          {t(label)}
        </RouteLink>
      ))}
    </nav>
  )
}

/** The session ended while somebody worked: sign in over the page, nothing is lost. */
function SignInAgain({ username }: { username: string }) {
  const { t } = useWords()
  const isOver = useSessionOver()
  const toDoor = () => location.assign(`/console${paths.signIn()}`)
  return (
    <Dialog open={isOver} title={t('signin.again')} width={400}>
      <p>{t('signin.againText')}</p>
      <SignInForm username={username} onDone={() => {}} />
      <button type="button" className="link-button" onClick={toDoor}>
        {t('signin.other')}
      </button>
    </Dialog>
  )
}
