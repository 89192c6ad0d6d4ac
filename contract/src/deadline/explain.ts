// A trace in the words of people: one sentence per step, as a message key with its values, or as text.
import { exactLength, type Language } from '../shared/humanise.ts'
import { type Calendar, dayMs, dayName, dayNumber, indexOf, type LimitUnit, weekdayOf } from './calendar.ts'
import {
  type DeadlineMessage,
  deadlineMessages,
  holidayMessages,
  unitMessages,
  weekdayMessages,
} from './deadline.messages.ts'
import type { TraceStep } from './trace.ts'

export interface Sentence {
  readonly key: DeadlineMessage
  /** Already in the words of the language. */
  readonly values: Readonly<Record<string, string>>
}

/** The sentences of a trace, in its order; instants in the calendar's own time. */
export function explain(trace: readonly TraceStep[], language: Language, calendar: Calendar): Sentence[] {
  return trace.map((step) => explainStep(step, language, calendar))
}

export function explainText(trace: readonly TraceStep[], language: Language, calendar: Calendar): string[] {
  return explain(trace, language, calendar).map((sentence) => sentenceText(sentence, language))
}

export function sentenceText({ key, values }: Sentence, language: Language): string {
  return deadlineMessages[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

export function explainStep(step: TraceStep, language: Language, calendar: Calendar): Sentence {
  const when = (at: number) => instantText(at, language, calendar)
  const name = (text: string) => nameText(text, language)
  switch (step.kind) {
    case 'start':
      return {
        key: 'deadline.trace.start',
        values: { at: when(step.at), amount: amountText(step.amount, step.unit, language) },
      }
    case 'closed':
      return { key: 'deadline.trace.closed', values: { from: when(step.from), to: when(step.to) } }
    case 'skip':
      return explainSkip(step, language, name(step.name ?? ''))
    case 'count': {
      const values = { from: when(step.from), to: when(step.to), length: exactLength(step.ms, language) }
      if (step.makeup === undefined) return { key: 'deadline.trace.count', values }
      return { key: 'deadline.trace.makeup', values: { ...values, name: name(step.makeup) } }
    }
    case 'pause': {
      const values = { from: when(step.from), to: when(step.to) }
      if (step.ms === 0) return { key: 'deadline.trace.pause_free', values }
      return { key: 'deadline.trace.pause', values: { ...values, length: exactLength(step.ms, language) } }
    }
    case 'extend': {
      const values = { from: when(step.from), amount: amountText(step.amount, step.unit, language) }
      if (step.at === undefined) return { key: 'deadline.trace.extend', values }
      return { key: 'deadline.trace.extend_at', values: { ...values, at: when(step.at) } }
    }
    case 'provisional':
      return { key: 'deadline.trace.provisional', values: { day: dayText(step.from, language) } }
    case 'due':
      return { key: 'deadline.trace.due', values: { at: when(step.at) } }
  }
}

function explainSkip(step: Extract<TraceStep, { kind: 'skip' }>, language: Language, name: string): Sentence {
  const [from, to] = [dayText(step.from, language), dayText(step.to, language)]
  if (step.why === 'weekend') {
    if (step.days === 1) return { key: 'deadline.trace.weekend', values: { day: from } }
    return { key: 'deadline.trace.weekends', values: { from, to, days: String(step.days) } }
  }
  if (step.days === 1) return { key: 'deadline.trace.holiday', values: { day: from, name } }
  return { key: 'deadline.trace.holidays', values: { from, to, name, days: String(step.days) } }
}

const yearlyHolidays = [
  'new_year',
  'spring_festival',
  'tomb_sweeping',
  'labour_day',
  'dragon_boat',
  'mid_autumn',
  'national_day',
] as const

const holidayByName = new Map<string, { en: string }>(
  yearlyHolidays.map((id) => holidayMessages[`deadline.holiday.${id}`]).map((words) => [words.zh, words]),
)

function nameText(name: string, language: Language): string {
  if (name === '') return holidayMessages['deadline.holiday.unnamed'][language]
  return language === 'zh' ? name : (holidayByName.get(name)?.en ?? name)
}

/** 2个工作日, 2 working days; at most two decimals. */
export function amountText(amount: number, unit: LimitUnit, language: Language): string {
  const n = String(Math.round(amount * 100) / 100)
  const words = unitMessages[unit]
  return (language === 'zh' ? words.zh : words.en[n === '1' ? 'one' : 'other']).replace('{n}', n)
}

/** 2026-10-09（周五）17:00, Fri 2026-10-09 17:00; seconds only when there are any. */
export function instantText(at: number, language: Language, calendar: Calendar): string {
  const local = at + indexOf(calendar).offsetMs
  const day = dayText(dayName(Math.floor(local / dayMs)), language)
  const time = new Date(local).toISOString().slice(11, local % 60_000 === 0 ? 16 : 19)
  return language === 'zh' ? `${day}${time}` : `${day} ${time}`
}

function dayText(day: string, language: Language): string {
  const weekday = weekdayMessages[`deadline.weekday.${weekdayOf(dayNumber(day) ?? 0)}`][language]
  return language === 'zh' ? `${day}（${weekday}）` : `${weekday} ${day}`
}
