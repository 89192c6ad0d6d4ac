import type { Random } from '../random.ts'
import {
  at,
  blob,
  dot,
  faint,
  HEIGHT,
  HORIZON,
  many,
  oval,
  poly,
  rect,
  round,
  type Scene,
  shadow,
  shape,
  stroke,
  tint,
  WIDTH,
} from './paint.ts'

/** What stands behind: houses, walls, trees; and what lies in front: pavement, road, yard. */
const WALLS = ['#d9b99b', '#c9a58a', '#e2cfae', '#b9c4bd', '#d7c3c0', '#c7b8a6', '#a9b8c2']
const CURTAINS = ['#f2e3c6', '#dfe9ee', '#e9d5d0', '#cfe0d2']
const LAUNDRY = ['#c9745c', '#dcbf7e', '#7f9dbf', '#efece4', '#93b093', '#efece4']

function window(chance: Random, x: number, y: number, w: number, h: number, lit: boolean): string {
  const glass = lit ? '#ffd98a' : '#5f7d90'
  const air = chance.chance(0.35)
    ? round(x + w * 0.1, y + h + 8, w * 0.5, h * 0.3, 4, '#e8ecec') +
      dot(x + w * 0.35, y + h + 8 + h * 0.15, h * 0.1, '#b5bfc2')
    : ''
  return (
    rect(x - 5, y - 5, w + 10, h + 10, '#f4f2ec') +
    rect(x, y, w, h, glass) +
    (lit || chance.chance(0.6)
      ? rect(x, y, w * chance.between(0.2, 0.4), h, chance.pick(CURTAINS), 'opacity=".75"')
      : '') +
    poly(
      [
        [x + w * 0.55, y],
        [x + w * 0.8, y],
        [x + w * 0.45, y + h],
        [x + w * 0.2, y + h],
      ],
      '#ffffff',
      'opacity=".14"',
    ) +
    stroke(`M${x + w / 2} ${y}V${y + h}`, '#f4f2ec', 5) +
    air
  )
}

function balcony(chance: Random, x: number, y: number, w: number, h: number, wall: string): string {
  const line = chance.chance(0.4)
    ? stroke(`M${x + 6} ${y + 12}H${x + w - 6}`, '#6b7377', 3) +
      many(3, (i) =>
        round(x + 14 + i * (w / 3.4), y + 12, w / 5, h * chance.between(0.3, 0.46), 3, chance.pick(LAUNDRY)),
      )
    : ''
  return (
    rect(x, y, w, h, '#4c6475') +
    line +
    rect(x - 4, y + h * 0.62, w + 8, h * 0.42, tint(wall, 0.3)) +
    rect(x - 4, y + h * 0.62, w + 8, 6, '#ffffff', 'opacity=".5"')
  )
}

/** A block of flats seen square on; everything above `base` up to the top of the picture. */
export function flats(chance: Random, x: number, w: number, base: number, storeys: number, night = false): string {
  const wall = night ? '#2d3650' : chance.pick(WALLS)
  const storey = 150
  const top = base - storeys * storey - 40
  const columns = Math.max(2, Math.round(w / 190))
  const step = w / columns
  const rows = many(storeys, (row) =>
    many(columns, (column) => {
      const [left, y] = [x + column * step + step * 0.2, top + 60 + row * storey]
      const lit = night && chance.chance(0.4)
      if (!night && column % 2 === 1) return balcony(chance, left - step * 0.06, y - 10, step * 0.72, 104, wall)
      return window(chance, left, y, step * 0.6, 82, lit)
    }),
  )
  return (
    rect(x, top, w, base - top, wall) +
    rect(x, top, w * 0.5, base - top, '#ffffff', 'opacity=".05"') +
    rect(x - 12, top - 14, w + 24, 22, tint(wall, -0.25)) +
    many(storeys, (row) => rect(x, top + row * storey + 40, w, 3, tint(wall, -0.15), 'opacity=".5"')) +
    rows +
    rect(x, base - 60, w, 60, tint(wall, -0.3))
  )
}

/** A row of far houses in haze. */
export function farHouses(chance: Random, base: number, night = false): string {
  let x = -60
  let out = ''
  while (x < WIDTH + 60) {
    const w = chance.between(150, 290)
    const h = chance.between(150, 380)
    const wall = night ? '#1c2745' : tint(chance.pick(WALLS), 0.42)
    out += rect(x, base - h, w, h, wall)
    out += many(Math.floor(h / 46) - 1, (row) =>
      many(Math.floor(w / 50), (column) => {
        const lit = night && chance.chance(0.3)
        return rect(
          x + 16 + column * 48,
          base - h + 20 + row * 44,
          24,
          22,
          lit ? '#f6cf7a' : night ? '#2a3658' : '#9fb3bf',
          'opacity=".7"',
        )
      }),
    )
    x += w + chance.between(4, 40)
  }
  return out
}

export function clouds(chance: Random): string {
  const cloud = () => {
    const [x, y, s] = [chance.between(0, WIDTH), chance.between(60, 260), chance.between(0.7, 1.5)]
    return at(
      x,
      y,
      s,
      oval(0, 0, 120, 30, '#fff') + dot(-40, -18, 38, '#fff') + dot(20, -30, 52, '#fff') + dot(66, -10, 30, '#fff'),
    )
  }
  return faint(0.62, many(3, cloud))
}

