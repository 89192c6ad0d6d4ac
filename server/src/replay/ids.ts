// Ids that are the same in every run: shaped as UUIDv7 (the instant in front, so that they sort like others), the rest a digest of
// the source, its key and what the id is for.
import { createHash } from 'node:crypto'

export function idOf(at: number, ...parts: string[]): string {
  const bytes = createHash('sha256').update(parts.join('\n')).digest().subarray(0, 16)
  bytes.writeUIntBE(Math.max(0, at), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
