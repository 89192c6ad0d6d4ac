import { isFinal } from '@linli/contract/incident/words.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { Clocks } from '@linli/ui/incident/Clocks.tsx'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { calendarQuery } from '../matter/matter.api.ts'
import type { IncidentView } from './incident.api.ts'

export function ClocksCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const calendar = useQuery(calendarQuery).data
  if (isFinal(incident.state) && !incident.promise) return null
  return (
    <Card title={t('worker.case.clocks')}>
      <Clocks incident={incident} calendar={calendar} level={3} />
    </Card>
  )
}
