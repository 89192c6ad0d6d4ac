// What one report of the city will be: drawn from its day and number alone, so that the same city comes out whichever thread draws it.
// Shares are of a working city: near half are put right on the spot, one in twenty is late, one in thirty meets a decline or rework.
import type { Matter } from '../../contract/src/matter/schemas.ts'
import { type Random, random } from '../../server/db/seed/district/random.ts'
import type { Area } from './areas.ts'
import type { CitySize } from './size.ts'

export type Ending = 'archived' | 'rejected' | 'voided' | 'open' | 'untouched'
export type Detour =
  | 'returned'
  | 'declined'
  | 'suspended'
  | 'extended'
  | 'reworked'
  | 'reopened'
  | 'supervised'
  | 'followedUp'
  | 'remarked'

export interface Story {
  /** 1, 2, 3 … over the whole city, in order of time. */
  nth: number
  at: number
  grid: Area
  matter: Matter
  condition: string | null
  source: 'worker' | 'patrol' | 'resident' | 'hotline' | 'counter' | 'police' | 'superior'
  isSpot: boolean
  ending: Ending
  detours: ReadonlySet<Detour>
  /** Dispatched to the team of the grid, not to a department. */
  toTeam: boolean
  /** Part of the promised time that it takes; above 1 it is late. */
  pace: number
  chance: Random
}

const sources: readonly [Story['source'], number][] = [
  ['worker', 0.5],
  ['patrol', 0.12],
  ['resident', 0.14],
  ['hotline', 0.14],
  ['counter', 0.06],
  ['police', 0.02],
  ['superior', 0.02],
]
const detours: readonly [Detour, number][] = [
  ['returned', 0.02],
  ['declined', 0.03],
  ['suspended', 0.012],
  ['extended', 0.02],
  ['reworked', 0.03],
  ['reopened', 0.01],
  ['supervised', 0.005],
  ['followedUp', 0.08],
  ['remarked', 0.05],
]

/** Part of a day's reports that come in each hour of the day, 0 to 23 in Shanghai. */
const hours = [1, 1, 1, 1, 1, 2, 8, 30, 75, 85, 80, 60, 30, 40, 70, 72, 60, 45, 30, 28, 25, 15, 6, 2]
const dayMs = 86_400_000
const shanghai = 8 * 3_600_000
const halfHour = 1_800_000

export interface Day {
  from: number
  /** Number of reports before it. */
  before: number
  count: number
  /** The last half hour of reports that nobody touches. */
  isRush: boolean
}

/** The days of the city; weekends are quieter, and the second year is busier. */
export function dayPlan({ incidents, days, until, rush }: CitySize): Day[] {
  const today = Math.floor((until + shanghai) / dayMs)
  const first = today - days + 1
  const weights = Array.from({ length: days }, (_, n) => {
    const weekday = (first + n + 3) % 7
    const part = n === days - 1 ? ((until + shanghai) % dayMs) / dayMs : 1
    return (weekday >= 5 ? 0.72 : 1.11) * (0.92 + (0.16 * n) / days) * part
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  let [weight, before] = [0, 0]
  const plan = weights.map((w, n) => {
    weight += w
    const count = Math.round((incidents * weight) / sum) - before
    const day = { from: (first + n) * dayMs - shanghai, before, count, isRush: false }
    before += count
    return day
  })
  return [...plan, { from: until - halfHour, before: incidents, count: rush, isRush: true }].filter((d) => d.count > 0)
}

/** The instants of a day's reports, in order. */
export function instantsOf({ seed, until }: CitySize, day: Day): number[] {
  if (day.isRush) return Array.from({ length: day.count }, (_, n) => day.from + Math.floor((n * halfHour) / day.count))
  const chance = random(seed, `day ${day.from}`)
  const end = Math.min(day.from + dayMs, until)
  const draw = (): number => {
    for (;;) {
      const at = day.from + pickWeighted(chance, hours) * 3_600_000 + chance.int(0, 3_599_999)
      if (at < end) return at
    }
  }
  return Array.from({ length: day.count }, draw).sort((a, b) => a - b)
}

const pickWeighted = (chance: Random, weights: readonly number[]): number => {
  let left = chance.next() * weights.reduce((a, b) => a + b, 0)
  const found = weights.findIndex((w) => {
    left -= w
    return left < 0
  })
  return found < 0 ? weights.length - 1 : found
}

export interface Ground {
  grids: readonly Area[]
  /** Matters that people file, in force on the day. */
  mattersOn(at: number): readonly Matter[]
}

/** Index with the skew of a city: the first tenth takes near a third of everything. */
const skewed = (chance: Random, count: number): number => Math.floor(count * chance.next() ** 2.2)

export function drawStory(size: CitySize, ground: Ground, nth: number, at: number, isRush: boolean): Story {
  const chance = random(size.seed, `story ${nth}`)
  const matters = ground.mattersOn(at).filter((m) => !isRush || m.procedure === 'coordinated')
  const matter = matters[skewed(chance, matters.length)]!
  // Multiplied by a number that shares no factor with it, so that busy grids lie all over the city.
  const grid = ground.grids[(skewed(chance, ground.grids.length) * 7919) % ground.grids.length]!
  const { conditions } = matter
  const source =
    sources[
      pickWeighted(
        chance,
        sources.map(([, w]) => w),
      )
    ]![0]
  const isOwn = !isRush && (source === 'worker' || source === 'patrol')
  const mustBeSpot = matter.procedure === 'ordinary'
  const age = size.until - at
  return {
    nth,
    at,
    grid,
    matter,
    condition: conditions.length > 0 ? chance.pick(conditions).id : null,
    source,
    isSpot: isOwn && matter.procedure !== 'approval' && (mustBeSpot ? chance.chance(0.9) : chance.chance(0.6)),
    ending: isRush ? 'untouched' : endingOf(chance, age),
    detours: new Set(detours.filter(([, share]) => chance.chance(share)).map(([name]) => name)),
    toTeam: chance.chance(0.45),
    pace: chance.chance(0.05) ? chance.between(1.05, 2) : chance.between(0.1, 0.95),
    chance,
  }
}

/** Some of the last four months are stuck: nobody goes on with them, and supervision repeats. */
function endingOf(chance: Random, age: number): Ending {
  const lot = chance.next()
  if (lot < 0.025) return 'rejected'
  if (lot < 0.032) return 'voided'
  if (lot < 0.06 && age < 120 * dayMs) return 'open'
  return 'archived'
}
