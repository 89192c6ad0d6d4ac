// The sweep: what has fallen due is done in order, each step exactly once, by however many processes run it. A transaction locks some
// incidents (skip locked), asks the interpreter for the step of each, and writes all of them together: when a morning's deadlines fall
// due at once, one by one would take minutes.
import type { IncidentFacts, OpenRequest, OpenSupervision } from '@linli/contract/incident/facts.ts'
import { dueStep, takeSystem } from '@linli/contract/incident/sweep.ts'
import type { Step } from '@linli/contract/incident/words.ts'
import type { Context } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { merge } from '#platform/merge.ts'
import { toStatements } from '#platform/ops.ts'
import { enter } from '#platform/session.ts'
import { at, prepared, type Query, sql, textArray } from '#platform/sql.ts'
import { procedures } from '../matter/public.ts'
import { around } from './around.ts'
import {
  type IncidentRow,
  listOpenRequestsOf,
  listOpenSupervisionsOf,
  listPartiesOf,
  type OfIncident,
  type PartyRow,
  toFacts,
} from './columns.ts'
import { opsOf } from './writes.ts'

/** Those that are due and that no other process has, oldest first; locked. Index incident_due_step. */
const lockDue = (now: number, limit: number, passedOver: readonly string[]): Query<IncidentRow> =>
  prepared(
    sql<IncidentRow>`select * from incident where next_step_at <= ${at(now)}::timestamptz and id <> all (${textArray(passedOver)}::uuid[])
      order by next_step_at, intake_no limit ${sql.lit(limit)} for update skip locked`,
  )

interface Pass {
  taken: number
  /** Those whose step the interpreter could not take. */
  failed: string[]
  /** All of them, when the database refused: whose fault it was is not known. */
  refused: string[]
  /** When the oldest of them had fallen due; null when there was nothing to take. */
  oldest: number | null
}

/**
 * Takes one due step of each of up to `limit` incidents in one transaction. A step that the interpreter cannot take is left out and
 * logged; should the database refuse, nothing is written.
 */
async function pass(house: House, now: number, limit: number, passedOver: readonly string[]): Promise<Pass> {
  let ids: string[] = []
  const work = enter(house.db, { kind: 'system' }, { now, wall: house.clock.wall() }, 'linli_job', async (tx, who) => {
    const [rows] = await tx.send(lockDue(now, limit, passedOver))
    ids = rows.map((r) => r.id)
    const oldest = rows[0]?.nextStepAt ?? null
    if (rows.length === 0) {
      await tx.rollback()
      return { taken: 0, failed: [], refused: [], oldest }
    }
    const own = textArray(ids)
    const found = await tx.send(listPartiesOf(own), listOpenRequestsOf(own), listOpenSupervisionsOf(own))
    const context: Context = { house, who: who(), now, wall: house.clock.wall() }
    const { done, failed } = stepsOf(rows, factsOf(rows, found), context)
    house.failpoint('before-commit')
    await tx.commit(...merge(done.map((d) => d.writes)))
    house.failpoint('after-commit')
    for (const { step } of done) house.metrics.swept.inc({ step })
    return { taken: done.length, failed, refused: [], oldest }
  })
  return work.catch((err: unknown) => {
    // Without a single row in hand it is the database that is not there, and no incident's fault.
    if (ids.length === 0) throw err
    house.log.error({ err, incidents: ids.length, incident: ids[0] }, 'sweep')
    return { taken: 0, failed: [], refused: ids, oldest: null }
  })
}

function factsOf(
  rows: readonly IncidentRow[],
  [parties, requests, supervisions]: readonly [
    (PartyRow & OfIncident)[],
    (OpenRequest & OfIncident)[],
    (OpenSupervision & OfIncident)[],
  ],
): IncidentFacts[] {
  const by = <T extends OfIncident>(list: T[]) => Map.groupBy(list, (r) => r.incidentId)
  const [p, r, s] = [by(parties), by(requests), by(supervisions)]
  return rows.map((row) => toFacts(row, p.get(row.id) ?? [], r.get(row.id) ?? [], s.get(row.id) ?? []))
}

function stepsOf(rows: readonly IncidentRow[], facts: readonly IncidentFacts[], context: Context) {
  const { house, now } = context
  const done: { step: Step; writes: Query[] }[] = []
  const failed: string[] = []
  for (const [i, row] of rows.entries()) {
    try {
      const due = dueStep(row)!
      const procedure = procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)!
      const outcome = takeSystem(procedure, facts[i]!, due, around(house, now, row.editionId))
      if (!outcome.ok) throw new Error(`The sweep could not take ${due.step}: ${outcome.refusal.code}`)
      const ops = opsOf({ verdict: outcome.verdict, row, occurredAt: now, evidence: [] }, context)
      done.push({ step: due.step, writes: toStatements(ops) })
    } catch (err) {
      failed.push(row.id)
      house.log.error({ err, incident: row.id }, 'sweep')
    }
  }
  return { done, failed }
}

/**
 * Does everything that is due by `now`, oldest first, `batch` incidents at a time; gives the number of steps taken. What fails is logged
 * and left due, the others go on: where the database refused a batch, its incidents are taken one by one.
 */
export async function sweep(house: House, now: number, batch = 100): Promise<number> {
  let [taken, alone] = [0, 0]
  const failed = new Set<string>()
  for (let isFirst = true; ; isFirst = false) {
    const limit = alone > 0 ? 1 : batch
    const done = await pass(house, now, limit, [...failed])
    if (isFirst) house.metrics.sweepLag.set(done.oldest === null ? 0 : Math.max(0, (now - done.oldest) / 1000))
    taken += done.taken
    for (const id of limit === 1 ? [...done.failed, ...done.refused] : done.failed) failed.add(id)
    alone = limit > 1 ? done.refused.length : alone - 1
    if (done.taken + done.failed.length + done.refused.length === 0) return taken
  }
}

/** The next instant at which something falls due, up to `until`; null when nothing does. */
export async function nextDue(house: House, until: number): Promise<number | null> {
  const [[row]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<{
        next: number | null
      }>`select min(next_step_at) as next from incident where next_step_at <= ${at(until)}::timestamptz`,
    ),
  )
  return row?.next ?? null
}
