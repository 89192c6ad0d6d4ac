import { ApiProblem } from '@linli/ui/api/problem.ts'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { BrokenPage, NotFoundPage } from './app/LostPages.tsx'
import { Shell } from './app/Shell.tsx'
import { TabsLayout } from './app/TabsLayout.tsx'
import { GridPage } from './area/GridPage.tsx'
import { meQuery } from './identity/identity.api.ts'
import { ProfilePage } from './identity/ProfilePage.tsx'
import { SecurityPage } from './identity/SecurityPage.tsx'
import { SignInPage } from './identity/SignInPage.tsx'
import { IncidentPage } from './incident/IncidentPage.tsx'
import { TodayPage } from './incident/TodayPage.tsx'
import { WaitingPage } from './incident/WaitingPage.tsx'
import { MessagesPage } from './notify/MessagesPage.tsx'
import { OutboxPage } from './outbox/OutboxPage.tsx'
import { base, paths } from './paths.ts'
import { ReportPage } from './report/ReportPage.tsx'
import { SentPage } from './report/SentPage.tsx'

/**
 * The pages of the field app and what must be known before each is shown. Addresses are made by paths.ts. All pages come
 * with the first load: where the network ends, none must be missing. Only the map and the carrier of photos come later.
 */
const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
})

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage })

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: BrokenPage,
  async beforeLoad({ context, location }) {
    try {
      const { must } = await context.client.ensureQueryData(meQuery)
      // Until the account is secured nothing else is open, so nothing else is tried.
      if (must.length > 0 && location.pathname !== paths.security()) throw redirect({ to: '/me/security' })
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error
      const to = location.pathname + location.searchStr
      throw redirect({ to: '/sign-in', search: to === paths.today() ? {} : { to } })
    }
  },
})

/** Places to look around have the tabs below; pages with one task have its button there instead. */
const tabs = createRoute({ getParentRoute: () => shell, id: 'tabs', component: TabsLayout })
const today = createRoute({ getParentRoute: () => tabs, path: '/', component: TodayPage })
const waiting = createRoute({ getParentRoute: () => tabs, path: '/waiting', component: WaitingPage })
const grid = createRoute({
  getParentRoute: () => tabs,
  path: '/grid',
  component: GridPage,
})
const profile = createRoute({
  getParentRoute: () => tabs,
  path: '/me',
  component: ProfilePage,
})

const security = createRoute({
  getParentRoute: () => shell,
  path: '/me/security',
  component: SecurityPage,
})

const report = createRoute({
  getParentRoute: () => shell,
  path: '/report',
  component: ReportPage,
})
const sent = createRoute({
  getParentRoute: () => shell,
  path: '/sent/$incidentId',
  component: SentPage,
})
const incident = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/$incidentId',
  component: IncidentPage,
})
const messages = createRoute({
  getParentRoute: () => shell,
  path: '/messages',
  component: MessagesPage,
})
const outbox = createRoute({
  getParentRoute: () => shell,
  path: '/outbox',
  component: OutboxPage,
})

const tree = root.addChildren([
  signIn,
  shell.addChildren([
    tabs.addChildren([today, waiting, grid, profile]),
    security,
    report,
    sent,
    incident,
    messages,
    outbox,
  ]),
])

export function createFieldRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: base,
    context: { client },
    defaultErrorComponent: BrokenPage,
    defaultPreload: false,
    scrollRestoration: true,
    // Texts stay texts: an area code is no number.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const pairs = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '')
      return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs as [string, string][])}`
    },
  })
}
