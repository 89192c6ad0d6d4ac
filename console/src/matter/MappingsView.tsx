import { Badge } from '@linli/ui/components/Card.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { saidIn } from '@linli/ui/i18n/locale.ts'
import { useQuery } from '@tanstack/react-query'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { Choose } from './CatalogueChoices.tsx'
import { Frame } from './Frame.tsx'
import type { MattersFilter } from './MattersPage.tsx'
import { type MappingView, mappingsQuery } from './matter.api.ts'

const relations = ['same', 'near', 'doubtful', 'none'] as const
const tones = { same: 'good', near: 'info', doubtful: 'warn', none: 'plain' } as const

/** What the codes of older catalogues are today, the doubtful ones marked. */
export function MappingsView({ filter, onChange }: { filter: MattersFilter; onChange(part: MattersFilter): void }) {
  const { t } = useWords()
  const query = useQuery(mappingsQuery)
  if (query.isPending) return <Skeleton lines={8} />
  if (!query.data) return <ProblemState error={query.error} onRetry={() => query.refetch()} />
  const catalogues = [...new Set(query.data.map(({ fromCatalogue }) => fromCatalogue))]
  const from = catalogues.find((one) => one === filter.from) ?? catalogues[0]
  if (!from) return <EmptyState title={t('matters.mapping.none')}>{t('matters.mapping.none.text')}</EmptyState>
  const pairs = query.data.filter(({ fromCatalogue }) => fromCatalogue === from)
  return (
    <>
      <div className="matters-choices">
        <Choose label={t('matters.mapping.which')} value={from} onChange={(next) => onChange({ from: next })}>
          {catalogues.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </Choose>
      </div>
      <p className="matters-count">
        {relations
          .map(
            (relation) => `${t(`matters.relation.${relation}`)} ${pairs.filter((p) => p.relation === relation).length}`,
          )
          .join(' · ')}
      </p>
      <Pairs pairs={pairs} label={from} />
    </>
  )
}

function Pairs({ pairs, label }: { pairs: readonly MappingView[]; label: string }) {
  const { t, locale } = useWords()
  return (
    <Frame label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('matters.mapping.there')}</th>
            <th scope="col">{t('matters.mapping.relation')}</th>
            <th scope="col">{t('matters.mapping.here')}</th>
            <th scope="col">{t('matters.mapping.why')}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={`${pair.fromKind} ${pair.fromCode} ${pair.toCatalogue} ${pair.toCode}`}>
              <td>
                {t(`matters.kind.${pair.fromKind}`)} <span className="matters-code">{pair.fromCode}</span>{' '}
                {pair.fromName}
              </td>
              <td>
                <Badge tone={tones[pair.relation]}>{t(`matters.relation.${pair.relation}`)}</Badge>
              </td>
              <td>
                {pair.toKind && (
                  <>
                    {t(`matters.kind.${pair.toKind}`)} <span className="matters-code">{pair.toCode}</span> {pair.toName}
                  </>
                )}
              </td>
              <td>{saidIn(locale, pair.why, pair.whyEn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
