import { textLimits } from '@linli/contract/incident/fields.ts'
import { TextAreaField } from '@linli/ui/components/Field.tsx'
import { useWords } from '../app/words.ts'
import type { Matter } from '../matter/matter.api.ts'
import { wordsOf } from './draft.ts'
import type { PartProps } from './ReportPage.tsx'

/** Words are welcome and never needed; what will stand there without them is said. */
export function WordsPart({ draft, change, gaps, matter }: PartProps & { matter: Matter | undefined }) {
  const { t } = useWords()
  return (
    <section className="ask" data-gap={gaps.includes('wordsLong') ? 'true' : undefined}>
      <TextAreaField
        label={t('worker.report.words')}
        rows={3}
        error={gaps.includes('wordsLong') ? t('worker.report.gap.long', { most: textLimits.description }) : undefined}
        placeholder={t('worker.report.wordsHint')}
        hint={
          matter && draft.words.trim() === ''
            ? t('worker.report.wordsDefault', { words: wordsOf(draft, matter) })
            : undefined
        }
        value={draft.words}
        onChange={(event) => change({ words: event.target.value })}
      />
    </section>
  )
}
