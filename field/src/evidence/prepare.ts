import { fileLimits, isHeic, type MediaTypeName, mediaTypeOf, mediaTypes } from '@linli/contract/file/media.ts'
import { ApiProblem } from '@linli/ui/api/problem.ts'

/**
 * Makes ready what the camera gave: pictures that the server does not take (HEIC) are drawn anew as JPEG, and large
 * ones made smaller, for a photo of six megabytes costs a minute on a bad network and shows nothing more. What cannot
 * be sent is refused at once and in the same words as the server's, before anybody has filled in a form around it.
 */
const largePhotoBytes = 2.5 * 1024 * 1024
/** Still enough to read a number plate across a street. */
const keptSide = 2560
const quality = 0.86

export async function prepareFile(file: File): Promise<File> {
  const declared = isHeic(file.type) || /\.hei[cf]$/i.test(file.name) ? 'heic' : mediaTypeOf(file.type)
  if (declared === null) throw refused('file.type_not_accepted', 415)
  const isPhoto = declared === 'heic' || mediaTypes[declared].kind === 'photo'
  if (!isPhoto) return checkSize(file, declared as MediaTypeName)
  if (declared !== 'heic' && file.size <= largePhotoBytes) return file
  const drawn = await drawSmaller(file).catch(() => null)
  if (drawn) return drawn
  if (declared === 'heic') throw refused('file.heic', 415)
  return checkSize(file, declared)
}

function checkSize(file: File, type: MediaTypeName): File {
  const limitBytes = fileLimits[mediaTypes[type].kind]
  if (file.size > limitBytes) throw refused('file.too_large', 413)
  return file
}

async function drawSmaller(file: File): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = fitted(picture.width, picture.height, keptSide)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new Error('the canvas gave no picture')
  return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
}

/** The largest size of the same shape whose longer side is within the limit; never larger than it was. */
export function fitted(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

const refused = (code: string, status: number) => new ApiProblem({ code, status })

/** What a file is, as the evidence of an incident names it. */
export function kindOf(type: string): 'photo' | 'video' | 'voice' {
  const name = mediaTypeOf(type)
  return name ? mediaTypes[name].kind : 'photo'
}
