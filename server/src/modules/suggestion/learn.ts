// Learning in constant memory: incidents are streamed past several times, never held. The first pass counts words, places and classes;
// three learn a softmax regression by AdaGrad on all but the last tenth, in the order of time; that tenth is judged at the end of the
// third as if it were tomorrow, and learned from in the last. Deterministic: the same incidents in the same order give the same model.
// Why this learner and no other: docs/decisions/0016.
import { fewestIncidents } from '@linli/contract/suggestion/schemas.ts'
import { type Counts, type Judgement, openFigures } from './figures.ts'
import { featuresOf, type Model, type ModelClass } from './model.ts'

export interface Example {
  words: readonly string[]
  areaCode: string
  at: number
  matter: string
  condition: string | null
  unit: string | null
}

const learningPasses = 3
/** So often `learn` wants to see everything, after the one pass of `count`. */
export const passes = learningPasses + 1
const rate = 0.5
const heldBack = 0.1
/** The memory stays the same whatever a county brings: 300 × 7,500 weights and their squares are 18 MB. */
const most = { words: 6000, places: 1500, classes: 300, counted: 200_000 } as const
/** Rarer ones are chance; and a word that only two reports ever had may be a name. */
const fewest = { word: 3, class: 5, place: 3 } as const

export interface Learned extends Judgement {
  n: number
  matters: number
  /** Null when there are too few. */
  model: Model | null
}

export interface Learner {
  /** First pass. */
  count(batch: readonly Example[]): void
  /** After the first pass: whether there is anything to learn. */
  begin(): boolean
  learn(batch: readonly Example[]): void
  endPass(): void
  result(): Learned
}

const bump = (counts: Counts, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

/** Forgets what was seen seldom when there is too much of it: what matters comes again (lossy counting). */
function thin(counts: Counts): void {
  for (let least = 1; counts.size > most.counted; least++)
    for (const [key, count] of counts) if (count <= least) counts.delete(key)
}

const topOf = (counts: Counts, limit: number, least: number): [string, number][] =>
  [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)

const keyOf = ({ matter, condition }: ModelClass) => `${matter}\n${condition ?? ''}`

function classOf(key: string): ModelClass {
  const [matter = '', condition = ''] = key.split('\n')
  return { matter, condition: condition || null }
}

export function openLearner(): Learner {
  const words: Counts = new Map()
  const places: Counts = new Map()
  const classes: Counts = new Map()
  const matters = new Set<string>()
  let n = 0
  let trainer: Trainer | null = null
  return {
    count(batch) {
      for (const example of batch) {
        n++
        for (const word of example.words) bump(words, word)
        for (const name of featuresOf([], example.areaCode, 0)) if (/^[cg]:/.test(name)) bump(places, name)
        bump(classes, keyOf(example))
        matters.add(example.matter)
      }
      for (const counts of [words, places, classes]) thin(counts)
    },
    begin() {
      const known = topOf(classes, most.classes, fewest.class).map(([key]) => classOf(key))
      if (n < fewestIncidents || known.length < 2) return false
      const times = ['h:0', 'h:1', 'h:2', 'h:3', 'h:4', 'h:5', 'd:true', 'd:false']
      const features = [
        ...topOf(words, most.words, fewest.word).map(([word]) => `w:${word}`),
        ...topOf(places, most.places, fewest.place).map(([place]) => place),
        ...times,
      ]
      trainer = openTrainer(Math.floor(n * (1 - heldBack)), features, known)
      return true
    },
    learn: (batch) => trainer?.learn(batch),
    endPass: () => trainer?.endPass(),
    result() {
      const common = { n, matters: matters.size }
      if (!trainer) return { ...common, state: 'tooFew', figures: null, model: null }
      const counts = new Map(topOf(words, most.words, fewest.word))
      return { ...common, ...trainer.judgement(), model: { n, counts, ...trainer.model() } }
    },
  }
}

interface Trainer {
  learn(batch: readonly Example[]): void
  endPass(): void
  judgement(): Judgement
  model(): Omit<Model, 'n' | 'counts'>
}

function openTrainer(border: number, names: readonly string[], classes: readonly ModelClass[]): Trainer {
  const features = new Map(names.map((name, i) => [name, i]))
  const numbers = new Map(classes.map((one, k) => [keyOf(one), k]))
  const weights = new Float32Array((names.length + 1) * classes.length)
  const stepOf = openSteps(weights, classes.length)
  const step = (example: Example) => {
    const right = numbers.get(keyOf(example))
    if (right === undefined) return
    const given = featuresOf(example.words, example.areaCode, example.at)
    stepOf([...given.flatMap((name) => features.get(name) ?? []), names.length], right)
  }
  const history = openHistory()
  const figures = openFigures({ features, classes, weights, scale: 1 }, history)
  let [at, pass] = [0, 1]
  return {
    learn(batch) {
      for (const example of batch) {
        const isHeldBack = at++ >= border
        if (!isHeldBack && pass === 1) history.note(example)
        if (isHeldBack && pass === learningPasses) figures.judge(example)
        if (isHeldBack && pass === passes) history.note(example)
        if (isHeldBack === (pass === passes)) step(example)
      }
    },
    endPass() {
      at = 0
      pass++
    },
    judgement: figures.result,
    model() {
      const largest = weights.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-6)
      const packed = Int16Array.from(weights, (w) => Math.round((w / largest) * 32_767))
      return { features, classes, weights: packed, scale: largest / 32_767, ...history.result() }
    },
  }
}

