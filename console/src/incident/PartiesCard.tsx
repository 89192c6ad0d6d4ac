import { humanise } from '@linli/contract/shared/humanise.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort, languageOf, toMs } from '@linli/ui/i18n/format.ts'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

const fullDayMs = 24 * 3_600_000

/** Every unit that took part: as what, and how long. Which unit had it how long is the base of appraisal. */
export function PartiesCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const now = useNow()
  return (
    <Card level={3} title={t('desk.parties')}>
      <table className="parties">
        <thead>
          <tr>
            <th scope="col">{t('desk.party.unit')}</th>
            <th scope="col">{t('desk.party.part')}</th>
            <th scope="col">{t('desk.party.time')}</th>
          </tr>
        </thead>
        <tbody>
          {incident.parties.map((party) => {
            const length = humanise(
              Math.max(0, (party.to ? toMs(party.to) : now) - toMs(party.from)),
              languageOf(locale),
              fullDayMs,
            )
            return (
              <tr key={`${party.unit.id}-${party.part}-${party.from}`}>
                <td>{party.unit.name}</td>
                <td>{t(`incident.part.${party.part}`)}</td>
                <td>
                  {party.to ? length : t('desk.party.now', { length })}
                  {party.arrivedAt && <div>{t('desk.party.arrived', { at: formatShort(party.arrivedAt, now) })}</div>}
                  {party.finishedAt && (
                    <div>{t('desk.party.finished', { at: formatShort(party.finishedAt, now) })}</div>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
