// Instants and durations on the wire. Inside, an instant is epoch milliseconds and a duration milliseconds; outside, they are
// RFC 3339 with an offset and ISO 8601. Whatever has no exact length (a month, a date without a time zone) is refused.

const chinaOffsetMinutes = 480
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const fullDayMs = 24 * hourMs

/** 2026-11-22T14:30:00+08:00; milliseconds only when there are any. */
export function formatInstant(at: number, offsetMinutes: number = chinaOffsetMinutes): string {
  const local = new Date(at + offsetMinutes * minuteMs).toISOString()
  const text = local.endsWith('.000Z') ? local.slice(0, -5) : local.slice(0, -1)
  return text + formatOffset(offsetMinutes)
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/

/**
 * Epoch milliseconds, or undefined if the text is not an instant: no offset, no such day, hour 24, leap second.
 * What is finer than a millisecond is cut off.
 */
export function parseInstant(text: string): number | undefined {
  const parts = instantPattern.exec(text)
  if (!parts) return undefined
  const [, day = '', time = '', fraction = '', offset = ''] = parts
  const local = `${day}T${time}`
  const at = Date.parse(`${local}Z`)
  // The round trip refuses 2026-02-30 and 24:00:00, which Date.parse would move to another day.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== local) return undefined
  const offsetMs = parseOffset(offset)
  if (offsetMs === undefined) return undefined
  return at - offsetMs + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

function parseOffset(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(4, 6))
  if (hours > 23 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * hourMs + minutes * minuteMs)
}

const durationPattern =
  /^P(?=[\dT])(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,10})(?:[.,](\d{1,3}))?S)?)?)$/

/** Milliseconds of PnW or PnDTnHnMnS, a day being 24 hours; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const parts = durationPattern.exec(text)
  if (!parts) return undefined
  const [weeks, days, hours, minutes, seconds] = parts.slice(1, 6).map((part) => Number(part ?? 0))
  const thousandths = Number((parts[6] ?? '').padEnd(3, '0'))
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0)
  return wholeDays * fullDayMs + (hours ?? 0) * hourMs + (minutes ?? 0) * minuteMs + (seconds ?? 0) * 1000 + thousandths
}

/** P1DT2H30M; a fraction of a millisecond is rounded, a negative duration has no form and throws. */
export function formatDuration(ms: number): string {
  const whole = Math.round(ms)
  if (!(whole >= 0) || !Number.isSafeInteger(whole)) throw new RangeError(`not a duration: ${ms}`)
  const days = Math.floor(whole / fullDayMs)
  const hours = Math.floor((whole % fullDayMs) / hourMs)
  const minutes = Math.floor((whole % hourMs) / minuteMs)
  const seconds = (whole % minuteMs) / 1000
  const time = part(hours, 'H') + part(minutes, 'M') + part(seconds, 'S')
  return `P${part(days, 'D')}${time && `T${time}`}`.replace(/^P$/, 'PT0S')
}

function part(value: number, unit: string): string {
  return value ? `${value}${unit}` : ''
}
