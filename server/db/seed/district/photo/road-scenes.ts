import { laneMarks, street, tree } from './backdrop.ts'
import {
  at,
  blob,
  dot,
  faint,
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
import { barrier, CAR_COLOURS, car, cone, person } from './props.ts'

/** What happens to carriageways: covers gone, holes, water, burst pipes, fallen trees. */
function cover(): string {
  const knobs = many(5, (row) => many(7, (i) => round(-118 + i * 36, -40 + row * 19, 22, 9, 4, '#4b5257')))
  return (
    oval(0, 0, 190, 72, '#3a4045') +
    oval(0, -5, 178, 65, '#666e73') +
    oval(0, -5, 178, 65, 'none', 'stroke="#83898d" stroke-width="5"') +
    `<g transform="scale(.95 .9)">${knobs}</g>` +
    oval(-118, -5, 12, 6, '#23282b') +
    oval(118, -5, 12, 6, '#23282b')
  )
}

export function manhole(scene: Scene): string {
  const { after, trouble } = scene
  const hole =
    oval(0, 0, 196, 76, '#8d9296') +
    oval(0, 2, 180, 66, '#15191c') +
    shape('M-178 4A180 66 0 0 1 178 4A180 44 0 0 0-178 4Z', '#6b5a48') +
    stroke('M-60 4V58M60 4V60M-60 28H60M-60 50H60', '#8f979b', 9, 'opacity=".7"')
  const cracks = stroke('M190-20l90-40l60 14M-186 26l-110 40l-50-10M80 70l60 66l20 60', '#34393c', 6, 'opacity=".8"')
  const aside = trouble.chance(0.5)
    ? at(1230, 950, 0.78, shadow(0, 20, 190, 54, 0.3) + cover(), -6)
    : at(330, 1110, 0.72, shadow(0, 16, 190, 54, 0.3) + cover(), 9)
  const ring = oval(0, 0, 226, 92, '#83898c') + oval(0, 0, 204, 80, '#a7abad')
  return (
    street(scene) + laneMarks(960) + at(790, 1070, 1.15, after ? ring + cover() : hole + cracks) + (after ? '' : aside)
  )
}

export function pothole(scene: Scene): string {
  const { trouble, after } = scene
  const hole =
    shape(blob(trouble, 0, 0, 330, 98, 0.16), '#4a4238') +
    shape(blob(trouble, 6, 12, 290, 78, 0.14), '#2f2a25') +
    shape(blob(trouble, 20, 26, 200, 46, 0.14), '#7fa3b5', 'opacity=".8"') +
    many(16, () =>
      shape(
        blob(
          trouble,
          trouble.between(-380, 380),
          trouble.between(-80, 120),
          trouble.between(8, 26),
          trouble.between(6, 14),
          0.3,
        ),
        tint('#6b655c', trouble.between(-0.2, 0.25)),
      ),
    )
  const cracks = many(6, (i) =>
    stroke(
      `M${-300 + i * 120} ${i % 2 ? 84 : -84}l${trouble.between(-60, 60)} ${i % 2 ? 60 : -46}l${trouble.between(-40, 40)} ${i % 2 ? 30 : -24}`,
      '#3f4346',
      6,
    ),
  )
  const patch =
    poly(
      [
        [-360, -110],
        [350, -122],
        [420, 118],
        [-430, 126],
      ],
      '#42474b',
    ) +
    poly(
      [
        [-360, -110],
        [350, -122],
        [420, 118],
        [-430, 126],
      ],
      'none',
      'stroke="#33383b" stroke-width="10"',
    ) +
    many(60, () => oval(trouble.between(-350, 350), trouble.between(-95, 105), 3, 2, '#6e7478'))
  return street(scene, { roadTop: 800 }) + laneMarks(880) + at(780, 1030, 1.25, after ? patch : hole + cracks)
}

export function flooding(scene: Scene): string {
  const { place, trouble, after } = scene
  const water = shape(`M-90 905C200 880 420 930 760 900S1400 880 1700 915V1290H-90Z`, '#8a9a8e', 'opacity=".93"')
  const gleam = many(14, () =>
    stroke(
      `M${trouble.between(-40, 1500)} ${trouble.between(930, 1190)}q60-12 130 0t120 0`,
      '#dfe9e6',
      5,
      'opacity=".6"',
    ),
  )
  const rings = many(18, () =>
    oval(
      trouble.between(0, WIDTH),
      trouble.between(930, 1190),
      30,
      8,
      'none',
      'stroke="#eef5f2" stroke-width="4" opacity=".7"',
    ),
  )
  const rain = many(60, () => {
    const [x, y] = [trouble.between(0, WIDTH + 100), trouble.between(-40, 900)]
    return stroke(`M${x} ${y}l-16 62`, '#eef4f6', 3, 'opacity=".5"')
  })
  const wading =
    car(500, 1020, 1.05, trouble.pick(CAR_COLOURS)) +
    shape('M210 985C340 955 640 960 800 988V1040H210Z', '#8a9a8e', 'opacity=".95"') +
    stroke('M210 984q100-22 190-2t200 0 200 4', '#eef5f2', 7)
  const walker =
    person(1190, 1030, 1.05, '#c8473d') +
    stroke('M1190 700V560', '#4a4f53', 8) +
    shape(
      'M1050 590A140 120 0 0 1 1330 590Q1295 566 1260 590Q1225 566 1190 590Q1155 566 1120 590Q1085 566 1050 590Z',
      '#3f6fa3',
    ) +
    rect(1110, 958, 160, 100, '#8a9a8e', 'opacity=".95"') +
    stroke('M1096 960q90-16 190 0', '#eef5f2', 6)
  const drain = at(
    940,
    1060,
    1,
    round(-110, -34, 220, 68, 8, '#3d4347') + many(8, (i) => round(-96 + i * 25, -24, 12, 48, 5, '#15191c')),
  )
  const wet = faint(
    0.3,
    shape(blob(place, 560, 1070, 420, 80, 0.12), '#3a4a54') + shape(blob(place, 1240, 1090, 260, 60, 0.12), '#3a4a54'),
  )
  return (
    street(scene) +
    laneMarks(960) +
    (after ? wet + drain + cone(820, 1050, 0.9) : water + gleam + rings + wading + walker + rain)
  )
}

export function pipe(scene: Scene): string {
  const { trouble, after } = scene
  const trench =
    shape(blob(trouble, 0, 0, 350, 100, 0.14), '#8a6a48') + shape(blob(trouble, 0, 10, 300, 74, 0.12), '#54402c')
  const tube = (broken: boolean) =>
    stroke('M-280 14H280', '#3f87a5', 46) +
    stroke('M-280 2H280', '#7fbcd2', 10) +
    round(-70, -16, 24, 60, 6, '#2f6a84') +
    round(50, -16, 24, 60, 6, '#2f6a84') +
    (broken
      ? poly(
          [
            [-26, -10],
            [4, 4],
            [-8, 16],
            [22, 30],
            [-30, 34],
          ],
          '#15202a',
        )
      : round(-46, -18, 96, 64, 10, '#c9ced1') +
        dot(-26, -8, 6, '#6b7377') +
        dot(30, -8, 6, '#6b7377') +
        dot(-26, 36, 6, '#6b7377') +
        dot(30, 36, 6, '#6b7377'))
  const jet = many(17, (i) => {
    const spread = (i - 8) * 26 + trouble.between(-14, 14)
    const height = 430 - Math.abs(i - 8) * 24 + trouble.between(-40, 40)
    return stroke(`M0 0Q${spread * 0.4} ${-height} ${spread * 1.5} ${-height * 0.42}`, '#dff1f7', 12, 'opacity=".66"')
  })
  const drops = many(46, () =>
    dot(trouble.between(-330, 330), trouble.between(-430, -20), trouble.between(4, 10), '#e8f6fa', 'opacity=".85"'),
  )
  const pool = shape(blob(trouble, 780, 1080, 760, 130, 0.08), '#7fa3b5', 'opacity=".8"')
  return (
    street(scene, { roadTop: 800 }) +
    (after ? '' : pool) +
    at(780, 1030, 1.15, trench + tube(!after) + (after ? '' : jet + drops)) +
    (after
      ? barrier(300, 1150, 300) + barrier(980, 1150, 300) + person(1300, 980, 1.05, '#2f6fb0', { cap: '#f0c63c' })
      : cone(330, 1010) + cone(1250, 1010))
  )
}

export function fallenTree(scene: Scene): string {
  const { place, trouble, after } = scene
  const crown = many(9, (i) =>
    shape(
      blob(trouble, 240 + (i % 3) * 150, -90 - Math.floor(i / 3) * 90 + (i % 2) * 30, 120, 100, 0.16),
      tint('#5d8f4e', (i % 4) * 0.1 - 0.2),
    ),
  )
  const trunk =
    shape('M-420 40C-300 10-100 0 220-60L236-10C-60 56-280 76-420 96Z', '#7a5a43') +
    stroke('M-80 26L40-120M80-10L220-210', '#7a5a43', 24)
  const roots =
    shape(blob(trouble, -440, 60, 90, 110, 0.25), '#5c432f') +
    many(6, (i) => stroke(`M-450 ${10 + i * 20}q-60 ${-30 + i * 14} -96 ${-46 + i * 26}`, '#5c432f', 10))
  const twigs = many(14, () =>
    shape(
      blob(trouble, trouble.between(150, 1450), trouble.between(1000, 1150), 24, 10, 0.3),
      '#6fa05a',
      'opacity=".85"',
    ),
  )
  const staked =
    tree(place, 800, 890, 0.95) +
    stroke('M740 890L790 640M860 890L810 640', '#b98a57', 13) +
    stroke('M772 690q30-14 58 0', '#e8e2d2', 9)
  return (
    street(scene) +
    laneMarks(980) +
    (after ? staked : at(700, 1010, 1.15, shadow(0, 90, 560, 40, 0.3) + roots + trunk + crown) + twigs)
  )
}
