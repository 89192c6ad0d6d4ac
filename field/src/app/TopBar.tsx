import { IconButton } from '@linli/ui/components/Button.tsx'
import type { ReactNode } from 'react'
import { useBack } from './RouteLink.tsx'
import { useTitle } from './useTitle.ts'
import { useWords } from './words.ts'

/** The head of a page with one task: back, what it is, at most one more button. */
export function TopBar({ title, aside, onBack }: { title: string; aside?: ReactNode; onBack?(): void }) {
  const { t } = useWords()
  const back = useBack()
  useTitle(title)
  return (
    <header className="top">
      <IconButton icon="left" label={t('worker.app.back')} onClick={onBack ?? back} />
      <h1>{title}</h1>
      <span className="top-aside">{aside}</span>
    </header>
  )
}
