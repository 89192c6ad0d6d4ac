import { flats, gardenWall, kerb, laneMarks, pavement, road, street, tree } from './backdrop.ts'
import {
  at,
  dot,
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
import { bag, barrier, bicycle, CAR_COLOURS, car, cone, litter, person, wheelBin } from './props.ts'

/** What disturbs a street: rubbish, stalls, bikes, leaflets, a blocked fire lane, a noisy site. */
export function rubbish(scene: Scene): string {
  const { trouble, after } = scene
  const heap = many(9, (i) =>
    bag(trouble, 440 + (i % 5) * 150 + trouble.between(-40, 40), 790 + (i % 3) * 34, trouble.between(0.9, 1.5)),
  )
  const loose = many(16, () => litter(trouble, trouble.between(240, 1320), trouble.between(800, 890)))
  const clean =
    many(5, (i) => stroke(`M${380 + i * 170} 860q60-22 130-8`, '#fff', 5, 'opacity=".35"')) +
    person(1180, 880, 1.15, '#f08a24', { cap: '#f08a24', broom: true }) +
    bag(trouble, 1360, 880, 0.9)
  return street(scene, { wall: true }) + (after ? clean : heap + loose)
}

export function bin(scene: Scene): string {
  const { trouble, after } = scene
  const bins = many(3, (i) => wheelBin(460 + i * 310, 870, 1.35, i, after ? 0 : trouble.between(0.75, 1.05)))
  const crest = many(3, (i) => bag(trouble, 430 + i * 310, 628, 0.95) + bag(trouble, 512 + i * 310, 634, 0.8))
  const spill =
    many(6, (i) => bag(trouble, 330 + i * 190, 885, trouble.between(0.75, 1.1))) +
    many(11, () => litter(trouble, trouble.between(240, 1350), trouble.between(868, 892)))
  return street(scene, { wall: true }) + (after ? bins : crest + bins + spill)
}

function stallTable(scene: Scene): string {
  const { trouble } = scene
  const stripes = ['#c8473d', '#3f7a63', '#2f6f9f']
  const colour = trouble.pick(stripes)
  const goods = many(5, (box) => {
    const fruit = trouble.pick(['#e4572e', '#f2b134', '#7fae4b', '#8d4f8f', '#d94f5c'])
    const x = -290 + box * 122
    return (
      poly(
        [
          [x, -196],
          [x + 108, -196],
          [x + 116, -132],
          [x - 8, -132],
        ],
        '#b98a57',
      ) +
      many(10, (i) =>
        dot(x + 14 + (i % 5) * 20, -202 - Math.floor(i / 5) * 17, 14, tint(fruit, trouble.between(-0.1, 0.2))),
      )
    )
  })
  const awning = many(9, (i) => shape(`M${-350 + i * 78}-430h78v58q-39 40-78 0z`, i % 2 ? '#f7f3ea' : colour))
  return (
    shadow(0, 4, 380, 22, 0.3) +
    stroke('M-330-8V-430M330-8V-430', '#6d747a', 11) +
    poly(
      [
        [-350, -430],
        [350, -430],
        [300, -520],
        [-300, -520],
      ],
      tint(colour, -0.15),
    ) +
    awning +
    poly(
      [
        [-320, -134],
        [320, -134],
        [330, -20],
        [-330, -20],
      ],
      '#8d6b49',
    ) +
    goods +
    round(150, -214, 70, 34, 6, '#dfe4e6') +
    oval(185, -218, 44, 9, '#c2cacd')
  )
}

export function stall(scene: Scene): string {
  const { trouble, after } = scene
  const cart = at(620, 890, 1.02, stallTable(scene))
  const vendor = person(1060, 880, 1.15, trouble.pick(['#6d4c7d', '#2f6f6f', '#8a5a3a']), { cap: '#d9c18a' })
  const boxes = many(5, (i) =>
    at(
      1180 + (i % 3) * 92,
      890 - Math.floor(i / 3) * 70,
      1,
      rect(-44, -70, 88, 68, '#c49a63') + stroke('M-44-36H44M0-70V-2', '#a67d4a', 4),
    ),
  )
  const strip =
    many(9, (i) =>
      poly(
        [
          [180 + i * 150, 812],
          [270 + i * 150, 812],
          [262 + i * 150, 836],
          [164 + i * 150, 836],
        ],
        '#e8c34a',
      ),
    ) + many(9, (i) => dot(220 + i * 150, 824, 8, '#c79a2a', 'opacity=".6"'))
  return (
    street(scene) + strip + (after ? person(1120, 870, 1.05, '#2f6fb0', { cap: '#22456d' }) : cart + vendor + boxes)
  )
}

export function bikes(scene: Scene): string {
  const { trouble, after } = scene
  const colours = ['#f2a33a', '#3c8fd0', '#48b06f']
  const mess = many(11, (i) => {
    const lies = trouble.chance(0.45)
    return bicycle(
      200 + i * 118 + trouble.between(-50, 50),
      800 + (i % 4) * 38,
      1.15,
      trouble.pick(colours),
      lies ? trouble.pick([-74, 68, 80]) : trouble.between(-8, 8),
    )
  })
  const rack =
    stroke('M150 880H1330', '#f4f1e8', 7) + many(10, (i) => stroke(`M${150 + i * 131} 880l-40-110`, '#f4f1e8', 6))
  const row = many(9, (i) => bicycle(230 + i * 131, 860, 1.02, colours[i % 3] ?? '#3c8fd0'))
  return street(scene) + rack + (after ? row : mess)
}

export function leaflets(scene: Scene): string {
  const { place, trouble, after } = scene
  const wall = flats(place, -80, 500, 300, 2) + tree(place, 1340, 420, 1.3) + gardenWall(place, 300, 900)
  const note = (x: number, y: number) => {
    const colour = trouble.pick(['#f8f6ee', '#f5e37b', '#f2b8c6', '#bfe0ee'])
    const lines = many(4, (i) =>
      stroke(`M-50 ${-46 + i * 26}h${trouble.between(50, 98)}`, '#5d6468', 6, 'opacity=".75"'),
    )
    const torn = trouble.chance(0.3)
      ? poly(
          [
            [30, 84],
            [66, 84],
            [66, 40],
          ],
          '#00000033',
        )
      : ''
    return at(
      x,
      y,
      trouble.between(0.75, 1.15),
      rect(-66, -84, 132, 168, colour, 'stroke="#00000022" stroke-width="2"') +
        round(-50, -72, 100, 18, 3, '#c8473d') +
        lines +
        torn,
      trouble.between(-14, 14),
    )
  }
  const pasted = many(15, (i) =>
    note(210 + (i % 5) * 270 + trouble.between(-70, 70), 400 + Math.floor(i / 5) * 160 + trouble.between(-36, 36)),
  )
  const painted =
    rect(120, 322, 1290, 500, '#ece6d8', 'opacity=".82"') +
    rect(120, 322, 1290, 500, 'none', 'stroke="#cfc6b2" stroke-width="5"') +
    person(1330, 1010, 1.25, '#2f8f6b', { cap: '#2f8f6b' }) +
    at(
      1160,
      1010,
      1,
      round(-44, -84, 88, 84, 8, '#c9ced1') +
        oval(0, -84, 44, 12, '#f2eee2') +
        stroke('M-44-80Q0-150 44-80', '#8b9296', 6),
    )
  return (
    rect(-80, -60, WIDTH + 160, 500, '#ffffff', 'opacity=".01"') +
    wall +
    pavement(900, 1100) +
    kerb(1100) +
    road(place, 1140) +
    (after ? painted : pasted)
  )
}

export function fireLane(scene: Scene): string {
  const { place, trouble, after } = scene
  const houses = flats(place, -60, 640, HORIZON + 10, 5) + flats(place, 1010, 680, HORIZON + 10, 5)
  const lane =
    pavement(HORIZON, 800) +
    rect(-80, 790, WIDTH + 160, 500, '#7b7f82') +
    rect(-80, 790, WIDTH + 160, 500, 'url(#fall)')
  const hatch =
    poly(
      [
        [-100, 860],
        [WIDTH + 100, 860],
        [WIDTH + 100, 880],
        [-100, 880],
      ],
      '#f0c63c',
    ) +
    poly(
      [
        [-100, 1120],
        [WIDTH + 100, 1120],
        [WIDTH + 100, 1146],
        [-100, 1146],
      ],
      '#f0c63c',
    ) +
    many(15, (i) =>
      poly(
        [
          [-120 + i * 130, 1120],
          [-96 + i * 130, 1120],
          [64 + i * 130, 880],
          [46 + i * 130, 880],
        ],
        '#f0c63c',
        'opacity=".9"',
      ),
    )
  const hydrant = at(
    790,
    800,
    1.1,
    shadow(0, 0, 46, 9) +
      round(-24, -110, 48, 108, 10, '#c8372d') +
      dot(0, -114, 26, '#d9483c') +
      round(-44, -80, 88, 24, 8, '#b52f26') +
      rect(-32, -10, 64, 12, '#8f241d'),
  )
  const cars = many(3, (i) =>
    car(
      300 + i * 500 + trouble.between(-30, 30),
      1010 + (i % 2) * 60,
      1.08,
      trouble.pick(CAR_COLOURS),
      trouble.chance(0.4),
    ),
  )
  const free =
    cone(170, 868) +
    cone(1440, 868) +
    stroke('M330 1000h840M330 1000l70-50M330 1000l70 50', '#ffffff', 16, 'opacity=".5"')
  return houses + tree(place, 800, HORIZON + 10, 1.35) + lane + hatch + hydrant + (after ? free : cars)
}

export function site(scene: Scene): string {
  const { place, trouble, after } = scene
  const storeys = many(
    4,
    (i) =>
      rect(860, 560 - i * 130, 560, 22, '#9aa0a3') +
      many(5, (k) => rect(876 + k * 130, 560 - i * 130 - 108, 20, 108, '#b4b9bb')),
  )
  const crane =
    rect(560, 60, 26, 620, '#e0a526') +
    many(9, (i) => stroke(`M560 ${90 + i * 66}l26 60M586 ${90 + i * 66}l-26 60`, '#b47f12', 4)) +
    rect(300, 96, 660, 20, '#e0a526') +
    stroke('M573 40L320 98M573 40L940 98', '#8f6a18', 5) +
    rect(548, 120, 52, 60, '#f3efe4') +
    stroke('M850 116V300', '#4a4f53', 4) +
    rect(820, 300, 64, 40, '#a8683d')
  const hoarding = many(
    10,
    (i) =>
      rect(-80 + i * 178, 520, 172, 240, i % 2 ? '#3f87b5' : '#4b95c3') + rect(-80 + i * 178, 520, 172, 20, '#f2efe6'),
  )
  const dust = many(9, () =>
    oval(
      trouble.between(700, 1500),
      trouble.between(330, 640),
      trouble.between(90, 220),
      trouble.between(40, 90),
      '#d8c19a',
      'opacity=".34"',
    ),
  )
  const lamp = at(
    1250,
    250,
    1,
    dot(0, 0, 150, '#fff3b0', 'opacity=".3"') +
      dot(0, 0, 70, '#fff3b0', 'opacity=".5"') +
      round(-36, -22, 72, 44, 8, '#fffbe2'),
  )
  const noise = many(4, (i) =>
    stroke(`M${640 - i * 34} ${690 - i * 52}q-60 60 0 ${100 + i * 90}`, '#d8432f', 13, 'opacity=".75"'),
  )
  const breaker = at(
    730,
    880,
    1.25,
    person(0, 0, 1, '#e8a33a', { cap: '#e8c030' }) +
      stroke('M60-150V-18', '#3c4347', 20) +
      round(30, -190, 62, 40, 8, '#d0562f') +
      many(5, (i) =>
        poly(
          [
            [20 + i * 26, 6],
            [34 + i * 26, -16],
            [48 + i * 26, 6],
          ],
          '#8b8f91',
        ),
      ),
  )
  const gate =
    rect(610, 520, 210, 240, '#6f777c') +
    many(6, (i) => stroke(`M${632 + i * 34} 530V752`, '#4d5459', 6)) +
    round(680, 610, 74, 50, 8, '#f0c63c')
  return (
    rect(-80, 480, WIDTH + 160, 300, '#c9bda4') +
    storeys +
    crane +
    (after ? '' : dust + lamp) +
    hoarding +
    gate +
    pavement(760, 900) +
    kerb(900) +
    road(place, 940) +
    laneMarks(1040) +
    (after ? barrier(980, 880, 330) : breaker + noise + many(4, (i) => litter(trouble, 900 + i * 90, 890)))
  )
}
