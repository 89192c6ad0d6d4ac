import { personActions } from '@linli/contract/incident/fields.ts'
import { expect, test } from 'vitest'
import { keyActions } from './action-keys.ts'

test('every action of the contract has its place and a letter of its own, even all at once', () => {
  const keyed = keyActions(personActions)
  expect(keyed.map(({ action }) => action).sort()).toEqual([...personActions].sort())
  const letters = keyed.map(({ letter }) => letter).filter((letter) => letter !== '')
  expect(new Set(letters).size).toBe(letters.length)
  expect(letters.length).toBeGreaterThanOrEqual(32)
  expect(keyed.every(({ letter }) => !['j', 'k', 'n'].includes(letter))).toBe(true)
})

test('the daily actions keep their letters, in the order of the work', () => {
  expect(keyActions(['comment', 'reject', 'dispatch', 'accept', 'route'])).toEqual([
    { action: 'accept', letter: 'a', isBeside: false },
    { action: 'dispatch', letter: 'd', isBeside: false },
    { action: 'route', letter: 'r', isBeside: false },
    { action: 'reject', letter: 'x', isBeside: false },
    { action: 'comment', letter: 'm', isBeside: true },
  ])
  expect(keyActions(['void', 'reject']).map(({ letter }) => letter)).toEqual(['x', 'a'])
})
