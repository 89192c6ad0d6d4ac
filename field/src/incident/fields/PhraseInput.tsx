import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { useWords } from '../../app/words.ts'
import type { IncidentView } from '../incident.api.ts'
import { useClosing, usePhrases } from '../usePhrases.ts'
import type { Ties } from './ActField.tsx'

/** Words, typed or taken over by a tap. Phrases belong to the text that the action needs, not to its remark. */
export function PhraseInput({
  ties,
  action,
  incident,
  value,
  isRequired,
  isWrong,
  onChange,
}: {
  ties: Ties
  action: PersonAction
  incident: IncidentView
  value: string
  isRequired: boolean
  isWrong: boolean
  onChange(value: string): void
}) {
  const { t } = useWords()
  const phrases = usePhrases(action, incident)
  const closing = useClosing(action, incident)
  return (
    <>
      <textarea
        id={ties.id}
        className="ll-input ll-textarea"
        rows={isRequired ? 3 : 2}
        value={value}
        required={isRequired}
        aria-invalid={isWrong || undefined}
        aria-describedby={ties.describedBy}
        onChange={(event) => onChange(event.target.value)}
      />
      {isRequired && action === 'finish' && closing && (
        <p className="ll-field-hint">{t('worker.act.closingIs', { closing })}</p>
      )}
      {isRequired && phrases.length > 0 && (
        <ul className="chips">
          {phrases.map((phrase) => (
            <li key={phrase}>
              <button type="button" className="chip" aria-pressed={value === phrase} onClick={() => onChange(phrase)}>
                {phrase}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
