import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayName } from '../deadline/calendar.ts'
import {
  formatIncidentNumber,
  largestSequence,
  normaliseIncidentNumber,
  parseIncidentNumber,
} from './incident-number.ts'
import { checkCharacter, isChecked } from './mod11-2.ts'

describe('ISO 7064 MOD 11-2', () => {
  // The two worked examples of GB 11643-1999 (made-up numbers of the standard), the first with a wrong character, and
  // two of ISO 7064.
  test.each([
    ['11010519491231002X', true],
    ['440524188001010014', true],
    ['110105194912310021', false],
    ['07942', false],
    ['079X', true],
    ['0794 0', false],
    ['', false],
    ['X', false],
  ])('%s: %s', (text, whole) => {
    expect(isChecked(text)).toBe(whole)
  })

  test('0794 has check character 0', () => {
    expect(checkCharacter('0794')).toBe('0')
  })
})

const number = fc.record({
  county: fc.integer({ min: 100_000, max: 999_999 }).map(String),
  day: fc.integer({ min: 18_262, max: 40_000 }).map(dayName),
  sequence: fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: largestSequence })),
})

describe('the number of an incident', () => {
  test('reads as people write it', () => {
    const text = formatIncidentNumber({ county: '990101', day: '2026-11-22', sequence: 17 })
    expect(text).toMatch(/^990101-20261122-00017-[\dX]$/)
    const parts = { county: '990101', day: '2026-11-22', sequence: 17 }
    const digits = text.replaceAll('-', '')
    const wide = text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
    for (const typed of [text, digits, ` ${text} `, text.replaceAll('-', ' — '), wide, text.toLowerCase()])
      expect(parseIncidentNumber(typed)).toEqual(parts)
    expect(normaliseIncidentNumber(digits)).toBe(text)
  })

  test('comes back from its text', () => {
    fc.assert(
      fc.property(number, (parts) => {
        const text = formatIncidentNumber(parts)
        expect(parseIncidentNumber(text)).toEqual(parts)
        expect(normaliseIncidentNumber(text.replaceAll('-', ''))).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('every single wrong character is found', () => {
    fc.assert(
      fc.property(number, (parts) => {
        const plain = formatIncidentNumber(parts).replaceAll('-', '')
        for (let i = 0; i < plain.length; i++)
          for (const other of '0123456789X')
            if (other !== plain[i])
              expect(parseIncidentNumber(plain.slice(0, i) + other + plain.slice(i + 1))).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('every swap of two neighbours is found', () => {
    fc.assert(
      fc.property(number, (parts) => {
        const plain = formatIncidentNumber(parts).replaceAll('-', '')
        for (let i = 0; i + 1 < plain.length; i++) {
          const swapped = plain.slice(0, i) + plain[i + 1] + plain[i] + plain.slice(i + 2)
          if (swapped !== plain) expect(parseIncidentNumber(swapped)).toBeUndefined()
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('two numbers never share a text', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b))
        expect(formatIncidentNumber(a)).not.toBe(formatIncidentNumber(b))
      }),
    )
  })

  // Right check characters do not make a number out of what is none.
  test.each([
    '9901012026112200000',
    '9901012026023000017',
    '990101202611220017',
    '99010120261122000017',
    '0901012026112200017',
  ])('%s with its check character is refused', (digits) => {
    expect(parseIncidentNumber(digits + checkCharacter(digits))).toBeUndefined()
  })

  test.each([
    { county: '99010', day: '2026-11-22', sequence: 1 },
    { county: '990101', day: '2026-02-30', sequence: 1 },
    { county: '990101', day: '2026-11-22', sequence: 0 },
    { county: '990101', day: '2026-11-22', sequence: 1.5 },
    { county: '990101', day: '2026-11-22', sequence: largestSequence + 1 },
  ])('$county $day $sequence makes none', (parts) => {
    expect(() => formatIncidentNumber(parts)).toThrow(RangeError)
  })

  test.each(['', 'hello', "1' or '1'='1", '9'.repeat(4000)])('%.20s is none', (typed) => {
    expect(parseIncidentNumber(typed)).toBeUndefined()
  })
})
