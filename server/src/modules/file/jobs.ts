// Housekeeping, once an hour: uploads that nobody went on with, complete ones whose last answer was lost for good, and files that no
// evidence ever named. Rows go first, bytes after: a crash in between leaves bytes that nobody can reach, never a row without them.

import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ActionSpec, perform } from '#platform/action.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Query } from '#platform/sql.ts'
import { deleteUnnamed, listUnnamed } from './queries.ts'
import { listPartials, partialMs, removeEmptyFolders, removeKept, removePartial } from './store.ts'
import { type Desk, openDesk, settle } from './upload.ts'

const hour = 3_600_000
/** A resident sends the report within minutes of its pictures; a phone of staff may be offline for weeks. */
const unnamedMs = { resident: 48 * hour, staff: 30 * 24 * hour }

export interface Swept {
  finished: number
  expired: number
  unnamed: number
}

export async function sweepFiles(house: House): Promise<Swept> {
  const desk = openDesk(house)
  const swept: Swept = { finished: 0, expired: 0, unnamed: await removeUnnamed(desk) }
  for (const { key, touchedAt } of await listPartials(desk.store)) {
    const age = house.clock.wall() - touchedAt
    if (age < hour) continue
    if (await finishLate(desk, key)) swept.finished++
    else if (age > partialMs) {
      await removePartial(desk.store, key)
      swept.expired++
    }
  }
  await removeEmptyFolders(desk.store, house.clock.wall() - hour)
  await removeDrafts(desk)
  return swept
}

/** True when the upload was complete and has now been judged. */
async function finishLate(desk: Desk, key: string): Promise<boolean> {
  try {
    return (await settle(desk, key)) !== null
  } catch (error) {
    if (!(error instanceof Problem)) desk.house.log.error({ err: error }, 'a complete upload could not be taken in')
    return error instanceof Problem
  }
}

type Gone = { id: string; sha256: Uint8Array | null }

const removeFiles: ActionSpec<string[], [], Gone[]> = {
  name: 'file.remove_unnamed',
  facts: () => [],
  decide: (_, ids, { now }) => ({
    writes: ids.map((id) => change({ kind: 'file', id, version: 2, areaCode: null, at: now, isDeleted: true })),
    target: '',
    answer: { queries: [deleteUnnamed(ids)] as Query[], build: ([rows]) => rows as Gone[] },
  }),
  replay: () => {
    throw problem('id.conflict')
  },
}

async function removeUnnamed({ house }: Desk): Promise<number> {
  // The rows are the only list of what lies there: they stay until both can go.
  if (!(await house.shelf.answers())) return 0
  const system = { kind: 'system' } as const
  const old = await read(
    house,
    system,
    ({ wall }) => [listUnnamed(wall - unnamedMs.resident, wall - unnamedMs.staff)],
    ([rows]) => rows.map((r) => r.id),
  )
  if (old.length === 0) return 0
  const { result } = await perform(house, removeFiles, { entry: system, input: old })
  for (const { id, sha256 } of result)
    if (sha256)
      await removeKept(house, id, sha256).catch((err: unknown) =>
        house.log.error({ file: id, err }, 'the bytes of a removed file are still there; nobody can reach them'),
      )
  return result.length
}

async function removeDrafts({ house, store }: Desk): Promise<void> {
  const folder = join(store.folder, 'draft')
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const touched = await stat(path).then(
      (s) => s.mtimeMs,
      () => house.clock.wall(),
    )
    if (house.clock.wall() - touched > hour) await rm(path, { force: true })
  }
}
