import { expect, it } from 'vitest'
import { type Absence, emptiedBy, emptyUnits, presentAt, type StaffPost } from './staffing.ts'

const at = Date.parse('2026-11-16T09:00:00+08:00')
const hour = 3_600_000
const post = (id: string, accountId: string, part: Partial<StaffPost> = {}): StaffPost => ({
  id,
  accountId,
  role: 'grid_worker',
  unitId: 'team',
  areaCode: null,
  fromOn: '2026-01-01',
  toOn: null,
  isDisabled: false,
  ...part,
})
const away = (postId: string, accountId: string | null, part: Partial<Absence> = {}): Absence => ({
  postId,
  accountId,
  isDeputyDisabled: false,
  fromAt: at - hour,
  toAt: at + hour,
  ...part,
})

it.each([
  ['a', post('1', 'a'), []],
  [null, post('1', 'a', { toOn: '2026-11-15' }), []],
  ['a', post('1', 'a', { toOn: '2026-11-16' }), []],
  [null, post('1', 'a', { fromOn: '2026-11-17' }), []],
  [null, post('1', 'a', { isDisabled: true }), []],
  ['b', post('1', 'a'), [away('1', 'b')]],
  ['b', post('1', 'a', { isDisabled: true }), [away('1', 'b')]],
  [null, post('1', 'a'), [away('1', 'b', { isDeputyDisabled: true })]],
  [null, post('1', 'a'), [away('1', null)]],
  ['a', post('1', 'a'), [away('1', 'b', { toAt: at })]],
  ['a', post('1', 'a'), [away('2', 'b')]],
] as [string | null, StaffPost, Absence[]][])('%s fills the post', (wanted, one, absences) => {
  expect(presentAt(one, absences, at)).toBe(wanted)
})

it('says which units would have nobody, and only those that have somebody now', () => {
  const posts = [
    post('1', 'a'),
    post('2', 'b'),
    post('3', 'a', { unitId: 'desk' }),
    post('4', 'c', { unitId: 'far', isDisabled: true }),
  ]
  expect(emptyUnits(['team', 'desk', 'far'], posts, [], at)).toEqual(['far'])
  expect(emptiedBy({ accountId: 'a', postIds: ['1'] }, posts, [], at)).toEqual([])
  expect(emptiedBy({ accountId: 'a', postIds: ['3'] }, posts, [], at)).toEqual(['desk'])
  expect(emptiedBy({ accountId: 'a', postIds: null }, posts, [], at)).toEqual(['desk'])
  expect(emptiedBy({ accountId: 'a', postIds: ['1'] }, posts, [away('2', null)], at)).toEqual(['team'])
  expect(emptiedBy({ accountId: 'c', postIds: null }, posts, [], at)).toEqual([])
})

it('whoever stands in for another leaves that chair empty too; a deputy keeps the chair of a disabled account, not of an ended post', () => {
  const posts = [post('1', 'a'), post('3', 'b', { unitId: 'desk' })]
  const absences = [away('3', 'a')]
  expect(emptiedBy({ accountId: 'a', postIds: null }, posts, absences, at)).toEqual(['team', 'desk'])
  expect(emptiedBy({ accountId: 'b', postIds: null }, posts, absences, at)).toEqual([])
  expect(emptiedBy({ accountId: 'b', postIds: ['3'] }, posts, absences, at)).toEqual(['desk'])
  expect(emptiedBy({ accountId: 'a', postIds: ['1'] }, posts, absences, at)).toEqual(['team'])
})
