import { Radio } from 'antd'
import { useWords } from '../../app/words.ts'
import type { AllowedField } from '../incident.api.ts'
import type { FieldTies } from './ActionField.tsx'

/** A mark; numbers and not stars, so that it is read and reached alike by everybody. */
export function ScoreField({
  ties,
  value,
  options,
  onChange,
}: {
  ties: FieldTies
  value: number | null
  options: NonNullable<AllowedField['options']>
  onChange(value: number): void
}) {
  const { t } = useWords()
  return (
    <>
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        aria-labelledby={ties.labelId}
        aria-describedby={ties.describedBy}
        value={value}
        options={options.map((option) => ({
          value: option.value,
          label: String(option.value),
          title: t('action.star', { score: option.value }),
        }))}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="form-hint">{t('action.stars')}</p>
    </>
  )
}
