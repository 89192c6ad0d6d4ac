import { personActions } from '@linli/contract/incident/fields.ts'
import type { AllowedField } from '@linli/contract/incident/schemas.ts'
import { expect, test } from 'vitest'
import { defaultsOf, inputOf, missingOf, orderActions } from './form.ts'

const fields: AllowedField[] = [
  { name: 'unit', kind: 'unit', required: true, default: 'u1' },
  { name: 'coUnits', kind: 'units', required: false },
  { name: 'reason', kind: 'text', required: true, maxLength: 2000 },
  { name: 'granted', kind: 'boolean', required: true },
  { name: 'evidence', kind: 'evidence', required: false },
]

test('a form begins with what the server suggests', () => {
  expect(defaultsOf(fields)).toEqual({ unit: 'u1' })
})

test('what is required and empty is named; a no is an answer', () => {
  expect(missingOf(fields, { unit: 'u1', reason: '  ' })).toEqual(['reason', 'granted'])
  expect(missingOf(fields, { unit: 'u1', reason: 'x', granted: false })).toEqual([])
})

test('empty fields are not sent, texts without their edges, nothing that was not asked for', () => {
  const values = { unit: 'u1', coUnits: [], reason: ' 路口 ', granted: false, evidence: ['f1'], other: 1 }
  expect(inputOf(fields, values)).toEqual({ unit: 'u1', reason: '路口', granted: false, evidence: ['f1'] })
})

test('every action of the loop has its place in the order, and only one', () => {
  const { onward, alongside } = orderActions(personActions)
  expect([...onward, ...alongside].sort()).toEqual([...personActions].sort())
  expect(orderActions(['comment', 'decline', 'sign'])).toEqual({ onward: ['sign', 'decline'], alongside: ['comment'] })
})
