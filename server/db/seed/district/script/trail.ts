import { type Calendar, hourMs, minuteMs } from '@linli/contract/deadline/calendar.ts'
import { addWorking, subtractWorking } from '@linli/contract/deadline/deadline.ts'
import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { inChina } from '../people/duty.ts'
import type { Hand, PhotoRef } from '../types.ts'

/**
 * A row of hands with the time between them, not yet laid on the calendar. `work` minutes pass while desks are open,
 * `wall` minutes always. A trail is laid forward from a beginning or backward from its end.
 */
export type Pace = 'work' | 'wall'

/** Instants of the hands so far, the report first. */
export type Times = { of: (action: PersonAction) => number; calendar: Calendar }

export type Fields = Hand['fields']
type Step = {
  minutes: number
  pace: Pace
  by: string
  action: PersonAction
  fields: Fields | ((times: Times) => Fields)
  evidence: PhotoRef[]
  ifAllowed: boolean
}

export type Trail = Step[]

export function step(
  by: string,
  action: PersonAction,
  minutes: number,
  fields: Step['fields'] = {},
  more: { pace?: Pace; evidence?: PhotoRef[]; ifAllowed?: boolean } = {},
): Step {
  const { pace = 'work', evidence = [], ifAllowed = false } = more
  return { minutes: Math.max(1, Math.round(minutes)), pace, by, action, fields, evidence, ifAllowed }
}

const toMinute = (at: number) => Math.floor(at / minuteMs) * minuteMs

function after(at: number, { minutes, pace }: Step, calendar: Calendar): number {
  return toMinute(pace === 'wall' ? at + minutes * minuteMs : addWorking(at, minutes / 60, 'workHour', calendar).dueAt)
}

function before(at: number, { minutes, pace }: Step, calendar: Calendar): number {
  return toMinute(pace === 'wall' ? at - minutes * minuteMs : subtractWorking(at, minutes / 60, 'workHour', calendar))
}

/** Instants of the hands when the report comes at `start`. */
export function forward(trail: Trail, start: number, calendar: Calendar): number[] {
  const times = [toMinute(start)]
  for (const one of trail) times.push(after(times.at(-1) ?? start, one, calendar))
  return times
}

/** Instants of the report and the hands when the last one comes at `end`. */
export function backward(trail: Trail, end: number, calendar: Calendar): number[] {
  const times = [toMinute(end)]
  for (const one of [...trail].reverse()) times.unshift(before(times[0] ?? end, one, calendar))
  return times
}

/** The hands with their minutes after the report; `times` has the report's instant and one for each hand. */
export function handsOf(trail: Trail, times: readonly number[], calendar: Calendar): Hand[] {
  const start = times[0] ?? 0
  return trail.map(({ by, action, fields, evidence, ifAllowed }, i): Hand => {
    const until = trail.slice(0, i + 1)
    const known: Times = {
      calendar,
      of: (wanted) => {
        const index = until.findLastIndex((one) => one.action === wanted)
        if (index < 0) throw new Error(`nobody has done ${wanted} yet`)
        return times[index + 1] ?? start
      },
    }
    return {
      after: Math.round(((times[i + 1] ?? start) - start) / minuteMs),
      by,
      action,
      fields: typeof fields === 'function' ? fields(known) : fields,
      ...(evidence.length > 0 && { evidence }),
      ...(ifAllowed && { ifAllowed: true as const }),
    }
  })
}

/** Six in the evening, some days on: the usual end of a wait. */
export function eveningAfter(at: number, days: number): string {
  const local = at + 8 * hourMs
  return inChina(Math.floor(local / (24 * hourMs)) * 24 * hourMs + (days * 24 + 18 - 8) * hourMs)
}
