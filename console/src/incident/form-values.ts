import { type FormValues, inputOf, missingOf } from '@linli/ui/incident/form.ts'
import type { AllowedField } from './incident.api.ts'

/**
 * The desk's forms keep files with their progress, so that a form is not sent while one is on its way; for the rest see
 * ui's form.ts.
 */
export type UploadedFile = { id: string; name: string; isImage: boolean; state: 'sending' | 'sent' | 'failed' }
export type Values = Record<string, unknown>

export function filesOf(value: unknown): UploadedFile[] {
  return Array.isArray(value)
    ? value.filter((file): file is UploadedFile => typeof file === 'object' && file !== null && 'state' in file)
    : []
}

/** Where the server names no limit of its own. */
const longestText = 2000

/** A text that is too long is said and not cut off: what a browser drops at its own limit, nobody sees go. */
export function collectErrors(
  fields: readonly AllowedField[],
  values: Values,
  words: { missing: string; uploading: string; tooLong(most: number, count: number): string },
): Record<string, string> {
  const sent = withIds(fields, values)
  const errors = Object.fromEntries(missingOf(fields, sent).map((name) => [name, words.missing]))
  for (const { name, kind, maxLength = longestText } of fields) {
    const text = kind === 'text' ? String(sent[name] ?? '').trim() : ''
    if (text.length > maxLength) errors[name] = words.tooLong(maxLength, text.length)
    if (kind === 'evidence' && filesOf(values[name]).some((file) => file.state === 'sending'))
      errors[name] = words.uploading
  }
  return errors
}

export function toInput(fields: readonly AllowedField[], values: Values): Values {
  return inputOf(fields, withIds(fields, values))
}

function withIds(fields: readonly AllowedField[], values: Values): FormValues {
  const evidence = fields.filter(({ kind }) => kind === 'evidence').map(({ name }) => [name, sentIds(values[name])])
  return { ...values, ...Object.fromEntries(evidence) }
}

/** Files whose bytes have arrived; one that failed is left out, the person saw it. */
export function sentIds(value: unknown): string[] {
  return filesOf(value).flatMap((file) => (file.state === 'sent' ? [file.id] : []))
}
