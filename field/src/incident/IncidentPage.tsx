import { isPersonAction, type PersonAction } from '@linli/contract/incident/fields.ts'
import { isFinal, stageNames } from '@linli/contract/incident/words.ts'
import { isProblem } from '@linli/ui/api/problem.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { StageSteps } from '@linli/ui/components/StageSteps.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { TimeLeft } from '@linli/ui/components/TimeLeft.tsx'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { useMatterName } from '../matter/useMatterName.ts'
import { paths } from '../paths.ts'
import { ActionBar } from './ActionBar.tsx'
import { ActSheet } from './ActSheet.tsx'
import { Banners } from './Banners.tsx'
import { ClocksCard } from './ClocksCard.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import { HistoryCard } from './HistoryCard.tsx'
import { HolderCard } from './HolderCard.tsx'
import { type IncidentView, incidentQuery } from './incident.api.ts'
import { PlaceCard } from './PlaceCard.tsx'
import { ReportsCard } from './ReportsCard.tsx'
import './incident.css'

/** One incident, and what this person may do with it now. */
export function IncidentPage() {
  const { t } = useWords()
  const { incidentId = '' } = useParams({ strict: false })
  const query = useQuery(incidentQuery(incidentId))
  if (query.data) return <Loaded incident={query.data} isStale={query.isError} />
  return (
    <>
      <TopBar title={t('worker.case.title')} />
      <main className="page" id="content" data-scroll-restoration-id="content">
        {query.isPending ? (
          <Skeleton lines={12} />
        ) : isProblem(query.error, 'not_found') ? (
          <EmptyState icon="search" title={t('worker.case.gone')}>
            {t('worker.case.goneText')}
          </EmptyState>
        ) : (
          <ProblemState error={query.error} onRetry={() => query.refetch()} />
        )}
      </main>
    </>
  )
}

function Loaded({ incident, isStale }: { incident: IncidentView; isStale: boolean }) {
  const { t } = useWords()
  const go = useGo()
  const { act }: { act?: string } = useSearch({ strict: false })
  const wanted = act && isPersonAction(act) ? act : null
  // A short cut opens its form only if the server allows the action; a form that was opened stays, whatever happens.
  const [open, setOpen] = useState<PersonAction | null>(() =>
    wanted && incident.allowed.some(({ action }) => action === wanted) ? wanted : null,
  )
  const close = () => {
    setOpen(null)
    if (act) go(paths.incident(incident.id), { replace: true })
  }
  return (
    <>
      <TopBar title={incident.number} />
      <main className="page stack" id="content" data-scroll-restoration-id="content">
        {isStale && <p className="strip">{t('worker.app.stale')}</p>}
        <Head incident={incident} />
        {incident.former && <p className="note note-info">{t('worker.case.former')}</p>}
        <Banners incident={incident} />
        {!incident.former && (
          <>
            <EvidenceCard incident={incident} />
            <ReportsCard incident={incident} />
            <PlaceCard incident={incident} />
          </>
        )}
        <HolderCard incident={incident} />
        {!incident.former && <ClocksCard incident={incident} />}
        <HistoryCard incident={incident} />
      </main>
      <ActionBar incident={incident} onOpen={setOpen} />
      {open && <ActSheet key={open} incident={incident} action={open} onClose={close} />}
    </>
  )
}

function Head({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const nameOf = useMatterName()
  const { state, urgency, round } = incident
  return (
    <header className="ll-card case-head">
      <div className="case-title">
        <h2>{nameOf(incident)}</h2>
        <TimeLeft dueAt={incident.dueAt} late={incident.late} paused={state === 'suspended'} />
      </div>
      <p className="case-badges">
        <Badge tone={toneOfState(state)}>{t(`incident.state.${state}`)}</Badge>
        {urgency !== 'normal' && <Badge tone="bad">{t(`incident.urgency.${urgency}`)}</Badge>}
        {round > 1 && <Badge tone="warn">{t('worker.case.round', { round })}</Badge>}
      </p>
      <StageSteps stage={incident.stage} ended={isFinal(state)} />
      <p className="case-stage" aria-hidden="true">
        {t('worker.case.stage', {
          at: stageNames.indexOf(incident.stage) + 1,
          total: stageNames.length,
          stage: t(`incident.stage.${incident.stage}`),
        })}
      </p>
    </header>
  )
}
