import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ancestors,
  areaLevels,
  atLevel,
  boundingRange,
  codeLength,
  contains,
  isAreaCode,
  levelOf,
  outermost,
  parentOf,
  rangeOf,
} from './area-code.ts'

test.each([
  ['99', 'province'],
  ['9901', 'city'],
  ['990101', 'county'],
  ['990101001', 'town'],
  ['990101001001', 'community'],
  ['990101001001027', 'grid'],
  ['990101001001027003', 'microgrid'],
])('%s is a %s', (code, level) => {
  expect(levelOf(code)).toBe(level)
})

test.each([
  '',
  '9',
  '990',
  '99010',
  '9901010',
  '090101',
  '99010a',
  '９９０１０１',
  '990101 ',
  '-90101',
  '9901010010010270030',
])('%j is no area code', (text) => {
  expect(levelOf(text)).toBeUndefined()
  expect(isAreaCode(text)).toBe(false)
})

test('ancestors, parent and the area of a level', () => {
  expect(ancestors('990101001001')).toEqual(['990101001', '990101', '9901', '99'])
  expect(ancestors('99')).toEqual([])
  expect([parentOf('990101001'), parentOf('99')]).toEqual(['990101', null])
  expect(atLevel('990101001001027', 'town')).toBe('990101001')
  expect(atLevel('990101001', 'town')).toBe('990101001')
  expect(atLevel('990101', 'town')).toBeNull()
})

const digits = (length: number) =>
  fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }),
  )
const code = fc
  .constantFrom(...areaLevels)
  .chain((level) => digits(codeLength[level]))
  .map(([first, rest]) => first + rest.join(''))
// Codes that share prefixes, so that containment happens.
const kin = fc.tuple(code, code, fc.constantFrom(...areaLevels)).map(([a, b, level]) => {
  const head = a.slice(0, codeLength[level])
  const length = Math.max(b.length, head.length)
  return {
    a,
    b:
      head +
      b
        .slice(head.length)
        .padEnd(length - head.length, '9')
        .slice(0, length - head.length),
  }
})

/** How C collation compares strings of ASCII characters: JavaScript does the same. */
const inRange = (text: string, range: { lo: string; hi: string }) => text >= range.lo && text < range.hi

describe('ranges', () => {
  test('a range holds exactly what the area contains', () => {
    fc.assert(
      fc.property(fc.oneof(kin, fc.record({ a: code, b: code })), ({ a, b }) => {
        expect(inRange(b, rangeOf(a))).toBe(contains(a, b))
        expect(inRange(a, rangeOf(b))).toBe(contains(b, a))
        expect(inRange(a, rangeOf(a))).toBe(true)
      }),
    )
  })

  test('containment is to be among the ancestors, or the same', () => {
    fc.assert(
      fc.property(fc.oneof(kin, fc.record({ a: code, b: code })), ({ a, b }) => {
        expect(contains(a, b)).toBe(a === b || ancestors(b).includes(a))
        for (const ancestor of ancestors(a)) expect(isAreaCode(ancestor)).toBe(true)
      }),
    )
  })

  test('the bounding range holds everything in any of the areas, and starts and ends with one of them', () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 20 }), (codes) => {
        const range = boundingRange(codes)
        for (const inner of codes) {
          expect(range && inRange(inner, range)).toBe(true)
          expect(range && inRange(inner.padEnd(18, '9'), range)).toBe(true)
        }
        expect(codes.map((inner) => rangeOf(inner).lo)).toContain(range?.lo)
        expect(codes.map((inner) => rangeOf(inner).hi)).toContain(range?.hi)
      }),
    )
    expect(boundingRange([])).toBeNull()
    expect(boundingRange(['990101001', '990101', '990101002001'])).toEqual({ lo: '990101', hi: '990101:' })
  })

  test('the outermost areas contain the same, and none lies in another', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            code,
            kin.map(({ b }) => b),
          ),
          { maxLength: 20 },
        ),
        code,
        (codes, probe) => {
          const kept = outermost(codes)
          const holds = (areas: string[], inner: string) => areas.some((area) => contains(area, inner))
          for (const inner of [...codes, probe]) expect(holds(kept, inner)).toBe(holds(codes, inner))
          for (const a of kept) expect(kept.filter((b) => contains(a, b))).toEqual([a])
        },
      ),
    )
  })
})
