import { useEffect } from 'react'
import { useWords } from './words.ts'

/** The title of the tab: the page, then the product. */
export function useTitle(page: string): void {
  const { t } = useWords()
  const product = t('worker.app.product')
  useEffect(() => {
    document.title = `${page} · ${product}`
  }, [page, product])
}
