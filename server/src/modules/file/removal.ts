// Files that no evidence ever named. The row goes first, and in the same transaction it is written down that the bytes are still to go;
// they are removed from the shelf afterwards, one by one. Whatever breaks that off, a storage out of reach or the end of the server,
// leaves the rest of the list to the next sweep, whichever server runs it; removing twice is removing once.

import { type ActionSpec, perform } from '#platform/action.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Query } from '#platform/sql.ts'
import { deleteUnnamed, type Leftover, listLeftovers, listUnnamed, noLeftover, putOff, stillWanted } from './queries.ts'
import { removeKept } from './store.ts'

const hour = 3_600_000
/** A resident sends the report within minutes of its pictures; a phone of staff may be offline for weeks. */
const unnamedMs = { resident: 48 * hour, staff: 30 * 24 * hour }

const removeFiles: ActionSpec<string[], [], { id: string }[]> = {
  name: 'file.remove_unnamed',
  facts: () => [],
  decide: (_, ids, { now, wall }) => ({
    writes: ids.map((id) => change({ kind: 'file', id, version: 2, areaCode: null, at: now, isDeleted: true })),
    target: '',
    answer: { queries: [deleteUnnamed(ids, wall)] as Query[], build: ([rows]) => rows as { id: string }[] },
  }),
  replay: () => {
    throw problem('id.conflict')
  },
}

/** Gives the number of files that are no more; their bytes may follow later. */
export async function removeUnnamed(house: House): Promise<number> {
  const system = { kind: 'system' } as const
  const old = await read(
    house,
    system,
    ({ wall }) => [listUnnamed(wall - unnamedMs.resident, wall - unnamedMs.staff)],
    ([rows]) => rows.map((r) => r.id),
  )
  if (old.length === 0) return 0
  const { result } = await perform(house, removeFiles, { entry: system, input: old })
  return result.length
}

/** Removes the bytes that are still to go, those that wait longest first, until all are gone or the shelf fails. */
export async function removeLeftovers(house: House): Promise<void> {
  for (;;) {
    const rows = await ask(house, listLeftovers(500))
    for (const row of rows) if (!(await removeLeftover(house, row))) return
    if (rows.length < 500) return
  }
}

async function removeLeftover(house: House, row: Leftover): Promise<boolean> {
  // Sent again since, under the same id and with the same content: it lies under the same name.
  if ((await ask(house, stillWanted(row))).length === 0)
    try {
      await removeKept(house, row.fileId, row.sha256)
    } catch (err) {
      house.log.error({ file: row.fileId, err }, 'the bytes of a removed file are still there; the next sweep goes on')
      // Behind all others, so that one that cannot be removed holds up nobody.
      await ask(house, putOff(row, house.clock.wall()))
      return false
    }
  await ask(house, noLeftover(row))
  return true
}

const ask = async <T>(house: House, query: Query<T>): Promise<T[]> =>
  (await house.db.transaction('linli_job', (tx) => tx.commit(query)))[0]
