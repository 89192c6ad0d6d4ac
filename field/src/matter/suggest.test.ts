import { expect, test } from 'vitest'
import { countUse, type MatterUses, suggestMatters } from './suggest.ts'

const matters = [
  { code: '01001', parent: '01' },
  { code: '01037', parent: '01' },
  { code: '06010', parent: '06' },
  { code: '99002', parent: '99' },
]
const codes = (own: MatterUses, inGrid: string[], count = 4) =>
  suggestMatters(matters, own, inGrid, count).map(({ code }) => code)

test('a new worker in a quiet grid begins with one of each class', () => {
  expect(codes({}, [])).toEqual(['01001', '06010', '99002'])
})

test('own habit before what is frequent in the grid, each matter once', () => {
  expect(codes({ '06010': 2 }, ['01037', '01037', '99002'])).toEqual(['06010', '01037', '99002', '01001'])
  expect(codes({}, ['01037', '99002', '01037'], 2)).toEqual(['01037', '99002'])
})

test('a matter that left the catalogue is not suggested', () => {
  expect(codes({ '00000': 50 }, [])).not.toContain('00000')
})

test('habits fade: forty other uses later an old one has gone', () => {
  let uses = countUse({}, 'a')
  expect(uses).toEqual({ a: 1 })
  for (let n = 0; n < 40; n += 1) uses = countUse(uses, 'b')
  expect(uses.a).toBeUndefined()
  expect(uses.b).toBeGreaterThan(10)
  expect(uses.b).toBeLessThan(20)
})
