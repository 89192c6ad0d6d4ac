// Phones write the place into a video or a voice note as well, in boxes of the MP4 and QuickTime container. Without drawing the
// film anew they can be blanked in place: a box renamed `free` is skipped by every player, and no offset moves.

import { type FileHandle, open } from 'node:fs/promises'
import { problem } from '#platform/problem.ts'

/** Boxes of free-form notes: user data, metadata, and Adobe's XMP. */
const notes = new Set(['udta', 'meta', 'uuid'])
/** Boxes whose inside is looked through for notes: the film, and in it each of its tracks. */
const parents = ['moov', 'trak']

interface Box {
  type: string
  start: number
  inside: number
  end: number
}

/** Blanks every box of notes of an MP4 or QuickTime file; throws file.unreadable when its boxes do not fit into one another. */
export async function blankPlace(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await blankWithin(file, 0, (await file.stat()).size, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function blankWithin(file: FileHandle, from: number, to: number, depth: number): Promise<void> {
  // Fewer than eight bytes are no box: some writers end a list with four of nought.
  for (let at = from; at + 8 <= to; ) {
    const box = await readBox(file, at, to)
    if (box.type === parents[depth]) await blankWithin(file, box.inside, box.end, depth + 1)
    else if (notes.has(box.type)) await blank(file, box)
    at = box.end
  }
}

async function readBox(file: FileHandle, at: number, limit: number): Promise<Box> {
  const head = Buffer.alloc(16)
  const { bytesRead } = await file.read(head, 0, Math.min(16, limit - at), at)
  const type = head.toString('latin1', 4, 8)
  const short = head.readUInt32BE(0)
  const isLong = short === 1 && bytesRead === 16
  // Nought means: up to the end of the file.
  const size = short === 0 ? limit - at : isLong ? Number(head.readBigUInt64BE(8)) : short
  const inside = at + (isLong ? 16 : 8)
  if (at + size < inside || at + size > limit)
    throw problem('file.unreadable', { detail: `Box ${JSON.stringify(type)} at byte ${at} does not fit.` })
  return { type, start: at, inside, end: at + size }
}

async function blank(file: FileHandle, box: Box): Promise<void> {
  await file.write(Buffer.from('free', 'latin1'), 0, 4, box.start + 4)
  const zeros = Buffer.alloc(Math.min(65_536, box.end - box.inside))
  for (let at = box.inside; at < box.end; at += zeros.length)
    await file.write(zeros, 0, Math.min(zeros.length, box.end - at), at)
}
