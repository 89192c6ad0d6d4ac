// Which files are taken: one table for the server's judgement, for the choice that a form offers, and for the words of a
// refusal. Pictures are always drawn anew by the server, so nothing hidden in one survives; HTML, SVG and documents are not
// evidence and are never served.

export type FileKind = 'photo' | 'video' | 'voice'

interface MediaType {
  readonly kind: FileKind
  readonly extension: string
  /** What the bytes may show for this type: containers do not always tell sound from pictures. */
  readonly content: readonly string[]
}

export const mediaTypes = {
  'image/jpeg': { kind: 'photo', extension: 'jpg', content: ['image/jpeg'] },
  'image/png': { kind: 'photo', extension: 'png', content: ['image/png'] },
  'image/webp': { kind: 'photo', extension: 'webp', content: ['image/webp'] },
  'video/mp4': { kind: 'video', extension: 'mp4', content: ['video/mp4', 'video/x-m4v'] },
  'video/quicktime': { kind: 'video', extension: 'mov', content: ['video/quicktime'] },
  'video/webm': { kind: 'video', extension: 'webm', content: ['video/webm'] },
  'audio/mp4': { kind: 'voice', extension: 'm4a', content: ['audio/mp4', 'audio/x-m4a', 'video/mp4'] },
  'audio/mpeg': { kind: 'voice', extension: 'mp3', content: ['audio/mpeg'] },
  'audio/aac': { kind: 'voice', extension: 'aac', content: ['audio/aac'] },
  'audio/ogg': { kind: 'voice', extension: 'ogg', content: ['audio/ogg', 'audio/ogg; codecs=opus'] },
  'audio/webm': { kind: 'voice', extension: 'webm', content: ['video/webm'] },
  'audio/wav': { kind: 'voice', extension: 'wav', content: ['audio/wav'] },
} as const satisfies Record<string, MediaType>
export type MediaTypeName = keyof typeof mediaTypes
export const mediaTypeNames = Object.keys(mediaTypes) as MediaTypeName[]

const aliases: Record<string, MediaTypeName> = {
  'image/jpg': 'image/jpeg',
  'video/x-m4v': 'video/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
}

/** The type under which a file is taken; null for one that is not. Parameters (`;codecs=opus`) do not matter. */
export function mediaTypeOf(declared: string): MediaTypeName | null {
  const bare = declared.split(';')[0]!.trim().toLowerCase()
  if (Object.hasOwn(mediaTypes, bare)) return bare as MediaTypeName
  return Object.hasOwn(aliases, bare) ? aliases[bare]! : null
}

/** Pictures as iPhones take them: refused with words of their own, since people can do something about it. */
export const isHeic = (type: string): boolean => /^image\/hei[cf]/i.test(type)

const megabyte = 1024 * 1024
export const fileLimits = {
  photo: 20 * megabyte,
  video: 100 * megabyte,
  voice: 20 * megabyte,
} as const satisfies Record<FileKind, number>

/** What somebody without an account may send at once, whatever it is. */
export const residentLimit = 20 * megabyte
/** Files for one report of a resident. */
export const residentFiles = 9

/** Longest side of a picture that is opened at all; more is a trap or a mistake. */
export const sideLimit = 12_000
/** Longest side of a picture as it is kept: enough to read a number plate across a street. */
export const keptSide = 4096
export const thumbSide = 480
