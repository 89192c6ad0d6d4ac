import { Card } from '@linli/ui/components/Card.tsx'
import { Clocks } from '@linli/ui/incident/Clocks.tsx'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { calendarQuery } from '../matter/matter.api.ts'
import type { IncidentView } from './incident.api.ts'

export function ClocksCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const calendar = useQuery(calendarQuery).data
  return (
    <Card level={3} title={t('desk.clocks')}>
      <Clocks incident={incident} calendar={calendar} level={4} />
    </Card>
  )
}
