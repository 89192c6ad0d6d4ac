// The judgement of an upload whose last byte has come: what the bytes are, whether that is what they were said to be, and what of
// them is kept. Nothing is believed but the bytes.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isHeic, type MediaTypeName, mediaTypes } from '@linli/contract/file/media.ts'
import { fileTypeFromFile } from 'file-type'
import { v7 as uuidv7 } from 'uuid'
import { workFolder } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'
import { blankPlace } from './blank-place.ts'
import type { Origin } from './origin.ts'
import { drawPicture } from './picture.ts'
import { keptName } from './store.ts'

export interface Kept {
  bytes: number
  sha256: Buffer
  width: number | null
  height: number | null
  hasThumb: boolean
  origin: Origin | null
}

/** Throws the problem that says why a file is not taken; otherwise what is kept of it lies on the shelf for good. */
export async function keepFile(
  { shelf, config }: House,
  id: string,
  from: string,
  declared: MediaTypeName,
): Promise<Kept> {
  await sniff(from, declared)
  const draft = join(workFolder(config), 'draft', uuidv7())
  const draftThumb = `${draft}.thumb`
  try {
    const isPhoto = mediaTypes[declared].kind === 'photo'
    const picture = isPhoto ? await drawPicture(from, draft, draftThumb) : null
    if (!picture) await takeOver(from, draft, declared)
    const content = await contentOf(draft)
    const { sha256 } = content
    if (picture) await shelf.put(keptName(id, sha256, 'thumb'), draftThumb, await contentOf(draftThumb))
    await shelf.put(keptName(id, sha256), draft, content)
    return {
      ...content,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      hasThumb: isPhoto,
      origin: picture?.origin ?? null,
    }
  } finally {
    await rm(draft, { force: true })
    await rm(draftThumb, { force: true })
  }
}

async function sniff(path: string, declared: MediaTypeName): Promise<void> {
  const found = (await fileTypeFromFile(path))?.mime ?? 'unknown'
  if (isHeic(found)) throw problem('file.heic')
  const fitting: readonly string[] = mediaTypes[declared].content
  if (!fitting.includes(found)) throw problem('file.content_mismatch', { declared, found })
}

/** Film and sound are kept as they are, but for the places that their containers note. */
async function takeOver(from: string, draft: string, declared: MediaTypeName): Promise<void> {
  await copyFile(from, draft)
  if (/mp4|quicktime/.test(declared)) await blankPlace(draft)
}

async function contentOf(path: string): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path)) {
    hash.update(piece)
    bytes += piece.length
  }
  return { bytes, sha256: hash.digest() }
}
