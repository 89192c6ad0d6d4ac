/**
 * Ids are made by whoever creates the thing (UUID version 7, RFC 9562), so that sending it again is safe. Ids made by
 * one page within a millisecond keep their order: the 12 bits after the version count up.
 */
let lastMs = 0
let count = 0

export function newId(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  if (nowMs > lastMs) {
    lastMs = nowMs
    count = bytes[6]! & 0x07
  } else if (++count > 0xfff) {
    lastMs += 1
    count = 0
  }
  let rest = lastMs
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | (count >> 8)
  bytes[7] = count & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
