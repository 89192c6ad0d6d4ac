import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

/** A reason is a person's own; only what was done is said beforehand, so that confirming is enough. */
const begunWith: readonly PersonAction[] = ['progress', 'finish']
export const beginsWithPhrase = (action: PersonAction): boolean => begunWith.includes(action)

/** Words for one tap, where an action needs some. */
export function usePhrases(action: PersonAction, incident: Pick<IncidentView, 'condition'>): string[] {
  const { t } = useWords()
  const closing = incident.condition?.closing
  switch (action) {
    case 'progress':
      return [t('worker.act.progress.there'), t('worker.act.progress.part'), t('worker.act.progress.wait')]
    case 'finish':
      return [...(closing ? [t('worker.act.finished', { closing })] : []), t('worker.act.finished.plain')]
    case 'decline':
      return [t('worker.act.decline.duty'), t('worker.act.decline.area')]
    case 'fail':
      return [t('worker.act.fail.still'), t('worker.act.fail.part')]
    default:
      return []
  }
}
