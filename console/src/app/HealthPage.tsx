import { request } from '@linli/ui/api/request.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { useQuery } from '@tanstack/react-query'
import { ModelsCard } from '../suggestion/ModelsCard.tsx'
import { useTitle } from './useTitle.ts'
import { useWords } from './words.ts'

const everyMs = 10_000

/** Whether the server and its database answer, and whether what suggests has learned anything. */
export function HealthPage() {
  const { t } = useWords()
  const server = useCheck('/api/health')
  const database = useCheck('/api/ready')
  useTitle(t('health.title'))
  return (
    <div className="page">
      <h1>{t('health.title')}</h1>
      <Card>
        <dl className="facts">
          <Line name={t('health.server')} check={server} />
          <Line name={t('health.database')} check={database} />
        </dl>
      </Card>
      <ModelsCard />
    </div>
  )
}

function useCheck(path: string) {
  return useQuery({
    queryKey: ['health', path],
    queryFn: ({ signal }) => request<unknown>(path, { signal }),
    refetchInterval: everyMs,
    retry: false,
  })
}

function Line({ name, check }: { name: string; check: ReturnType<typeof useCheck> }) {
  const { t } = useWords()
  const at = Math.max(check.dataUpdatedAt, check.errorUpdatedAt)
  return (
    <div>
      <dt>{name}</dt>
      <dd aria-live="polite">
        {check.isPending ? (
          t('ui.loading')
        ) : (
          <Badge tone={check.isError ? 'bad' : 'good'}>{t(check.isError ? 'health.bad' : 'health.good')}</Badge>
        )}{' '}
        {at > 0 && <small>{t('health.checkedAt', { at: formatExact(at) })}</small>}
      </dd>
    </div>
  )
}
