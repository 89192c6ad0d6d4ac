import type { TraceStep } from '@linli/contract/deadline/trace.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import { wordsOf } from '@linli/ui/i18n/messages.ts'
import type { Translate } from '@linli/ui/i18n/text.tsx'
import { incidentMessages } from '@linli/ui/incident/incident.messages.ts'
import { createIntl } from 'react-intl/server'
import { expect, test } from 'vitest'
import { actorText, describeEntry } from './describe.ts'
import { deskMessages } from './desk.messages.ts'
import { historyMessages } from './history.messages.ts'
import { traceLines } from './trace.ts'

function say(locale: Locale): Translate {
  const intl = createIntl({ locale, messages: wordsOf(locale, [incidentMessages, deskMessages, historyMessages]) })
  return (id, values) => intl.formatMessage({ id }, values)
}
const zh = say('zh-CN')
const en = say('en')

test('an act is told with units by name, words as written and times of the place', () => {
  const lines = describeEntry(
    {
      data: {
        unit: 'u1',
        coUnits: ['u2', 'unknown'],
        note: '请尽快',
        declineUntil: Date.parse('2026-11-23T06:30:00Z'),
        evidence: ['f1', 'f2'],
        matter: '0101',
      },
    },
    new Map([
      ['u1', '城管中队'],
      ['u2', '环卫所'],
    ]),
    zh,
  )
  expect(lines.map(({ name, text }) => `${name}：${text}`)).toEqual([
    '承办单位：城管中队',
    '协办：环卫所',
    '备注：请尽快',
    '退单截止：2026-11-23 14:30',
    '附件：2 个',
  ])
})

test('yes and no, grades and marks are words in both languages', () => {
  const data = { granted: false, grade: 'yellow', degree: 'staged', satisfied: 4 }
  expect(describeEntry({ data }, new Map(), zh).map(({ text }) => text)).toEqual([
    '否',
    '黄牌督办',
    '阶段性办结',
    '4 / 5',
  ])
  expect(describeEntry({ data }, new Map(), en).map(({ text }) => text)).toEqual([
    'no',
    'Yellow',
    'Finished for this stage',
    '4 / 5',
  ])
})

test('who acted: the system, a resident, a deputy', () => {
  expect(actorText({ kind: 'system', id: null, name: null }, zh)).toBe('系统')
  expect(actorText({ kind: 'resident', id: null, name: null }, en)).toBe('Resident')
  expect(actorText({ kind: 'staff', id: 'a', name: '李敏', onBehalfOf: { id: 'b', name: '王强' } }, zh)).toBe(
    '李敏（代 王强）',
  )
})

test('a deadline explains itself: over a lunch break and a weekend', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)
  const trace: TraceStep[] = [
    { kind: 'start', at: at('2026-11-20T17:00:00'), amount: 4, unit: 'workHour' },
    { kind: 'count', from: at('2026-11-20T17:00:00'), to: at('2026-11-20T18:00:00'), ms: 3_600_000 },
    { kind: 'skip', from: '2026-11-21', to: '2026-11-22', days: 2, why: 'weekend' },
    { kind: 'count', from: at('2026-11-23T08:00:00'), to: at('2026-11-23T11:00:00'), ms: 3 * 3_600_000 },
    { kind: 'due', at: at('2026-11-23T11:00:00') },
  ]
  expect(traceLines(trace, zh, 'zh-CN')).toEqual([
    '2026-11-20 17:00 起算，共 4 工作时',
    '2026-11-20 17:00 至 18:00，计 1小时',
    '跳过周末 2026-11-21 – 2026-11-22',
    '2026-11-23 08:00 至 11:00，计 3小时',
    '2026-11-23 11:00 到期',
  ])
  expect(traceLines(trace, en, 'en')[0]).toBe('From 2026-11-20 17:00, 4 working hours')
})
