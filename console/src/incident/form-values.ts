import type { AllowedField } from './incident.api.ts'

/**
 * What a generated form holds, by field name, in the shape of its control; and its way to what the API takes. Files
 * are kept with their progress; what is empty is not sent at all.
 */
export type UploadedFile = { id: string; name: string; isImage: boolean; state: 'sending' | 'sent' | 'failed' }
export type Values = Record<string, unknown>

/** The note belongs to every action; the server lists it among the fields or takes it unasked. */
export function defaultsOf(fields: readonly AllowedField[]): Values {
  return Object.fromEntries(fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])))
}

export function filesOf(value: unknown): UploadedFile[] {
  return Array.isArray(value)
    ? value.filter((file): file is UploadedFile => typeof file === 'object' && file !== null && 'state' in file)
    : []
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

export function collectErrors(
  fields: readonly AllowedField[],
  values: Values,
  words: { missing: string; uploading: string },
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { name, kind, required } of fields) {
    const value = values[name]
    if (kind === 'evidence' && filesOf(value).some((file) => file.state === 'sending')) errors[name] = words.uploading
    else if (required && isEmpty(kind === 'evidence' ? sentIds(value) : value)) errors[name] = words.missing
  }
  return errors
}

export function toInput(fields: readonly AllowedField[], values: Values): Values {
  const input: Values = {}
  for (const { name, kind } of fields) {
    const value = kind === 'evidence' ? sentIds(values[name]) : values[name]
    if (isEmpty(value)) continue
    input[name] = typeof value === 'string' ? value.trim() : value
  }
  return input
}

/** Files whose bytes have arrived; one that failed is left out, the person saw it. */
export function sentIds(value: unknown): string[] {
  return filesOf(value).flatMap((file) => (file.state === 'sent' ? [file.id] : []))
}
