// What other rooms need of files besides the table (`file_standing` says how files stand to whoever names them as evidence).

import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '#platform/house.ts'
import { type Arrival, takeIn } from './actions.ts'
import { openStore } from './store.ts'

export { type Served, serve } from './serve.ts'
export type { Size } from './store.ts'

/** Takes in bytes that did not come by upload, in the name of an account or for a resident's report; judged like any other. */
export async function takeInBytes(
  house: House,
  file: Pick<Arrival, 'id' | 'from' | 'mediaType'> & { bytes: Uint8Array },
): Promise<void> {
  const { folder } = openStore(house.config)
  const path = join(folder, 'draft', `${file.id}-${randomBytes(6).toString('hex')}`)
  await writeFile(path, file.bytes)
  try {
    await takeIn(house, path, {
      id: file.id,
      from: file.from,
      mediaType: file.mediaType,
      receivedBytes: file.bytes.length,
    })
  } finally {
    await rm(path, { force: true })
  }
}
