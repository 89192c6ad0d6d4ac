// Where finished files lie for good: one small face over two kinds of place, a folder and a bucket (shelf-s3.ts). A name is made by
// the room that keeps the file, holds a digest of the content, and is never used for anything else; so putting twice changes
// nothing, and nothing is ever overwritten by something different.

import { createReadStream } from 'node:fs'
import { access, constants, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from '#src/config.ts'
import { makeFolder, placeFile } from './files.ts'
import type { Part } from './range.ts'

export interface Shelf {
  /** For people who look after the server; never a key. */
  place: string
  /** Puts a finished file of this machine there, whole or not at all; the file at `from` may be gone afterwards. */
  put(name: string, from: string, content: { bytes: number; sha256: Buffer }): Promise<void>
  /** Bytes of what lies there; null = nothing does. */
  size(name: string): Promise<number | null>
  /** The whole, or one part of it, as a stream that reads no further ahead than it is asked to; null = nothing lies there. */
  read(name: string, part?: Part): Promise<{ bytes: number; stream: Readable } | null>
  /** Removes what lies there, if anything does. */
  remove(name: string): Promise<void>
  /** Does once all that will be needed later; throws ShelfError when something of it is refused. */
  check(): Promise<void>
  /** Whether it can be reached at this moment. */
  answers(): Promise<boolean>
}

/** The place cannot be used. The words name it, say what it answered, and what to do. */
export class ShelfError extends Error {}

export const openShelf = async (config: Config): Promise<Shelf> =>
  config.filesPlace.kind === 'folder'
    ? folderShelf(config.filesPlace.folder)
    : // Only whoever has a bucket pays for its client.
      (await import('./shelf-s3.ts')).bucketShelf(config.filesPlace, config.filesKey!)

export function folderShelf(folder: string): Shelf {
  const pathOf = (name: string) => join(folder, name)
  const size = (name: string) => orNull(stat(pathOf(name)).then((s) => s.size))
  const use = () => makeFolder(folder).then(() => access(folder, constants.R_OK | constants.W_OK | constants.X_OK))
  return {
    place: folder,
    async put(name, from) {
      await makeFolder(dirname(pathOf(name)))
      await placeFile(from, pathOf(name))
    },
    size,
    async read(name, part) {
      const bytes = await size(name)
      if (bytes === null) return null
      return { bytes: part ? part.end - part.start + 1 : bytes, stream: createReadStream(pathOf(name), part) }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    async check() {
      await use().catch((cause: Error) => {
        throw new ShelfError(
          `FILES_URL: the folder ${folder} cannot be used: ${cause.message}. Make it, and let the user of this server write to it.`,
          { cause },
        )
      })
    },
    answers: () =>
      use().then(
        () => true,
        () => false,
      ),
  }
}

/** What is not there is null; any other fault stays one. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
