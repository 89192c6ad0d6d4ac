import { useId } from 'react'
import { useText } from '../i18n/text.tsx'
import type { SuggestionMessageId } from './suggestion.messages.ts'
import './SuggestionChips.css'

export interface Chip {
  key: string
  name: string
  reason: string
  onPick(): void
}

/** At most three, each with its reason; nothing is chosen until one is pressed. Said to whoever listens when they come or change. */
export function SuggestionChips({ title, chips }: { title: string; chips: readonly Chip[] }) {
  const { t } = useText<SuggestionMessageId>()
  const id = useId()
  return (
    <div aria-live="polite">
      {chips.length > 0 && (
        <section className="ll-suggest" aria-labelledby={id}>
          <p id={id} className="ll-suggest-title">
            {title} <span>{t('suggest.hint')}</span>
          </p>
          <ul>
            {chips.map(({ key, name, reason, onPick }) => (
              <li key={key}>
                <button type="button" onClick={onPick}>
                  <span className="ll-suggest-name">{name}</span>
                  {reason && <span className="ll-suggest-reason">{reason}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
