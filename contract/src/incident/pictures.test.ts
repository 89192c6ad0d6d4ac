import { expect, test } from 'vitest'
import { hasResult, isOfResult } from './pictures.ts'
import { stateNames } from './words.ts'

test.each([
  ['photo', 'finish', true, true],
  ['photo', 'verify', true, true],
  ['photo', 'addEvidence', true, true],
  ['photo', 'report', true, false],
  ['photo', 'supplement', true, false],
  ['photo', 'finish', false, false],
  ['video', 'finish', true, false],
  [null, 'finish', true, false],
])('a %s brought by %s, by staff %s: %s', (kind, purpose, byStaff, answer) => {
  expect(isOfResult({ kind, purpose, byStaff })).toBe(answer)
})

test('pictures are let be seen from the result on, and never of what was turned away', () => {
  expect(stateNames.filter(hasResult)).toEqual(['handled', 'postcheck', 'verified', 'closed', 'archived'])
})
