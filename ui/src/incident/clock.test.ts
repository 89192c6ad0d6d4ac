import { createCalendar } from '@linli/contract/deadline/calendar.ts'
import { expect, test } from 'vitest'
import { leftLines, limitText, promiseClock, stateClock } from './clock.ts'

const calendar = createCalendar({ id: 'place', days: [], publishedThrough: 2030 })
const at = (text: string) => `2026-11-${text}:00+08:00`
const words = { zh: '', en: '' }

/** Handled since Monday 09:00, promised within two working days, suspended on Monday from 11:00 to Tuesday 11:00. */
const incident: Parameters<typeof stateClock>[0] = {
  state: 'suspended',
  stateSince: at('16T11:00'),
  stateDueAt: at('17T15:00'),
  stateTrace: [
    { kind: 'start', at: at('17T11:00'), amount: 2, unit: 'workHour', ...words },
    { kind: 'due', at: at('17T15:00'), ...words },
  ],
  promise: {
    startedAt: at('16T09:00'),
    dueAt: at('19T09:00'),
    stoppedAt: null,
    limit: { amount: 2, unit: 'workDay' },
    pauses: [{ from: at('16T11:00'), to: at('17T11:00'), why: 'suspended' }],
    late: false,
    trace: [],
  },
}
const now = Date.parse(at('16T16:00'))

test('a suspended promise says what is left and when it goes on', () => {
  expect(leftLines(promiseClock(incident)!, now, 'zh', calendar)).toEqual([
    '还剩1天6小时工作时间',
    '现在不计时，2026-11-17（周二）11:00 起计',
  ])
})

test('the limit of a state that counts from the end of the suspension is whole until then', () => {
  const clock = stateClock(incident)!
  expect(limitText(clock, 'zh')).toBe('2个工作时')
  expect(leftLines(clock, now, 'en', calendar)).toEqual([
    '2 hours of working time left',
    'Not counting now; counts from Tue 2026-11-17 11:00',
  ])
})

test('a state that ends with the promise stands still with it', () => {
  const held = { ...incident, state: 'handling' as const, stateDueAt: incident.promise!.dueAt }
  expect(leftLines({ ...stateClock(held)!, from: at('16T09:00') }, now, 'zh', calendar)[1]).toContain('11:00 起计')
})

test('no clock where nothing runs', () => {
  expect(stateClock({ ...incident, stateDueAt: null })).toBeNull()
  expect(stateClock({ ...incident, state: 'archived' })).toBeNull()
  expect(promiseClock({ promise: null })).toBeNull()
})
