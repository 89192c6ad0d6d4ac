import { Icon, type IconName } from '@linli/ui/components/icons.tsx'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useMe } from '../identity/identity.api.ts'
import { heldQuery } from '../incident/incident.api.ts'
import { paths } from '../paths.ts'
import { RouteLink } from './RouteLink.tsx'
import { useWords } from './words.ts'

const tabs = [
  { name: 'today', icon: 'home', to: paths.today() },
  { name: 'waiting', icon: 'list', to: paths.waiting() },
  { name: 'report', icon: 'camera', to: paths.report() },
  { name: 'grid', icon: 'grid', to: paths.grid() },
  { name: 'me', icon: 'person', to: paths.profile() },
] as const satisfies readonly { name: string; icon: IconName; to: string }[]

/** Pages to look around: the way to all of them lies under the thumb. */
export function TabsLayout() {
  const { t } = useWords()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const mayReport = useMe().permissions.includes('incident.report')
  const held = useQuery(heldQuery).data?.items.length ?? 0
  const shown = tabs.filter(({ name }) => name !== 'report' || mayReport)
  return (
    <>
      <Outlet />
      <nav className="tabs" aria-label={t('worker.app.nav')}>
        {shown.map(({ name, icon, to }) => (
          <RouteLink
            key={name}
            to={to}
            className={name === 'report' ? 'tab tab-report' : 'tab'}
            aria-current={path === to ? 'page' : undefined}
          >
            <span className="tab-icon">
              <Icon name={icon} size={name === 'report' ? 28 : 24} />
              {name === 'waiting' && held > 0 && <span className="tab-count">{held > 99 ? '99+' : held}</span>}
            </span>
            <span>{t(`worker.app.${name}`)}</span>
          </RouteLink>
        ))}
      </nav>
    </>
  )
}
