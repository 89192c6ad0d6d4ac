import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'
import { useText } from '../i18n/text.tsx'
import './Field.css'

/** Label, control, hint and error, tied together for screen readers. The control is drawn by `children` with the given ties. */
export type FieldTies = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  required: boolean
}

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  children(ties: FieldTies): ReactNode
}

export function Field({ label, hint, error, required = false, children }: FieldProps) {
  const { t } = useText()
  const id = useId()
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className="ll-field">
      <label className="ll-field-label" htmlFor={id}>
        {label}
        {!required && <span className="ll-field-optional">{t('ui.optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined, required })}
      {error && (
        <p className="ll-field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className="ll-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type Around = Omit<FieldProps, 'children'>

export function TextField({ label, hint, error, required, ...input }: Around & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ties) => <input className="ll-input" {...input} {...ties} />}
    </Field>
  )
}

export function TextAreaField({
  label,
  hint,
  error,
  required,
  ...input
}: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ties) => <textarea className="ll-input ll-textarea" rows={4} {...input} {...ties} />}
    </Field>
  )
}
