// What a mediation must be reminded of, as a due column says it (docs/decisions/0008): the next session in the morning of its day, the
// court's thirty days a week before their end and on the day before, performance in the morning of its day. Counted from the plain
// thirtieth day, which is never later than the last one: a corrected calendar makes no reminder late.
import { type Calendar, dayMs, dayNumber, dayNumberAt, hourMs, minuteMs } from '../deadline/calendar.ts'
import type { MediationColumns } from './mediation.ts'

export const mediationSteps = ['session', 'court', 'courtLast', 'perform'] as const
export type MediationStep = (typeof mediationSteps)[number]

export interface DueStep {
  readonly step: MediationStep
  /** Tells the same step of another day apart. */
  readonly key: string
  readonly at: number
}

/** Own defaults. */
const morning = 8 * hourMs
const courtDays = 30
const warnedBefore = { court: 7, courtLast: 1 } as const

type Facts = Pick<
  MediationColumns,
  'state' | 'nextSessionAt' | 'agreedOn' | 'performBy' | 'court' | 'isPerformed' | 'stepsDone'
>

/** The earliest step that is not done yet; null when nothing is awaited. */
export function nextStep(facts: Facts, calendar: Calendar): DueStep | null {
  const open = allSteps(facts, calendar).filter(({ key }) => !facts.stepsDone.includes(key))
  return open.toSorted((a, b) => a.at - b.at)[0] ?? null
}

function allSteps(facts: Facts, calendar: Calendar): DueStep[] {
  const mornings = (day: number) => day * dayMs - calendar.offsetMinutes * minuteMs + morning
  const step = (name: MediationStep, day: number): DueStep => ({ step: name, key: `${name} ${day}`, at: mornings(day) })
  if (facts.state === 'open')
    return facts.nextSessionAt === null ? [] : [step('session', dayNumberAt(facts.nextSessionAt, calendar))]
  if (facts.state !== 'agreed' || facts.agreedOn === null) return []
  const thirtieth = dayNumber(facts.agreedOn)! + courtDays
  return [
    ...(facts.court === null
      ? [step('court', thirtieth - warnedBefore.court), step('courtLast', thirtieth - warnedBefore.courtLast)]
      : []),
    ...(facts.isPerformed === null && facts.performBy !== null ? [step('perform', dayNumber(facts.performBy)!)] : []),
  ]
}
