import type { Calendar, LimitUnit } from '@linli/contract/deadline/calendar.ts'
import { amountText } from '@linli/contract/deadline/explain.ts'
import { leftText } from '@linli/contract/deadline/left.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { isFinal } from '@linli/contract/incident/words.ts'
import type { Language } from '@linli/contract/shared/humanise.ts'
import { toMs } from '../i18n/format.ts'

type Step = IncidentView['stateTrace'][number]
type Clocked = Pick<IncidentView, 'state' | 'stateSince' | 'stateDueAt' | 'stateTrace' | 'promise'>

/** One of the two clocks of an incident, as a page draws it. */
export interface Clock {
  from: string
  dueAt: string
  stoppedAt: string | null
  late: boolean
  limit: { amount: number; unit: LimitUnit } | null
  pauses: readonly { from: string; to: string }[]
  trace: readonly Step[]
}

/** The clock of the present state; null where it has no limit or has ended. */
export function stateClock(incident: Clocked): Clock | null {
  if (incident.stateDueAt === null || isFinal(incident.state)) return null
  const limit = incident.stateTrace.find((step) => step.kind === 'start') ?? null
  // A state that ends with the promise stands still with it.
  const follows = incident.stateDueAt === incident.promise?.dueAt
  return {
    from: limit?.at ?? incident.stateSince,
    dueAt: incident.stateDueAt,
    stoppedAt: null,
    late: false,
    limit,
    pauses: follows ? incident.promise!.pauses : [],
    trace: incident.stateTrace,
  }
}

/** What was promised on acceptance; null before it. */
export function promiseClock({ promise }: Pick<Clocked, 'promise'>): Clock | null {
  if (promise === null) return null
  return { ...promise, from: promise.startedAt }
}

/** `2个工作日`, `2 working days`. */
export const limitText = ({ limit }: Clock, language: Language): string =>
  limit ? amountText(limit.amount, limit.unit, language) : ''

/** What is left in counted time, and when counting goes on; by the calendar of the place. */
export function leftLines(clock: Clock, now: number, language: Language, calendar: Calendar): string[] {
  const pauses = clock.pauses.map(({ from, to }) => ({ from: toMs(from), to: toMs(to) }))
  const unit = clock.limit?.unit ?? 'urgentHour'
  return leftText({ startedAt: toMs(clock.from), dueAt: toMs(clock.dueAt), unit, pauses }, now, language, calendar)
}

/** How much of the way from start to due lies behind, in per cent. */
export function shareOf({ from, dueAt }: Clock, now: number): number {
  const whole = toMs(dueAt) - toMs(from)
  return whole <= 0 ? 100 : Math.round(Math.min(1, Math.max(0, (now - toMs(from)) / whole)) * 100)
}
