// A verdict as SQL: the one place where an incident, its history and all that hangs on it are written. Everything goes out in
// the trip of the commit, so either all of it is there or nothing.

import type { PartyChange, SupervisionChange, Tell, Verdict } from '@linli/contract/incident/verdict.ts'
import { isOver } from '@linli/contract/incident/words.ts'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '#platform/action.ts'
import { changeEach, changeOp } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { insert, type Op, update } from '#platform/ops.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { rosters, staffing } from '../identity/public.ts'
import { calendars, DEFAULT_CALENDAR } from '../matter/public.ts'
import { chainOn } from './chain.ts'
import { type IncidentRow, toColumns } from './columns.ts'

export interface Act {
  verdict: Verdict
  /** Null for a new incident; then `fresh` holds the columns that the loop does not know. */
  row: IncidentRow | null
  fresh?: Record<string, unknown> & { id: string }
  /** When it happened; offline work counts at its own time. */
  occurredAt: number
  /** Files that come with it and are not attached yet. */
  evidence: readonly string[]
  report?: Record<string, unknown> & { id: string }
}

/** The act as rows to insert and to change. */
export function opsOf(act: Act, context: Context): Op[] {
  const { verdict, row, fresh } = act
  const { house, who, now } = context
  const id = row?.id ?? fresh!.id
  const area = verdict.set.areaCode ?? row!.areaCode
  const chain = chainOn(house.keys, row?.headDigest ?? null, row?.seq ?? 0, verdict.history, {
    incidentId: id,
    round: verdict.set.round ?? row!.round,
    at: act.occurredAt,
    recordedAt: now,
    dueWas: row?.dueAt ?? null,
    who,
    unitOfPost: (postId) => who.posts.find((p) => p.id === postId)?.unitId ?? null,
  })
  // Silence is broken by members of staff only; what has just come has not been silent yet.
  const acted = row === null || who.kind === 'staff' ? { actedAt: now } : {}
  const units = unitsAfter(row, verdict.parties)
  const columns = toColumns({
    ...fresh,
    ...verdict.set,
    ...acted,
    ...units,
    ...countedBy(house, row),
    headDigest: `\\x${chain.head.toString('hex')}`,
  })
  const changed = { kind: 'incident', id, version: verdict.set.version ?? row!.version, areaCode: area, at: now }
  return [
    row ? update('incident', columns, { id }) : insert('incident', columns),
    ...(act.report ? [insert('report', act.report)] : []),
    insert('incident_action', ...chain.rows),
    // Before the parties: whoever leaves with this act may still close what they asked for and what they were told to do.
    ...requestOps(id, verdict, now),
    ...supervisionOps(id, verdict, now),
    ...partyOps(id, area, act, now),
    insert('message', ...messagesOf(id, area, verdict.tell, act, context)),
    insert('evidence', ...evidenceOf(id, act, verdict.set.seq ?? row!.seq, context)),
    changeOp(changed),
  ]
}

/** An act may still count by the calendar of a moment ago: the job that counts anew comes by again then. It never says newer. */
function countedBy(house: House, row: IncidentRow | null): object {
  const { version } = calendars.of(house).get(DEFAULT_CALENDAR)!
  return !row || version < row.calendarVersion ? { calendarVersion: version } : {}
}

/** The units of an incident as they stand in its own row (access.ts); the database sees to it that they agree with its parties. */
function unitsAfter(row: IncidentRow | null, parties: readonly PartyChange[]): object {
  const opened = parties.filter((p) => p.do === 'open').map((p) => p.unitId)
  const closed = parties.filter((p) => p.do === 'close').map((p) => p.unitId)
  if (opened.length + closed.length === 0) return {}
  const openUnits = [...(row?.openUnits ?? [])]
  for (const unitId of closed) {
    const at = openUnits.indexOf(unitId)
    if (at >= 0) openUnits.splice(at, 1)
  }
  return {
    partyUnits: [...new Set([...(row?.partyUnits ?? []), ...opened])].sort(),
    openUnits: [...openUnits, ...opened].sort(),
  }
}

