import { isProblem } from '@linli/ui/api/problem.ts'
import { useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { shelve } from './shelf.ts'

/** Takes files from the camera or the album onto the shelf; says in words why one was not taken. */
export function useAddFiles(
  account: string,
  onAdded: (ids: string[]) => void,
): { add(files: readonly File[]): Promise<void>; isBusy: boolean; problem: string | null } {
  const { t } = useWords()
  const explain = useExplain()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const add = async (files: readonly File[]) => {
    if (files.length === 0) return
    setBusy(true)
    setProblem(null)
    for (const file of files) {
      try {
        onAdded(await shelve(account, [file]))
      } catch (error) {
        setProblem(isProblem(error) ? explain(error).what : t('worker.evidence.noRoom'))
      }
    }
    setBusy(false)
  }
  return { add, isBusy, problem }
}
