import type { TraceStep } from '@linli/contract/deadline/trace.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import { wordsOf } from '@linli/ui/i18n/messages.ts'
import type { Translate } from '@linli/ui/i18n/text.tsx'
import { createIntl } from 'react-intl/server'
import { expect, test } from 'vitest'
import { deskMessages } from './desk.messages.ts'
import { traceLines } from './trace.ts'

function say(locale: Locale): Translate {
  const intl = createIntl({ locale, messages: wordsOf(locale, [deskMessages]) })
  return (id, values) => intl.formatMessage({ id }, values)
}
const zh = say('zh-CN')
const en = say('en')

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
