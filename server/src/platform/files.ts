// Files on disk that must outlive a power cut: synced before anybody is told that they are there, put into place by renaming,
// so that a path either holds all of a file or nothing.
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'

/**
 * Where files are on their way: uploads not yet whole, pictures being drawn. Beside the finished ones where these lie in a folder, so
 * that putting one into its place is a change of name; on this machine where they lie in a bucket.
 */
export const workFolder = ({ filesPlace, dataDir }: Config): string =>
  filesPlace.kind === 'folder' ? filesPlace.folder : join(dataDir, 'files')

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a new name in a folder durable. Windows cannot sync folders and needs not: its journal covers names. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder that is there after a power cut as well. */
export async function makeFolder(path: string): Promise<void> {
  if (await mkdir(path, { recursive: true })) await syncFolder(dirname(path))
}

/** Puts a finished file into its place; afterwards it survives whatever happens. */
export async function placeFile(from: string, to: string): Promise<void> {
  await syncFile(from)
  await rename(from, to)
  await syncFolder(dirname(to))
}
