// What has fallen due to be handed over: for each account that leaves, its open incidents one by one, each in a transaction of its
// own that asks the interpreter whether there is still something to give back. A pass that was cut off goes on with what is left.

import type { OpenRequest, OpenSupervision } from '@linli/contract/incident/facts.ts'
import { takeHandOver } from '@linli/contract/incident/hand-over.ts'
import type { Context } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { toStatements } from '#platform/ops.ts'
import { enter } from '#platform/session.ts'
import { prepared, type Query, sql } from '#platform/sql.ts'
import {
  type DueHandOver,
  findPlaces,
  finishHandOver,
  listDueHandOvers,
  nextHandOverAt,
  type Place,
} from '../identity/public.ts'
import { procedures } from '../matter/public.ts'
import { around } from './around.ts'
import { listOpenRequests, listOpenSupervisions, listParties, lockIncident, type PartyRow, toFacts } from './columns.ts'
import { opsOf } from './writes.ts'

const openIds = (account: string): Query<{ id: string }> =>
  sql<{ id: string }>`select id from incident where holder_account = ${account}::uuid
    union select id from incident where answerable_account = ${account}::uuid and holder_unit is not null`

/** Gives one incident back; false when there was nothing to give. */
async function giveBack(house: House, id: string, due: DueHandOver, now: number): Promise<boolean> {
  const time = { now, wall: house.clock.wall() }
  return enter(house.db, { kind: 'system' }, time, 'linli_job', async (tx, who) => {
    const [[row], parties, requests, supervisions, places] = await tx.send(
      lockIncident(id),
      listParties(id),
      listOpenRequests(id),
      listOpenSupervisions(id),
      // Read here and not from the reference, which may be half a second old: who still works where decides.
      prepared(findPlaces(due.accountId, due.successorId, now)),
    )
    const facts =
      row && toFacts(row, parties as PartyRow[], requests as OpenRequest[], supervisions as OpenSupervision[])
    const procedure = row && procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)
    const leaver = { account: due.accountId, successor: due.successorId }
    const outcome =
      facts && procedure
        ? takeHandOver(procedure, facts, leaver, {
            ...around(house, now, row.editionId),
            isAtWork: (account, unit) => isAtWork(places, account, unit),
          })
        : null
    if (!row || !outcome?.ok) {
      await tx.rollback()
      return false
    }
    const context: Context = { house, who: who(), ...time }
    house.failpoint('before-commit')
    await tx.commit(...toStatements(opsOf({ verdict: outcome.verdict, row, occurredAt: now, evidence: [] }, context)))
    house.failpoint('after-commit')
    return true
  })
}

const isAtWork = (places: readonly Place[], account: string, unit: string | null): boolean =>
  places.some((place) => place.accountId === account && (unit === null || place.unitId === unit))

/** Does all hand-overs that are due by `now`, oldest first; gives their number. One that fails is logged, left due and tried again. */
export async function handOver(house: House, now: number): Promise<number> {
  const [due] = await house.db.transaction('linli_job', (tx) => tx.commit(listDueHandOvers(now)))
  let done = 0
  for (const one of due) {
    const [ids] = await house.db.transaction('linli_job', (tx) => tx.commit(openIds(one.accountId)))
    let mine = 0
    let hasFailed = false
    for (const { id } of ids) {
      try {
        if (await giveBack(house, id, one, now)) mine++
      } catch (err) {
        hasFailed = true
        house.log.error({ err, incident: id }, 'hand-over')
      }
    }
    if (hasFailed) continue
    await house.db.transaction('linli_job', (tx) => tx.commit(finishHandOver(one.id, mine, now)))
    done++
  }
  return done
}

/** When the next one falls due, up to `until`; null when none does. */
export async function nextHandOver(house: House, until: number): Promise<number | null> {
  const [[row]] = await house.db.transaction('linli_job', (tx) => tx.commit(nextHandOverAt(until)))
  return row?.next ?? null
}
