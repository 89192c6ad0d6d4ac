// The sweep: what has fallen due is done in order, each step exactly once, by however many processes run it. Each step is a
// transaction of its own that locks its incident (skip locked) and asks the interpreter whether the step is still due.
import type { OpenRequest, OpenSupervision } from '@linli/contract/incident/model.ts'
import { dueStep, takeSystem } from '@linli/contract/incident/sweep.ts'
import type { Context } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { toStatements } from '#platform/ops.ts'
import { enter } from '#platform/session.ts'
import { at, prepared, type Query, sql } from '#platform/sql.ts'
import { procedures } from '../matter/public.ts'
import { around } from './around.ts'
import {
  type IncidentRow,
  listOpenRequests,
  listOpenSupervisions,
  listParties,
  type PartyRow,
  toFacts,
} from './columns.ts'
import { opsOf } from './writes.ts'

const dueIds = (now: number, limit: number): Query<{ id: string; nextStepAt: number }> =>
  sql<{
    id: string
    nextStepAt: number
  }>`select id, next_step_at from incident where next_step_at <= ${at(now)}::timestamptz order by next_step_at, intake_no limit ${sql.lit(limit)}`

const lockDue = (id: string, now: number): Query<IncidentRow> =>
  prepared(
    sql<IncidentRow>`select * from incident where id = ${id}::uuid and next_step_at <= ${at(now)}::timestamptz for update skip locked`,
  )

/** Takes one due step of one incident; false when another process has it or it is due no longer. */
async function step(house: House, id: string, now: number): Promise<boolean> {
  return enter(house.db, { kind: 'system' }, { now, wall: house.clock.wall() }, 'linli_job', async (tx, who) => {
    const [[row], parties, requests, supervisions] = await tx.send(
      lockDue(id, now),
      listParties(id),
      listOpenRequests(id),
      listOpenSupervisions(id),
    )
    const due = row ? dueStep(row) : null
    if (!row || !due) {
      await tx.rollback()
      return false
    }
    const facts = toFacts(row, parties as PartyRow[], requests as OpenRequest[], supervisions as OpenSupervision[])
    const procedure = procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)!
    const outcome = takeSystem(procedure, facts, due, around(house, now, row.editionId))
    if (!outcome.ok) throw new Error(`The sweep could not take ${due.step} of incident ${id}: ${outcome.refusal.code}`)
    const context: Context = { house, who: who(), now, wall: house.clock.wall() }
    house.failpoint('before-commit')
    await tx.commit(...toStatements(opsOf({ verdict: outcome.verdict, row, occurredAt: now, evidence: [] }, context)))
    house.failpoint('after-commit')
    house.metrics.swept.inc({ step: due.step })
    return true
  })
}

/** Does everything that is due by `now`, oldest first; gives the number of steps taken. A step that fails is logged and left due; the others go on. */
export async function sweep(house: House, now: number, batch = 200): Promise<number> {
  let taken = 0
  const failed = new Set<string>()
  for (;;) {
    const [rows] = await house.db.transaction('linli_job', (tx) => tx.commit(dueIds(now, batch + failed.size)))
    const due = rows.filter((r) => !failed.has(r.id))
    if (taken === 0) house.metrics.sweepLag.set(due[0] ? Math.max(0, (now - due[0].nextStepAt) / 1000) : 0)
    let progress = 0
    for (const { id } of due) {
      try {
        if (await step(house, id, now)) progress++
      } catch (err) {
        failed.add(id)
        house.log.error({ err, incident: id }, 'sweep')
      }
    }
    taken += progress
    if (progress === 0) return taken
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
