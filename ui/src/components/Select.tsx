import { type SelectHTMLAttributes, useId } from 'react'
import { useText } from '../i18n/text.tsx'
import { Field, type FieldProps } from './Field.tsx'

export type Option = { value: string; label: string; disabled?: boolean }

type SelectProps = Omit<FieldProps, 'children'> &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
    options: readonly Option[]
    value: string | null
    onChange(value: string | null): void
  }

/** The device's own list: the fastest thing on a phone, and spoken correctly everywhere. */
export function SelectField({ label, hint, error, required, options, value, onChange, ...rest }: SelectProps) {
  const { t } = useText()
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ties) => (
        <select
          className="ll-input"
          {...rest}
          {...ties}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">{t('ui.choose')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Few choices side by side, each as large as a finger. */
export function Choices({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly Option[]
  value: string | null
  onChange(value: string): void
}) {
  const name = useId()
  return (
    <fieldset className="ll-choices">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="ll-choice">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
