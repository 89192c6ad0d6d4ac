import type { Random } from '../random.ts'
import type { RoadSeed } from '../types.ts'
import { add, left, minus, mix, type Spot, times, unit } from './plane.ts'

/**
 * A quarter: streets crossing each other, blocks between them, blocks cut into cells by lanes and walls. A cell becomes a
 * grid. Every side of a cell is a stretch of one shared curve, and a lane that meets a street leaves its node on the
 * street's curve, so neighbours have the same vertices by construction and tile the quarter without gap or overlap.
 */
export type Way = { name: string; class: RoadSeed['class'] | 'wall'; widthM: number }

export type Cut =
  | { cut: 'v' | 'h'; at: number; way: Way; first: Cut; second: Cut }
  /** `name` is what people call the cell inside its block. */
  | { cut: null; name: string }

export type Block = { compound: string; cut: Cut }

export type QuarterSpec = {
  /** Where the lattice's lines cross, in metres; west → east and south → north. */
  columns: number[]
  rows: number[]
  /** Straightness is not of this world: lays the lattice into the landscape. */
  bend: (spot: Spot) => Spot
  verticals: Way[]
  horizontals: Way[]
  /** Rows from the north, blocks from the west. */
  blocks: Block[][]
}

/** A node is an object of its own: two cells that share it hold the same one. */
export type Node = { spot: Spot }

export type Side = { way: Way; nodes: Node[] }

/** West → east and south → north along every side. */
export type Cell = {
  compound: string
  name: string
  south: Side
  east: Side
  north: Side
  west: Side
  /** Direction of the block's rows of houses. */
  axis: Spot
}

export type Quarter = {
  cells: Cell[]
  outline: { south: Side; east: Side; north: Side; west: Side }
  /** Streets and lanes, not walls. */
  streets: { way: Way; spots: Spot[] }[]
}

type Curve = { way: Way; start: Node; end: Node; bulge: number; stops: { t: number; node: Node }[] }
type Stretch = { curve: Curve; from: number; to: number }
type Frame = { south: Stretch; east: Stretch; north: Stretch; west: Stretch }

function curveBetween(start: Node, end: Node, way: Way, bulge: number): Curve {
  return {
    way,
    start,
    end,
    bulge,
    stops: [
      { t: 0, node: start },
      { t: 1, node: end },
    ],
  }
}

function spotAt(curve: Curve, t: number): Spot {
  const run = minus(curve.end.spot, curve.start.spot)
  return add(mix(curve.start.spot, curve.end.spot, t), times(left(unit(run)), curve.bulge * 4 * t * (1 - t)))
}

function stopAt(curve: Curve, t: number): Node {
  const there = curve.stops.find((stop) => stop.t === t)
  if (there) return there.node
  const node = { spot: spotAt(curve, t) }
  curve.stops.push({ t, node })
  curve.stops.sort((a, b) => a.t - b.t)
  return node
}

/** Nodes enough that the curve looks like one. */
function smooth(curve: Curve) {
  for (const t of [0.25, 0.5, 0.75]) {
    if (curve.stops.every((stop) => Math.abs(stop.t - t) > 0.12)) stopAt(curve, t)
  }
}

function side({ curve, from, to }: Stretch): Side {
  return { way: curve.way, nodes: curve.stops.filter(({ t }) => t >= from && t <= to).map(({ node }) => node) }
}

const whole = (curve: Curve): Stretch => ({ curve, from: 0, to: 1 })
const along = (stretch: Stretch, share: number) => stretch.from + (stretch.to - stretch.from) * share

type Plan = { curves: Curve[]; cells: (() => Cell)[]; random: Random }

