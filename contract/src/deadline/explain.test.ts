import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../shared/time.ts'
import { createCalendar, limitUnits } from './calendar.ts'
import { addWorking } from './deadline.ts'
import { explain, explainText } from './explain.ts'
import { at, calendar2026, days2026, said } from './fixture.ts'
import { DeadlineView, ExplainDeadline } from './schemas.ts'
import { answerExplain, deadlineView } from './view.ts'

const find = (id?: string) => (id === undefined || id === 'test' ? calendar2026 : undefined)

describe('a trace in words', () => {
  // Reported on a Wednesday evening before National Day, suspended twice, extended by half a day.
  const pauses = [
    { from: at('Sat 2026-10-03 00:00'), to: at('Sun 2026-10-04 00:00') },
    { from: at('Fri 2026-10-09 09:00'), to: at('Fri 2026-10-09 16:00') },
  ]
  const extensions = [{ amount: 0.5, unit: 'workDay', at: at('Sat 2026-10-10 10:00') }] as const
  const { trace } = addWorking(at('Wed 2026-09-30 19:05'), 3, 'workDay', calendar2026, pauses, extensions)

  test('in Chinese', () => {
    expect(explainText(trace, 'zh', calendar2026)).toMatchInlineSnapshot(`
      [
        "自 2026-09-30（周三）19:05 起算，时限3个工作日",
        "2026-09-30（周三）19:05 不在工作时间内，自 2026-10-08（周四）08:00 开始计时",
        "2026-10-01（周四）至 2026-10-07（周三）国庆节放假，共7天不计",
        "2026-10-03（周六）00:00 至 2026-10-04（周日）00:00 暂停计时，其间本无应计时间",
        "2026-10-08（周四）08:00 至 2026-10-09（周五）09:00，计9小时",
        "2026-10-09（周五）09:00 至 2026-10-09（周五）16:00 暂停计时，其间5小时不计",
        "2026-10-09（周五）16:00 至 2026-10-09（周五）18:00，计2小时",
        "2026-10-10（周六）08:00 至 2026-10-10（周六）18:00（国庆节调休上班），计8小时",
        "2026-10-11（周日）为休息日，不计",
        "2026-10-12（周一）08:00 至 2026-10-12（周一）15:00，计5小时",
        "原定 2026-10-12（周一）15:00 到期，2026-10-10（周六）10:00 批准延期0.5个工作日",
        "2026-10-12（周一）15:00 至 2026-10-13（周二）09:00，计4小时",
        "2026-10-13（周二）09:00 到期",
      ]
    `)
  })

  test('in English', () => {
    expect(explainText(trace, 'en', calendar2026)).toMatchInlineSnapshot(`
      [
        "Starts on Wed 2026-09-30 19:05; the limit is 3 working days",
        "Wed 2026-09-30 19:05 is outside working hours; counting begins on Thu 2026-10-08 08:00",
        "Thu 2026-10-01 to Wed 2026-10-07: 7 days of holiday (National Day) do not count",
        "Suspended from Sat 2026-10-03 00:00 to Sun 2026-10-04 00:00, when nothing would have counted",
        "Thu 2026-10-08 08:00 to Fri 2026-10-09 09:00: 9 hours counted",
        "Suspended from Fri 2026-10-09 09:00 to Fri 2026-10-09 16:00: 5 hours not counted",
        "Fri 2026-10-09 16:00 to Fri 2026-10-09 18:00: 2 hours counted",
        "Sat 2026-10-10 08:00 to Sat 2026-10-10 18:00, a make-up working day (National Day): 8 hours counted",
        "Sun 2026-10-11 is a day of rest and does not count",
        "Mon 2026-10-12 08:00 to Mon 2026-10-12 15:00: 5 hours counted",
        "Would have been due on Mon 2026-10-12 15:00; extended on Sat 2026-10-10 10:00 by 0.5 working days",
        "Mon 2026-10-12 15:00 to Tue 2026-10-13 09:00: 4 hours counted",
        "Due on Tue 2026-10-13 09:00",
      ]
    `)
  })

  test('provisional, singular, seconds, a make-up day worked', () => {
    const unpublished = createCalendar({ id: 'old', days: days2026, publishedThrough: 2025 })
    const { trace } = addWorking(at('Fri 2026-10-09 17:30:20'), 1, 'workHour', unpublished)
    expect(explainText(trace, 'en', unpublished)).toMatchInlineSnapshot(`
      [
        "Starts on Fri 2026-10-09 17:30:20; the limit is 1 working hour",
        "Fri 2026-10-09 17:30:20 to Fri 2026-10-09 18:00: 29 minutes 40 seconds counted",
        "Sat 2026-10-10 08:00 to Sat 2026-10-10 08:30:20, a make-up working day (National Day): 30 minutes 20 seconds counted",
        "Holidays from Thu 2025-12-25 on are not published yet; this deadline is provisional and will be computed again",
        "Due on Sat 2026-10-10 08:30:20",
      ]
    `)
    expect(explainText(trace, 'zh', unpublished)).toMatchInlineSnapshot(`
      [
        "自 2026-10-09（周五）17:30:20 起算，时限1个工作时",
        "2026-10-09（周五）17:30:20 至 2026-10-09（周五）18:00，计29分钟40秒",
        "2026-10-10（周六）08:00 至 2026-10-10（周六）08:30:20（国庆节调休上班），计30分钟20秒",
        "2025-12-25（周四）起的放假安排尚未公布，本期限为暂定，公布后重算",
        "2026-10-10（周六）08:30:20 到期",
      ]
    `)
  })

  test('every sentence of any trace is filled, in both languages', () => {
    const instant = fc.integer({ min: at('Thu 2026-01-01 00:00'), max: at('Thu 2026-12-31 00:00') })
    const pause = fc.tuple(instant, fc.integer({ min: 1, max: 9e8 })).map(([from, ms]) => ({ from, to: from + ms }))
    const extension = fc.record({ amount: fc.integer({ min: 1, max: 5 }), unit: fc.constantFrom(...limitUnits) })
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom(...limitUnits),
        fc.array(pause, { maxLength: 3 }),
        fc.array(extension, { maxLength: 2 }),
        (from, unit, pauses, extensions) => {
          const { trace } = addWorking(from, 12.5, unit, calendar2026, pauses, extensions)
          for (const language of ['zh', 'en'] as const)
            for (const text of explainText(trace, language, calendar2026))
              expect(text).not.toMatch(/[{}]|undefined|NaN/)
          expect(explain(trace, 'zh', calendar2026)).toHaveLength(trace.length)
        },
      ),
    )
  })
})

