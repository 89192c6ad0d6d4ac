import { farHouses, flats, kerb, pavement, road, tree } from './backdrop.ts'
import {
  at,
  blob,
  blurred,
  dot,
  faint,
  HORIZON,
  many,
  oval,
  poly,
  rect,
  round,
  type Scene,
  shape,
  stroke,
  tint,
  WIDTH,
} from './paint.ts'
import { barrier, cone, moped, person } from './props.ts'

/** What goes wrong on and before houses: lamps, wires, smoke, plaster. */
export function lamp(scene: Scene): string {
  const { place, trouble, after } = scene
  const stars = many(40, () =>
    dot(place.between(0, WIDTH), place.between(0, 460), place.between(1.5, 3.5), '#f4f1d8', 'opacity=".8"'),
  )
  const moon = dot(1290, 180, 62, '#f6efcf') + dot(1262, 166, 56, '#16203f')
  const ground = pavement(HORIZON + 20, 930, '#5b6072') + kerb(930) + road(place, 970, '#343a4a')
  const post = (x: number, base: number, s: number, lit: boolean) =>
    at(
      x,
      base,
      s,
      (lit
        ? poly(
            [
              [150, -560],
              [250, -560],
              [470, 40],
              [-70, 40],
            ],
            'url(#cone)',
          ) + oval(200, 30, 280, 44, '#ffe9a8', 'opacity=".42"')
        : '') +
        stroke('M0 0V-560Q0-610 60-612H150', '#8b93a3', 17) +
        round(-26, -60, 52, 60, 6, '#6b7386') +
        round(140, -626, 130, 34, 14, '#9aa3b3') +
        (lit
          ? round(150, -596, 110, 12, 6, '#fff6cf') + blurred(dot(205, -588, 74, '#fff0b5', 'opacity=".85"'))
          : round(150, -596, 110, 10, 5, '#3c4252')),
    )
  const broken =
    stroke('M652 330l26-22l20 28l26-34', '#cfd6e6', 5) +
    many(5, () =>
      poly(
        [
          [690 + trouble.between(-70, 90), 928],
          [706 + trouble.between(-60, 80), 912],
          [720 + trouble.between(-60, 90), 930],
        ],
        '#9fb0c9',
      ),
    )
  return (
    stars +
    moon +
    farHouses(place, HORIZON - 40, true) +
    flats(place, -70, 430, HORIZON + 20, 4, true) +
    flats(place, 1180, 520, HORIZON + 20, 5, true) +
    faint(0.55, tree(place, 930, HORIZON + 20, 1.15)) +
    ground +
    post(1180, 790, 0.62, true) +
    post(480, 960, 1.06, after) +
    (after
      ? person(860, 940, 0.92, '#a3483f')
      : broken +
        faint(0.75, person(900, 950, 0.92, '#39415a')) +
        poly(
          [
            [930, 800],
            [1010, 1010],
            [1150, 990],
          ],
          '#fff6cf',
          'opacity=".4"',
        ))
  )
}

export function wires(scene: Scene): string {
  const { place, trouble, after } = scene
  const house = flats(place, -60, 1720, 860, 5)
  const ground = pavement(860, 1240)
  const colours = ['#3c8fd0', '#c8473d', '#48916b', '#8a6bb0']
  const row = many(4, (i) => moped(300 + i * 320, 1030, 1.35, colours[i] ?? '#3c8fd0'))
  const drops = many(4, (i) => {
    const [x, y] = [330 + i * 320 + trouble.between(-30, 30), trouble.between(170, 480)]
    return (
      stroke(
        `M${x - 90} ${y}C${x + 60} ${y + 190} ${x - 120} ${y + 360} ${x - 20} 880`,
        i % 2 ? '#23282b' : '#e8e6de',
        9,
      ) +
      round(x - 54, 866, 86, 34, 7, '#f4f1e8') +
      many(3, (k) => dot(x - 38 + k * 26, 883, 5, '#3a4146'))
    )
  })
  const shelter =
    poly(
      [
        [110, 700],
        [1490, 700],
        [1560, 640],
        [40, 640],
      ],
      '#3f7a63',
    ) +
    rect(110, 700, 1380, 16, '#2f5d4b') +
    many(4, (i) => stroke(`M${140 + i * 440} 716V1010`, '#8b9296', 15)) +
    many(
      4,
      (i) =>
        round(250 + i * 320, 790, 84, 110, 10, '#e9ecec') +
        dot(292 + i * 320, 824, 17, '#48b06f') +
        round(266 + i * 320, 852, 52, 14, 4, '#9aa3a8') +
        stroke(`M${292 + i * 320} 900q-40 60-16 78`, '#3a4146', 7),
    )
  return house + ground + (after ? shelter : drops) + row
}

