import type { Language } from '@linli/contract/shared/humanise.ts'
import type { Locale } from './locale.ts'

/**
 * Times as people here write them: `2026-11-22 14:30`, in the time of the place and not of the device. All functions
 * take RFC 3339 text or epoch milliseconds. Lengths of time are said by the contract's `humanise`.
 */
export const placeTimeZone = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: placeTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

export type Moment = string | number

export function toMs(moment: Moment): number {
  return typeof moment === 'number' ? moment : Date.parse(moment)
}

/** `2026-11-22 14:30` */
export function formatDateTime(moment: Moment): string {
  const { year, month, day, hour, minute } = split(moment)
  return `${year}-${month}-${day} ${hour}:${minute}`
}

/** `2026-11-22 14:30:05`, where two steps may share a minute. */
export function formatExact(moment: Moment): string {
  return `${formatDateTime(moment)}:${split(moment).second}`
}

/** `2026-11-22` */
export function formatDate(moment: Moment): string {
  return formatDateTime(moment).slice(0, 10)
}

/** For narrow columns: `14:30` today, `11-22 14:30` this year, else the whole. */
export function formatShort(moment: Moment, now: Moment): string {
  const text = formatDateTime(moment)
  const today = formatDateTime(now)
  if (text.slice(0, 10) === today.slice(0, 10)) return text.slice(11)
  return text.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text
}

/** A value for `<input type="datetime-local">`, in the time of the place. */
export function toLocalInput(moment: Moment): string {
  return formatDateTime(moment).replace(' ', 'T')
}

/** What `<input type="datetime-local">` holds, as RFC 3339. The place keeps one offset all year. */
export function fromLocalInput(value: string): string {
  return `${value.length === 16 ? `${value}:00` : value}+08:00`
}

/** How near a due time is: a quarter of a day before it, it is `soon`. */
export function urgencyOf(dueAt: Moment, now: Moment, late = false): 'late' | 'soon' | 'calm' {
  const leftMs = toMs(dueAt) - toMs(now)
  if (late || leftMs < 0) return 'late'
  return leftMs < 6 * 3_600_000 ? 'soon' : 'calm'
}

/** Metres as people say them: `85 m`, `1.2 km`. */
export function formatMetres(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`
}

function split(moment: Moment): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
  const found: Record<string, string> = {}
  for (const part of parts.formatToParts(toMs(moment))) found[part.type] = part.value
  return found as ReturnType<typeof split>
}

/** The language as the contract's word tables name it. */
export function languageOf(locale: Locale): Language {
  return locale === 'en' ? 'en' : 'zh'
}
