import { Badge } from '@linli/ui/components/Card.tsx'
import { closingText, filingText } from '@linli/ui/incident/condition.ts'
import { useWords } from '../app/words.ts'
import { Frame } from './Frame.tsx'
import { useLimitText } from './MatterSheet.tsx'
import type { FilingCondition, MatterView } from './matter.api.ts'

/** The filing conditions of a matter: each decides its own limit, units and closing condition. */
export function ConditionsTable({ matter }: { matter: MatterView }) {
  const { t, locale } = useWords()
  const limitText = useLimitText()
  return (
    <Frame label={t('matters.conditions')}>
      <table className="table matters-conditions">
        <thead>
          <tr>
            <th scope="col">{t('matters.filing')}</th>
            <th scope="col">{t('matters.limit')}</th>
            <th scope="col">{t('matters.closing')}</th>
            <th scope="col">{t('matters.units')}</th>
            <th scope="col">{t('matters.source')}</th>
          </tr>
        </thead>
        <tbody>
          {matter.conditions.map((condition) => (
            <tr key={condition.id}>
              <td>
                {filingText(condition, locale)} <Evidence of={condition.evidence.filing} />
              </td>
              <td>
                <span className="nowrap">{limitText(condition.limit)}</span>{' '}
                {condition.target && (
                  <Badge tone={condition.target === 'makeSafe' ? 'bad' : 'info'}>
                    {t(`matters.target.${condition.target}`)}
                  </Badge>
                )}
              </td>
              <td>
                {closingText(condition, locale)} <Evidence of={condition.evidence.closing} />
              </td>
              <td>
                <Units of={condition.units} />
              </td>
              <td className="matters-soft">{condition.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

function Evidence({ of }: { of: FilingCondition['evidence']['filing'] }) {
  const { t } = useWords()
  return of.map((kind) => (
    <Badge key={kind} tone="info">
      {t('matters.evidence', { what: t(`matters.evidence.${kind}`) })}
    </Badge>
  ))
}

function Units({ of: { town, county } }: { of: FilingCondition['units'] }) {
  const { t } = useWords()
  return (
    <>
      {town && <span className="matters-unit">{t('matters.unit.town', { unit: town })}</span>}
      {county && <span className="matters-unit">{t('matters.unit.county', { unit: county })}</span>}
    </>
  )
}
