import type { FormField } from '@linli/contract/matter/form.ts'
import { TextField } from '../components/Field.tsx'
import { SelectField } from '../components/Select.tsx'
import { type Locale, saidIn } from '../i18n/locale.ts'

export type Answers = Readonly<Record<string, unknown>>

/** A matter's own questions. None is compulsory; one left open is not sent. */
export function OwnQuestions({
  fields,
  answers,
  locale,
  onChange,
}: {
  fields: readonly FormField[]
  answers: Answers
  locale: Locale
  onChange(answers: Answers): void
}) {
  const set = (name: string, value: unknown) => onChange({ ...answers, [name]: value })
  return fields.map((field) => {
    const label = saidIn(locale, field.label.zh, field.label.en)
    const value = answers[field.name]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    if (field.type === 'choice')
      return (
        <SelectField
          key={field.name}
          label={label}
          value={text || null}
          options={field.choices.map((choice) => ({
            value: choice.value,
            label: saidIn(locale, choice.label.zh, choice.label.en),
          }))}
          onChange={(next) => set(field.name, next ?? undefined)}
        />
      )
    return (
      <TextField
        key={field.name}
        label={label}
        type={field.type}
        min={field.type === 'number' ? 0 : undefined}
        inputMode={field.type === 'number' ? 'numeric' : undefined}
        maxLength={field.type === 'text' ? 500 : undefined}
        value={text}
        onChange={({ target }) => set(field.name, answerOf(field, target.value))}
      />
    )
  })
}

const answerOf = ({ type }: FormField, typed: string): unknown =>
  typed === '' ? undefined : type === 'number' ? Number(typed) : typed

/** What goes to the server: only what was answered. */
export function answered(answers: Answers | undefined): Answers | undefined {
  const given = Object.entries(answers ?? {}).filter(([, value]) => value !== undefined)
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

/** Answers as people read them: the words of the question, and of the choice; what no question asks stays out. */
export function readAnswers(
  fields: readonly FormField[],
  answers: Answers | undefined,
  locale: Locale,
): { name: string; label: string; text: string }[] {
  return fields.flatMap(({ name, label, choices }) => {
    const value = answers?.[name]
    if (value === undefined || value === null || value === '') return []
    const choice = choices.find((one) => one.value === value)
    const text = choice ? saidIn(locale, choice.label.zh, choice.label.en) : String(value)
    return [{ name, label: saidIn(locale, label.zh, label.en), text }]
  })
}
