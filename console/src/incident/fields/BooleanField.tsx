import { closingText } from '@linli/ui/incident/condition.ts'
import { Radio } from 'antd'
import { useWords } from '../../app/words.ts'
import type { IncidentView } from '../incident.api.ts'
import type { FieldName, FieldTies } from './ActionField.tsx'

/** Yes or no in the words of the question; nothing is chosen until somebody chooses. */
export function BooleanField({
  ties,
  name,
  value,
  incident,
  onChange,
}: {
  ties: FieldTies
  name: string
  value: boolean | null
  incident: IncidentView
  onChange(value: boolean): void
}) {
  const { t, locale } = useWords()
  const closing = name === 'conditionMet' && incident.condition ? closingText(incident.condition, locale) : undefined
  return (
    <>
      {closing && <p className="form-hint">{t('action.closingIs', { closing })}</p>}
      <Radio.Group
        vertical
        aria-labelledby={ties.labelId}
        aria-describedby={ties.describedBy}
        value={value}
        options={[
          { value: true, label: t(`incident.field.${name}.yes` as FieldName) },
          { value: false, label: t(`incident.field.${name}.no` as FieldName) },
        ]}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  )
}
