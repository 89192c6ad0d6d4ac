import { Input } from 'antd'
import type { FieldTies } from './ActionField.tsx'

export function TextAreaField({
  ties,
  value,
  maxLength,
  isRequired,
  onChange,
}: {
  ties: FieldTies
  value: string
  maxLength: number
  isRequired: boolean
  onChange(value: string): void
}) {
  return (
    <Input.TextArea
      id={ties.id}
      aria-describedby={ties.describedBy}
      aria-invalid={ties.isWrong || undefined}
      status={ties.isWrong ? 'error' : ''}
      className="growing"
      rows={isRequired ? 3 : 1}
      maxLength={maxLength}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
