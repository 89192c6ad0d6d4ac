// The bytes of a file on their way out, with headers that keep them a picture, a film or a sound, whatever a browser would like to make
// of them. Who may have them was decided before.

import { createHash } from 'node:crypto'
import { pipeline, type Readable, Transform } from 'node:stream'
import { type MediaTypeName, mediaTypes } from '@linli/contract/file/media.ts'
import type { FastifyReply } from 'fastify'
import type { Caller } from '#platform/limits.ts'
import { problem } from '#platform/problem.ts'
import { readRange } from '#platform/range.ts'
import type { FileRow } from './queries.ts'
import { keptName, type Size } from './store.ts'

export type Served = Pick<FileRow, 'id' | 'mediaType' | 'sha256'>

export async function serve({ house, request, reply }: Caller, file: Served, size: Size): Promise<FastifyReply> {
  const sha256 = Buffer.from(file.sha256!)
  const name = keptName(file.id, sha256, size)
  const etag = `"${sha256.toString('base64url', 0, 12)}${size === 'thumb' ? '-thumb' : ''}"`
  const type = size === 'thumb' ? 'image/webp' : file.mediaType
  const extension = size === 'thumb' ? 'webp' : mediaTypes[file.mediaType as MediaTypeName].extension
  const headers = {
    etag,
    // Kept by the browser, but asked for again each time: whoever loses sight of the incident loses the picture.
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'content-disposition': `inline; filename="${file.id}.${extension}"`,
  }
  if (request.headers['if-none-match']?.includes(etag)) return reply.headers(headers).status(304).send()
  const lost = () => {
    house.log.error({ file: file.id }, 'a kept file is missing')
    return problem('file.lost')
  }
  // Only who asks for a part needs to know first how much there is.
  const all = request.headers.range === undefined ? undefined : await house.shelf.size(name)
  if (all === null) throw lost()
  const part = all === undefined ? null : readRange(request.headers, all, etag)
  const found = await house.shelf.read(name, part ?? undefined)
  if (!found) throw lost()
  if (part) reply.status(206).header('content-range', `bytes ${part.start}-${part.end}/${all}`)
  const damaged = () => house.log.error({ file: file.id }, 'a kept file is not what was kept')
  // Of a part, and of a small picture, no digest is known.
  const bytes = part || size === 'thumb' ? found.stream : checked(found.stream, sha256, damaged)
  return reply.headers(headers).type(type).header('content-length', found.bytes).send(bytes)
}

/**
 * Lets bytes through, but holds the last piece back until the digest is known: what was changed on the shelf is
 * answered as lost, or breaks off if some of it has left already, but is never served as evidence.
 */
function checked(stream: Readable, sha256: Buffer, damaged: () => void): Readable {
  const hash = createHash('sha256')
  let last: Buffer | null = null
  const check = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece)
      if (last) this.push(last)
      last = piece
      done()
    },
    flush(done) {
      if (!hash.digest().equals(sha256)) {
        damaged()
        return done(problem('file.lost'))
      }
      if (last) this.push(last)
      done()
    },
  })
  // Whoever ends early, the reader or the shelf, ends both.
  return pipeline(stream, check, () => {})
}
