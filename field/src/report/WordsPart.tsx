import { textLimits } from '@linli/contract/incident/fields.ts'
import { TextAreaField } from '@linli/ui/components/Field.tsx'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { sayName, sayReasons } from '@linli/ui/suggestion/reasons.ts'
import { SuggestionChips } from '@linli/ui/suggestion/SuggestionChips.tsx'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import type { Matter } from '../matter/matter.api.ts'
import { suggestionsQuery } from '../suggestion/suggestion.api.ts'
import { locationOf, wordsOf } from './draft.ts'
import type { PartProps } from './ReportPage.tsx'

/** Words are welcome and never needed; what will stand there without them is said, and what they may be about. */
export function WordsPart({
  draft,
  change,
  gaps,
  matter,
  grids,
}: PartProps & { matter: Matter | undefined; grids: readonly string[] }) {
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
      <Suggested draft={draft} change={change} grids={grids} />
    </section>
  )
}

/** What the words may be about, one tap away; of the matter that is chosen, its condition. Without a network there is none. */
function Suggested({ draft, change, grids }: Pick<PartProps, 'draft' | 'change'> & { grids: readonly string[] }) {
  const { t, locale } = useWords()
  const words = useDebounced(draft.words.trim(), 500)
  const place = locationOf({ ...draft, address: '' }, grids)
  const isPlaced = !('area' in place) || place.area !== ''
  const ask =
    words.length < 2
      ? null
      : { description: words.slice(0, textLimits.description), ...(isPlaced && { location: place }) }
  const items = useQuery(suggestionsQuery(ask)).data?.items ?? []
  const open = items.filter(
    ({ matter, condition }) => matter !== draft.matter || (condition !== null && draft.phrase === null),
  )
  return (
    <SuggestionChips
      title={t('suggest.title')}
      chips={(ask ? open : []).map((item) => ({
        key: item.matter,
        name: sayName(item, t, locale),
        reason: sayReasons(item, t),
        onPick: () => change({ matter: item.matter, phrase: item.condition?.id ?? null }),
      }))}
    />
  )
}
