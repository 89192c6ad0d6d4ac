import { describe, expect, test } from 'vitest'
import { type Told, whenOccurred } from './occurred.ts'

const at = (text: string) => Date.parse(`2026-11-${text}+08:00`)
const now = at('16T09:00:00')
const told = (fields: Partial<Told>): Told => ({ said: now, sentAt: null, now, notBefore: null, ...fields })
const hours = 3_600_000

describe('when something done offline counts', () => {
  const cases: [string, Partial<Told>, string, object | null][] = [
    ['as it was said', { said: at('16T08:12:00') }, '16T08:12:00', null],
    ['the same, from a clock that is right', { said: at('16T08:12:00'), sentAt: now - 3_000 }, '16T08:12:00', null],
    [
      'sent from a clock that is a minute off: sending takes its time too',
      { said: at('16T08:12:00'), sentAt: now + 60_000 },
      '16T08:12:00',
      null,
    ],
    [
      'from a clock two days ahead',
      { said: at('18T08:12:00'), sentAt: at('18T09:00:00') },
      '16T08:12:00',
      { said: '2026-11-18T08:12:00+08:00', behind: -172_800 },
    ],
    [
      'from a clock two days behind',
      { said: at('14T08:12:00'), sentAt: at('14T09:00:00') },
      '16T08:12:00',
      { said: '2026-11-14T08:12:00+08:00', behind: 172_800 },
    ],
    [
      'from a clock that nobody measured, two days ahead: never in the future',
      { said: at('18T08:12:00') },
      '16T09:00:00',
      { said: '2026-11-18T08:12:00+08:00', bounded: true },
    ],
    [
      'after it was sent, by the very same clock',
      { said: at('18T10:00:00'), sentAt: at('18T09:00:00') },
      '16T09:00:00',
      { said: '2026-11-18T10:00:00+08:00', behind: -172_800, bounded: true },
    ],
    [
      'longer ago than counts',
      { said: now - 40 * 24 * hours },
      '16T09:00:00',
      { said: '2026-10-07T09:00:00+08:00', bounded: true },
    ],
    [
      'before the thing was as it was seen: dispatched at 8:30, said to be finished at 8:12',
      { said: at('16T08:12:00'), notBefore: at('16T08:30:00') },
      '16T08:30:00',
      { said: '2026-11-16T08:12:00+08:00', bounded: true },
    ],
    [
      'a little before, as clocks differ: put right without a word',
      { said: at('16T08:29:20'), notBefore: at('16T08:30:00') },
      '16T08:30:00',
      null,
    ],
  ]
  test.each(cases)('%s', (name, fields, counts, note) => {
    const found = whenOccurred(told(fields))
    const wanted = name.startsWith('longer ago') ? now - 30 * 24 * hours : at(counts)
    expect([found.at, found.note]).toEqual([wanted, note])
  })

  test('what else was read from that clock is moved along with it', () => {
    expect(whenOccurred(told({ sentAt: now + 48 * hours })).correction).toBe(-48 * hours)
    expect(whenOccurred(told({ sentAt: now - 1000 })).correction).toBe(0)
  })
})
