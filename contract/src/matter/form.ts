// A matter's own questions, such as how many people a dispute involves. In a catalogue file they stand in one cell,
// `people:number:涉及人数:People involved|scale:choice:规模:Scale:1=个体=Single,2=群体=Group`. No question is compulsory: a report
// is never held up by one, and what a register holds already is refused by the rule against repeated forms (burden.ts).
import Type, { type Static } from 'typebox'

export const formFieldTypes = ['text', 'number', 'date', 'choice'] as const
export type FormFieldType = (typeof formFieldTypes)[number]

const Label = Type.Object({ zh: Type.String({ maxLength: 40 }), en: Type.String({ maxLength: 80 }) })

export const FormFieldSchema = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,29}$', description: 'Key in the `form` of a report' }),
    type: Type.Enum([...formFieldTypes]),
    label: Label,
    choices: Type.Array(Type.Object({ value: Type.String({ maxLength: 20 }), label: Label }), {
      description: 'Of a choice; empty for the other types',
    }),
  },
  { additionalProperties: false },
)
export type FormField = Static<typeof FormFieldSchema>

/** At most so many questions to a matter: more is a survey. */
export const questionsPerMatter = 8

/** Names under which the registers hold a thing already (C3: collected once). */
export const heldByRegisters: Readonly<Record<string, string>> = {
  personName: 'person.name',
  idNumber: 'person.idNumber',
  phone: 'person.phone',
  birthday: 'person.birthday',
  gender: 'person.gender',
  household: 'household.members',
  dwelling: 'dwelling.address',
  organisation: 'organisation.name',
}

export type ReadForm = { ok: true; fields: FormField[] } | { ok: false; question: number }

/** Reads the cell; the first question that cannot be read is named by its number. */
export function readForm(cell: string): ReadForm {
  const parts = cell
    .split(/[|｜]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const fields: FormField[] = []
  for (const [i, part] of parts.entries()) {
    const field = i < questionsPerMatter ? readQuestion(part) : null
    if (!field || fields.some(({ name }) => name === field.name)) return { ok: false, question: i + 1 }
    fields.push(field)
  }
  return { ok: true, fields }
}

function readQuestion(part: string): FormField | null {
  const [name = '', typeWord = '', zh = '', en = '', list = '', ...rest] = part.split(':').map((piece) => piece.trim())
  const type = formFieldTypes.find((known) => known === typeWord)
  if (!type || rest.length > 0 || !/^[a-z][a-zA-Z0-9]{0,29}$/.test(name) || !isLabel(zh, en)) return null
  const choices = list === '' ? [] : list.split(',').map(readChoice)
  if ((type === 'choice') !== choices.length > 1 || choices.some((choice) => choice === null)) return null
  return { name, type, label: { zh, en }, choices: choices.filter((choice) => choice !== null) }
}

function readChoice(text: string): FormField['choices'][number] | null {
  const [value = '', zh = '', en = '', ...rest] = text.split('=').map((piece) => piece.trim())
  return value !== '' && value.length <= 20 && rest.length === 0 && isLabel(zh, en)
    ? { value, label: { zh, en } }
    : null
}

const isLabel = (zh: string, en: string) => zh !== '' && en !== '' && [...zh].length <= 40 && [...en].length <= 80

export const writeForm = (fields: readonly FormField[]): string =>
  fields
    .map(({ name, type, label, choices }) =>
      [
        ...[name, type, label.zh, label.en],
        ...(choices.length > 0 ? [choices.map((c) => `${c.value}=${c.label.zh}=${c.label.en}`).join(',')] : []),
      ].join(':'),
    )
    .join('|')

export interface FormFault {
  path: string
  message: string
}

/** What is wrong with the answers of a report; a question left open is no fault, nor is an answer nobody asked for. */
export function checkAnswers(fields: readonly FormField[], answers: Readonly<Record<string, unknown>>): FormFault[] {
  return fields.flatMap((field) => {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined
    if (answer === undefined || answer === null || answer === '') return []
    const message = faultOf(field, answer)
    return message ? [{ path: `/form/${field.name}`, message }] : []
  })
}

function faultOf({ type, choices }: FormField, answer: unknown): string | null {
  switch (type) {
    case 'number':
      return typeof answer === 'number' && Number.isFinite(answer) && answer >= 0
        ? null
        : 'should be a number from 0 up'
    case 'date':
      return typeof answer === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(answer) && !Number.isNaN(Date.parse(answer))
        ? null
        : 'should be a date like 2026-11-22'
    case 'choice':
      return choices.some(({ value }) => value === answer)
        ? null
        : `should be one of ${choices.map(({ value }) => value).join(', ')}`
    case 'text':
      return typeof answer === 'string' && answer.length <= 500 ? null : 'should be a text of at most 500 characters'
  }
}
