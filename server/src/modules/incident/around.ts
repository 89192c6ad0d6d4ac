// What the interpreter must be able to look up (contract model.ts, Surroundings), served from the references and from the few
// rows that the action has read.

import type { Unit } from '@linli/contract/incident/columns.ts'
import type { MergeTarget, Surroundings } from '@linli/contract/incident/facts.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { rosters, staffing, type Units, units } from '../identity/public.ts'
import { calendars, DEFAULT_CALENDAR, dutyOf, editionsFor, type LoadedEdition, procedures } from '../matter/public.ts'

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
  const day = formatInstant(now).slice(0, 10)
  const inForce = editionsFor(house, editionId, day)
  const holding = (code: string) => inForce.find((e) => e.matters.has(code))
  const matter = (code: string) => holding(code)?.matters.get(code) ?? null
  // Below the county it is the town's list that speaks.
  const duty = (code: string, area: string) => dutyIn(house, holding(code), code, area, day)
  const unit = (id: string): Unit | null => known.byId.get(id) ?? null
  return {
    now,
    calendar: calendars.of(house).get(DEFAULT_CALENDAR)!,
    followUpPeriod,
    unit,
    centreOf: (areaCode) => known.centreOf.get(areaCode) ?? null,
    teamOf: (areaCode) => known.teamOf.get(areaCode) ?? null,
    unitInCharge: (matterCode, conditionId, areaCode) =>
      // What the level above took back is not offered to the town.
      duty(matterCode, areaCode)?.kind === 'takenBack'
        ? null
        : unitInCharge(house, matter(matterCode), conditionId, areaCode),
    onDuty: (areaCode) =>
      rosters
        .of(house)
        .unitsOnDuty(areaCode, now)
        .flatMap((id) => unit(id) ?? []),
    isStaffed: (unitId) => staff.isStaffed(unitId, now),
    hasLeader: (areaCode) => staff.hasLeader(areaCode, now),
    isAtWork: (accountId, unitId) => staff.isAtWork(accountId, unitId, now),
    matter,
    duty,
    incident: (id) => targets.find((t) => t.id === id) ?? null,
    procedure: (key) => procedures.of(house).get(key) ?? null,
  }
}

const townLength = 9

const dutyIn = (house: House, edition: LoadedEdition | undefined, code: string, area: string, day: string) =>
  edition ? dutyOf(house, edition, code, { level: area.length < townLength ? 'county' : 'town', area, day }) : null

/** The department that the filing condition names, in this area or the nearest one above; the catalogue knows it by its line. */
function unitInCharge(
  house: House,
  matter: Matter | null,
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
