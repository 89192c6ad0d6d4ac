import { EmptyState } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { OwnLinks } from '../app/HomePage.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { readFilter } from './filter.ts'
import { IncidentPane } from './IncidentPane.tsx'
import { Queue } from './Queue.tsx'
import './desk.css'

/** The desk: what waits at the left, one incident in the middle, what may be done with it at the right. */
export function DeskPage() {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  const { incidentId }: { incidentId?: string } = useParams({ strict: false })
  const filter = readFilter(useSearch({ strict: false }))
  useTitle(t('desk.title'))
  if (!me) return null
  if (!me.permissions.includes('incident.list')) return <OwnLinks permissions={me.permissions} />
  return (
    <div className="desk">
      <h1 className="ll-hidden">{t('desk.title')}</h1>
      <Queue filter={filter} openId={incidentId ?? null} />
      {incidentId ? (
        <IncidentPane key={incidentId} id={incidentId} filter={filter} />
      ) : (
        <section className="desk-blank">
          <EmptyState icon="left" title={t('desk.pick')}>
            {t('desk.pickText')}
          </EmptyState>
        </section>
      )}
    </div>
  )
}
