import { expect, test } from 'vitest'
import { readFilter, writeFilter } from './filter.ts'

test('a filter comes back from the address as it went in, and what is none is dropped', () => {
  const filter = { outcome: 'refused', actor: 'clerk1', since: '2026-11-16T09:00:00+08:00' } as const
  const address = writeFilter(filter)
  expect(address).toBe('?outcome=refused&actor=clerk1&since=2026-11-16T09%3A00%3A00%2B08%3A00')
  expect(readFilter(Object.fromEntries(new URLSearchParams(address)))).toEqual(filter)
  expect(readFilter({ log: 'audit', outcome: 'maybe', actor: '  ', verb: 5, page: '2' })).toEqual({})
  expect(writeFilter({ log: 'audit' })).toBe('')
})

test('readings of personal data have no area and no outcome', () => {
  expect(readFilter({ log: 'disclosure', outcome: 'refused', area: '990101', actor: 'clerk1' })).toEqual({
    log: 'disclosure',
    actor: 'clerk1',
  })
})
