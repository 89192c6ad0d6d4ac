import { Input } from 'antd'
import type { FieldTies } from './ActionField.tsx'

export function TextAreaField({
  ties,
  value,
  isRequired,
  onChange,
}: {
  ties: FieldTies
  value: string
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
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
