import {
  at,
  blob,
  dot,
  HEIGHT,
  many,
  oval,
  poly,
  rect,
  round,
  type Scene,
  shadow,
  shape,
  stroke,
  WIDTH,
} from './paint.ts'
import { moped } from './props.ts'

/** What goes wrong indoors: corridors full of things, water through the ceiling. */
export function corridor(scene: Scene): string {
  const { trouble, after } = scene
  const walls =
    rect(-80, -60, WIDTH + 160, HEIGHT + 120, '#d9d6c9') +
    poly(
      [
        [-80, -60],
        [440, 200],
        [440, 900],
        [-80, 1260],
      ],
      '#c9cfc4',
    ) +
    poly(
      [
        [-80, 620],
        [440, 590],
        [440, 900],
        [-80, 1260],
      ],
      '#7fa08c',
    ) +
    poly(
      [
        [1680, -60],
        [1160, 200],
        [1160, 900],
        [1680, 1260],
      ],
      '#d2d6cb',
    ) +
    poly(
      [
        [1680, 620],
        [1160, 590],
        [1160, 900],
        [1680, 1260],
      ],
      '#8aab97',
    ) +
    rect(440, 200, 720, 700, '#e4e1d4') +
    rect(440, 590, 720, 310, '#93b3a0') +
    poly(
      [
        [-80, 1260],
        [440, 900],
        [1160, 900],
        [1680, 1260],
      ],
      '#aaa69a',
    ) +
    poly(
      [
        [-80, -60],
        [440, 200],
        [1160, 200],
        [1680, -60],
      ],
      '#f0eee4',
    )
  const windowAtEnd =
    rect(640, 290, 320, 250, '#f4f2ec') + rect(656, 306, 136, 218, '#bfe3f2') + rect(808, 306, 136, 218, '#cdeaf5')
  const door = poly(
    [
      [120, 343],
      [300, 373],
      [300, 997],
      [120, 1121],
    ],
    '#8d5b3d',
    'stroke="#6e4429" stroke-width="12"',
  )
  const knob = dot(270, 712, 13, '#e0c36a')
  const doors = `${door}${knob}<g transform="translate(1600 0) scale(-1 1)">${door}${knob}</g>`
  const lampOn = oval(800, 130, 120, 26, '#fffbe6') + oval(800, 120, 90, 14, '#e6dfc2')
  const sign = round(690, 216, 220, 58, 8, '#2f8f5b') + stroke('M730 245h90M790 228l34 17l-34 17', '#f2fbf5', 9)
  const carton = (x: number, y: number, s: number) =>
    at(
      x,
      y,
      s,
      shadow(0, 0, 110, 16) +
        rect(-100, -140, 200, 140, trouble.pick(['#c49a63', '#b98a57', '#d0aa78'])) +
        rect(-100, -140, 200, 26, '#d9b988') +
        stroke('M0-140V0', '#e6d3ae', 15, 'opacity=".7"'),
    )
  const chair = at(
    1060,
    1010,
    1.2,
    stroke('M-60 0L-50-120H60L70 0M-50-120L-66-250M60-120L62-250', '#8a5a3a', 13) +
      round(-72, -262, 144, 50, 10, '#a46c46') +
      round(-62, -138, 136, 26, 8, '#a46c46'),
  )
  const heap =
    carton(470, 1010, 1.2) +
    carton(450, 850, 1) +
    carton(680, 960, 0.9) +
    carton(600, 1130, 1.35) +
    chair +
    moped(1150, 1150, 1.35, trouble.pick(['#3c8fd0', '#c8473d'])) +
    at(
      360,
      1140,
      1,
      many(8, (i) => round(-90, -26 - i * 24, 180, 20, 4, i % 2 ? '#e9e4d4' : '#cfd9dd')),
    )
  const extinguisher = at(
    1120,
    880,
    0.9,
    round(-26, -120, 52, 120, 20, '#c8372d') +
      rect(-12, -146, 24, 28, '#33383b') +
      stroke('M12-136q50 10 34 70', '#33383b', 8),
  )
  return (
    walls +
    windowAtEnd +
    doors +
    lampOn +
    sign +
    extinguisher +
    (after
      ? poly(
          [
            [560, 900],
            [1040, 900],
            [1180, 1200],
            [420, 1200],
          ],
          '#ffffff',
          'opacity=".18"',
        )
      : heap)
  )
}

