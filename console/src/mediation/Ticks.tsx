import { useId } from 'react'

/** Several of a few: boxes to be ticked, under one legend. */
export function Ticks({
  label,
  options,
  value,
  error,
  onChange,
}: {
  label: string
  options: readonly { value: string; label: string }[]
  value: readonly string[]
  error?: string | null
  onChange(next: string[]): void
}) {
  const id = useId()
  return (
    <fieldset className="mediation-ticks" aria-describedby={error ? id : undefined}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={value.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...value, option.value] : value.filter((chosen) => chosen !== option.value),
              )
            }
          />
          {option.label}
        </label>
      ))}
      {error && (
        <p className="ll-field-error" id={id} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
