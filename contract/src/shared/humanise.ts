// Lengths of time in the words of people. Working time is said in days of eight hours ("2天3小时"), because that is how a desk
// plans; whoever shows calendar time passes a day of 24 hours. A helpdesk that said 6 days for 48 working hours taught us
// never to mix the two (zammad#390).
import { humaniseMessages } from './humanise.messages.ts'

export type Language = 'zh' | 'en'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
export const workingDayMs = 8 * hourMs

/**
 * The two largest parts, cut down to the minute, so that what remains is never overstated.
 * Negative: the limit is passed by so much.
 */
export function humanise(ms: number, language: Language, dayMs: number = workingDayMs): string {
  if (ms < 0) return humaniseMessages['time.over'][language].replace('{length}', humanise(-ms, language, dayMs))
  const days = Math.floor(ms / dayMs)
  const hours = Math.floor((ms % dayMs) / hourMs)
  const minutes = Math.floor(((ms % dayMs) % hourMs) / minuteMs)
  const said = [
    say('time.day', days, language),
    say('time.hour', hours, language),
    say('time.minute', minutes, language),
  ]
  const first = said.findIndex((text) => text !== '')
  if (first < 0) return humaniseMessages['time.under_a_minute'][language]
  return said
    .slice(first, first + 2)
    .filter((text) => text !== '')
    .join(language === 'zh' ? '' : ' ')
}

/** Hours, minutes and seconds without days, for sums in which a "day" could be misread or a lost second noticed. */
export function exactLength(ms: number, language: Language): string {
  const seconds = Math.round(ms / 1000)
  const said = [
    say('time.hour', Math.floor(seconds / 3600), language),
    say('time.minute', Math.floor((seconds % 3600) / 60), language),
    say('time.second', seconds % 60, language),
  ].filter((text) => text !== '')
  if (said.length === 0) return say('time.second', 0, language, true)
  return said.join(language === 'zh' ? '' : ' ')
}

type LengthPart = 'time.day' | 'time.hour' | 'time.minute' | 'time.second'

function say(key: LengthPart, n: number, language: Language, evenNone = false): string {
  if (n === 0 && !evenNone) return ''
  const words = humaniseMessages[key]
  const text = language === 'zh' ? words.zh : words.en[n === 1 ? 'one' : 'other']
  return text.replace('{n}', String(n))
}
