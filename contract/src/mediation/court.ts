// Until when the disputants may ask the court to confirm their agreement: "within 30 days of its taking effect" (人民调解法 art. 33).
// It takes effect when it is signed, an oral one on the day on which it was agreed (art. 30). How days count says the Civil Code: the
// first day is left out (art. 201), and a last day that is a legal holiday moves to the day after the holiday (art. 203). Legal days of
// rest are weekends and public holidays as the State Council moves them, so the calendar decides, make-up days included.
import { type Calendar, dayName, dayNumber, indexOf, settledThrough } from '../deadline/calendar.ts'

const days = 30

export interface CourtDeadline {
  /** The last day, YYYY-MM-DD. */
  readonly until: string
  /** The thirtieth day; earlier than `until` where that day is one of rest. */
  readonly counted: string
  /** Of a year whose holidays are not published yet: it may still move. */
  readonly isProvisional: boolean
}

export function courtDeadline(effectiveOn: string, calendar: Calendar): CourtDeadline {
  const first = dayNumber(effectiveOn)
  if (first === undefined) throw new RangeError(`not a day: ${effectiveOn}`)
  const { works } = indexOf(calendar)
  const counted = first + days
  let last = counted
  // A calendar without any working day moves nothing: no year of rest follows from it.
  while (!works(last) && last < counted + 366) last++
  if (!works(last)) last = counted
  const until = dayName(last)
  return { until, counted: dayName(counted), isProvisional: until > settledThrough(calendar.publishedThrough) }
}

/** Whole days from one day to another; 0 = today is the last one, negative = it is over. */
export const daysBetween = (from: string, to: string): number => dayNumber(to)! - dayNumber(from)!
