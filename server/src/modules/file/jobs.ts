// Housekeeping, once an hour: uploads that nobody went on with, complete ones whose last answer was lost for good, and files that no
// evidence ever named. Rows go first, bytes after (removal.ts): never a row without them.

import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '#platform/house.ts'
import { Problem } from '#platform/problem.ts'
import { removeLeftovers, removeUnnamed } from './removal.ts'
import { listPartials, partialMs, removeEmptyFolders, removePartial } from './store.ts'
import { type Desk, openDesk, settle } from './upload.ts'

const hour = 3_600_000

export interface Swept {
  finished: number
  expired: number
  unnamed: number
}

export async function sweepFiles(house: House): Promise<Swept> {
  const desk = openDesk(house)
  const swept: Swept = { finished: 0, expired: 0, unnamed: 0 }
  // Nothing is begun that cannot be finished now; what breaks off all the same is in the list.
  if (await house.shelf.answers()) {
    swept.unnamed = await removeUnnamed(house)
    await removeLeftovers(house)
  }
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
