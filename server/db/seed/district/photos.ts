import sharp from 'sharp'
import { facade, lamp, smoke, wires } from './photo/house-scenes.ts'
import { ceiling, corridor } from './photo/indoor-scenes.ts'
import { LIGHTS, type Light, NIGHT, OVERCAST, picture, type Scene } from './photo/paint.ts'
import { fallenTree, flooding, manhole, pipe, pothole } from './photo/road-scenes.ts'
import { bikes, bin, fireLane, leaflets, rubbish, site, stall } from './photo/street-scenes.ts'
import { random } from './random.ts'
import type { PhotoKind, PhotoVariant } from './types.ts'

/**
 * The evidence of the demonstration: drawn, not found, so that no real street, number plate or face is in it. The same
 * kind and seed show the same place before and after; the SVG is the same everywhere, the JPEG as same as the encoder.
 */
const SCENES: Record<PhotoKind, (scene: Scene) => string> = {
  rubbish,
  bin,
  lamp,
  manhole,
  fireLane,
  pothole,
  stall,
  flooding,
  site,
  wires,
  leaflets,
  tree: fallenTree,
  bikes,
  corridor,
  smoke,
  pipe,
  facade,
  ceiling,
}

/** Where the hour or the weather belongs to the matter. */
const LIGHT_OF: Partial<Record<PhotoKind, Light>> = { lamp: NIGHT, flooding: OVERCAST }

export const photoKinds = Object.keys(SCENES) as PhotoKind[]

export function photoSvg(kind: PhotoKind, seed: number, variant: PhotoVariant): string {
  const place = random(seed, `photo ${kind} place`)
  const trouble = random(seed, `photo ${kind} trouble`)
  const light = LIGHT_OF[kind] ?? place.pick(LIGHTS)
  const scene: Scene = { place, trouble, light, after: variant === 'after' }
  return picture(scene, SCENES[kind](scene))
}

/** A JPEG of 1600 × 1200. */
export function drawPhoto(kind: PhotoKind, seed: number, variant: PhotoVariant): Promise<Buffer> {
  return sharp(Buffer.from(photoSvg(kind, seed, variant)))
    .jpeg({ quality: 80 })
    .toBuffer()
}