export function smoke(scene: Scene): string {
  const { place, trouble, after } = scene
  const house = flats(place, 160, 1280, HORIZON + 60, 5)
  const ground =
    tree(place, 60, HORIZON + 60, 1.2) +
    tree(place, 1530, HORIZON + 60, 1.2) +
    pavement(HORIZON + 60, 930) +
    kerb(930) +
    road(place, 970)
  const hole =
    rect(690, 216, 210, 130, '#1c1a19') +
    shape(blob(trouble, 795, 170, 190, 120, 0.2), '#2b2725', 'opacity=".62"') +
    shape(blob(trouble, 800, 60, 130, 130, 0.2), '#2b2725', 'opacity=".4"')
  const flames =
    many(7, (i) =>
      shape(
        `M${708 + i * 28} 346q-28-70 6-${120 + ((i * 37) % 60)}q44 60 34 ${120 + ((i * 37) % 60)}z`,
        i % 2 ? '#f6b73c' : '#e8622c',
      ),
    ) + many(5, (i) => shape(`M${728 + i * 34} 346q-14-40 4-70q24 34 18 70z`, '#fde38a'))
  const plume = many(18, (i) =>
    shape(
      blob(trouble, 790 + i * 26 + trouble.between(-50, 50), 170 - i * 26, 92 + i * 13, 70 + i * 9, 0.14),
      i % 3 ? '#3c3a3b' : '#5d5a5a',
      `opacity="${0.82 - i * 0.025}"`,
    ),
  )
  const crowd = person(360, 920, 0.9, '#c8473d') + person(470, 926, 0.86, '#3f6fa3') + person(575, 918, 0.9, '#d9a441')
  const hose =
    stroke('M200 1060C500 1120 700 960 1040 1040S1400 1090 1640 1030', '#c9553a', 22) +
    stroke('M200 1060C500 1120 700 960 1040 1040S1400 1090 1640 1030', '#e58d6d', 6)
  const firemen =
    person(1080, 930, 1.05, '#d97a26', { cap: '#f0c63c' }) + person(1240, 940, 1.05, '#d97a26', { cap: '#f0c63c' })
  const wet =
    faint(0.35, shape(blob(place, 800, 1030, 520, 60, 0.12), '#34434d')) +
    stroke('M760 346v150M830 346v220M868 346v110', '#4a5860', 10, 'opacity=".4"')
  return house + ground + hole + (after ? wet + hose + firemen : flames + plume + crowd)
}

export function facade(scene: Scene): string {
  const { place, trouble, after } = scene
  const house = flats(place, -60, 1720, 900, 6)
  const ground = pavement(900, 1240)
  const scar =
    shape(blob(trouble, 800, 420, 300, 190, 0.18), '#a08a78') +
    shape(blob(trouble, 800, 425, 260, 155, 0.16), '#8b7666') +
    many(9, (i) => stroke(`M${560 + i * 60} ${300 + ((i * 53) % 190)}h46`, '#73604f', 6)) +
    stroke('M540 300l-90-70l-16-60M1060 540l80 70l14 76M1040 330l90-40', '#5d5149', 7)
  const pieces = many(22, () =>
    poly(
      [
        [0, 0],
        [34, -22],
        [60, 4],
        [24, 20],
      ].map(([x = 0, y = 0]) => [x * 1 + 0, y] as const),
      tint('#b9a898', trouble.between(-0.2, 0.2)),
      `transform="translate(${Math.round(trouble.between(420, 1180))} ${Math.round(trouble.between(960, 1120))}) rotate(${Math.round(trouble.between(0, 180))})"`,
    ),
  )
  const falling = many(4, (i) =>
    poly(
      [
        [700 + i * 70, 640 + i * 44],
        [730 + i * 70, 622 + i * 44],
        [744 + i * 70, 652 + i * 44],
      ],
      '#b9a898',
    ),
  )
  const net =
    rect(430, 190, 740, 560, '#4f9e6b', 'opacity=".38"') +
    many(16, (i) => stroke(`M${430 + i * 49} 190V750`, '#2f7a4b', 3, 'opacity=".7"')) +
    many(12, (i) => stroke(`M430 ${190 + i * 50}H1170`, '#2f7a4b', 3, 'opacity=".7"'))
  const mended = shape(blob(trouble, 800, 420, 310, 200, 0.1), '#e9e1d0', 'opacity=".94"')
  return (
    house +
    ground +
    (after
      ? mended + net + barrier(420, 1100, 330) + barrier(860, 1100, 330)
      : scar + falling + pieces + cone(360, 1110) + cone(1250, 1110))
  )
}
