import { Field, TextAreaField, TextField } from '@linli/ui/components/Field.tsx'
import { Choices } from '@linli/ui/components/Select.tsx'
import { fromLocalInput, toLocalInput } from '@linli/ui/i18n/format.ts'
import { useWords } from '../app/words.ts'
import { EvidenceField } from '../incident/fields/EvidenceField.tsx'
import { AccountsField } from './AccountsField.tsx'
import { DisputantsField } from './DisputantsField.tsx'
import { type DraftDisputant, isRequired, type Values } from './form.ts'
import type { MediationAct, MediationContent, MediationField } from './mediation.api.ts'
import type { MediationMessageId } from './mediation.messages.ts'
import { Ticks } from './Ticks.tsx'

type Props = {
  act: MediationAct
  field: MediationField
  unit: string
  content: MediationContent | null
  values: Values
  fault: 'fill' | 'uploading' | undefined
  onChange(part: Values): void
}

/** One field of an act: its control by its kind, in the words of the page. */
export function ActField({ act, field, unit, content, values, fault, onChange }: Props) {
  const { t, locale } = useWords()
  const { name, kind } = field
  const required = isRequired(field, values)
  const label = t(
    (act === 'agree' && name === 'on' ? 'mediation.field.on.agree' : `mediation.field.${name}`) as MediationMessageId,
  )
  const value = values[name]
  const text = typeof value === 'string' ? value : ''
  const list = Array.isArray(value) ? (value as string[]) : []
  const error = fault ? t(`mediation.${fault}`) : null
  const set = (next: unknown) => onChange({ [name]: next })
  const options = (field.options ?? []).map(({ value: of, zh, en }) => ({
    value: of,
    label: locale === 'en' ? en : zh,
  }))
  const people = (content?.disputants ?? []).map((one) => ({ value: one.id, label: one.name }))
  const choice = (choices: typeof options, chosen: string | null, choose: (next: string) => void) => (
    <div>
      <Choices label={label} options={choices} value={chosen} onChange={choose} />
      {error && (
        <p className="ll-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
  switch (kind) {
    case 'text':
      return (
        <TextAreaField
          {...{ label, required, error }}
          maxLength={field.maxLength}
          rows={3}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'line':
      return (
        <TextField
          {...{ label, required, error }}
          maxLength={field.maxLength}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'day':
      return (
        <TextField
          {...{ label, required, error }}
          type="date"
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'instant':
      return (
        <TextField
          {...{ label, required, error }}
          type="datetime-local"
          value={text ? toLocalInput(text) : ''}
          onChange={(event) => set(event.target.value ? fromLocalInput(event.target.value) : undefined)}
        />
      )
    case 'choice':
      return choice(options, text || null, set)
    case 'disputant':
      return choice(people, text || null, set)
    case 'boolean':
      return choice(
        [
          { value: 'yes', label: t('mediation.yes') },
          { value: 'no', label: t('mediation.no') },
        ],
        value === undefined ? null : value ? 'yes' : 'no',
        (next) => set(next === 'yes'),
      )
    case 'choices':
      return <Ticks {...{ label, error, options }} value={list} onChange={set} />
    case 'attended':
      return <Ticks {...{ label, error }} options={people} value={list} onChange={set} />
    case 'accounts':
      return <AccountsField {...{ unit, label, error }} value={list} onChange={set} />
    case 'disputants':
      return <DisputantsField value={(value ?? []) as DraftDisputant[]} isTried={fault === 'fill'} onChange={set} />
    case 'files':
      return (
        <Field label={label} error={error}>
          {({ id, 'aria-describedby': describedBy }) => (
            <EvidenceField
              ties={{ id, labelId: id, describedBy, isWrong: error !== null }}
              value={value}
              onChange={set}
            />
          )}
        </Field>
      )
  }
}