export function ceiling(scene: Scene): string {
  const { place, trouble, after } = scene
  const wall = place.pick(['#dfe6de', '#e8dfd0', '#dbe4ea'])
  const room =
    rect(-80, -60, WIDTH + 160, 460, '#f4f2ea') +
    rect(-80, 400, WIDTH + 160, 620, wall) +
    rect(-80, 384, WIDTH + 160, 26, '#ffffff') +
    rect(-80, 1010, WIDTH + 160, 280, '#b58a5c') +
    many(9, (i) => stroke(`M${-60 + i * 210} 1012L${-260 + i * 260} 1280`, '#98703f', 4)) +
    rect(-80, 990, WIDTH + 160, 26, '#efe9dc')
  const picture =
    rect(1050, 480, 260, 200, '#8d5b3d') +
    rect(1068, 498, 224, 164, '#cfe3d6') +
    shape('M1068 662l80-90l60 56l40-30l44 64z', '#6b9a7a') +
    dot(1240, 540, 22, '#f0c66a')
  const sofa =
    shadow(460, 1130, 420, 26) +
    round(90, 820, 740, 230, 40, '#6b8fa3') +
    round(60, 900, 130, 230, 36, '#5a7c8f') +
    round(730, 900, 130, 230, 36, '#5a7c8f') +
    round(180, 940, 280, 130, 26, '#83a5b8') +
    round(470, 940, 280, 130, 26, '#83a5b8')
  const stain =
    shape(blob(trouble, 760, 210, 360, 130, 0.16), '#c9ad7c', 'opacity=".75"') +
    shape(blob(trouble, 760, 214, 280, 94, 0.16), '#b08f5a', 'opacity=".7"') +
    shape(blob(trouble, 780, 222, 150, 52, 0.16), '#8f7142', 'opacity=".7"')
  const drip = many(
    7,
    (i) =>
      stroke(`M${600 + i * 60} ${290 + ((i * 31) % 50)}v${50 + ((i * 47) % 90)}`, '#8fb6cf', 6, 'opacity=".85"') +
      shape(`M${600 + i * 60} ${470 + ((i * 83) % 260)}q-16 30 0 40q16-10 0-40z`, '#7fb0d0'),
  )
  const streaks = many(5, (i) =>
    stroke(`M${560 + i * 100} 400v${120 + ((i * 61) % 160)}`, '#b79f74', 24, 'opacity=".4"'),
  )
  const basin = at(
    980,
    1120,
    1.2,
    shadow(0, 0, 170, 18) +
      shape('M-160-110H160L120-6Q0 10-120-6Z', '#d65a6a') +
      oval(0, -110, 160, 34, '#f2a3ad') +
      oval(0, -106, 140, 26, '#9cc7dd'),
  )
  const fresh =
    rect(420, 60, 700, 300, '#ffffff', 'opacity=".75"') +
    at(
      1120,
      1120,
      1.15,
      stroke('M-120 0L-30-560M120 0L30-560', '#c9ced1', 17) +
        many(5, (i) => stroke(`M${-104 + i * 16} ${-100 - i * 100}H${104 - i * 16}`, '#c9ced1', 13)),
    ) +
    at(1320, 1130, 1, round(-44, -84, 88, 84, 8, '#c9ced1') + oval(0, -84, 44, 12, '#ffffff'))
  return room + (after ? '' : stain + streaks) + picture + sofa + (after ? fresh : drip + basin)
}
