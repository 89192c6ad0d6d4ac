import { expect, test } from 'vitest'
import { matchOf, searchMatters } from './match.ts'

const cover = {
  code: '01001',
  name: '供水井盖',
  nameEn: 'Water supply manhole cover',
  synonyms: ['窨井盖'],
  initials: 'gsjg',
}
const lamp = { code: '01037', name: '路灯', nameEn: 'Street lamp', synonyms: ['灯不亮', '井盖灯'], initials: 'ld' }

test.each([
  ['01001', 5],
  ['供水井盖', 4],
  ['井盖', 3],
  ['MANHOLE', 3],
  ['窨井', 2],
  ['GSJ', 1],
  [' 井盖 ', 3],
  ['灯', 0],
  ['', 0],
])('%s answers with %i', (typed, rank) => {
  expect(matchOf(cover, typed)).toBe(rank)
})

test('the best comes first, and all when nothing was typed', () => {
  expect(searchMatters([lamp, cover], '井盖').map(({ code }) => code)).toEqual(['01001', '01037'])
  expect(searchMatters([lamp, cover], ' ')).toEqual([lamp, cover])
  expect(searchMatters([lamp, cover], 'zzz')).toEqual([])
})
