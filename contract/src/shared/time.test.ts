import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactLength, humanise } from './humanise.ts'
import { formatDuration, formatInstant, parseDuration, parseInstant } from './time.ts'

const noon = Date.UTC(2026, 10, 22, 4, 0, 0)

describe('instants', () => {
  test.each([
    ['2026-11-22T12:00:00+08:00', noon],
    ['2026-11-22T04:00:00Z', noon],
    ['2026-11-22t04:00:00z', noon],
    ['2026-11-21T23:30:00-04:30', noon],
    ['2026-11-22T12:00:00.5+08:00', noon + 500],
    ['2026-11-22T12:00:00.123456789+08:00', noon + 123],
    ['2024-02-29T00:00:00+08:00', Date.UTC(2024, 1, 28, 16)],
  ])('%s is read', (text, at) => {
    expect(parseInstant(text)).toBe(at)
  })

  test.each([
    '2026-11-22',
    '2026-11-22T12:00:00',
    '2026-11-22T12:00+08:00',
    '2026-11-22 12:00:00+08:00',
    '2026-02-29T12:00:00+08:00',
    '2026-13-01T12:00:00+08:00',
    '2026-11-22T24:00:00+08:00',
    '2026-11-22T12:60:00+08:00',
    '2026-12-31T23:59:60Z',
    '2026-11-22T12:00:00+8:00',
    '2026-11-22T12:00:00+24:00',
    '2026-11-22T12:00:00+08:60',
    '2026-11-22T12:00:00.+08:00',
    '20261122T120000Z',
    ' 2026-11-22T12:00:00Z',
    '',
  ])('%j is no instant', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  test('are written with the offset of the place', () => {
    expect(formatInstant(noon)).toBe('2026-11-22T12:00:00+08:00')
    expect(formatInstant(noon + 7)).toBe('2026-11-22T12:00:00.007+08:00')
    expect(formatInstant(noon, 0)).toBe('2026-11-22T04:00:00+00:00')
    expect(formatInstant(noon, -270)).toBe('2026-11-21T23:30:00-04:30')
  })

  test('come back from their text, whatever the offset', () => {
    const instant = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) })
    fc.assert(
      fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offset) => {
        expect(parseInstant(formatInstant(at, offset))).toBe(at)
      }),
    )
  })
})

describe('durations', () => {
  const hour = 3_600_000
  test.each([
    ['PT4H', 4 * hour],
    ['P1D', 24 * hour],
    ['P2W', 14 * 24 * hour],
    ['P1DT2H30M', 26.5 * hour],
    ['PT90M', 1.5 * hour],
    ['PT0S', 0],
    ['PT1.5S', 1500],
    ['PT0,025S', 25],
    ['P1DT1S', 24 * hour + 1000],
  ])('%s is read', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    'P1W2D',
    '-P1D',
    'P-1D',
    'PT1H1H',
    'PT1M1H',
    'P1.5D',
    'p1d',
    '4H',
    'PT4H ',
    'PT99999999H',
  ])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  test.each([
    [0, 'PT0S'],
    [26.5 * hour, 'P1DT2H30M'],
    [24 * hour, 'P1D'],
    [1, 'PT0.001S'],
    [61_500, 'PT1M1.5S'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d ms has no form', (ms) => {
    expect(() => formatDuration(ms)).toThrow(RangeError)
  })

  test('come back from their text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('working time in words', () => {
  const hour = 3_600_000
  test.each([
    [0, '不足1分钟', 'less than a minute'],
    [59_999, '不足1分钟', 'less than a minute'],
    [60_000, '1分钟', '1 minute'],
    [1.5 * hour, '1小时30分钟', '1 hour 30 minutes'],
    [8 * hour, '1天', '1 day'],
    [19 * hour, '2天3小时', '2 days 3 hours'],
    [8 * hour + 300_000, '1天', '1 day'],
    [-9 * hour, '超时1天1小时', '1 day 1 hour over'],
  ])('%d ms: %s, %s', (ms, zh, en) => {
    expect([humanise(ms, 'zh'), humanise(ms, 'en')]).toEqual([zh, en])
  })

  test('calendar time has days of 24 hours', () => {
    expect(humanise(27 * hour, 'zh', 24 * hour)).toBe('1天3小时')
    expect(humanise(27 * hour, 'zh')).toBe('3天3小时')
  })

  test('never says more than there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 400 * hour }), (ms) => {
        const [days, hours, minutes] = ['天', '小时', '分钟'].map((unit) =>
          Number(new RegExp(`(\\d+)${unit}`).exec(humanise(ms, 'zh'))?.[1] ?? 0),
        )
        const said = (days ?? 0) * 8 * hour + (hours ?? 0) * hour + (minutes ?? 0) * 60_000
        expect(said).toBeLessThanOrEqual(ms)
        expect(ms - said).toBeLessThan(days ? hour : 60_000)
      }),
    )
  })

  test.each([
    [0, '0秒', '0 seconds'],
    [80 * hour, '80小时', '80 hours'],
    [1000, '1秒', '1 second'],
    [3_661_000, '1小时1分钟1秒', '1 hour 1 minute 1 second'],
  ])('exactly, %d ms: %s, %s', (ms, zh, en) => {
    expect([exactLength(ms, 'zh'), exactLength(ms, 'en')]).toEqual([zh, en])
  })
})
