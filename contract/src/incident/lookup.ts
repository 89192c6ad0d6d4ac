// Small questions to the facts and the surroundings that several rules ask.
import { ancestors, codeLength } from '../shared/area-code.ts'
import type { Decline, Unit } from './columns.ts'
import type { centreLevels } from './document.ts'
import type { IncidentFacts, MatterFacts, Surroundings } from './facts.ts'
import type { Addressee } from './verdict.ts'

/** The nearest existing centre above an area that fits. */
export function centreAbove(
  areaCode: string,
  around: Surroundings,
  fits: (centre: Unit) => boolean = () => true,
): Unit | null {
  for (const code of ancestors(areaCode)) {
    const centre = around.centreOf(code)
    if (centre && fits(centre)) return centre
  }
  return null
}

/** The centre of the place at a level, or the nearest one above where there is none. */
export function receivingCentre(
  areaCode: string,
  level: (typeof centreLevels)[number],
  around: Surroundings,
): Unit | null {
  const code = areaCode.slice(0, codeLength[level])
  return around.centreOf(code) ?? centreAbove(code, around)
}

export const declinesAtDesk = (facts: IncidentFacts): readonly Decline[] =>
  facts.declines.filter((decline) => decline.round === facts.round && decline.deskUnit === facts.deskUnit)

export const hasDeclined = (facts: IncidentFacts, unitId: string | null): boolean =>
  facts.declines.some((decline) => decline.round === facts.round && decline.unitId === unitId)

/** The condition chosen, else the one on record, else the first: whoever accepts may leave the suggestion as it is. */
export function conditionOf(
  matter: MatterFacts | null,
  chosen: string | null | undefined,
): MatterFacts['conditions'][number] | null {
  return matter?.conditions.find((condition) => condition.id === chosen) ?? matter?.conditions[0] ?? null
}

/** The nearest area at or above that has a leader who is there; areas without one are named, never silently passed over. */
export function leaderAbove(areaCode: string, around: Surroundings): { addressees: Addressee[]; missing: string[] } {
  const missing: string[] = []
  for (const code of [areaCode, ...ancestors(areaCode)]) {
    if (around.hasLeader(code)) return { addressees: [{ to: 'leader', areaCode: code }], missing }
    if (around.centreOf(code)) missing.push(code)
  }
  return { addressees: [], missing }
}