/** One step of stochastic gradient descent on the softmax loss, each weight with a rate of its own (AdaGrad). */
function openSteps(weights: Float32Array, count: number): (rows: readonly number[], right: number) => void {
  const squares = new Float32Array(weights.length)
  const shares = new Float64Array(count)
  return (rows, right) => {
    shares.fill(0)
    for (const row of rows) for (let k = 0; k < count; k++) shares[k] = shares[k]! + weights[row * count + k]!
    const top = shares.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    let total = 0
    for (let k = 0; k < count; k++) total += shares[k] = Math.exp(shares[k]! - top)
    for (let k = 0; k < count; k++) {
      const slope = shares[k]! / total - (k === right ? 1 : 0)
      if (Math.abs(slope) < 1e-5) continue
      for (const row of rows) {
        const i = row * count + k
        const square = squares[i]! + slope * slope
        squares[i] = square
        weights[i] = weights[i]! - (rate * slope) / (1e-3 + Math.sqrt(square))
      }
    }
  }
}

/** What was done where and by whom, as counts: the reasons in figures, and the unit. */
function openHistory() {
  const units: Counts = new Map()
  const places: Counts = new Map()
  const matters: Counts = new Map()
  return {
    matters,
    units: () => unitsOf(units),
    note({ matter, areaCode, unit }: Example) {
      bump(matters, matter)
      const community = areaCode.slice(0, 12)
      if (community.length === 12) {
        bump(places, `${matter}|${community}`)
        bump(places, `|${community}`)
        thin(places)
      }
      if (!unit) return
      bump(units, `${matter}|${areaCode.slice(0, 9)}\n${unit}`)
      bump(units, `${matter}|\n${unit}`)
      thin(units)
    },
    result: () => ({
      units: unitsOf(units),
      places: Object.fromEntries(topOf(places, most.counted, fewest.place)),
    }),
  }
}
export type History = ReturnType<typeof openHistory>

function unitsOf(counts: Counts): Model['units'] {
  const units: Record<string, [string, number][]> = {}
  for (const [key, count] of topOf(counts, most.counted, 1)) {
    const [of = '', unit = ''] = key.split('\n')
    units[of] ??= []
    units[of].push([unit, count])
  }
  return units
}
