// The part of a file that a player asks for (RFC 9110, Range). One part only; what is malformed, has several parts, or lies behind
// the end is answered with the whole, as the standard allows.
import type { IncomingHttpHeaders } from 'node:http'

export interface Part {
  start: number
  /** Inclusive. */
  end: number
}

export function readRange(headers: IncomingHttpHeaders, bytes: number, etag: string): Part | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '') ?? []
  if (first === '' && last === '') return null
  const ifRange = headers['if-range']
  if (ifRange !== undefined && ifRange !== etag) return null
  // `-500` means the last 500 bytes.
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return start <= end && start < bytes ? { start, end } : null
}
