// How a case stands, for whoever may know that: nothing of its content, and what this person may do now.
import { courtDeadline, daysBetween } from '@linli/contract/mediation/court.ts'
import { fieldsOf } from '@linli/contract/mediation/fields.ts'
import { allowedActs, type Standing } from '@linli/contract/mediation/mediation.ts'
import type { MediationView } from '@linli/contract/mediation/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { Answer, Context } from '#platform/action.ts'
import { may } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { staffing, units } from '../identity/public.ts'
import { calendars, DEFAULT_CALENDAR } from '../matter/public.ts'
import { findMediation, type MediationRow } from './columns.ts'

/** What somebody is to a case. Of the unit anybody may name a mediator once none is left, and reads nothing by that. */
export function standingOf(row: MediationRow, { house, who, now }: Context): Standing {
  if (!may(who, 'mediation.act')) return null
  if (row.isReader) return row.mediators.includes(who.accountId!) ? 'mediator' : 'head'
  const isLeft = !row.mediators.some((id) => staffing.of(house).isAtWork(id, null, now))
  return isLeft && who.posts.some(({ unitId }) => unitId === row.unitId) ? 'appoints' : null
}

const time = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms))

export function viewMediation(row: MediationRow, context: Context): MediationView {
  const { house, now, who } = context
  const standing = standingOf(row, context)
  const today = formatInstant(now).slice(0, 10)
  const mayRead = row.isReader && may(who, 'mediation.act')
  return {
    id: row.id,
    version: row.version,
    incident: { id: row.incidentId, number: row.number },
    round: row.round,
    unit: { id: row.unitId, name: units.of(house).byId.get(row.unitId)?.name ?? null },
    state: row.state,
    openedAt: formatInstant(row.openedAt),
    endedAt: time(row.endedAt),
    sessions: row.sessions,
    lastSessionAt: time(row.lastSessionAt),
    nextSessionAt: time(row.nextSessionAt),
    agreement:
      row.agreementKind === null || row.agreedOn === null
        ? null
        : { kind: row.agreementKind, on: row.agreedOn, performBy: row.performBy },
    court: courtOf(row, today, context),
    performed:
      row.isPerformed === null || row.performedOn === null ? null : { done: row.isPerformed, on: row.performedOn },
    next: nextOf(row, context),
    mayRead,
    needsPurpose: mayRead && !row.mediators.includes(who.accountId!),
    allowed: allowedActs(row, standing).map((act) => ({ act, fields: fieldsOf(act, row) })),
  }
}

function courtOf(row: MediationRow, today: string, { house }: Context): MediationView['court'] {
  if (row.agreedOn === null) return null
  const { until, counted, isProvisional } = courtDeadline(row.agreedOn, calendars.of(house).get(DEFAULT_CALENDAR)!)
  return {
    state: row.court,
    until,
    counted,
    daysLeft: daysBetween(today, until),
    provisional: isProvisional,
    askedOn: row.courtAskedOn,
    decidedOn: row.courtDecidedOn,
  }
}

/** What is awaited of the mediators, by its day, whether or not they have been reminded of it. */
function nextOf(row: MediationRow, { house, now }: Context): MediationView['next'] {
  const { until } =
    row.agreedOn === null ? { until: null } : courtDeadline(row.agreedOn, calendars.of(house).get(DEFAULT_CALENDAR)!)
  const today = formatInstant(now).slice(0, 10)
  const awaited = [
    { what: 'session' as const, on: row.nextSessionAt === null ? null : formatInstant(row.nextSessionAt).slice(0, 10) },
    { what: 'court' as const, on: row.court === null && until !== null && until >= today ? until : null },
    { what: 'perform' as const, on: row.isPerformed === true ? null : row.performBy },
  ].flatMap(({ what, on }) => (on === null ? [] : [{ what, on }]))
  return awaited.toSorted((a, b) => a.on.localeCompare(b.on))[0] ?? null
}

export const mediationView = (id: string): Answer<MediationView> => ({
  queries: [findMediation(id)],
  build([rows], context) {
    const [row] = rows as MediationRow[]
    if (!row) throw problem('not_found')
    return viewMediation(row, context)
  },
})
