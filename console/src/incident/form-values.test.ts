import { expect, test } from 'vitest'
import { collectErrors, toInput } from './form-values.ts'
import type { AllowedField } from './incident.api.ts'

const fields: AllowedField[] = [
  { name: 'unit', kind: 'unit', required: true, default: 'u1' },
  { name: 'coUnits', kind: 'units', required: false },
  { name: 'reason', kind: 'text', required: true, maxLength: 2000 },
  { name: 'granted', kind: 'boolean', required: true },
  { name: 'evidence', kind: 'evidence', required: false },
]
const words = {
  missing: 'missing',
  uploading: 'uploading',
  tooLong: (most: number, count: number) => `${count}/${most}`,
}
const file = (id: string, state: 'sending' | 'sent' | 'failed') => ({ id, name: id, isImage: true, state })

test('what is required and empty is named; a no is an answer', () => {
  expect(collectErrors(fields, { unit: 'u1', reason: '  ' }, words)).toEqual({ reason: 'missing', granted: 'missing' })
  expect(collectErrors(fields, { unit: 'u1', reason: 'x', granted: false }, words)).toEqual({})
})

test('a text beyond its limit is named with both numbers, edges left out', () => {
  const given = { unit: 'u1', granted: true }
  expect(collectErrors(fields, { ...given, reason: `${'长'.repeat(2001)} ` }, words)).toEqual({ reason: '2001/2000' })
  expect(collectErrors(fields, { ...given, reason: ` ${'长'.repeat(2000)} ` }, words)).toEqual({})
})

test('nothing is sent while a file is on its way; a failed one does not count as evidence', () => {
  const given = { unit: 'u1', reason: 'x', granted: true }
  expect(collectErrors(fields, { ...given, evidence: [file('f1', 'sending')] }, words)).toEqual({
    evidence: 'uploading',
  })
  const must = fields.map((field) => ({ ...field, required: true }))
  expect(collectErrors(must, { ...given, coUnits: ['u2'], evidence: [file('f1', 'failed')] }, words)).toEqual({
    evidence: 'missing',
  })
})

test('empty fields are not sent, texts without their edges, files as their ids', () => {
  const values = {
    unit: 'u1',
    coUnits: [],
    reason: ' 路口 ',
    granted: false,
    evidence: [file('f1', 'sent'), file('f2', 'failed')],
    other: 1,
  }
  expect(toInput(fields, values)).toEqual({ unit: 'u1', reason: '路口', granted: false, evidence: ['f1'] })
})
