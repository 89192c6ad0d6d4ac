import { describe, expect, it } from 'vitest'
import { formatInstant } from '../shared/time.ts'
import { judgeTurn, mayWriteRoster, rosterRefusals, type Turn } from './roster.ts'

const day = 86_400_000
const now = Date.parse('2026-11-16T09:00:00+08:00')
const turn = (part: Partial<Turn> = {}): Turn => ({
  from: now,
  to: now + 7 * day,
  now,
  account: { isDisabled: false },
  posts: [{ from: '2026-01-01', to: null }],
  others: [],
  dayOf: (at) => formatInstant(at).slice(0, 10),
  ...part,
})

describe('a turn of duty', () => {
  it.each<[string, Partial<Turn>, string]>([
    ['by somebody of the unit', {}, 'ok'],
    ['that has begun', { from: now - day }, 'ok'],
    ['that is over', { from: now - 2 * day, to: now - day }, 'roster.period'],
    ['that ends as it begins', { to: now }, 'roster.period'],
    ['of a month', { to: now + 31 * day }, 'ok'],
    ['without end', { to: now + 32 * day }, 'roster.period'],
    ['of nobody', { account: null }, 'roster.not_of_unit'],
    ['of a disabled account', { account: { isDisabled: true } }, 'roster.disabled'],
    ['of somebody of another unit', { posts: [] }, 'roster.not_of_unit'],
    ['before the post begins', { posts: [{ from: '2026-11-17', to: null }] }, 'roster.not_of_unit'],
    ['on the last day of the post', { to: now + day, posts: [{ from: '2026-01-01', to: '2026-11-17' }] }, 'ok'],
    ['beyond the post', { posts: [{ from: '2026-01-01', to: '2026-11-17' }] }, 'roster.not_of_unit'],
    ['beside another one of theirs', { others: ['x'] }, 'roster.overlaps'],
  ])('%s', (_, part, wanted) => {
    const verdict = judgeTurn(turn(part))
    expect(verdict.ok ? 'ok' : verdict.reason).toBe(wanted)
    if (!verdict.ok) expect(rosterRefusals[verdict.reason].zh).not.toBe('')
  })

  it('names the turn that stands in the way', () => {
    expect(judgeTurn(turn({ others: ['first', 'second'] }))).toMatchObject({ turn: 'first' })
  })
})

describe('who writes the roster', () => {
  const town = '990101001'
  it('whoever leads or dispatches in the area of the unit, and nobody else', () => {
    const may = (role: string, areaCode: string | null, unitArea: string) =>
      mayWriteRoster([{ role, areaCode }], unitArea)
    expect(may('dispatcher', town, town)).toBe(true)
    expect(may('dispatcher', town, `${town}001`)).toBe(true)
    expect(may('leader', '990101', town)).toBe(true)
    expect(may('station_head', `${town}001`, `${town}001`)).toBe(true)
    expect(may('dispatcher', town, '990101')).toBe(false)
    expect(may('dispatcher', town, '990101002')).toBe(false)
    expect(may('grid_worker', `${town}001001`, `${town}001001`)).toBe(false)
    expect(may('officer', null, town)).toBe(false)
    expect(mayWriteRoster([{ role: 'dispatcher', areaCode: town, onBehalfOf: 'x' }], town)).toBe(false)
  })
})
