import { amountText } from '@linli/contract/deadline/explain.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { languageOf } from '@linli/ui/i18n/format.ts'
import { filingText } from '@linli/ui/incident/condition.ts'
import { OwnQuestions } from '@linli/ui/incident/OwnQuestions.tsx'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { gridIncidentsQuery } from '../incident/incident.api.ts'
import { MatterSheet } from '../matter/MatterSheet.tsx'
import { type Matter, matterName, mattersQuery } from '../matter/matter.api.ts'
import { readUses, suggestMatters } from '../matter/suggest.ts'
import { Part } from './Part.tsx'
import type { PartProps } from './ReportPage.tsx'

const suggestedCount = 8

/** What it is: one tap on what is filed often, the whole catalogue behind it; then which condition fits, for who wants. */
export function MatterPart({
  draft,
  change,
  gaps,
  account,
  grids,
  matter,
}: PartProps & { account: string; grids: readonly string[]; matter: Matter | undefined }) {
  const { t, locale } = useWords()
  const [isOpen, setOpen] = useState(false)
  const catalogue = useQuery(mattersQuery)
  const around = useQuery(gridIncidentsQuery(grids)).data
  const suggested = useMemo(
    () =>
      suggestMatters(
        catalogue.data?.fileable ?? [],
        readUses(account),
        (around ?? []).map((item) => item.matter),
        suggestedCount,
      ),
    [catalogue.data, around, account],
  )
  const pick = ({ code }: Matter) => {
    setOpen(false)
    if (code !== draft.matter) change({ matter: code, phrase: null, form: undefined })
  }
  return (
    <Part title={t('worker.report.matter')} gap={gaps.includes('matter') ? t('worker.report.gap.matter') : undefined}>
      {catalogue.isPending && <Skeleton lines={3} />}
      {catalogue.isError && !catalogue.data && (
        <ProblemState error={catalogue.error} onRetry={() => catalogue.refetch()} />
      )}
      {matter ? (
        <div className="chosen">
          <span className="chosen-name">
            <Icon name="check" />
            <strong>{matterName(matter, locale)}</strong>
            {matter.procedure === 'emergency' && <Badge tone="bad">{t('worker.matter.emergency')}</Badge>}
          </span>
          <button
            type="button"
            className="text-button"
            onClick={() => change({ matter: null, phrase: null, form: undefined })}
          >
            {t('worker.report.matterChange')}
          </button>
        </div>
      ) : (
        catalogue.data && (
          <ul className="chips">
            {suggested.map((one) => (
              <li key={one.code}>
                <button type="button" className="chip" onClick={() => pick(one)}>
                  {matterName(one, locale)}
                </button>
              </li>
            ))}
            <li>
              <button type="button" className="chip chip-more" onClick={() => setOpen(true)}>
                <Icon name="search" size={18} />
                {t('worker.report.matterMore')}
              </button>
            </li>
          </ul>
        )
      )}
      {matter?.procedure === 'emergency' && <p className="note note-bad">{t('worker.matter.emergencyText')}</p>}
      {matter && matter.conditions.length > 1 && (
        <fieldset className="phrases">
          <legend>{t('worker.report.phrase')}</legend>
          {matter.conditions.map((condition) => (
            <button
              key={condition.id}
              type="button"
              aria-pressed={draft.phrase === condition.id}
              onClick={() => change({ phrase: draft.phrase === condition.id ? null : condition.id })}
            >
              <span>{filingText(condition, locale)}</span>
              <span className="small">
                {t('worker.report.limit', {
                  limit: amountText(condition.limit.amount, condition.limit.unit, languageOf(locale)),
                })}
              </span>
            </button>
          ))}
        </fieldset>
      )}
      {matter && matter.form.length > 0 && (
        <div className="stack own-questions">
          <OwnQuestions
            fields={matter.form}
            answers={draft.form ?? {}}
            locale={locale}
            onChange={(form) => change({ form })}
          />
        </div>
      )}
      <MatterSheet open={isOpen} onClose={() => setOpen(false)} onPick={pick} />
    </Part>
  )
}
