import { isProblem } from '@linli/ui/api/problem.ts'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { ProblemState } from '../app/ProblemState.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { useMatterName } from '../matter/useMatterName.ts'
import { MediationCard } from '../mediation/MediationCard.tsx'
import { ActionPanel } from './ActionPanel.tsx'
import { ClocksCard } from './ClocksCard.tsx'
import { DuplicatesCard } from './DuplicatesCard.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import type { DeskFilter } from './filter.ts'
import { HistoryCard } from './HistoryCard.tsx'
import { IncidentHead } from './IncidentHead.tsx'
import { type IncidentView, incidentQuery } from './incident.api.ts'
import { MatterCard } from './MatterCard.tsx'
import { PartiesCard } from './PartiesCard.tsx'
import { PlaceCard } from './PlaceCard.tsx'
import { ReportsCard } from './ReportsCard.tsx'
import { useNews } from './useNews.ts'

/** One incident, and what may be done with it. */
export function IncidentPane({ id, filter }: { id: string; filter: DeskFilter }) {
  const { t } = useWords()
  const query = useQuery(incidentQuery(id))
  if (query.data) return <Loaded incident={query.data} filter={filter} isStale={query.isError} />
  if (query.isPending) {
    return (
      <section className="pane-body">
        <Skeleton lines={12} />
      </section>
    )
  }
  return (
    <section className="desk-blank">
      {isProblem(query.error, 'not_found') ? (
        <EmptyState icon="search" title={t('desk.gone')}>
          {t('desk.goneText')}
        </EmptyState>
      ) : (
        <ProblemState error={query.error} onRetry={() => query.refetch()} />
      )}
    </section>
  )
}

function Loaded({ incident, filter, isStale }: { incident: IncidentView; filter: DeskFilter; isStale: boolean }) {
  const { t } = useWords()
  useTitle(`${incident.number} ${useMatterName(incident)}`)
  useNews(incident)
  const mayMerge = incident.allowed.some(({ action }) => action === 'merge')
  return (
    <div className="pane">
      <article className="pane-body" aria-labelledby="incident-title">
        {isStale && <Alert banner type="warning" title={t('desk.stale')} role="status" />}
        {incident.former && <Alert banner type="info" title={t('desk.former')} role="status" />}
        <IncidentHead incident={incident} filter={filter} />
        <div className="pane-grid">
          {!incident.former && <Work incident={incident} />}
          {(incident.mediable || incident.mediation) && (
            <div className="pane-wide">
              <MediationCard incident={incident.id} />
            </div>
          )}
          <MatterCard incident={incident} />
          <PartiesCard incident={incident} />
          {!incident.former && (
            <div className="pane-wide">
              <DuplicatesCard incident={incident} filter={filter} mayMerge={mayMerge} />
            </div>
          )}
          <div className="pane-wide">
            <HistoryCard incident={incident} />
          </div>
        </div>
      </article>
      <ActionPanel incident={incident} />
    </div>
  )
}

/** What a former party is not told: words, photos, place and clocks. */
function Work({ incident }: { incident: IncidentView }) {
  const hasEvidence = incident.evidence.length > 0
  return (
    <>
      <div className="pane-wide">
        <ReportsCard incident={incident} />
      </div>
      {hasEvidence && <EvidenceCard incident={incident} />}
      <div className={hasEvidence ? undefined : 'pane-wide'}>
        <PlaceCard incident={incident} />
      </div>
      <div className="pane-wide">
        <ClocksCard incident={incident} />
      </div>
    </>
  )
}
