// What the interpreter must be able to look up (contract model.ts, Surroundings), served from the references and from the few
// rows that the action has read.
import type { MergeTarget, Surroundings, Unit } from '@linli/contract/incident/model.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { staffing, type Units, units } from '../identity/public.ts'
import { calendars, DEFAULT_CALENDAR, editions, editionsOn, procedures } from '../matter/public.ts'

/** After closing, the reporter can say "not solved" for so long. Own default; 12345 rules call back the next day (hotline-rules.csv). */
const followUpPeriod = { amount: 7, unit: 'calendarDay' } as const

/** Look-ups at this instant; `editionId` is the incident's edition, null before it is filed (then those in force today). */
export function around(
  house: House,
  now: number,
  editionId: string | null,
  targets: readonly MergeTarget[] = [],
): Surroundings {
  const known = units.of(house)
  const staff = staffing.of(house)
  const all = editions.of(house)
  const own = editionId ? all.get(editionId) : undefined
  const inForce = own ? [own] : editionsOn(all, formatInstant(now).slice(0, 10))
  const unit = (id: string): Unit | null => known.byId.get(id) ?? null
  return {
    now,
    calendar: calendars.of(house).get(DEFAULT_CALENDAR)!,
    followUpPeriod,
    unit,
    centreOf: (areaCode) => known.centreOf.get(areaCode) ?? null,
    teamOf: (areaCode) => known.teamOf.get(areaCode) ?? null,
    unitInCharge: (matterCode, conditionId, areaCode) =>
      unitInCharge(
        house,
        inForce.map((e) => e.matters.get(matterCode)).find((m) => m !== undefined),
        conditionId,
        areaCode,
      ),
    isStaffed: (unitId) => staff.isStaffed(unitId, now),
    hasLeader: (areaCode) => staff.hasLeader(areaCode, now),
    isAtWork: (accountId, unitId) => staff.isAtWork(accountId, unitId, now),
    matter: (code) => inForce.map((e) => e.matters.get(code)).find((m) => m !== undefined) ?? null,
    duty: (code) => inForce.map((e) => e.duties.get(code)).find((d) => d !== undefined) ?? null,
    incident: (id) => targets.find((t) => t.id === id) ?? null,
    procedure: (key) => procedures.of(house).get(key) ?? null,
  }
}

/** The department that the filing condition names, in this area or the nearest one above; the catalogue knows it by its line. */
function unitInCharge(
  house: House,
  matter: Matter | undefined,
  conditionId: string | null,
  areaCode: string,
): string | null {
  const condition = matter?.conditions.find((c) => c.id === conditionId) ?? matter?.conditions[0]
  if (!condition) return null
  const line =
    areaCode.length <= 6
      ? (condition.units.county ?? condition.units.town)
      : (condition.units.town ?? condition.units.county)
  if (line === null) return null
  const named = departmentsByLine(units.of(house)).get(line) ?? []
  return (
    (named.find((u) => areaCode.startsWith(u.areaCode)) ?? named.find((u) => u.areaCode.startsWith(areaCode)))?.id ??
    null
  )
}

const byLine = new WeakMap<Units, ReadonlyMap<string | null, readonly Unit[]>>()

/** A city has twelve thousand units, and every view of an incident asks for the few of one line. */
function departmentsByLine(known: Units): ReadonlyMap<string | null, readonly Unit[]> {
  const held = byLine.get(known) ?? Map.groupBy(known.byId.values(), (u) => u.line)
  byLine.set(known, held)
  return held
}
