import type { PersonAction } from '@linli/contract/incident/fields.ts'
import type { AllowedField } from '@linli/contract/incident/schemas.ts'

/**
 * What a form drawn from `allowed` holds, by field name, and its way to what the API takes: what is empty is not sent,
 * texts lose their edges. A door that keeps files in another shape than their ids hands over the ids here.
 */
export type FormValues = Readonly<Record<string, unknown>>

/** What stands in the form when it opens. */
export function defaultsOf(fields: readonly AllowedField[]): FormValues {
  return Object.fromEntries(fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])))
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

/** Names of the required fields that hold nothing; a no is an answer. */
export function missingOf(fields: readonly AllowedField[], values: FormValues): string[] {
  return fields.filter(({ name, required }) => required && isEmpty(values[name])).map(({ name }) => name)
}

export function inputOf(fields: readonly AllowedField[], values: FormValues): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const { name } of fields) {
    const value = values[name]
    if (!isEmpty(value)) input[name] = typeof value === 'string' ? value.trim() : value
  }
  return input
}

/** Actions in the order in which they are offered: what moves the incident on first, what ends it otherwise last. */
const onward: readonly PersonAction[] = [
  'accept',
  'sign',
  'dispatch',
  'finish',
  'verify',
  'close',
  'followUp',
  'precheck',
  'postcheck',
  'supplement',
  'approve',
  'arbitrate',
  'define',
  'review',
  'grant',
  'resume',
  'progress',
  'arrive',
  'route',
  'fail',
  'return',
  'reopen',
  'takeOver',
  'decline',
  'extend',
  'suspend',
  'reject',
  'archive',
  'withdraw',
  'object',
]
/** What accompanies the work without moving it on. */
const alongside: readonly PersonAction[] = [
  'reply',
  'comment',
  'addEvidence',
  'whistle',
  'remind',
  'supervise',
  'changeMatter',
  'merge',
  'unmerge',
  'void',
]

/** The allowed actions, each once, in the order of offering. */
export function orderActions(allowed: readonly PersonAction[]): { onward: PersonAction[]; alongside: PersonAction[] } {
  const among = (list: readonly PersonAction[]) => list.filter((action) => allowed.includes(action))
  return { onward: among(onward), alongside: among(alongside) }
}
