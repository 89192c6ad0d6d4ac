import { ApiProblem } from '@linli/ui/api/problem.ts'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { HomePage } from './app/HomePage.tsx'
import { BrokenPage, NotFoundPage } from './app/LostPages.tsx'
import { Shell } from './app/Shell.tsx'
import { meQuery } from './identity/identity.api.ts'
import { SignInPage } from './identity/SignInPage.tsx'
import { base, paths } from './paths.ts'

/** The pages of the console and what must be known before each is shown. Addresses are made by paths.ts. */
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
      if (must.length > 0 && location.pathname !== paths.security()) throw redirect({ to: '/security' })
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error
      throw redirect({
        to: '/sign-in',
        search: location.pathname === '/' ? {} : { to: location.pathname + location.searchStr },
      })
    }
  },
})

const home = createRoute({ getParentRoute: () => shell, path: '/', component: HomePage })

const DeskPage = lazyRouteComponent(() => import('./incident/DeskPage.tsx'), 'DeskPage')
const desk = createRoute({ getParentRoute: () => shell, path: '/desk', component: DeskPage })
const incident = createRoute({ getParentRoute: () => desk, path: '/$incidentId' })

const newIncident = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/new',
  component: lazyRouteComponent(() => import('./incident/NewIncidentPage.tsx'), 'NewIncidentPage'),
})
const matters = createRoute({
  getParentRoute: () => shell,
  path: '/matters',
  component: lazyRouteComponent(() => import('./matter/MattersPage.tsx'), 'MattersPage'),
})
const accounts = createRoute({
  getParentRoute: () => shell,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./identity/AccountsPage.tsx'), 'AccountsPage'),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./identity/AccountPage.tsx'), 'AccountPage'),
})
const newAccount = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/new',
  component: lazyRouteComponent(() => import('./identity/NewAccountPage.tsx'), 'NewAccountPage'),
})
const posts = createRoute({
  getParentRoute: () => shell,
  path: '/posts',
  component: lazyRouteComponent(() => import('./identity/PostsPage.tsx'), 'PostsPage'),
})
const mediations = createRoute({
  getParentRoute: () => shell,
  path: '/mediations',
  component: lazyRouteComponent(() => import('./mediation/MediationsPage.tsx'), 'MediationsPage'),
})
const mediation = createRoute({
  getParentRoute: () => shell,
  path: '/mediations/$mediationId',
  component: lazyRouteComponent(() => import('./mediation/MediationPage.tsx'), 'MediationPage'),
})
const security = createRoute({
  getParentRoute: () => shell,
  path: '/security',
  component: lazyRouteComponent(() => import('./identity/SecurityPage.tsx'), 'SecurityPage'),
})
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
})
const health = createRoute({
  getParentRoute: () => shell,
  path: '/health',
  component: lazyRouteComponent(() => import('./app/HealthPage.tsx'), 'HealthPage'),
})

const tree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    desk.addChildren([incident]),
    newIncident,
    matters,
    accounts,
    newAccount,
    account,
    posts,
    mediations,
    mediation,
    security,
    audit,
    health,
  ]),
])

export function createConsoleRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: base,
    context: { client },
    defaultErrorComponent: BrokenPage,
    defaultPreload: false,
    // Texts stay texts: a search for `110` is no number.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const pairs = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '')
      return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs as [string, string][])}`
    },
  })
}