function partyOps(id: string, area: string, { verdict }: Act, now: number): Op[] {
  return verdict.parties.map((p): Op => {
    const { unitId, part, kind, areaCode } = { kind: null, areaCode: null, ...p }
    if (p.do === 'open')
      return insert('incident_party', {
        incidentId: id,
        unitId,
        part,
        kind,
        areaCode,
        fromAt: at(now),
        incidentArea: area,
      })
    const change =
      p.do === 'close' ? { toAt: at(now) } : p.do === 'arrive' ? { arrivedAt: at(p.at) } : { finishedAt: at(p.at) }
    return update('incident_party', change, { incidentId: id, unitId, part, toAt: null })
  })
}

function requestOps(id: string, verdict: Verdict, now: number): Op[] {
  return verdict.requests.map((r) =>
    r.do === 'open'
      ? insert('incident_request', {
          incidentId: id,
          seq: r.seq,
          kind: r.kind,
          until: at(r.until),
          unitId: r.unitId,
          accountId: r.accountId,
        })
      : update('incident_request', { outcome: r.outcome, closedAt: at(now) }, { incidentId: id, seq: r.seq }),
  )
}

function supervisionOps(id: string, verdict: Verdict, now: number): Op[] {
  return verdict.supervisions.map((s) =>
    s.do === 'open'
      ? insert('incident_supervision', {
          incidentId: id,
          seq: s.seq,
          grade: s.grade,
          unitId: s.unitId,
          dueAt: at(s.dueAt),
          isAutomatic: s.isAutomatic,
          orderText: s.order,
        })
      : update('incident_supervision', supervisionChange(s, now), { incidentId: id, seq: s.seq }),
  )
}

function supervisionChange(change: Exclude<SupervisionChange, { do: 'open' }>, now: number): object {
  if (change.do === 'reply') return { repliedSeq: change.repliedSeq }
  if (change.do === 'sendBack') return { repliedSeq: null }
  return { outcome: change.outcome, closedAt: at(now) }
}

/** Messages to units and accounts, each once. Residents are told by the page that they follow, never by a row with their contact. */
function messagesOf(
  id: string,
  area: string,
  tells: readonly Tell[],
  { row, verdict }: Act,
  { house, now }: Context,
): object[] {
  const rows = new Map<string, object>()
  // What was over when it was told of is news; what ends later loses the flag then (trigger incident_alarm_over).
  const alarms = !isOver(verdict.set.state ?? row!.state)
  const add = (to: { unitId: string } | { accountId: string }, message: string) => {
    const base = {
      id: uuidv7(),
      unitId: null,
      accountId: null,
      ...to,
      incidentId: id,
      areaCode: area,
      message,
      at: at(now),
      isAlarm: alarms && message === 'emergency',
    }
    rows.set(`${Object.values(to)[0]} ${message}`, base)
  }
  for (const tell of tells) {
    if (tell.to === 'unit') add({ unitId: tell.unitId }, tell.message)
    else for (const accountId of accountsOf(house, tell, row, now)) add({ accountId }, tell.message)
  }
  return [...rows.values()]
}

function accountsOf(
  house: House,
  tell: Exclude<Tell, { to: 'unit' }>,
  row: IncidentRow | null,
  now: number,
): readonly string[] {
  if (tell.to === 'account') return [tell.accountId]
  if (tell.to === 'leader') return staffing.of(house).leadersOf(tell.areaCode, now)
  if (tell.to === 'roster') return rosters.of(house).onDuty(tell.areaCode, now)
  return row?.reporterAccounts ?? []
}

function evidenceOf(id: string, act: Act, seq: number, { who, now }: Context): object[] {
  const purpose = act.verdict.history.find((h) => h.byActor)?.action ?? 'addEvidence'
  return [...new Set(act.evidence)].map((fileId) => ({
    incidentId: id,
    fileId,
    reportId: act.report?.id ?? null,
    seq,
    purpose,
    accountId: who.accountId,
    addedAt: at(now),
  }))
}

/**
 * After the incident's own row: its reports go where it is merged into, or come home from wherever later merges carried them; counts
 * follow (reports_follow of migration 50), and the feed hears of every other incident that gained or lost reports.
 */
export const reportsFollow = (id: string, now: number): Query =>
  changeEach('incident', sql`reports_follow(${id}::uuid)`, now)
