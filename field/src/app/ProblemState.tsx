import { ErrorState } from '@linli/ui/components/States.tsx'
import { useExplain } from './Providers.tsx'

/** A failed query in place of what it would have shown. */
export function ProblemState({ error, kept, onRetry }: { error: unknown; kept?: string; onRetry?(): void }) {
  const explained = useExplain()(error)
  return <ErrorState {...explained} kept={kept} onRetry={onRetry} />
}
