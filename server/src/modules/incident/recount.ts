// After a correction of the calendar, every incident whose clocks were counted by an older version is counted anew, exactly once: its
// row says by which version, and moves on in the same transaction. Any number of processes may do it, in batches; whoever is killed
// has left whole incidents behind. What has fallen due is taken first, so that a correction never saves what was missed.
import { recount, recountClocks } from '@linli/contract/incident/recount.ts'
import type { Context } from '#platform/action.ts'
import { changeOp } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { type Op, toStatements, update } from '#platform/ops.ts'
import { enter } from '#platform/session.ts'
import { prepared, type Query, sql, textArray } from '#platform/sql.ts'
import { calendars, DEFAULT_CALENDAR, procedures } from '../matter/public.ts'
import { around } from './around.ts'
import { type IncidentRow, toColumns, toFacts } from './columns.ts'
import { sweep } from './sweep.ts'
import { opsOf } from './writes.ts'

/** Index incident_recount. */
const listOlder = (version: number, limit: number, failed: readonly string[]): Query<{ id: string }> =>
  sql<{ id: string }>`select id from incident where due_at is not null and calendar_version < ${version}
    and id <> all (${textArray(failed)}::uuid[]) order by calendar_version, intake_no limit ${sql.lit(limit)}`

const lockOlder = (id: string, version: number): Query<IncidentRow> =>
  prepared(
    sql<IncidentRow>`select * from incident where id = ${id}::uuid and calendar_version < ${version} for update skip locked`,
  )

/** Counts until nothing is older than the calendar that stands in the database; gives the number of incidents whose deadline moved. */
export async function recountIncidents(house: House, batch = 200): Promise<number> {
  const version = await newestVersion(house)
  if (version === null) return 0
  let moved = 0
  let isSwept = false
  const failed: string[] = []
  for (;;) {
    const [rows] = await house.db.transaction('linli_job', (tx) => tx.commit(listOlder(version, batch, failed)))
    if (rows.length === 0) return moved
    if (!isSwept) await sweep(house, house.clock.now())
    isSwept = true
    let progress = 0
    for (const { id } of rows) {
      try {
        const outcome = await recountOne(house, id, version)
        if (outcome !== 'taken') progress++
        if (outcome === 'moved') moved++
      } catch (err) {
        failed.push(id)
        house.log.error({ err, incident: id }, 'recount')
      }
    }
    // The rest is in other hands, or does not go: the next pass comes by.
    if (progress === 0) return moved
  }
}

/** The reference set may lag a moment behind; then it is loaded first. Null where the calendar was never corrected. */
async function newestVersion(house: House): Promise<number | null> {
  const [[row]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(sql<{ version: number }>`select version from calendar where id = ${DEFAULT_CALENDAR}`),
  )
  if (!row || row.version === 1) return null
  if (calendars.of(house).get(DEFAULT_CALENDAR)!.version < row.version) await calendars.load(house)
  return calendars.of(house).get(DEFAULT_CALENDAR)!.version
}

async function recountOne(house: House, id: string, version: number): Promise<'moved' | 'same' | 'taken'> {
  const time = { now: house.clock.now(), wall: house.clock.wall() }
  return enter(house.db, { kind: 'system' }, time, 'linli_job', async (tx, who) => {
    const [[row]] = await tx.send(lockOlder(id, version))
    if (!row) {
      await tx.rollback()
      return 'taken'
    }
    const { ops, isMoved } = counted(row, version, { house, who: who(), ...time })
    house.failpoint('before-commit')
    await tx.commit(...toStatements(ops))
    house.failpoint('after-commit')
    return isMoved ? 'moved' : 'same'
  })
}

/** Where a deadline moves, the history says so; where only its trace tells of other days, the row alone changes. */
function counted(row: IncidentRow, calendarVersion: number, context: Context): { ops: Op[]; isMoved: boolean } {
  const { house, now } = context
  const procedure = procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)!
  const facts = toFacts(row, [], [], [])
  const surroundings = around(house, now, row.editionId)
  const verdict = recount(procedure, facts, surroundings)
  const stamp = update('incident', { calendarVersion }, { id: row.id })
  if (verdict)
    return { ops: [...opsOf({ verdict, row, occurredAt: now, evidence: [] }, context), stamp], isMoved: true }
  const set = recountClocks(procedure, facts, surroundings)
  if (Object.keys(set).length === 0) return { ops: [stamp], isMoved: false }
  const change = { kind: 'incident', id: row.id, version: row.version, areaCode: row.areaCode, at: now }
  const columns = { ...toColumns(set), calendarVersion }
  return { ops: [update('incident', columns, { id: row.id }), changeOp(change)], isMoved: false }
}
