import { EmptyState, ErrorState } from '@linli/ui/components/States.tsx'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { useExplain } from './Providers.tsx'
import { RouteLink } from './RouteLink.tsx'
import { useTitle } from './useTitle.ts'
import { useWords } from './words.ts'

export function NotFoundPage() {
  const { t } = useWords()
  useTitle(t('shell.lost.title'))
  return (
    <div className="page">
      <EmptyState level={1} icon="search" title={t('shell.lost.title')}>
        <p>{t('shell.lost.text')}</p>
        <RouteLink to={paths.home()}>{t('shell.lost.home')}</RouteLink>
      </EmptyState>
    </div>
  )
}

/** A page that broke: the frame stays, what was typed is kept in its drafts. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const { t } = useWords()
  const explained = useExplain()(error)
  return (
    <div className="page">
      <ErrorState {...explained} todo={t('shell.broken.todo')} onRetry={reset} />
    </div>
  )
}
