// What stands in a form of mediation, and what is sent of it. Pure: the page shows the faults, the server judges again.
import { newId } from '@linli/ui/api/id.ts'
import { filesOf, sentIds } from '../incident/form-values.ts'
import type { Disputant, MediationContent, MediationField } from './mediation.api.ts'

/** A row as it is typed: nothing is missing, much is empty. */
export type DraftDisputant = {
  id: string
  part: Disputant['part']
  name: string
  phone: string
  representative: string
  representativePhone: string
}
export type Values = Record<string, unknown>

export const emptyDisputant = (part: Disputant['part']): DraftDisputant => ({
  ...{ id: newId(), part, name: '', phone: '' },
  ...{ representative: '', representativePhone: '' },
})

export const draftsOf = (disputants: MediationContent['disputants']): DraftDisputant[] =>
  disputants.map(({ id, part, name, phone, representative }) => ({
    ...{ id, part, name, phone: phone ?? '' },
    ...{ representative: representative?.name ?? '', representativePhone: representative?.phone ?? '' },
  }))

export const disputantsIn = (drafts: readonly DraftDisputant[]): Disputant[] =>
  drafts.map(({ id, part, name, phone, representative, representativePhone }) => ({
    id,
    part,
    name: name.trim(),
    ...(phone.trim() && { phone: phone.trim() }),
    ...(representative.trim() && {
      representative: {
        name: representative.trim(),
        ...(representativePhone.trim() && { phone: representativePhone.trim() }),
      },
    }),
  }))

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Demanded always, or by what was chosen elsewhere in the form. */
export const isRequired = ({ required, requiredWhere }: MediationField, values: Values): boolean =>
  required || (requiredWhere !== undefined && values[requiredWhere.field] === requiredWhere.value)

/** Fields that must be filled in and are not, and files that are still on their way. */
export function faultsOf(fields: readonly MediationField[], values: Values): Record<string, 'fill' | 'uploading'> {
  const faults: Record<string, 'fill' | 'uploading'> = {}
  for (const field of fields) {
    const { name, kind } = field
    const value = values[name]
    if (kind === 'files' && filesOf(value).some(({ state }) => state === 'sending')) faults[name] = 'uploading'
    else if (kind === 'disputants') {
      const drafts = (value ?? []) as DraftDisputant[]
      if (drafts.length < 2 || drafts.some((one) => one.name.trim() === '')) faults[name] = 'fill'
    } else if (isRequired(field, values) && (isEmpty(value) || (Array.isArray(value) && value.length === 0)))
      faults[name] = 'fill'
  }
  return faults
}

/** Only what the act knows and was filled in. */
export function inputOf(fields: readonly MediationField[], values: Values): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const value = values[name]
      if (kind === 'files') return sentIds(value).length > 0 ? [[name, sentIds(value)]] : []
      if (kind === 'disputants') return [[name, disputantsIn(value as DraftDisputant[])]]
      if (isEmpty(value)) return []
      return [[name, typeof value === 'string' ? value.trim() : value]]
    }),
  )
}
