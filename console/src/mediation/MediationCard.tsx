import { Button } from '@linli/ui/components/Button.tsx'
import { Card } from '@linli/ui/components/Card.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { Case } from './Case.tsx'
import { mediationOfQuery } from './mediation.api.ts'
import { OpenDialog } from './OpenDialog.tsx'
import { StateBadge } from './Standing.tsx'
import './mediation.css'

/** Mediation on the page of a dispute: how it stands for everybody here, the work for whoever mediates. */
export function MediationCard({ incident }: { incident: string }) {
  const { t } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const query = useQuery(mediationOfQuery(incident))
  const [isOpening, setOpening] = useState(false)
  const { mediation, open } = query.data ?? { mediation: null, open: [] }
  const begun = () => {
    setOpening(false)
    toast(t('mediation.begin.done'))
    void client.invalidateQueries({ queryKey: ['mediations'] })
    void client.invalidateQueries({ queryKey: ['incident', incident] })
  }
  return (
    <Card level={3} title={t('mediation.title')} aside={mediation && <StateBadge state={mediation.state} />}>
      {query.isPending && <Skeleton lines={3} />}
      {query.error && !query.data && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {mediation && <Case key={mediation.id} view={mediation} />}
      {query.data && !mediation && <p>{t('mediation.notBegun')}</p>}
      {open.length > 0 && (
        <div className="mediation-row">
          <Button kind={mediation ? 'plain' : 'primary'} onClick={() => setOpening(true)}>
            {t('mediation.begin')}
          </Button>
        </div>
      )}
      {isOpening && <OpenDialog incident={incident} units={open} onClose={() => setOpening(false)} onDone={begun} />}
    </Card>
  )
}
