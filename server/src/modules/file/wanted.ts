// What a creation of an upload says: size, type, id, and for residents the report that it belongs to. All of it is judged here,
// before a byte is taken.

import type { IncomingHttpHeaders } from 'node:http'
import {
  fileLimits,
  isHeic,
  type MediaTypeName,
  mediaTypeNames,
  mediaTypeOf,
  mediaTypes,
  residentLimit,
} from '@linli/contract/file/media.ts'
import { isNonce } from '@linli/contract/shared/public-secret.ts'
import { Metadata } from '@tus/server'
import { problem } from '#platform/problem.ts'

export interface Wanted {
  id: string
  bytes: number
  mediaType: MediaTypeName
  /** Of a resident: the report, and what shows that it is theirs. */
  report: string | null
  nonce: string | null
  secret: string | null
}

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

type Told = Record<string, string | null>

export function readMetadata(headers: IncomingHttpHeaders): Told | null {
  try {
    return Metadata.parse(String(headers['upload-metadata'] ?? ''))
  } catch {
    return null
  }
}

/** Throws request.invalid with every header that is wrong, then 415 and 413 in words. */
export function readWanted(headers: IncomingHttpHeaders, isResident: boolean): Wanted {
  const told = readMetadata(headers)
  const errors: { path: string; message: string }[] = []
  const wrong = (path: string, message: string) => errors.push({ path, message })
  if (!told) wrong('headers/upload-metadata', 'is not a list of "key base64" pairs')
  const id = (told?.id ?? '').toLowerCase()
  if (told && !version7.test(id)) wrong('headers/upload-metadata/id', 'must be a UUID version 7 made by the sender')
  if (told && !told.filetype) wrong('headers/upload-metadata/filetype', 'must say the media type')
  const report = told?.report?.toLowerCase() ?? null
  if (isResident && !version7.test(report ?? ''))
    wrong('headers/upload-metadata/report', 'must be the id of the report (UUID version 7)')
  const nonce = told?.nonce || null
  if (isResident && nonce !== null && !isNonce(nonce))
    wrong('headers/upload-metadata/nonce', 'must be the nonce of the report (22 to 128 characters of base64url)')
  const bytes = /^\d{1,12}$/.test(String(headers['upload-length'])) ? Number(headers['upload-length']) : 0
  if (bytes === 0) wrong('headers/upload-length', 'must be the number of bytes, at least 1')
  if (errors.length > 0) throw problem('request.invalid', { errors })
  const mediaType = acceptedType(told!.filetype!)
  checkSize(mediaType, bytes, isResident)
  if (!isResident) return { id, bytes, mediaType, report: null, nonce: null, secret: null }
  return { id, bytes, mediaType, report, nonce, secret: told!.secret || null }
}

function acceptedType(declared: string): MediaTypeName {
  if (isHeic(declared)) throw problem('file.heic')
  const mediaType = mediaTypeOf(declared)
  if (!mediaType) throw problem('file.type_not_accepted', { accepted: mediaTypeNames })
  return mediaType
}

function checkSize(mediaType: MediaTypeName, bytes: number, isResident: boolean): void {
  const { kind } = mediaTypes[mediaType]
  const limitBytes = isResident ? Math.min(residentLimit, fileLimits[kind]) : fileLimits[kind]
  if (bytes <= limitBytes) return
  const [is, may] = [bytes, limitBytes].map((n) => `${(n / 1024 / 1024).toFixed(1)} MB`)
  throw problem('file.too_large', { kind, limitBytes, bytes, detail: `The ${kind} has ${is}; ${may} are allowed.` })
}