describe('POST /api/deadlines/explain', () => {
  const body = { from: '2026-09-30T15:00:00+08:00', amount: 3, unit: 'workDay' } as const

  test('answers with the deadline, its trace and its sentences', () => {
    const answer = answerExplain(body, find)
    expect(answer.dueAt).toBe('2026-10-10T15:00:00+08:00')
    expect(answer.provisional).toBe(false)
    expect(answer.trace).toContainEqual({
      kind: 'skip',
      from: '2026-10-01',
      to: '2026-10-07',
      days: 7,
      why: 'holiday',
      name: '国庆节',
      zh: '2026-10-01（周四）至 2026-10-07（周三）国庆节放假，共7天不计',
      en: 'Thu 2026-10-01 to Wed 2026-10-07: 7 days of holiday (National Day) do not count',
    })
    expect(Value.Check(DeadlineView, answer)).toBe(true)
  })

  test('reads any offset, and answers in the time of the calendar', () => {
    expect(answerExplain({ ...body, from: '2026-09-30T07:00:00Z' }, find)).toEqual(answerExplain(body, find))
  })

  test('takes pauses, a calendar by name, and what differs from it', () => {
    const pauses = [{ from: '2026-10-08T08:00:00+08:00', to: '2026-10-08T18:00:00+08:00' }]
    expect(answerExplain({ ...body, pauses, calendar: 'test' }, find).dueAt).toBe('2026-10-12T15:00:00+08:00')
    const calendar = {
      hours: [{ from: '09:00', to: '24:00' }],
      weekdays: [1, 2, 3, 4, 5, 6],
      days: [
        { day: '2026-10-10', kind: 'ordinary' as const },
        { day: '2026-10-08', kind: 'holiday' as const },
        { day: '2026-10-11', kind: 'makeup' as const, name: '补班' },
      ],
    }
    const answer = answerExplain({ ...body, calendar }, find)
    expect(answer.dueAt).toBe('2026-10-11T15:00:00+08:00')
    expect(answer.trace.map(({ zh }) => zh)).toMatchInlineSnapshot(`
      [
        "自 2026-09-30（周三）15:00 起算，时限3个工作日",
        "2026-09-30（周三）15:00 至 2026-10-01（周四）00:00，计9小时",
        "2026-10-01（周四）至 2026-10-07（周三）国庆节放假，共7天不计",
        "2026-10-08（周四）临时放假，不计",
        "2026-10-09（周五）09:00 至 2026-10-11（周日）00:00，计30小时",
        "2026-10-11（周日）09:00 至 2026-10-11（周日）15:00（补班调休上班），计6小时",
        "2026-10-11（周日）15:00 到期",
      ]
    `)
    expect(said(parseInstant(answer.dueAt) ?? 0)).toBe('Sun 2026-10-11 15:00')
  })

  test.each([
    ['an instant that does not exist', { from: '2026-02-30T08:00:00+08:00' }, 'deadline.instant_invalid', 'from'],
    ['an instant without an offset', { from: '2026-02-20T08:00:00' }, 'deadline.instant_invalid', 'from'],
    ['a calendar that nobody knows', { calendar: 'moon' }, 'calendar.unknown', 'calendar'],
    [
      'a day that does not exist',
      { calendar: { days: [{ day: '2026-02-30', kind: 'holiday' as const }] } },
      'calendar.day_invalid',
      'calendar/days/0/day',
    ],
    [
      'hours the wrong way round',
      { calendar: { hours: [{ from: '12:00', to: '08:00' }] } },
      'calendar.hours_invalid',
      'hours/0',
    ],
    [
      'hours that overlap',
      {
        calendar: {
          hours: [
            { from: '08:00', to: '12:00' },
            { from: '11:00', to: '18:00' },
          ],
        },
      },
      'calendar.hours_invalid',
      'hours/1',
    ],
    ['a pause that is empty', { pauses: [{ from: body.from, to: body.from }] }, 'deadline.pause_invalid', 'pauses/0'],
    [
      'a pause that ends before it begins',
      { pauses: [{ from: body.from, to: '2026-09-30T14:59:00+08:00' }] },
      'deadline.pause_invalid',
      'pauses/0',
    ],
  ])('%s is refused with the place', (_, wrong, code, path) => {
    expect(() => answerExplain({ ...body, ...wrong }, find)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ path }) }),
    )
  })

  test.each([
    ['no amount', { amount: undefined }],
    ['nothing to wait for', { amount: 0 }],
    ['more than any unit has', { amount: 90_000 }],
    ['another unit', { unit: 'fortnight' }],
    ['a time of day that is none', { calendar: { hours: [{ from: '08:00', to: '25:00' }] } }],
    ['a field that does not exist', { calender: 'test' }],
  ])('the schema refuses %s', (_, wrong) => {
    expect(Value.Check(ExplainDeadline, body)).toBe(true)
    expect(Value.Check(ExplainDeadline, { ...body, ...wrong })).toBe(false)
  })

  test('a make-up day that is called ordinary again is a Saturday', () => {
    const calendar = { days: [{ day: '2026-10-10', kind: 'ordinary' as const }] }
    expect(answerExplain({ ...body, calendar }, find).dueAt).toBe('2026-10-12T15:00:00+08:00')
  })

  test('pauses and extensions on the wire', () => {
    const pauses = [{ from: at('Mon 2026-11-16 11:00'), to: at('Mon 2026-11-16 14:30') }]
    const extensions = [{ amount: 1, unit: 'workDay' }] as const
    const deadline = addWorking(at('Mon 2026-11-16 10:00'), 2, 'workHour', calendar2026, pauses, extensions)
    const view = deadlineView(deadline, calendar2026)
    expect(view.trace).toContainEqual(expect.objectContaining({ kind: 'pause', notCounted: 'PT1H30M' }))
    expect(view.trace).toContainEqual(expect.objectContaining({ kind: 'extend', from: '2026-11-16T15:30:00+08:00' }))
    expect(Value.Check(DeadlineView, JSON.parse(JSON.stringify(view)))).toBe(true)
  })
})
