import type { ModelView } from '@linli/contract/suggestion/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { newestOfEach, percent } from './models.ts'

/** Whether what suggests has learned anything in each county, and if it cannot, what it is waiting for. */
export function ModelsCard() {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['suggestions', 'models'],
    queryFn: ({ signal }) => request<{ items: ModelView[] }>('/api/suggestions/models', { signal }),
  })
  if (!data) return null
  const said = ({ state, fewest, figures }: ModelView) =>
    state === 'usable' && figures
      ? t('models.usable', {
          top3: percent(figures.top3),
          floor: percent(figures.floorTop3),
          judged: figures.judged,
        })
      : t(state === 'noBetter' ? 'models.noBetter' : 'models.tooFew', { fewest })
  return (
    <Card title={t('models.title')}>
      <p>{t('models.text')}</p>
      {data.items.length === 0 && <p>{t('models.none')}</p>}
      <dl className="facts">
        {newestOfEach(data.items).map((model) => (
          <div key={model.county}>
            <dt>{t('models.version', { county: model.county, version: model.version })}</dt>
            <dd>
              <Badge tone={model.state === 'usable' ? 'good' : 'plain'}>{said(model)}</Badge>{' '}
              <small>{t('models.at', { at: formatExact(model.trainedAt), n: model.n })}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
