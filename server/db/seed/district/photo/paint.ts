import type { Random } from '../random.ts'

/**
 * Brush and colours of the invented photos: strings of SVG. A scene is painted on 1600 × 1200; the ground begins at
 * `HORIZON`. No lettering anywhere: it would depend on the fonts of the machine.
 */
export const WIDTH = 1600
export const HEIGHT = 1200
export const HORIZON = 700

export type Scene = {
  /** Where it is: the same before and after. */
  place: Random
  /** What is wrong. */
  trouble: Random
  after: boolean
  light: Light
}

export type Light = { sky: [top: string, bottom: string]; glow: string; glowOpacity: number }

export const OVERCAST: Light = { sky: ['#b9c6cd', '#e6ebec'], glow: '#90a4ae', glowOpacity: 0.13 }
export const LIGHTS: Light[] = [
  { sky: ['#8cc8ee', '#e4f4fb'], glow: '#fff4cf', glowOpacity: 0.16 },
  { sky: ['#f7c793', '#fdeed6'], glow: '#ff9d42', glowOpacity: 0.17 },
  OVERCAST,
  { sky: ['#a5d3e6', '#f6efdd'], glow: '#ffe2ad', glowOpacity: 0.15 },
]
export const NIGHT: Light = { sky: ['#0d1630', '#26345a'], glow: '#101a3a', glowOpacity: 0.2 }

const n = (value: number) => String(Math.round(value * 10) / 10)

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`

export const round = (x: number, y: number, w: number, h: number, r: number, fill: string, more = '') =>
  rect(x, y, w, h, fill, `rx="${n(r)}" ${more}`)

export const oval = (cx: number, cy: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`

export const dot = (cx: number, cy: number, r: number, fill: string, more = '') => oval(cx, cy, r, r, fill, more)

export const shape = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`

export const stroke = (d: string, colour: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const poly = (points: readonly (readonly [number, number])[], fill: string, more = '') =>
  `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${more}/>`

export const at = (x: number, y: number, scale: number, inner: string, turn = 0) =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${Math.round(scale * 1000) / 1000})">${inner}</g>`

export const faint = (opacity: number, inner: string) => `<g opacity="${opacity}">${inner}</g>`

/** Softens an edge; `blur` is defined once for all photos. */
export const blurred = (inner: string) => `<g filter="url(#blur)">${inner}</g>`

export const shadow = (cx: number, cy: number, rx: number, ry: number, opacity = 0.26) =>
  oval(cx, cy, rx, ry, '#1d2730', `opacity="${opacity}"`)

/** Towards white for k > 0, towards a dark blue for k < 0. */
export function tint(colour: string, k: number): string {
  const target = k > 0 ? [255, 255, 255] : [24, 30, 48]
  const part = (i: number) => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16)
  const mixed = [0, 1, 2].map((i) => Math.round(part(i) + ((target[i] ?? 0) - part(i)) * Math.abs(k)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

export const many = (count: number, draw: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => draw(i)).join('')

/** A blob with a wavy rim, closed; for puddles, crowns of trees, holes, stains. */
export function blob(
  chance: Random,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  rough = 0.14,
  points = 12,
): string {
  const around = ROSE.filter((_, i) => i % (24 / points) === 0).map(([x, y]): [number, number] => {
    const k = 1 + chance.between(-rough, rough)
    return [cx + x * rx * k, cy + y * ry * k]
  })
  const half = (a: readonly [number, number], b: readonly [number, number]) =>
    `${n((a[0] + b[0]) / 2)} ${n((a[1] + b[1]) / 2)}`
  const start = half(around.at(-1) ?? [0, 0], around[0] ?? [0, 0])
  const arcs = around.map((p, i) => `Q${n(p[0])} ${n(p[1])} ${half(p, around[(i + 1) % around.length] ?? p)}`)
  return `M${start}${arcs.join('')}Z`
}

/** 24 directions, written down so that no machine computes them differently. */
const QUADRANT = [
  [1, 0],
  [0.966, 0.259],
  [0.866, 0.5],
  [0.71, 0.71],
  [0.5, 0.866],
  [0.259, 0.966],
] as const
const ROSE: [number, number][] = [
  ...QUADRANT.map(([x, y]): [number, number] => [x, y]),
  ...QUADRANT.map(([x, y]): [number, number] => [-y, x]),
  ...QUADRANT.map(([x, y]): [number, number] => [-x, -y]),
  ...QUADRANT.map(([x, y]): [number, number] => [y, -x]),
]

const DEFS = `<defs>
<filter id="blur" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="14"/></filter>
<radialGradient id="vignette" cx="50%" cy="48%" r="75%"><stop offset="62%" stop-color="#000" stop-opacity="0"/><stop offset="100%" stop-color="#000" stop-opacity=".34"/></radialGradient>
<linearGradient id="fall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".10"/><stop offset="1" stop-color="#000" stop-opacity=".20"/></linearGradient>
<linearGradient id="gloss" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".42"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/></linearGradient>
<linearGradient id="cone" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffe9a8" stop-opacity=".75"/><stop offset="1" stop-color="#ffe9a8" stop-opacity=".05"/></linearGradient>
</defs>`

/** The whole picture: slightly askew as from a hand, glow of the hour over it, darker towards the corners. */
export function picture(scene: Scene, inner: string): string {
  const { light, place } = scene
  const tilt = place.between(-1.1, 1.1)
  const flip = place.chance(0.5) ? `translate(${WIDTH} 0) scale(-1 1)` : ''
  const sky = `<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.sky[0]}"/><stop offset="1" stop-color="${light.sky[1]}"/></linearGradient>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${DEFS}${sky}
${rect(0, 0, WIDTH, HEIGHT, 'url(#sky)')}
<g transform="translate(800 600) rotate(${n(tilt)}) scale(1.05) translate(-800 -600)"><g transform="${flip}">${inner}</g></g>
${rect(0, 0, WIDTH, HEIGHT, light.glow, `opacity="${light.glowOpacity}"`)}
${rect(0, 0, WIDTH, HEIGHT, 'url(#vignette)')}</svg>`
}
