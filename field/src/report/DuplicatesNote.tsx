import { textLimits } from '@linli/contract/incident/fields.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { toneOfState } from '@linli/ui/incident/history.ts'
import { sayLikeness } from '@linli/ui/suggestion/reasons.ts'
import { useQuery } from '@tanstack/react-query'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { likelyDuplicatesQuery } from '../incident/incident.api.ts'
import { paths } from '../paths.ts'
import { locationOf, type ReportDraft } from './draft.ts'

const shown = 3

/** What others have reported there already. Said before sending, never in the way of it. */
export function DuplicatesNote({ draft }: { draft: ReportDraft }) {
  const { t, locale } = useWords()
  const now = useNow()
  const isPlaced = draft.place?.kind === 'point' || draft.place?.kind === 'building'
  const words = useDebounced(draft.words.trim(), 700)
  const ask =
    (draft.matter || words) && isPlaced
      ? {
          ...(draft.matter && { matter: draft.matter }),
          ...(words && { description: words.slice(0, textLimits.description) }),
          location: locationOf({ ...draft, address: '' }, []),
        }
      : null
  const items = useQuery(likelyDuplicatesQuery(ask)).data?.items ?? []
  return (
    <div aria-live="polite">
      {items.length > 0 && (
        <section className="ask twins">
          <h2>{t('worker.report.duplicates')}</h2>
          <p className="soft">{t('worker.report.duplicatesText')}</p>
          <ul className="twin-list">
            {items.slice(0, shown).map((item) => (
              <li key={item.id}>
                <span>
                  <Badge tone={toneOfState(item.state)}>{t(`incident.state.${item.state}`)}</Badge>{' '}
                  {item.likely && <Badge tone="warn">{t('likeness.likely')}</Badge>}
                  <span className="twin-words">{item.description}</span>
                  <span className="small">{sayLikeness(item, t, now, locale).join(' · ')}</span>
                  {item.reopenUntil && (
                    <span className="small twin-words">
                      {t('likeness.reopen', { until: formatShort(item.reopenUntil, now) })}
                    </span>
                  )}
                </span>
                <RouteLink className="ll-button ll-button-plain" to={paths.incident(item.id)}>
                  {t('worker.report.duplicateSame')}
                </RouteLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
