import { Badge } from '@linli/ui/components/Card.tsx'
import { TimeLeft } from '@linli/ui/components/TimeLeft.tsx'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { memo, useEffect, useRef } from 'react'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { useMatterName } from '../matter/useMatterName.ts'
import { paths } from '../paths.ts'
import type { DeskFilter } from './filter.ts'
import type { IncidentListItem } from './incident.api.ts'

/** One incident in the queue: what, how long, where, who has it. */
export const QueueRow = memo(function QueueRow({
  item,
  filter,
  isOpen,
}: {
  item: IncidentListItem
  filter: DeskFilter
  isOpen: boolean
}) {
  const { t } = useWords()
  const row = useRef<HTMLLIElement>(null)
  const matter = useMatterName(item)
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <li ref={row} className={isOpen ? 'queue-row queue-row-open' : 'queue-row'}>
      <RouteLink to={paths.incident(item.id, filter)} aria-current={isOpen ? 'true' : undefined}>
        <span className="queue-line">
          <strong>{matter}</strong>
          {item.urgency !== 'normal' && <Badge tone="warn">{t(`incident.urgency.${item.urgency}`)}</Badge>}
          <TimeLeft dueAt={item.dueAt} late={item.late} />
        </span>
        <span className="queue-words">{item.description}</span>
        <span className="queue-line queue-small">
          <Badge tone={toneOfState(item.state)}>{t(`incident.state.${item.state}`)}</Badge>
          <span className="queue-place">{lastOf(item.areaName)}</span>
          <span className="queue-holder">{item.holder?.name}</span>
        </span>
      </RouteLink>
    </li>
  )
})

/** The names lead from the county down; the last one says most. */
function lastOf(areaName: string): string {
  return areaName.split(' ').at(-1) ?? areaName
}
