import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { useWords } from '../app/words.ts'
import { useMe } from '../identity/identity.api.ts'
import { isOwnPart } from './act.ts'
import type { IncidentView } from './incident.api.ts'

/** A reason is a person's own; only what was done is said beforehand, so that confirming is enough. */
const begunWith: readonly PersonAction[] = ['progress', 'finish']
export const beginsWithPhrase = (action: PersonAction): boolean => begunWith.includes(action)

/** What must be so to close, where the act says that it is. */
export function useClosing(action: PersonAction, incident: IncidentView): string | undefined {
  const { posts } = useMe()
  return isOwnPart(action, incident, posts) ? undefined : incident.condition?.closing
}

/** Words for one tap, where an action needs some. */
export function usePhrases(action: PersonAction, incident: IncidentView): string[] {
  const { t } = useWords()
  const closing = useClosing(action, incident)
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
