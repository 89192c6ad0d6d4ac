import { textLimits } from '@linli/contract/incident/fields.ts'
import { TextAreaField } from '@linli/ui/components/Field.tsx'
import { useWords } from '../app/words.ts'
import { EvidenceInput } from '../evidence/EvidenceInput.tsx'
import type { Matter } from '../matter/matter.api.ts'
import { demandsPhoto } from './draft.ts'
import type { PartProps } from './ReportPage.tsx'

/** One switch turns a report into something that is done: what was done, and how it looks now. */
export function HandledPart({
  draft,
  change,
  gaps,
  account,
  matter,
}: PartProps & { account: string; matter: Matter | undefined }) {
  const { t } = useWords()
  const closings = [...new Set((matter?.conditions ?? []).map(({ closing }) => closing))].slice(0, 4)
  const isDemanded = demandsPhoto(matter?.conditions ?? [], draft.phrase, 'closing')
  const wrong = (['result', 'resultLong', 'afterPhoto'] as const).some((gap) => gaps.includes(gap))
  return (
    <section className={wrong ? 'ask ask-gap' : 'ask'} data-gap={wrong ? 'true' : undefined}>
      <label className="toggle">
        <span>
          <strong>{t('worker.report.handled')}</strong>
          <span className="small">{t('worker.report.handledText')}</span>
        </span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={draft.isHandled}
          checked={draft.isHandled}
          onChange={(event) => change({ isHandled: event.target.checked })}
        />
      </label>
      {draft.isHandled && (
        <>
          <TextAreaField
            label={t('worker.report.result')}
            required
            rows={2}
            value={draft.result}
            error={
              gaps.includes('result')
                ? t('worker.report.gap.result')
                : gaps.includes('resultLong')
                  ? t('worker.report.gap.long', { most: textLimits.reason })
                  : undefined
            }
            onChange={(event) => change({ result: event.target.value })}
          />
          {closings.length > 0 && (
            <ul className="chips">
              {closings.map((text) => (
                <li key={text}>
                  <button
                    type="button"
                    className="chip"
                    aria-pressed={draft.result === text}
                    onClick={() => change({ result: text })}
                  >
                    {text}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <div>
            <h3 className="ask-sub">
              {t('worker.report.after')}{' '}
              <span className="small">{t(isDemanded ? 'worker.report.afterDemanded' : 'ui.optional')}</span>
            </h3>
            <EvidenceInput
              account={account}
              ids={draft.afterPhotos}
              onChange={(next) => change(({ afterPhotos }) => ({ afterPhotos: next(afterPhotos) }))}
            />
            {gaps.includes('afterPhoto') && (
              <p className="ask-wrong" role="alert">
                {t('worker.report.gap.afterPhoto')}
              </p>
            )}
          </div>
        </>
      )}
    </section>
  )
}
