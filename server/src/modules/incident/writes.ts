// A verdict as SQL: the one place where an incident, its history and all that hangs on it are written. Everything goes out in
// the trip of the commit, so either all of it is there or nothing.

import type { Tell, Verdict } from '@linli/contract/incident/model.ts'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '#platform/action.ts'
import { change } from '#platform/change.ts'
import { at, insertRow, insertRows, type Query, sql, updateRow } from '#platform/sql.ts'
import { rosters, staffing } from '../identity/public.ts'
import { chainOn } from './chain.ts'
import { type IncidentRow, toColumns } from './columns.ts'

export interface Act {
  verdict: Verdict
  /** Null for a new incident; then `fresh` holds the columns that the loop does not know. */
  row: IncidentRow | null
  fresh?: Record<string, unknown> & { id: string }
  /** When it happened; offline work counts at its own time. */
  occurredAt: number
  evidence: readonly string[]
  reportId?: string
}

/** Statements that write the act; `id` is the incident. */
export function writesOf(act: Act, context: Context): Query[] {
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
  const columns = toColumns({ ...fresh, ...verdict.set, headDigest: `\\x${chain.head.toString('hex')}` })
  const version = verdict.set.version ?? row!.version
  return [
    row ? updateRow('incident', id, columns) : insertRow('incident', columns),
    ...(verdict.history.length > 0 ? [insertRows('incident_action', chain.rows)] : []),
    ...partyWrites(id, area, act, now),
    ...requestWrites(id, verdict, now),
    ...supervisionWrites(id, verdict, now),
    ...tellWrites(id, area, verdict.tell, row, context),
    ...evidenceWrites(id, act, verdict.set.seq ?? row!.seq, context),
    change({ kind: 'incident', id, version, areaCode: area, at: now }),
  ]
}

function partyWrites(id: string, area: string, { verdict, row }: Act, now: number): Query[] {
  const writes = verdict.parties.map((p): Query => {
    if (p.do === 'open')
      return insertRow('incident_party', {
        incidentId: id,
        unitId: p.unitId,
        part: p.part,
        kind: p.kind,
        areaCode: p.areaCode,
        fromAt: at(now),
        incidentArea: area,
      })
    const column = p.do === 'close' ? sql.ref('to_at') : sql.ref('arrived_at')
    return sql`update incident_party set ${column} = ${at(now)}::timestamptz where incident_id = ${id}::uuid and unit_id = ${p.unitId}::uuid and part = ${p.part} and to_at is null`
  })
  // A corrected place moves the incident; its parties carry the area for their own policy.
  if (row && row.areaCode !== area)
    writes.push(sql`update incident_party set incident_area = ${area} where incident_id = ${id}::uuid`)
  return writes
}

function requestWrites(id: string, verdict: Verdict, now: number): Query[] {
  return verdict.requests.map((r) =>
    r.do === 'open'
      ? insertRow('incident_request', {
          incidentId: id,
          seq: r.seq,
          kind: r.kind,
          until: at(r.until),
          unitId: r.unitId,
          accountId: r.accountId,
        })
      : sql`update incident_request set outcome = ${r.outcome}, closed_at = ${at(now)}::timestamptz where incident_id = ${id}::uuid and seq = ${r.seq}`,
  )
}

function supervisionWrites(id: string, verdict: Verdict, now: number): Query[] {
  return verdict.supervisions.map((s) =>
    s.do === 'open'
      ? insertRow('incident_supervision', {
          incidentId: id,
          seq: s.seq,
          grade: s.grade,
          unitId: s.unitId,
          dueAt: at(s.dueAt),
          isAutomatic: s.isAutomatic,
          orderText: s.order,
        })
      : sql`update incident_supervision set outcome = ${s.outcome}, closed_at = ${at(now)}::timestamptz where incident_id = ${id}::uuid and seq = ${s.seq}`,
  )
}

/** Messages to units and accounts. Residents are told by the page that they follow, never by a row with their contact. */
function tellWrites(
  id: string,
  area: string,
  tells: readonly Tell[],
  row: IncidentRow | null,
  { house, now }: Context,
): Query[] {
  const seen = new Set<string>()
  const rows: object[] = []
  const add = (to: { unitId?: string; accountId?: string }, message: string) => {
    const key = `${to.unitId ?? to.accountId} ${message}`
    if (seen.has(key)) return
    seen.add(key)
    rows.push({
      id: uuidv7(),
      unitId: to.unitId ?? null,
      accountId: to.accountId ?? null,
      incidentId: id,
      areaCode: area,
      message,
      at: at(now),
      isAlarm: message === 'emergency',
    })
  }
  for (const tell of tells) {
    if (tell.to === 'unit') add({ unitId: tell.unitId }, tell.message)
    else if (tell.to === 'account') add({ accountId: tell.accountId }, tell.message)
    else if (tell.to === 'leader')
      for (const accountId of staffing.of(house).leadersOf(tell.areaCode, now)) add({ accountId }, tell.message)
    else if (tell.to === 'roster')
      for (const accountId of rosters.of(house).onDuty(tell.areaCode, now)) add({ accountId }, tell.message)
    else for (const accountId of row?.reporterAccounts ?? []) add({ accountId }, tell.message)
  }
  return rows.length > 0 ? [insertRows('message', rows)] : []
}

function evidenceWrites(id: string, act: Act, seq: number, { who, now }: Context): Query[] {
  if (act.evidence.length === 0) return []
  const purpose = act.verdict.history.find((h) => h.byActor)?.action ?? 'addEvidence'
  const files = [...new Set(act.evidence)]
  return [
    sql`insert into evidence (incident_id, file_id, report_id, seq, purpose, account_id, added_at)
      select ${id}::uuid, f, ${act.reportId ?? null}::uuid, ${seq}, ${purpose}, ${who.accountId}::uuid, ${at(now)}::timestamptz
      from unnest(${`{${files.join(',')}}`}::uuid[]) f on conflict do nothing`,
  ]
}

/** Moves the reports of a merged incident to the other one and back; both counts follow, both chains say so elsewhere. */
export function moveReports(
  from: string,
  into: string,
  back: boolean,
  now: number,
  intoVersion: number,
  intoArea: string,
): Query[] {
  const moved = back
    ? sql`update report set incident_id = ${into}::uuid where incident_id = ${from}::uuid and home_incident = ${into}::uuid`
    : sql`update report set incident_id = ${into}::uuid where incident_id = ${from}::uuid`
  const recount = (
    id: string,
  ) => sql`update incident set report_count = (select count(*) from report where incident_id = ${id}::uuid),
    reporter_accounts = (select coalesce(array_agg(distinct account_id) filter (where account_id is not null), '{}') from report where incident_id = ${id}::uuid)
    where id = ${id}::uuid`
  const other = back ? from : into
  return [
    moved,
    recount(from),
    recount(into),
    change({ kind: 'incident', id: other, version: intoVersion, areaCode: intoArea, at: now }),
  ]
}
