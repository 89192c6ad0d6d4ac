import { expect, test } from 'vitest'
import { newId } from './id.ts'

test('ids are UUIDs of version 7 that carry their millisecond', () => {
  const id = newId(Date.parse('2099-01-01T00:00:00Z'))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2099-01-01T00:00:00Z'))
})

test('ten thousand ids of one moment differ and stand in order, also when the clock goes back', () => {
  const moment = Date.parse('2099-06-01T00:00:00Z')
  const ids = Array.from({ length: 10_000 }, (_, at) => newId(moment - (at % 7)))
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})
