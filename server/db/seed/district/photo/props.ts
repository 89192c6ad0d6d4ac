import type { Random } from '../random.ts'
import { at, blob, dot, many, oval, poly, rect, round, shadow, shape, stroke, tint } from './paint.ts'

/** Things that stand about. Each is drawn around (0, 0), where it touches the ground. */
export const CAR_COLOURS = ['#c8473d', '#3f6fa3', '#e9e7e1', '#48525c', '#d9a441', '#5d8c7b']

function wheel(x: number, y: number, r: number): string {
  return dot(x, y, r, '#22272b') + dot(x, y, r * 0.58, '#c5cbcf') + dot(x, y, r * 0.2, '#5c646a')
}

/** Seen from the side, about 440 long. */
export function car(x: number, y: number, scale: number, colour: string, leftward = false): string {
  const body =
    'M-215-62C-214-92-196-100-160-106L-112-162C-104-172-92-176-78-176H66C82-176 94-172 104-162L156-108C194-104 214-94 216-66L214-40C213-32 208-28 200-28H-200C-210-28-215-34-215-44Z'
  const glass = 'M-96-110L-66-150C-62-156-56-158-50-158H-6V-110ZM8-158H62C70-158 76-156 82-150L122-110H8Z'
  return at(
    x,
    y,
    scale,
    `<g transform="scale(${leftward ? -1 : 1} 1)">${
      shadow(0, 0, 226, 20, 0.36) +
      shape(body, colour) +
      shape(body, 'url(#gloss)') +
      shape(glass, '#33454f') +
      poly(
        [
          [-60, -156],
          [-30, -156],
          [-66, -112],
          [-92, -112],
        ],
        '#fff',
        'opacity=".22"',
      ) +
      stroke('M1-158V-44M-212-66H214', tint(colour, -0.35), 3) +
      round(20, -98, 34, 7, 3, tint(colour, -0.4)) +
      round(196, -92, 18, 20, 6, '#ffe9a8') +
      round(-216, -92, 14, 22, 5, '#d8432f') +
      shape('M-168-28A42 42 0 0 1-84-28ZM92-28A42 42 0 0 1 176-28Z', '#262b2f') +
      wheel(-126, -32, 34) +
      wheel(134, -32, 34)
    }</g>`,
  )
}

/** An electric moped, about 190 long. */
export function moped(x: number, y: number, scale: number, colour: string): string {
  return at(
    x,
    y,
    scale,
    shadow(0, 0, 108, 12, 0.3) +
      wheel(-68, -28, 28) +
      wheel(72, -28, 28) +
      stroke('M72-28L48-138', '#434b50', 9) +
      shape('M-98-62C-96-92-70-96-34-92L-14-52H34L46-96 62-90 44-34H-30C-50-34-58-50-98-62Z', colour) +
      round(-88, -112, 78, 20, 9, '#2c3135') +
      stroke('M32-140L66-150', '#2c3135', 9) +
      round(48, -134, 24, 26, 8, tint(colour, 0.2)) +
      dot(66, -122, 7, '#fff2c2'),
  )
}

/** A shared bicycle; lying when turned. */
export function bicycle(x: number, y: number, scale: number, colour: string, turn = 0): string {
  const rim = (cx: number) =>
    dot(cx, -36, 35, 'none', 'stroke="#2c3135" stroke-width="6"') +
    many(3, (i) => stroke(`M${cx - 32 + i * 20}-58L${cx + 32 - i * 20}-14`, '#9aa3a8', 1.5))
  return at(
    x,
    y,
    scale,
    (turn === 0 ? shadow(0, 0, 104, 9, 0.26) : '') +
      rim(-62) +
      rim(64) +
      stroke('M-62-36L-22-98H40L4-36H-62M4-36L-26-110M64-36L38-116', colour, 9) +
      stroke('M24-118L56-124M-40-112H-12', '#2c3135', 9) +
      poly(
        [
          [44, -112],
          [80, -112],
          [74, -82],
          [50, -82],
        ],
        tint(colour, -0.2),
      ) +
      dot(4, -36, 9, '#3a4146'),
    turn,
  )
}

export function bag(chance: Random, x: number, y: number, scale: number): string {
  const colour = chance.pick(['#2f3437', '#3d4a57', '#54606a', '#c9c4b6', '#a34a3c'])
  return at(
    x,
    y,
    scale,
    shadow(4, 0, 74, 12, 0.3) +
      shape(
        'M-62-4C-82-40-58-88-18-102C-24-112-20-124-8-128C-2-120 4-120 10-129C20-124 22-112 16-102C60-88 80-38 62-4C36 6-38 6-62-4Z',
        colour,
      ) +
      stroke(
        'M-18-100C-6-94 6-94 16-101M-34-76C-44-56-46-38-42-22M28-80C40-62 44-44 42-28',
        tint(colour, 0.3),
        4,
        'opacity=".7"',
      ),
    chance.between(-9, 9),
  )
}

