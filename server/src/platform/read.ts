// The reading twin of action.ts: one trip, the same entry, the same scope, nothing written but what reading must record.
import type { Context } from './action.ts'
import type { Role } from './db.ts'
import type { House } from './house.ts'
import { type Entry, enter, planEach } from './session.ts'
import { isPrepared, type Query } from './sql.ts'

type Rows<Q extends readonly Query[]> = { [K in keyof Q]: Q[K] extends Query<infer R> ? R[] : never }

/** Reads in one transaction and builds the answer from the rows; `build` may refuse by throwing a problem. */
export function read<const Q extends readonly Query[], R>(
  house: House,
  entry: Entry,
  queries: Q | ((time: { now: number; wall: number }) => Q),
  build: (rows: Rows<Q>, context: Context) => R,
  role?: Role,
): Promise<R> {
  const time = { house, now: house.clock.now(), wall: house.clock.wall() }
  return enter(house.db, entry, time, role, async (tx, who) => {
    const asked = typeof queries === 'function' ? queries(time) : queries
    const before = asked.every(isPrepared) ? [] : [planEach]
    const rows = (await tx.commit(...before, ...asked)).slice(before.length)
    return build(rows as Rows<Q>, { ...time, who: who() })
  })
}
