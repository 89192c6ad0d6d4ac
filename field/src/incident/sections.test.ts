import { isPersonAction } from '@linli/contract/incident/fields.ts'
import { stateNames } from '@linli/contract/incident/words.ts'
import { expect, test } from 'vitest'
import { byDistance, cutUp, isOpen, likelyStep, metresBetween, sectionOf, shortArea } from './sections.ts'

const now = '2026-11-22T09:00:00+08:00'

test.each([
  ['2026-11-22T08:59:00+08:00', false, 'late'],
  ['2026-11-22T09:00:00+08:00', false, 'today'],
  ['2026-11-22T23:59:00+08:00', false, 'today'],
  ['2026-11-22T15:59:59Z', false, 'today'],
  ['2026-11-22T16:00:00Z', false, 'later'],
  ['2026-11-30T10:00:00+08:00', true, 'late'],
  [null, true, 'late'],
  [null, false, 'none'],
] as const)('due %s, late %s: %s', (dueAt, late, section) => {
  expect(sectionOf({ dueAt, late }, now)).toBe(section)
})

test('a section begins with what falls due first', () => {
  const item = (number: string, dueAt: string | null) => ({ number, dueAt, late: false })
  const { today, later, none, late } = cutUp(
    [
      item('c', '2026-11-22T18:00:00+08:00'),
      item('b', '2026-11-22T12:00:00+08:00'),
      item('a', '2026-11-24T12:00:00+08:00'),
      item('d', null),
    ],
    now,
  )
  expect([today, later, none, late].map((list) => list.map(({ number }) => number))).toEqual([
    ['b', 'c'],
    ['a'],
    ['d'],
    [],
  ])
})

test('what is open in the streets is neither closed nor at an end', () => {
  expect(stateNames.filter((state) => !isOpen(state))).toEqual(['rejected', 'closed', 'archived', 'voided', 'merged'])
})

test('a short cut names an action that a person can take', () => {
  for (const state of stateNames) {
    const step = likelyStep(state)
    if (step !== null) expect(isPersonAction(step)).toBe(true)
  }
  expect([likelyStep('dispatched'), likelyStep('handled'), likelyStep('archived')]).toEqual(['sign', 'verify', null])
})

test('distances in a district, against degrees on the sphere', () => {
  // One minute of latitude is one nautical mile; of longitude, at 31° N, the cosine of it.
  expect(metresBetween({ lng: 121, lat: 31 }, { lng: 121, lat: 31 + 1 / 60 })).toBeCloseTo(1855, -1)
  expect(metresBetween({ lng: 121, lat: 31 }, { lng: 121 + 1 / 60, lat: 31 })).toBeCloseTo(1590, -1)
})

test('nearest first; what has no point comes last', () => {
  const at = (id: string, lng: number | null) => ({ id, location: lng === null ? null : { lng, lat: 31 } })
  const sorted = byDistance([at('none', null), at('far', 121.01), at('near', 121.001)], { lng: 121, lat: 31 })
  expect(sorted.map(({ item }) => item.id)).toEqual(['near', 'far', 'none'])
  expect(sorted[2]?.metres).toBeNull()
})

test('an area is named by its last part', () => {
  expect(shortArea('青禾街道 清泉社区 第3网格')).toBe('第3网格')
  expect(shortArea('第3网格')).toBe('第3网格')
})