export function tree(chance: Random, x: number, base: number, size: number): string {
  const green = chance.pick(['#5d8f4e', '#6fa05a', '#4f8563', '#7c9d4b'])
  const crown = (cx: number, cy: number, r: number, colour: string) =>
    shape(blob(chance, cx, cy, r, r * 0.88, 0.1), colour)
  return at(
    x,
    base,
    size,
    shadow(10, 4, 110, 18, 0.2) +
      shape('M-16 0C-10-70-14-120-20-190L20-190C14-120 12-70 18 0Z', '#7a5a43') +
      stroke('M0-150L-46-220M0-130L50-210', '#7a5a43', 12) +
      crown(-70, -230, 84, tint(green, -0.22)) +
      crown(72, -240, 88, tint(green, -0.16)) +
      crown(0, -290, 118, green) +
      crown(-34, -320, 62, tint(green, 0.16)) +
      crown(44, -262, 44, tint(green, 0.1)),
  )
}

export function bushes(chance: Random, from: number, to: number, base: number): string {
  const green = chance.pick(['#5a8a52', '#4f7f5a', '#6d9450'])
  let out = ''
  for (let x = from; x < to; x += 58) {
    out += shape(blob(chance, x, base - 22, 56, 46, 0.12), tint(green, chance.between(-0.15, 0.12)))
  }
  return out
}

/** A compound's wall: bricks or plaster, with a coping. */
export function gardenWall(chance: Random, top: number, base: number): string {
  const brick = chance.chance(0.5)
  const colour = brick ? chance.pick(['#b5755a', '#a86a58', '#bd8466']) : chance.pick(['#d8cdb8', '#cfd3cb', '#dcc7b0'])
  const joints = brick
    ? many(Math.ceil((base - top) / 34), (row) => {
        const y = top + row * 34
        const shift = row % 2 ? 45 : 0
        return (
          stroke(`M0 ${y}H${WIDTH}`, tint(colour, 0.3), 3, 'opacity=".7"') +
          many(19, (i) => stroke(`M${i * 90 + shift - 40} ${y}v34`, tint(colour, 0.3), 3, 'opacity=".7"'))
        )
      })
    : many(7, () =>
        shape(
          blob(
            chance,
            chance.between(0, WIDTH),
            chance.between(top, base),
            chance.between(60, 170),
            chance.between(30, 80),
          ),
          tint(colour, -0.1),
          'opacity=".35"',
        ),
      )
  return (
    rect(-80, top, WIDTH + 160, base - top, colour) +
    joints +
    rect(-80, top - 22, WIDTH + 160, 26, tint(colour, -0.3)) +
    rect(-80, base - 46, WIDTH + 160, 46, '#000', 'opacity=".12"')
  )
}

/** Paving stones in perspective. */
export function pavement(top: number, bottom: number, colour = '#bdb6a8'): string {
  const rows = 5
  const y = (i: number) => top + (bottom - top) * (i / rows) * (0.55 + 0.45 * (i / rows))
  return (
    rect(-80, top, WIDTH + 160, bottom - top, colour) +
    many(rows, (i) => stroke(`M-80 ${y(i)}H${WIDTH + 80}`, tint(colour, -0.18), 3)) +
    many(27, (i) => {
      const x = (i - 13) * 92
      return stroke(`M${800 + x} ${top}L${800 + x * (1 + (bottom - top) / 420)} ${bottom}`, tint(colour, -0.18), 3)
    }) +
    rect(-80, top, WIDTH + 160, bottom - top, 'url(#fall)')
  )
}

export function kerb(y: number): string {
  return (
    rect(-80, y, WIDTH + 160, 20, '#d8d5cb') +
    rect(-80, y + 20, WIDTH + 160, 20, '#94918a') +
    many(10, (i) => rect(i * 190 - 60, y, 4, 40, '#7d7a73', 'opacity=".6"'))
  )
}

export function road(chance: Random, top: number, colour = '#6b7075'): string {
  const specks = many(70, () => {
    const y = chance.between(top + 10, HEIGHT + 40)
    return oval(
      chance.between(-60, WIDTH + 60),
      y,
      chance.between(2, 6),
      chance.between(1, 3),
      chance.chance(0.5) ? tint(colour, 0.25) : tint(colour, -0.3),
      'opacity=".6"',
    )
  })
  return (
    rect(-80, top, WIDTH + 160, HEIGHT + 80 - top, colour) +
    specks +
    rect(-80, top, WIDTH + 160, HEIGHT + 80 - top, 'url(#fall)')
  )
}

export function laneMarks(y: number): string {
  return many(5, (i) =>
    poly(
      [
        [i * 380 - 60, y],
        [i * 380 + 150, y],
        [i * 380 + 130, y + 24],
        [i * 380 - 90, y + 24],
      ],
      '#e9e7df',
      'opacity=".85"',
    ),
  )
}

/** The usual view: far houses or flats, a tree or two, pavement and road. */
export function street(scene: Scene, options: { wall?: boolean; roadTop?: number } = {}): string {
  const { place } = scene
  const roadTop = options.roadTop ?? 900
  const behind = options.wall
    ? farHouses(place, HORIZON - 150) +
      tree(place, place.between(150, 500), HORIZON - 90, 1.1) +
      tree(place, place.between(1050, 1450), HORIZON - 90, 1.25) +
      gardenWall(place, HORIZON - 250, HORIZON + 20)
    : flats(place, -60, place.between(600, 760), HORIZON + 10, 5) +
      flats(place, place.between(860, 960), 780, HORIZON + 10, 5) +
      tree(place, place.between(730, 860), HORIZON + 20, 1.3) +
      bushes(place, -20, WIDTH + 60, HORIZON + 24)
  return clouds(place) + behind + pavement(HORIZON + 20, roadTop) + kerb(roadTop) + road(place, roadTop + 40)
}