/** Loose litter: cartons, bottles, peel. */
export function litter(chance: Random, x: number, y: number): string {
  const kind = chance.int(0, 4)
  const turn = chance.between(-40, 40)
  if (kind === 0)
    return at(
      x,
      y,
      1,
      shadow(0, 2, 44, 7) +
        rect(-38, -46, 76, 46, '#c49a63') +
        poly(
          [
            [-38, -46],
            [-56, -62],
            [-8, -60],
            [0, -46],
          ],
          '#d9b47f',
        ) +
        stroke('M0-46V0', '#a67d4a', 4),
      turn / 8,
    )
  if (kind === 1)
    return at(x, y, 1, round(-30, -14, 60, 16, 8, '#9fd0d8', 'opacity=".9"') + rect(28, -10, 12, 8, '#3b7ea6'), turn)
  if (kind === 2) return at(x, y, 1, oval(0, -6, 22, 8, '#e8b23d') + oval(-10, -9, 9, 5, '#f4d27a'), turn)
  if (kind === 3)
    return at(
      x,
      y,
      1,
      poly(
        [
          [-30, 0],
          [-18, -16],
          [20, -14],
          [32, 0],
        ],
        '#f1eee6',
      ) + stroke('M-14-10L18-8', '#c4c0b4', 3),
      turn / 3,
    )
  return at(
    x,
    y,
    1,
    shape(blob(chance, 0, -6, 28, 11, 0.3), chance.pick(['#f2f2ee', '#d65a48', '#7fb0c9']), 'opacity=".92"'),
    turn / 3,
  )
}

const BIN_COLOURS = ['#4f86c6', '#5f9e5b', '#c75146', '#70757a']

/** A wheeled bin; `lid` 0 shut … 1 thrown back. */
export function wheelBin(x: number, y: number, scale: number, kind: number, lid: number): string {
  const colour = BIN_COLOURS[kind % BIN_COLOURS.length] ?? '#70757a'
  return at(
    x,
    y,
    scale,
    shadow(0, 0, 92, 14, 0.32) +
      poly(
        [
          [-78, -190],
          [78, -190],
          [62, -14],
          [-62, -14],
        ],
        colour,
      ) +
      poly(
        [
          [-78, -190],
          [-30, -190],
          [-34, -14],
          [-62, -14],
        ],
        '#fff',
        'opacity=".14"',
      ) +
      stroke('M-38-170L-30-40M0-170V-40M38-170L30-40', tint(colour, -0.2), 6) +
      dot(0, -104, 27, '#fff', 'opacity=".85"') +
      shape('M-14-98L0-122L14-98M-10-92H10', 'none', `stroke="${colour}" stroke-width="7"`) +
      dot(-52, -10, 14, '#24282b') +
      dot(52, -10, 14, '#24282b') +
      `<g transform="translate(-84 -194) rotate(${lid * -62})">${round(0, -18, 168, 24, 10, tint(colour, -0.25))}</g>`,
  )
}

export function cone(x: number, y: number, scale = 1): string {
  return at(
    x,
    y,
    scale,
    shadow(0, 0, 46, 9, 0.3) +
      round(-42, -14, 84, 14, 5, '#d65a2c') +
      poly(
        [
          [-28, -14],
          [28, -14],
          [9, -120],
          [-9, -120],
        ],
        '#ea6a33',
      ) +
      poly(
        [
          [-21, -48],
          [21, -48],
          [16, -74],
          [-16, -74],
        ],
        '#fbf7ee',
      ),
  )
}

/** Red and white, on two feet. */
export function barrier(x: number, y: number, width: number): string {
  const stripes = many(Math.ceil(width / 60), (i) =>
    poly(
      [
        [i * 60, -118],
        [i * 60 + 30, -118],
        [i * 60 + 14, -76],
        [i * 60 - 16, -76],
      ],
      '#d8432f',
    ),
  )
  return at(
    x,
    y,
    1,
    shadow(width / 2, 0, width * 0.52, 10, 0.25) +
      stroke(`M26 0V-110M${width - 26} 0V-110M4 0H48M${width - 48} 0H${width - 4}`, '#5a6268', 9) +
      `<clipPath id="b${Math.round(x)}${Math.round(y)}"><rect x="0" y="-118" width="${width}" height="42" rx="6"/></clipPath>` +
      `<g clip-path="url(#b${Math.round(x)}${Math.round(y)})">${rect(0, -118, width, 42, '#f7f4ec')}${stripes}</g>`,
  )
}

const SKIN = '#e7b48d'

/** A plain small person, about 330 tall; `coat` is what one sees first. */
export function person(
  x: number,
  y: number,
  scale: number,
  coat: string,
  options: { cap?: string; broom?: boolean } = {},
): string {
  return at(
    x,
    y,
    scale,
    shadow(0, 0, 62, 11, 0.3) +
      round(-36, -122, 32, 122, 12, '#3f4a58') +
      round(6, -122, 32, 122, 12, '#46525f') +
      round(-52, -252, 106, 150, 34, coat) +
      stroke('M-44-224L-70-150M46-224L70-156', coat, 26) +
      dot(-72, -142, 14, SKIN) +
      dot(72, -148, 14, SKIN) +
      round(-14, -272, 28, 30, 8, SKIN) +
      dot(0, -296, 40, SKIN) +
      shape('M-42-300C-42-346 42-346 42-300C26-318-26-318-42-300Z', options.cap ?? '#33302e') +
      (options.cap ? round(-52, -310, 66, 11, 5, tint(options.cap, -0.2)) : '') +
      dot(-13, -292, 4, '#3a2c24') +
      dot(13, -292, 4, '#3a2c24') +
      stroke('M-9-276Q0-270 9-276', '#a8684a', 4) +
      (options.broom
        ? stroke('M76-210L96-6', '#a67b4f', 9) +
          poly(
            [
              [78, -40],
              [112, -44],
              [128, 2],
              [72, 4],
            ],
            '#d9b36a',
          )
        : ''),
  )
}
