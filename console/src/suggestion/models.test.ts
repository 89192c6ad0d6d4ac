import { expect, test } from 'vitest'
import { newestOfEach, percent } from './models.ts'

test('of each county the newest version stands, in the order of the list', () => {
  const list = [
    { county: 'b', version: 3 },
    { county: 'a', version: 9 },
    { county: 'b', version: 2 },
  ]
  expect(newestOfEach(list)).toEqual([list[0], list[1]])
  expect(newestOfEach([])).toEqual([])
})

test('a share is never rounded up to all', () => {
  expect([0, 0.5, 0.9996, 1].map(percent)).toEqual(['0 %', '50 %', '99.9 %', '100 %'])
})
