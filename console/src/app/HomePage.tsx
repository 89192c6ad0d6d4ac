import { EmptyState } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { meQuery } from '../identity/identity.api.ts'
import { navEntries } from './nav.ts'
import { RouteLink } from './RouteLink.tsx'
import { useTitle } from './useTitle.ts'
import { useWords } from './words.ts'

/** Desks go to their queue; whoever has no incidents to work on sees the few things that are theirs. */
export function HomePage() {
  const me = useQuery(meQuery).data
  if (!me) return null
  return me.permissions.includes('incident.list') ? (
    <Navigate to="/desk" replace />
  ) : (
    <OwnLinks permissions={me.permissions} />
  )
}

export function OwnLinks({ permissions }: { permissions: readonly string[] }) {
  const { t } = useWords()
  const entries = navEntries(permissions)
  useTitle(t('shell.nothing.title'))
  return (
    <div className="page">
      <EmptyState level={1} icon="info" title={t('shell.nothing.title')}>
        <p>{t(entries.length > 0 ? 'shell.nothing.text' : 'shell.nothing.none')}</p>
        <ul className="own-links">
          {entries.map(({ path, label }) => (
            <li key={path}>
              <RouteLink to={path}>{t(label)}</RouteLink>
            </li>
          ))}
        </ul>
      </EmptyState>
    </div>
  )
}
