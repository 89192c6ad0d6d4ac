// Pictures are drawn anew: turned upright, no larger than they need be, without EXIF, profiles, comments or anything hidden
// behind the last pixel. A file that is a picture and something else at once leaves as a picture only.

import { keptSide, sideLimit, thumbSide } from '@linli/contract/file/media.ts'
import sharp, { type Sharp } from 'sharp'
import { problem } from '#platform/problem.ts'
import { type Origin, readOrigin } from './origin.ts'

export interface Picture {
  width: number
  height: number
  origin: Origin
}

const settings = { limitInputPixels: sideLimit * sideLimit, failOn: 'error', sequentialRead: false } as const
const secondsPerPicture = 30

// One picture at a time: opened, each is up to some hundred megabytes of memory, and sharp uses all cores for one anyway.
let turn: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work)
  turn = mine.catch(() => {})
  return mine
}

/** Draws `from` anew into `to` in the same format and a thumbnail beside it; throws file.unreadable or file.too_many_pixels. */
export const drawPicture = (from: string, to: string, thumb: string): Promise<Picture> =>
  inTurn(async () => {
    const told = await unreadable(sharp(from, settings).metadata())
    if (told.width > sideLimit || told.height > sideLimit)
      throw problem('file.too_many_pixels', { width: told.width, height: told.height, limit: sideLimit })
    const upright = sharp(from, settings).autoOrient().timeout({ seconds: secondsPerPicture })
    const kept = upright.clone().resize(keptSide, keptSide, { fit: 'inside', withoutEnlargement: true })
    const { width, height } = await unreadable(encode(kept, told.format).toFile(to))
    // From the picture just drawn: smaller to open, and upright already.
    const small = sharp(to, settings).resize(thumbSide, thumbSide, { fit: 'inside', withoutEnlargement: true })
    await small.webp({ quality: 72 }).toFile(thumb)
    return { width, height, origin: await readOrigin(told.exif) }
  })

function encode(picture: Sharp, format: string): Sharp {
  if (format === 'png') return picture.png({ compressionLevel: 8 })
  if (format === 'webp') return picture.webp({ quality: 85 })
  return picture.jpeg({ quality: 87, mozjpeg: false })
}

async function unreadable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const message = (cause as Error).message
    if (/pixel limit/i.test(message)) throw problem('file.too_many_pixels', { limit: sideLimit })
    if (/ENOSPC|no space/i.test(message)) throw cause
    throw problem('file.unreadable', { detail: message.split('\n')[0] })
  }
}
