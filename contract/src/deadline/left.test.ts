import { describe, expect, test } from 'vitest'
import type { LimitUnit } from './calendar.ts'
import { addWorking } from './deadline.ts'
import { at, calendar2026, said } from './fixture.ts'
import { leftOf, leftText } from './left.ts'
import { calendarFrom, calendarView } from './view.ts'

function clock(from: string, amount: number, unit: LimitUnit, pauses: readonly [string, string][] = []) {
  const stops = pauses.map(([a, b]) => ({ from: at(a), to: at(b) }))
  const { dueAt } = addWorking(at(from), amount, unit, calendar2026, stops)
  return { startedAt: at(from), dueAt, unit, pauses: stops }
}
const zh = (running: ReturnType<typeof clock>, now: string) => leftText(running, at(now), 'zh', calendar2026)
const en = (running: ReturnType<typeof clock>, now: string) => leftText(running, at(now), 'en', calendar2026)

describe('what is left is said in working time', () => {
  const fourHours = clock('Mon 2026-11-16 09:00', 4, 'workHour')

  test('on a working morning, the lunch break left out', () => {
    expect(zh(fourHours, 'Mon 2026-11-16 09:40')).toEqual(['还剩3小时20分钟工作时间'])
    expect(en(fourHours, 'Mon 2026-11-16 09:40')).toEqual(['3 hours 20 minutes of working time left'])
  })

  test('in the lunch break it stands still and says until when', () => {
    expect(zh(fourHours, 'Mon 2026-11-16 12:30')).toEqual([
      '还剩1小时工作时间',
      '现在不计时，2026-11-16（周一）14:00 起计',
    ])
  })

  test('over a weekend and a holiday week', () => {
    const days = clock('Wed 2026-09-30 15:00', 3, 'workDay')
    expect(en(days, 'Sat 2026-10-03 11:00')).toEqual([
      '2 days 5 hours of working time left',
      'Not counting now; counts from Thu 2026-10-08 08:00',
    ])
  })

  test('while suspended: what will be left, and when it goes on', () => {
    const paused = clock('Mon 2026-11-16 09:00', 1, 'workDay', [['Mon 2026-11-16 11:00', 'Fri 2026-11-20 19:00']])
    expect(zh(paused, 'Wed 2026-11-18 10:00')).toEqual([
      '还剩6小时工作时间',
      '现在不计时，2026-11-23（周一）08:00 起计',
    ])
  })

  test('before the start of the count the whole limit is left', () => {
    const later = clock('Fri 2026-11-20 09:00', 4, 'workHour')
    expect(leftOf(later, at('Mon 2026-11-16 09:00'), calendar2026)).toEqual({
      ms: 4 * 3_600_000,
      isOver: false,
      resumesAt: at('Fri 2026-11-20 09:00'),
    })
  })

  test('over: by how much working time, which over a weekend may be next to none', () => {
    expect(zh(fourHours, 'Tue 2026-11-17 08:30')).toEqual(['已超3小时30分钟工作时间'])
    const friday = clock('Fri 2026-11-20 16:00', 2, 'workHour')
    expect(said(friday.dueAt)).toBe('Fri 2026-11-20 18:00')
    expect(zh(friday, 'Sun 2026-11-22 12:00')).toEqual(['已超不足1分钟工作时间'])
  })

  test('day and night where the limit counts so', () => {
    const urgent = clock('Fri 2026-11-20 22:00', 30, 'urgentHour')
    expect(zh(urgent, 'Sat 2026-11-21 01:00')).toEqual(['还剩1天3小时，昼夜计时'])
    expect(en(urgent, 'Sun 2026-11-22 05:00')).toEqual(['1 hour over, counted day and night'])
  })
})

test('a calendar that went over the wire counts the same', () => {
  const sent = calendarView(calendar2026, { name: 'test', version: 3, from: '2026-09-01' })
  expect(sent.days[0]?.day).toBe('2026-09-20')
  expect(sent.hours).toEqual([
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ])
  const back = calendarFrom(sent)
  const from = at('Wed 2026-09-30 15:00')
  expect(addWorking(from, 3, 'workDay', back)).toEqual(addWorking(from, 3, 'workDay', calendar2026))
})
