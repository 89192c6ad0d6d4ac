import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDate, fromLocalInput, toLocalInput } from '@linli/ui/i18n/format.ts'
import { useWords } from '../../app/words.ts'
import type { Ties } from './ActField.tsx'

const dayMs = 24 * 3_600_000
const choices = [
  { name: 'tomorrow', days: 1 },
  { name: 'three', days: 3 },
  { name: 'week', days: 7 },
] as const

/** A day and hour of the place; the usual ones on one tap, each at the end of that working day. */
export function InstantInput({
  ties,
  value,
  onChange,
}: {
  ties: Ties
  value: string | null
  onChange(value: string | null): void
}) {
  const { t } = useWords()
  const now = useNow()
  return (
    <>
      <ul className="chips">
        {choices.map(({ name, days }) => {
          const at = `${formatDate(now + days * dayMs)}T18:00:00+08:00`
          return (
            <li key={name}>
              <button type="button" className="chip" aria-pressed={value === at} onClick={() => onChange(at)}>
                {t(`worker.act.until.${name}`)}
              </button>
            </li>
          )
        })}
      </ul>
      <input
        id={ties.id}
        className="ll-input"
        type="datetime-local"
        min={toLocalInput(now)}
        aria-describedby={ties.describedBy}
        value={value ? toLocalInput(value) : ''}
        onChange={(event) => onChange(event.target.value ? fromLocalInput(event.target.value) : null)}
      />
    </>
  )
}
