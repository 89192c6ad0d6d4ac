import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { actorText } from '@linli/ui/incident/history.ts'
import { Alert } from 'antd'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

/** Tells who fills in a form what others did with the incident meanwhile, and whether the step is still possible. */
export function NewsSince({
  incident,
  seq,
  isStillAllowed,
  isConflict,
}: {
  incident: IncidentView
  seq: number
  isStillAllowed: boolean
  /** The form was sent and refused because of them. */
  isConflict: boolean
}) {
  const { t } = useWords()
  const now = useNow()
  const news = incident.history.filter((entry) => entry.seq > seq)
  return (
    <div aria-live="polite">
      {(news.length > 0 || isConflict || !isStillAllowed) && (
        <Alert
          type={isStillAllowed && !isConflict ? 'info' : 'warning'}
          showIcon
          title={t(!isStillAllowed ? 'action.over' : isConflict ? 'action.conflict' : 'action.news')}
          description={
            <>
              {isStillAllowed
                ? t('action.newsKept')
                : t('action.overText', { state: t(`incident.state.${incident.state}`) })}
              <ul className="since">
                {news.map((entry) => (
                  <li key={entry.seq}>
                    {t('action.newsLine', {
                      at: formatShort(entry.at, now),
                      who: actorText(entry.actor, t),
                      action: t(`incident.action.${entry.action}`),
                    })}
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
    </div>
  )
}
