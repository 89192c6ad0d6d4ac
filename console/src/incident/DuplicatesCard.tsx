import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { sayLikeness } from '@linli/ui/suggestion/reasons.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { useDeskAsk } from './desk-ask.ts'
import type { DeskFilter } from './filter.ts'
import { type Duplicate, duplicatesQuery, type IncidentView } from './incident.api.ts'

/** What may be the same occurrence. Shown only when there is any: an empty card would be noise on every incident. */
export function DuplicatesCard({
  incident,
  filter,
  mayMerge,
}: {
  incident: IncidentView
  filter: DeskFilter
  mayMerge: boolean
}) {
  const { t } = useWords()
  const items = useQuery(duplicatesQuery(incident.id)).data?.items ?? []
  const ask = useDeskAsk()
  if (items.length === 0) return null
  return (
    <Card level={3} title={t('desk.duplicates')}>
      <DuplicateList
        items={items}
        renderActions={(item) => (
          <>
            <RouteLink to={paths.incident(item.id, filter)}>{t('desk.duplicate.open')}</RouteLink>
            {mayMerge && (
              <Button size="small" onClick={() => ask({ action: 'merge', values: { into: item.id } })}>
                {t('desk.duplicate.merge')}
              </Button>
            )}
          </>
        )}
      />
    </Card>
  )
}

export function DuplicateList({
  items,
  renderActions,
}: {
  items: readonly Duplicate[]
  renderActions(item: Duplicate): ReactNode
}) {
  const { t, locale } = useWords()
  const now = useNow()
  return (
    <ul className="duplicates">
      {items.map((item) => (
        <li key={item.id} className="duplicate">
          <span className="duplicate-line">
            <strong>{item.number}</strong>
            <Badge tone={toneOfState(item.state)}>{t(`incident.state.${item.state}`)}</Badge>
            {item.likely && <Badge tone="warn">{t('likeness.likely')}</Badge>}
            <span>{sayLikeness(item, t, now, locale).join(' · ')}</span>
            {item.reports > 1 && <span>{t('desk.duplicate.reports', { count: item.reports })}</span>}
          </span>
          <p>{item.description}</p>
          {item.reopenUntil && (
            <p className="duplicate-hint">{t('likeness.reopen', { until: formatDateTime(item.reopenUntil) })}</p>
          )}
          <span className="duplicate-line">{renderActions(item)}</span>
        </li>
      ))}
    </ul>
  )
}
