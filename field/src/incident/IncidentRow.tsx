import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { TimeLeft } from '@linli/ui/components/TimeLeft.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatMetres } from '@linli/ui/i18n/format.ts'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { useMatterName } from '../matter/useMatterName.ts'
import { useOutbox } from '../outbox/here.ts'
import { paths } from '../paths.ts'
import type { IncidentListItem, PersonAction } from './incident.api.ts'
import { sectionOf, shortArea } from './sections.ts'
import './row.css'

/** An incident in a list: what, where, how long there is. With a `step` it is the reader's own to do, which is marked. */
export function IncidentRow({
  item,
  step,
  metres,
}: {
  item: IncidentListItem
  step?: PersonAction | null
  metres?: number | null
}) {
  const { t } = useWords()
  const now = useNow()
  const nameOf = useMatterName()
  const isPending = useOutbox().items.some(({ target, state }) => target === item.id && state === 'waiting')
  const place = item.location?.address ?? shortArea(item.areaName)
  return (
    <li className={step === undefined ? 'row' : `row row-${sectionOf(item, now)}`}>
      <RouteLink className="row-body" to={paths.incident(item.id)}>
        <span className="row-head">
          <strong>{nameOf(item)}</strong>
          {item.urgency !== 'normal' && <Badge tone="bad">{t(`incident.urgency.${item.urgency}`)}</Badge>}
          <TimeLeft dueAt={item.dueAt} late={item.late} paused={item.state === 'suspended'} />
        </span>
        <span className="row-words">{item.description}</span>
      </RouteLink>
      <span className="row-foot">
        <span className="row-place">
          <Icon name="pin" size={16} />
          <span>{place}</span>
          {metres != null && <span>{t('worker.list.away', { metres: formatMetres(metres) })}</span>}
        </span>
        {isPending ? (
          <Badge tone="warn">{t('worker.list.pending')}</Badge>
        ) : step ? (
          <RouteLink className="ll-button ll-button-plain row-step" to={paths.incident(item.id, step)}>
            {t(`incident.action.${step}`)}
          </RouteLink>
        ) : (
          <Badge tone={toneOfState(item.state)}>{t(`incident.state.${item.state}`)}</Badge>
        )}
      </span>
    </li>
  )
}
