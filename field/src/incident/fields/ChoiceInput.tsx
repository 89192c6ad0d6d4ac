import { formatDateTime } from '@linli/ui/i18n/format.ts'
import type { FieldMessageId } from '@linli/ui/incident/field.messages.ts'
import { useWords } from '../../app/words.ts'
import type { AllowedField, IncidentView } from '../incident.api.ts'
import type { Ties } from './ActField.tsx'

type Value = string | number | boolean

function Options<V extends Value>({
  ties,
  options,
  value,
  onChange,
}: {
  ties: Ties
  options: readonly { value: V; label: string }[]
  value: unknown
  onChange(value: V): void
}) {
  return (
    <div className="options" role="radiogroup" aria-labelledby={ties.labelId} aria-describedby={ties.describedBy}>
      {options.map((option) => (
        <label key={String(option.value)} className="ll-choice option">
          <input type="radio" name={ties.id} checked={value === option.value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  )
}

/** Yes or no in the words of the question; nothing is chosen until somebody chooses. */
export function YesNoInput({
  ties,
  name,
  value,
  closing,
  onChange,
}: {
  ties: Ties
  name: string
  value: boolean | null
  closing?: string
  onChange(value: boolean): void
}) {
  const { t } = useWords()
  return (
    <>
      {closing && <p className="ll-field-hint">{t('worker.act.closingIs', { closing })}</p>}
      <Options
        ties={ties}
        value={value}
        options={[true, false].map((one) => ({
          value: one,
          label: t(`incident.field.${name}.${one ? 'yes' : 'no'}` as FieldMessageId),
        }))}
        onChange={onChange}
      />
    </>
  )
}

/** One of a few, all in sight. Open requests and supervisions are named by what they ask. */
export function ChoiceInput({
  ties,
  field,
  value,
  incident,
  onChange,
}: {
  ties: Ties
  field: AllowedField
  value: unknown
  incident: IncidentView
  onChange(value: string | number): void
}) {
  const { t, locale } = useWords()
  const labelOf = (option: string | number, words: { zh?: string; en?: string }): string => {
    const request = field.name === 'request' && incident.requests.find(({ seq }) => seq === option)
    if (request) return t(`worker.case.request.${request.kind}`, { until: formatDateTime(request.until) })
    const replied = field.name === 'request' && incident.supervisions.find((one) => one.replied === option)
    if (replied) {
      const text = incident.history.find(({ seq }) => seq === replied.replied)?.data.text
      return t('worker.case.request.reply', { grade: t(`incident.grade.${replied.grade}`), text: String(text ?? '') })
    }
    const supervision = field.name === 'supervision' && incident.supervisions.find(({ seq }) => seq === option)
    if (supervision) {
      const order = supervision.order ?? t('worker.case.supervisedAuto')
      return t('worker.case.supervised', { grade: t(`incident.grade.${supervision.grade}`), order })
    }
    return (locale === 'en' ? words.en : words.zh) ?? String(option)
  }
  const options = (field.options ?? []).map(({ value: option, ...words }) => ({
    value: option,
    label: labelOf(option, words),
  }))
  return <Options ties={ties} options={options} value={value} onChange={onChange} />
}

/** Marks, worst to best. */
export function ScoreInput({
  ties,
  value,
  options,
  onChange,
}: {
  ties: Ties
  value: number | null
  options: NonNullable<AllowedField['options']>
  onChange(value: number): void
}) {
  const { t } = useWords()
  const scores = options.flatMap(({ value: score }) => (typeof score === 'number' ? [score] : []))
  return (
    <Options
      ties={ties}
      value={value}
      options={scores.map((score) => ({ value: score, label: t('worker.act.score', { score }) }))}
      onChange={onChange}
    />
  )
}
