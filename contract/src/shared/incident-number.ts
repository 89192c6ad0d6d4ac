// The number of an incident that people say on the phone: county, day, running number of that day, check character, as in
// 990101-20261122-00017-4. It is no secret, and it is no key: whoever wants to follow a report needs its secret as well.
// Beyond 99,999 a day the running number simply gets longer.
import { dayNumber } from '../deadline/calendar.ts'
import { checkCharacter, isChecked } from './mod11-2.ts'
import { plainCode } from './typed.ts'

export interface IncidentNumber {
  /** Six digits. */
  readonly county: string
  /** YYYY-MM-DD, in the county's own time. */
  readonly day: string
  /** From 1, per county and day. */
  readonly sequence: number
}

const sequenceDigits = 5
export const largestSequence = 99_999_999

/** Throws a RangeError for parts that make no number: they come from the server, never from people. */
export function formatIncidentNumber({ county, day, sequence }: IncidentNumber): string {
  const isWhole = Number.isInteger(sequence) && sequence >= 1 && sequence <= largestSequence
  if (!/^[1-9]\d{5}$/.test(county) || dayNumber(day) === undefined || !isWhole)
    throw new RangeError(`no incident number: ${JSON.stringify({ county, day, sequence })}`)
  const running = String(sequence).padStart(sequenceDigits, '0')
  const date = day.replaceAll('-', '')
  return `${county}-${date}-${running}-${checkCharacter(county + date + running)}`
}

/** What somebody typed, with or without dashes; undefined if it cannot be right. */
export function parseIncidentNumber(typed: string): IncidentNumber | undefined {
  const plain = plainCode(typed)
  const parts = /^([1-9]\d{5})(\d{4})(\d{2})(\d{2})(\d{5,8})[\dX]$/.exec(plain)
  if (!parts || !isChecked(plain)) return undefined
  const [, county = '', year, month, date, running = ''] = parts
  const day = `${year}-${month}-${date}`
  const sequence = Number(running)
  const isPadded = running.length === sequenceDigits || !running.startsWith('0')
  if (dayNumber(day) === undefined || sequence < 1 || !isPadded) return undefined
  return { county, day, sequence }
}

/** The number as it is stored, or undefined. */
export function normaliseIncidentNumber(typed: string): string | undefined {
  const number = parseIncidentNumber(typed)
  return number && formatIncidentNumber(number)
}
