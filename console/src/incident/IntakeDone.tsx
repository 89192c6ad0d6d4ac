import { Icon } from '@linli/ui/components/icons.tsx'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { RouteLink, useGo } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import type { IncidentView } from './incident.api.ts'

/** The number, large, to be read back; and what happens next. */
export function IntakeDone({ incident, onNext, onLeave }: { incident: IncidentView; onNext(): void; onLeave(): void }) {
  const { t } = useWords()
  const go = useGo()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus()
    return onLeave
  }, [onLeave])
  return (
    <div className="page">
      <div className="ll-state">
        <span className="ll-state-icon">
          <Icon name="check" size={28} />
        </span>
        <h1 ref={title} tabIndex={-1} className="ll-state-title">
          {t('intake.done')}
        </h1>
        <div className="ll-state-text">
          <p>{t('intake.doneRead')}</p>
          <p className="done-number">{incident.number}</p>
          {incident.holder && <p>{t('intake.doneHolder', { holder: incident.holder.name })}</p>}
        </div>
        <div className="action-foot">
          <Button type="primary" size="large" onClick={() => go(paths.incident(incident.id))}>
            {t('intake.doneOpen')}
          </Button>
          <Button size="large" onClick={onNext}>
            {t('intake.doneNext')}
          </Button>
        </div>
        <RouteLink to={paths.desk()}>{t('desk.title')}</RouteLink>
      </div>
    </div>
  )
}
