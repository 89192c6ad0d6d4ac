import type { LimitUnit } from '@linli/contract/deadline/calendar.ts'
import type { TraceStep } from '@linli/contract/deadline/trace.ts'
import { humanise } from '@linli/contract/shared/humanise.ts'
import { formatDateTime, formatShort, languageOf } from '@linli/ui/i18n/format.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import type { Translate } from '@linli/ui/i18n/text.tsx'
import type { MessageId } from '../app/words.ts'

/** A limit in words: `4 工作时`, `2 working days`. */
export function limitText(limit: { amount: number; unit: LimitUnit }, t: Translate<MessageId>): string {
  return t(`desk.unit.${limit.unit}`, { amount: limit.amount })
}

/** How a deadline was counted, line by line, in words. */
export function traceLines(trace: readonly TraceStep[], t: Translate<MessageId>, locale: Locale): string[] {
  return trace.map((step) => lineOf(step, t, locale))
}

function lineOf(step: TraceStep, t: Translate<MessageId>, locale: Locale): string {
  switch (step.kind) {
    case 'start':
      return t('desk.trace.start', { at: formatDateTime(step.at), limit: limitText(step, t) })
    case 'closed':
      return t('desk.trace.closed', { to: formatDateTime(step.to) })
    case 'skip':
      return t(step.why === 'weekend' ? 'desk.trace.weekend' : 'desk.trace.holiday', {
        days: dayRange(step.from, step.to),
        name: step.name ?? '',
      })
    case 'count':
      return t(step.makeup ? 'desk.trace.makeup' : 'desk.trace.count', {
        from: formatDateTime(step.from),
        to: formatShort(step.to, step.from),
        length: humanise(step.ms, languageOf(locale)),
      })
    case 'pause':
      return t('desk.trace.pause', { from: formatDateTime(step.from), to: formatDateTime(step.to) })
    case 'extend':
      return t('desk.trace.extend', { limit: limitText(step, t) })
    case 'provisional':
      return t('desk.trace.provisional', { from: step.from })
    case 'due':
      return t('desk.trace.due', { at: formatDateTime(step.at) })
  }
}

function dayRange(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`
}
