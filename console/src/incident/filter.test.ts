import { expect, test } from 'vitest'
import { countFilters, type DeskFilter, readFilter, sortOf, toQuery, writeFilter } from './filter.ts'

test('an address goes into a filter and back', () => {
  const filter = readFilter({ q: ' 井盖 ', due: 'late', door: 'areas', stage: 'handle' })
  expect(filter).toEqual({ q: '井盖', due: 'late', door: 'areas', stage: 'handle' })
  expect(writeFilter(filter)).toBe('?door=areas&stage=handle&due=late&q=%E4%BA%95%E7%9B%96')
  expect(countFilters(filter)).toBe(2)
})

test('what no filter knows is dropped, and the default door is not written', () => {
  expect(readFilter({ stage: 'nowhere', due: 7, door: 'mine', other: 'x', q: ' ' })).toEqual({})
  expect(writeFilter({})).toBe('')
})

test('one door shows what my units hold, the other all of my areas', () => {
  expect(toQuery({ state: 'reported' })).toEqual({ state: 'reported', holder: 'me', sort: 'due' })
  expect(toQuery({ door: 'areas' })).toEqual({ holder: undefined, sort: 'due' })
})

test('what has no due time is listed by its age, and a search looks everywhere', () => {
  const sortOf = (filter: DeskFilter) => toQuery(filter).sort
  expect(sortOf({ sort: 'newest' })).toBeUndefined()
  expect(sortOf({ state: 'archived' })).toBeUndefined()
  expect(sortOf({ state: 'suspended' })).toBeUndefined()
  expect(sortOf({ stage: 'archive' })).toBeUndefined()
  expect(sortOf({ q: '井盖' })).toBeUndefined()
  expect(sortOf({ stage: 'handle' })).toBe('due')
})

test('one character is not sought for yet', () => {
  expect(toQuery({ q: '井' })).toEqual(toQuery({}))
  expect(toQuery({ q: '井 盖' })).toEqual(toQuery({}))
  expect(toQuery({ q: '井盖' }).q).toBe('井盖')
  // Nor does the queue say that it is in another order.
  expect(sortOf({ q: '井' })).toBe('due')
})

test('a default is not written, a word that only looks like one is', () => {
  expect(writeFilter({ door: 'mine', sort: 'due', q: 'due' })).toBe('?q=due')
  expect(readFilter({ sort: 'due' })).toEqual({})
  expect(writeFilter(readFilter({ sort: 'newest' }))).toBe('?sort=newest')
})
