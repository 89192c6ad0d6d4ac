// The bytes of a body as text that may be parsed: UTF-8, without NUL and without halves of surrogate pairs, and not nested so deeply
// that whoever walks it (digests, the database) runs out of stack.
import { Problem } from './problem.ts'

/** A GeoJSON polygon has six levels; a form of a matter has a few more. */
const deepest = 64

const refuse = (message: string, detail?: string): Problem =>
  new Problem('request.invalid', { ...(detail && { detail }), errors: [{ path: '/', message }] })

/**
 * JSON must be UTF-8 without NUL: PostgreSQL stores neither, and a replaced character would be a silent change of what people wrote. Where
 * a body is an envelope, its reader asks `faultOfText` of each thing in it, so that one of them cannot spoil the others.
 */
export function decodeText(body: Buffer, isEnvelope = false): string | Error {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return refuse('is not valid UTF-8 text', 'The body is not valid UTF-8.')
  }
  if (!isEnvelope && /\\u0000|\0/.test(text)) return refuse('holds a NUL character')
  if (isTooDeep(text)) return refuse(`is nested more than ${deepest} levels deep`)
  if (isEnvelope) return text
  if (/\\u[dD][89a-fA-F]/.test(text) && !loneSurrogateFree(text)) return refuse('holds half of a surrogate pair')
  return text
}

/** Brackets inside texts do not count; what is no JSON at all is left to the parser. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '\\') i++
    else if (c === '"') isText = !isText
    else if (isText) continue
    else if (c === '[' || c === '{') depth++
    else if (c === ']' || c === '}') depth--
    if (depth > deepest) return true
  }
  return false
}

function loneSurrogateFree(text: string): boolean {
  try {
    JSON.parse(text, (key, v) => {
      if (!key.isWellFormed() || (typeof v === 'string' && !v.isWellFormed())) throw new RangeError()
      return v
    })
    return true
  } catch (error) {
    return !(error instanceof RangeError)
  }
}

/** Why this cannot be kept as it was sent; null when it can. */
export function faultOfText(value: unknown): string | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'holds a NUL character'
    return value.isWellFormed() ? null : 'holds half of a surrogate pair'
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [name, part] of Object.entries(value)) {
    const fault = faultOfText(name) ?? faultOfText(part)
    if (fault) return fault
  }
  return null
}
