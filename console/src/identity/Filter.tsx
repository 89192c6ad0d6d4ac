import { type ReactNode, useId } from 'react'
import { useWords } from '../app/words.ts'
// The look of the inputs; a page that is opened first must not wait for another to have brought it.
import '@linli/ui/components/Field.css'

/** One line of a filter: a label over its control, nothing that calls it optional. */
export function FilterText({
  label,
  value,
  digits = false,
  onChange,
}: {
  label: string
  value: string | undefined
  digits?: boolean
  onChange(value: string | undefined): void
}) {
  return (
    <Line label={label}>
      {(id) => (
        <input
          id={id}
          className="ll-input"
          autoComplete="off"
          inputMode={digits ? 'numeric' : 'text'}
          maxLength={50}
          defaultValue={value}
          onChange={(event) => onChange(event.target.value.trim() || undefined)}
        />
      )}
    </Line>
  )
}

export function FilterChoice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange(value: string | undefined): void
}) {
  const { t } = useWords()
  return (
    <Line label={label}>
      {(id) => (
        <select
          id={id}
          className="ll-input"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">{t('staff.filter.any')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

function Line({ label, children }: { label: string; children(id: string): ReactNode }) {
  const id = useId()
  return (
    <div>
      <label className="ll-field-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  )
}