/** Cuts a frame down to cells; `v` runs south → north and has its western part first, `h` its northern part first. */
function divide(plan: Plan, block: Block, cut: Cut, frame: Frame, axis: Spot) {
  if (cut.cut === null) {
    const { south, east, north, west } = frame
    plan.cells.push(() => ({
      compound: block.compound,
      name: cut.name,
      south: side(south),
      east: side(east),
      north: side(north),
      west: side(west),
      axis,
    }))
    return
  }
  const [low, high] = cut.cut === 'v' ? [frame.south, frame.north] : [frame.west, frame.east]
  const at = cut.cut === 'v' ? cut.at : 1 - cut.at
  const [lowT, highT] = [along(low, at + plan.random.between(-0.03, 0.03)), along(high, at)]
  const bulge = cut.way.class === 'wall' ? 0 : plan.random.between(-3, 3)
  const curve = curveBetween(stopAt(low.curve, lowT), stopAt(high.curve, highT), cut.way, bulge)
  plan.curves.push(curve)
  const before = (stretch: Stretch, to: number) => ({ ...stretch, to })
  const after = (stretch: Stretch, from: number) => ({ ...stretch, from })
  if (cut.cut === 'v') {
    divide(
      plan,
      block,
      cut.first,
      { ...frame, south: before(low, lowT), north: before(high, highT), east: whole(curve) },
      axis,
    )
    divide(
      plan,
      block,
      cut.second,
      { ...frame, south: after(low, lowT), north: after(high, highT), west: whole(curve) },
      axis,
    )
  } else {
    divide(
      plan,
      block,
      cut.first,
      { ...frame, west: after(low, lowT), east: after(high, highT), south: whole(curve) },
      axis,
    )
    divide(
      plan,
      block,
      cut.second,
      { ...frame, west: before(low, lowT), east: before(high, highT), north: whole(curve) },
      axis,
    )
  }
}

const get = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new Error(`the quarter's plan has no item ${index}`)
  return item
}

function lattice(spec: QuarterSpec, random: Random) {
  const nodes = spec.columns.map((x) =>
    spec.rows.map((y): Node => ({ spot: spec.bend([x + random.between(-3, 3), y + random.between(-3, 3)]) })),
  )
  const node = (i: number, j: number) => get(get(nodes, i), j)
  const bulge = () => random.between(-3.5, 3.5)
  const rising = spec.columns.map((_, i) =>
    spec.rows.slice(1).map((_, j) => curveBetween(node(i, j), node(i, j + 1), get(spec.verticals, i), bulge())),
  )
  const running = spec.rows.map((_, j) =>
    spec.columns.slice(1).map((_, i) => curveBetween(node(i, j), node(i + 1, j), get(spec.horizontals, j), bulge())),
  )
  return { rising, running }
}

function join(curves: readonly Curve[]): Side {
  const nodes = curves.flatMap((curve, i) => side(whole(curve)).nodes.slice(i === 0 ? 0 : 1))
  return { way: get(curves, 0).way, nodes }
}

export function layOut(spec: QuarterSpec, random: Random): Quarter {
  const { rising, running } = lattice(spec, random)
  const plan: Plan = { curves: [], cells: [], random }
  const top = spec.rows.length - 2
  spec.blocks.forEach((row, fromNorth) => {
    row.forEach((block, i) => {
      const j = top - fromNorth
      const [south, north] = [get(get(running, j), i), get(get(running, j + 1), i)]
      const [west, east] = [get(get(rising, i), j), get(get(rising, i + 1), j)]
      const axis = unit(add(minus(south.end.spot, south.start.spot), minus(north.end.spot, north.start.spot)))
      const frame = { south: whole(south), east: whole(east), north: whole(north), west: whole(west) }
      divide(plan, block, block.cut, frame, axis)
    })
  })
  for (const curve of [...rising.flat(), ...running.flat(), ...plan.curves]) smooth(curve)
  const lines = [...rising, ...running].map(join)
  const lanes = plan.curves.filter((curve) => curve.way.class !== 'wall').map((curve) => side(whole(curve)))
  return {
    cells: plan.cells.map((cell) => cell()),
    outline: {
      south: get(lines, rising.length),
      north: get(lines, lines.length - 1),
      west: get(lines, 0),
      east: get(lines, rising.length - 1),
    },
    streets: [...lines, ...lanes].map(({ way, nodes }) => ({ way, spots: nodes.map((n) => n.spot) })),
  }
}

/** Against the clock, not closed. */
export function ringOf({ south, east, north, west }: Pick<Cell, 'south' | 'east' | 'north' | 'west'>): Spot[] {
  const spots = (nodes: Node[]) => nodes.slice(0, -1).map((n) => n.spot)
  return [
    ...spots(south.nodes),
    ...spots(east.nodes),
    ...spots([...north.nodes].reverse()),
    ...spots([...west.nodes].reverse()),
  ]
}
