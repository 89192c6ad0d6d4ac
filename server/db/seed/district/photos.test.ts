import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawPhoto, photoKinds, photoSvg } from './photos.ts'

describe('the invented photos', () => {
  it('are the same picture for the same seed, and another place for another', () => {
    for (const kind of photoKinds) {
      expect(photoSvg(kind, 3, 'before')).toBe(photoSvg(kind, 3, 'before'))
      expect(photoSvg(kind, 4, 'before')).not.toBe(photoSvg(kind, 3, 'before'))
      expect(photoSvg(kind, 3, 'after')).not.toBe(photoSvg(kind, 3, 'before'))
    }
  })

  it('hold no lettering, which would hang on the fonts of the machine, and no number that is none', () => {
    for (const kind of photoKinds) {
      for (const variant of ['before', 'after'] as const) {
        expect(photoSvg(kind, 5, variant)).not.toMatch(/<text|NaN|undefined|Infinity/)
      }
    }
  })

  it.each(['manhole', 'corridor', 'lamp'] as const)(
    'render to a JPEG of %s, 1600 × 1200, with something on it',
    async (kind) => {
      const before = await drawPhoto(kind, 1, 'before')
      const { format, width, height, exif } = await sharp(before).metadata()
      expect({ format, width, height, exif }).toEqual({ format: 'jpeg', width: 1600, height: 1200, exif: undefined })
      expect((await sharp(before).stats()).entropy).toBeGreaterThan(4)
      expect(before.length).toBeLessThan(400_000)
    },
  )
})
