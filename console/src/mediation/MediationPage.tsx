import { isProblem } from '@linli/ui/api/problem.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ProblemState } from '../app/ProblemState.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { Case } from './Case.tsx'
import { mediationQuery } from './mediation.api.ts'
import { StateBadge } from './Standing.tsx'
import './mediation.css'

/** One case by itself: a mediator need not see the incident. */
export function MediationPage() {
  const { t } = useWords()
  const { mediationId } = useParams({ strict: false }) as { mediationId: string }
  const query = useQuery(mediationQuery(mediationId))
  const view = query.data
  const number = view?.incident.number
  useTitle(`${t('mediation.title')} ${number ?? ''}`)
  if (query.isPending)
    return (
      <div className="page">
        <Skeleton lines={8} />
      </div>
    )
  if (!view)
    return (
      <div className="page">
        {isProblem(query.error, 'not_found') ? (
          <EmptyState icon="search" level={1} title={t('mediation.lost.title')}>
            {t('mediation.lost.text')}
          </EmptyState>
        ) : (
          <ProblemState error={query.error} onRetry={() => query.refetch()} />
        )}
      </div>
    )
  return (
    <div className="page mediation-page">
      <h1>
        {t('mediation.title')} {number && <RouteLink to={paths.incident(view.incident.id)}>{number}</RouteLink>}
      </h1>
      <Card aside={<StateBadge state={view.state} />}>
        <Case key={view.id} view={view} />
      </Card>
    </div>
  )
}
