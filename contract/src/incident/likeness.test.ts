import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commonDigits,
  isShown,
  type Likeness,
  likelyFrom,
  plainWeight,
  scoreLikeness,
  shareWords,
  shownFrom,
} from './likeness.ts'

const same: Likeness = { metres: 0, commonDigits: 15, hours: 0, standing: 'open', kind: 'matter', words: 1 }
const score = (part: Partial<Likeness>) => Math.round(scoreLikeness({ ...same, ...part }) * 1000) / 1000

describe('one case after the other', () => {
  test.each<[string, Partial<Likeness>, number]>([
    ['the very same', {}, 1],
    ['50 m away', { metres: 50 }, 0.5],
    ['150 m away', { metres: 150 }, 0.1],
    ['eight hours ago', { hours: 8 }, 0.5],
    ['ten days ago and still open', { hours: 240 }, 0.3],
    ['closed an hour ago', { hours: 1, standing: 'reopenable' }, 0.711],
    ['closed six days ago', { hours: 144, standing: 'reopenable' }, 0.24],
    ['rejected an hour ago', { hours: 1, standing: 'over' }, 0.444],
    ['rejected six days ago', { hours: 144, standing: 'over' }, 0.026],
    ['another matter of the class', { kind: 'class' }, 0.8],
    ['another matter', { kind: 'other' }, 0.5],
    ['no word in common', { words: 0 }, 0.5],
    ['without words', { words: null }, 0.75],
    ['no point, the same grid', { metres: null }, 0.5],
    ['no point, the same community', { metres: null, commonDigits: 12 }, 0.25],
    ['no point, the same county', { metres: null, commonDigits: 6 }, 0.02],
  ])('%s', (_, part, expected) => {
    expect(score(part)).toBe(expected)
  })

  test('in the box that everybody expects it is shown, whatever the words', () => {
    const corner = { ...same, metres: 50, hours: 24, words: 0 }
    expect(scoreLikeness(corner)).toBeLessThan(shownFrom)
    expect(isShown(corner, scoreLikeness(corner))).toBe(true)
    for (const beyond of [{ metres: 51 }, { hours: 25 }, { kind: 'class' as const }, { metres: null }])
      expect(isShown({ ...corner, ...beyond }, 0)).toBe(false)
  })

  test('outside of it the score decides, and from another figure on it is called likely', () => {
    expect(isShown({ ...same, metres: 100 }, shownFrom)).toBe(true)
    expect(likelyFrom).toBeGreaterThan(shownFrom)
  })
})

describe('for all', () => {
  const any = fc.record({
    metres: fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
    commonDigits: fc.constantFrom(0, 6, 9, 12, 15),
    hours: fc.double({ min: 0, max: 2000, noNaN: true }),
    standing: fc.constantFrom('open', 'reopenable', 'over') as fc.Arbitrary<Likeness['standing']>,
    kind: fc.constantFrom('matter', 'class', 'other') as fc.Arbitrary<Likeness['kind']>,
    words: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })

  test('between nothing and one; further, later, closed or of another kind is never likelier', () => {
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 500, noNaN: true }), (likeness, more) => {
        const here = scoreLikeness(likeness)
        expect(here).toBeGreaterThanOrEqual(0)
        expect(here).toBeLessThanOrEqual(1)
        const worse: Partial<Likeness>[] = [
          { hours: likeness.hours + more },
          { standing: 'over' },
          { kind: 'other' },
          ...(likeness.metres === null ? [] : [{ metres: likeness.metres + more }]),
          ...(likeness.words === null ? [] : [{ words: 0 }]),
        ]
        for (const part of worse) expect(scoreLikeness({ ...likeness, ...part })).toBeLessThanOrEqual(here)
      }),
    )
  })
})

describe('words', () => {
  test('rare words weigh more, and the heaviest is named first', () => {
    const weight = (word: string) => ({ 井盖: 5, 缺失: 3, 小区: 1 })[word] ?? 2
    expect(shareWords(['小区', '井盖', '缺失'], ['小区', '井盖', '破损'], weight)).toEqual({
      share: 12 / 17,
      common: ['井盖', '小区'],
    })
  })

  test('the same words share all, others nothing; without words nothing is said', () => {
    expect(shareWords(['路灯', '不亮'], ['不亮', '路灯'], plainWeight).share).toBe(1)
    expect(shareWords(['路灯'], ['井盖'], plainWeight)).toEqual({ share: 0, common: [] })
    expect(shareWords([], ['井盖'], plainWeight)).toEqual({ share: null, common: [] })
    expect(shareWords(['一'], ['一'], () => 0)).toEqual({ share: null, common: ['一'] })
  })
})

test.each([
  ['990101001001007', '990101001001007', 15],
  ['990101001001007', '990101001001', 12],
  ['990101001001007', '990101001001008', 12],
  ['990101001', '990101002', 6],
  ['990101', '990102', 0],
])('%s and %s lie together in %i digits', (a, b, digits) => {
  expect(commonDigits(a, b)).toBe(digits)
})
