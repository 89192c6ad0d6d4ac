// What other helpdesks got wrong, as told in their public threads; each is a case here. 16–20 November 2026 is an
// ordinary week from Monday to Friday.
import { expect, test } from 'vitest'
import { humanise } from '../shared/humanise.ts'
import { createCalendar } from './calendar.ts'
import { addWorking, isOpen, nextOpen, subtractWorking, workingBetween, workingMsBetween } from './deadline.ts'
import { at, calendar2026, days2026, said } from './fixture.ts'

const hour = 60

function calendar(hours: { from: number; to: number }[], weekdays = [1, 2, 3, 4, 5]) {
  return createCalendar({ id: 'test', hours, weekdays, days: [], publishedThrough: 2026 })
}

test('23:59 is not a closed minute (zammad#3180)', () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7]
  const from = at('Mon 2026-11-16 22:00')
  for (const to of [1439, 1440]) {
    const always = calendar([{ from: 0, to }], everyDay)
    expect(said(addWorking(from, 4, 'workHour', always).dueAt)).toBe('Tue 2026-11-17 02:00')
    expect(said(addWorking(from, 72, 'workHour', always).dueAt)).toBe('Thu 2026-11-19 22:00')
    expect(isOpen(at('Mon 2026-11-16 23:59:30'), always)).toBe(true)
  }
})

test('midnight and weekend reminders (zammad#4432)', () => {
  expect(said(nextOpen(at('Sat 2026-11-21 00:00'), calendar2026))).toBe('Mon 2026-11-23 08:00')
  expect(said(nextOpen(at('Mon 2026-11-16 00:00'), calendar2026))).toBe('Mon 2026-11-16 08:00')
  expect(said(nextOpen(at('Mon 2026-11-16 12:00'), calendar2026))).toBe('Mon 2026-11-16 14:00')
  expect(said(nextOpen(at('Mon 2026-11-16 16:20'), calendar2026))).toBe('Mon 2026-11-16 16:20')
  // A limit in calendar days falls due in a night; the reminder before it still comes in office hours.
  const { dueAt } = addWorking(at('Thu 2026-11-19 03:00'), 3, 'calendarDay', calendar2026)
  expect(said(dueAt)).toBe('Sun 2026-11-22 03:00')
  expect(said(subtractWorking(dueAt, 1, 'workHour', calendar2026))).toBe('Fri 2026-11-20 17:00')
})

test('remaining time is working time, not days of 24 hours (zammad#390)', () => {
  // 48 hours at twelve hours a day are four days, not six and not two.
  const twelve = calendar([{ from: 9 * hour, to: 21 * hour }])
  const now = at('Mon 2026-11-16 23:00')
  const { dueAt } = addWorking(now, 48, 'workHour', twelve)
  expect(said(dueAt)).toBe('Fri 2026-11-20 21:00')
  expect(workingBetween(now, dueAt, 'workDay', twelve)).toBe(4)
  expect(humanise(workingMsBetween(now, dueAt, 'workHour', twelve), 'zh', 12 * 3_600_000)).toBe('4天')
  // With our hours: two working days and three hours are not three days.
  const due = addWorking(at('Fri 2026-11-20 15:00'), 19, 'workHour', calendar2026).dueAt
  const left = workingMsBetween(at('Fri 2026-11-20 15:00'), due, 'workHour', calendar2026)
  expect([humanise(left, 'zh'), humanise(left, 'en')]).toEqual(['2天3小时', '2 days 3 hours'])
})

test('a change of the calendar is computed anew, with what was suspended (zammad#534)', () => {
  const from = at('Mon 2026-11-16 09:00')
  const pauses = [{ from: at('Mon 2026-11-16 10:00'), to: at('Mon 2026-11-16 11:00') }]
  const longer = createCalendar({
    id: 'test',
    hours: [{ from: 480, to: 1080 }],
    days: days2026,
    publishedThrough: 2026,
  })
  expect(said(addWorking(from, 8, 'workHour', calendar2026, pauses).dueAt)).toBe('Tue 2026-11-17 10:00')
  expect(said(addWorking(from, 8, 'workHour', longer, pauses).dueAt)).toBe('Mon 2026-11-16 18:00')
})

test('closed and reopened: only the time in between is left out (zammad#188)', () => {
  const from = at('Mon 2026-11-16 09:00')
  const closedTwice = [
    { from: at('Mon 2026-11-16 11:00'), to: at('Tue 2026-11-17 09:00') }, // 6 working hours
    { from: at('Wed 2026-11-18 17:00'), to: at('Thu 2026-11-19 08:30') }, // 1.5
  ]
  expect(said(addWorking(from, 2, 'workDay', calendar2026).dueAt)).toBe('Wed 2026-11-18 09:00')
  const { dueAt } = addWorking(from, 2, 'workDay', calendar2026, closedTwice)
  expect(said(dueAt)).toBe('Wed 2026-11-18 17:00')
  expect(said(addWorking(from, 3, 'workDay', calendar2026, closedTwice).dueAt)).toBe('Fri 2026-11-20 08:30')
  expect(workingBetween(from, dueAt, 'workDay', calendar2026, closedTwice)).toBe(2)
})

test('escalation before the deadline follows the calendar, not 00:00 (glpi#22678)', () => {
  const plain = calendar([{ from: 8 * hour, to: 18 * hour }])
  const rows = [
    ['Mon 2026-11-16 10:00', 'Mon 2026-11-16 14:00', 'Mon 2026-11-16 13:00'],
    ['Mon 2026-11-16 17:00', 'Tue 2026-11-17 11:00', 'Tue 2026-11-17 10:00'],
    ['Fri 2026-11-20 17:00', 'Mon 2026-11-23 11:00', 'Mon 2026-11-23 10:00'],
    ['Mon 2026-11-16 15:00', 'Tue 2026-11-17 09:00', 'Tue 2026-11-17 08:00'],
  ]
  for (const [from = '', due = '', escalated] of rows) {
    expect(said(addWorking(at(from), 4, 'workHour', plain).dueAt)).toBe(due)
    expect(said(subtractWorking(at(due), 1, 'workHour', plain))).toBe(escalated)
  }
  // Several stretches a day, as in the report.
  const due = addWorking(at('Mon 2026-11-16 17:00'), 4, 'workHour', calendar2026).dueAt
  expect(said(subtractWorking(due, 1, 'workHour', calendar2026))).toBe('Tue 2026-11-17 10:00')
})

test('a lunch break shortens the day and moves the deadline by itself (osTicket#6847)', () => {
  const lunch = calendar([
    { from: 9 * hour, to: 13 * hour },
    { from: 14 * hour, to: 18 * hour },
  ])
  expect(said(addWorking(at('Mon 2026-11-16 12:00'), 2, 'workHour', lunch).dueAt)).toBe('Mon 2026-11-16 15:00')
  expect(said(addWorking(at('Mon 2026-11-16 13:30'), 8, 'workHour', lunch).dueAt)).toBe('Tue 2026-11-17 13:00')
  expect(said(addWorking(at('Mon 2026-11-16 12:00'), 1, 'workDay', lunch).dueAt)).toBe('Tue 2026-11-17 12:00')
})
