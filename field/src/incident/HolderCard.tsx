import { humanise } from '@linli/contract/shared/humanise.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort, languageOf, toMs } from '@linli/ui/i18n/format.ts'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

const fullDayMs = 24 * 3_600_000

/** Who must act now, for how long already, and who else takes part. */
export function HolderCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const now = useNow()
  const { holder, holderAccount, desk, answerable, parties } = incident
  const since = humanise(Math.max(0, now - toMs(incident.stateSince)), languageOf(locale), fullDayMs)
  return (
    <Card title={t('worker.case.holder')}>
      <div className="stack">
        <p className="case-place">
          <Icon name={holder ? 'person' : 'check'} />
          <span>
            <strong>
              {holder ? [holder.name, holderAccount?.name].filter(Boolean).join(' · ') : t('worker.case.holderNone')}
            </strong>
            {holder && (
              <span className="small">
                {t(`incident.state.${incident.state}`)} · {t('worker.case.holderFor', { length: since })}
              </span>
            )}
          </span>
        </p>
        <dl className="facts">
          <dt>{t('worker.case.desk')}</dt>
          <dd>{desk.name}</dd>
          {answerable && (
            <>
              <dt>{t('worker.case.answerable')}</dt>
              <dd>{answerable.name}</dd>
            </>
          )}
        </dl>
        {parties.length > 1 && (
          <details className="fold">
            <summary>
              {t('worker.case.parties')} <Icon name="down" size={18} />
            </summary>
            <ul className="parties">
              {parties.map((party) => (
                <li key={`${party.unit.id}-${party.part}-${party.from}`}>
                  <span>{party.unit.name}</span>
                  <span className="small">
                    {t(`incident.part.${party.part}`)}
                    {party.arrivedAt && ` · ${t('worker.case.arrived', { at: formatShort(party.arrivedAt, now) })}`}
                    {party.finishedAt && ` · ${t('worker.case.finished', { at: formatShort(party.finishedAt, now) })}`}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  )
}
