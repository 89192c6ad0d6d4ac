import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { Radio } from 'antd'
import { useWords } from '../../app/words.ts'
import type { AllowedField, IncidentView } from '../incident.api.ts'
import type { FieldTies } from './ActionField.tsx'

type Value = string | number

/** One of a few, all in sight. Open requests and supervisions are named by what they ask. */
export function ChoiceField({
  ties,
  field,
  value,
  incident,
  onChange,
}: {
  ties: FieldTies
  field: AllowedField
  value: unknown
  incident: IncidentView
  onChange(value: Value): void
}) {
  const { t, locale } = useWords()
  const labelOf = (option: Value, words: { zh?: string; en?: string }): string => {
    const request = field.name === 'request' && incident.requests.find(({ seq }) => seq === option)
    if (request) return t(`desk.request.${request.kind}`, { until: formatDateTime(request.until) })
    const replied = field.name === 'request' && incident.supervisions.find((one) => one.replied === option)
    if (replied) {
      const text = incident.history.find(({ seq }) => seq === replied.replied)?.data.text
      return t('desk.request.reply', { grade: t(`incident.grade.${replied.grade}`), text: String(text ?? '') })
    }
    const supervision = field.name === 'supervision' && incident.supervisions.find(({ seq }) => seq === option)
    if (supervision) {
      return t('desk.supervised', {
        grade: t(`incident.grade.${supervision.grade}`),
        order: supervision.order ?? t('desk.supervisedAuto'),
      })
    }
    return (locale === 'en' ? words.en : words.zh) ?? String(option)
  }
  return (
    <Radio.Group
      vertical
      aria-labelledby={ties.labelId}
      aria-describedby={ties.describedBy}
      value={value}
      options={(field.options ?? []).map(({ value: option, ...words }) => ({
        value: option,
        label: labelOf(option, words),
      }))}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
