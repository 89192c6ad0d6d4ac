// What a picture says of itself: when and where it was taken. EXIF is written by anything, so whatever is not plainly a time or a
// place on earth is taken for absent, never for an error.

import exifr from 'exifr'

export interface Origin {
  /** Epoch ms; cameras without an offset are read as Beijing time. */
  takenAt: number | null
  lng: number | null
  lat: number | null
}

const nothing: Origin = { takenAt: null, lng: null, lat: null }

/** Reads an EXIF block as sharp hands it out (with or without its `Exif` mark). */
export async function readOrigin(exif: Buffer | undefined): Promise<Origin> {
  if (!exif) return nothing
  const block = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
  try {
    const tags: unknown = await exifr.parse(block, {
      tiff: true,
      exif: true,
      gps: true,
      reviveValues: false,
      translateValues: false,
      sanitize: true,
      mergeOutput: true,
    })
    return tags && typeof tags === 'object' ? originOf(tags as Record<string, unknown>) : nothing
  } catch {
    return nothing
  }
}

export function originOf(tags: Record<string, unknown>): Origin {
  const { latitude, longitude } = tags
  const lat = typeof latitude === 'number' && Math.abs(latitude) <= 90 ? latitude : null
  const lng = typeof longitude === 'number' && Math.abs(longitude) <= 180 ? longitude : null
  // A receiver without a fix writes nought and nought: a spot in the Atlantic where nobody takes evidence.
  const hasPlace = lat !== null && lng !== null && !(lat === 0 && lng === 0)
  return {
    takenAt: takenAt(tags.DateTimeOriginal ?? tags.CreateDate, tags.OffsetTimeOriginal ?? tags.OffsetTime),
    lng: hasPlace ? lng : null,
    lat: hasPlace ? lat : null,
  }
}

function takenAt(text: unknown, offset: unknown): number | null {
  const parts = typeof text === 'string' ? /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text) : null
  if (!parts) return null
  const zone = typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00'
  const at = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`)
  return Number.isNaN(at) || at < 0 ? null : at
}
