import { EmptyState, ErrorState } from '@linli/ui/components/States.tsx'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { useExplain } from './Providers.tsx'
import { RouteLink } from './RouteLink.tsx'
import { TopBar } from './TopBar.tsx'
import { useWords } from './words.ts'

export function NotFoundPage() {
  const { t } = useWords()
  return (
    <>
      <TopBar title={t('worker.app.lost')} />
      <main className="page">
        <EmptyState icon="search" title={t('worker.app.lostText')}>
          <RouteLink className="ll-button ll-button-plain" to={paths.today()}>
            {t('worker.app.home')}
          </RouteLink>
        </EmptyState>
      </main>
    </>
  )
}

/** A page that broke: what was typed is kept in its draft. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const { t } = useWords()
  const explained = useExplain()(error)
  return (
    <main className="page">
      <ErrorState {...explained} todo={t('worker.app.brokenTodo')} onRetry={reset} />
    </main>
  )
}
