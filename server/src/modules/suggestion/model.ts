// What has been learned, as it answers: a linear model over words, place and time of day. One class per filing condition (or per matter
// where none was recorded); a matter's likelihood is the sum of its classes'. Pure; learn.ts makes it, suggest.ts puts it into words.

export interface ModelClass {
  matter: string
  condition: string | null
}

export interface Model {
  /** Closed incidents that it was learned from. */
  n: number
  features: ReadonlyMap<string, number>
  classes: readonly ModelClass[]
  /** Feature by class, the last row being what all have in common; to be multiplied by `scale`. */
  weights: Int16Array | Float32Array
  scale: number
  /** In how many reports a word stands. */
  counts: ReadonlyMap<string, number>
  /** `matter|town` and `matter|`: who did them, the most frequent first. */
  units: Readonly<Record<string, readonly (readonly [unit: string, count: number])[]>>
  /** `matter|community`: how many; `|community`: of how many. */
  places: Readonly<Record<string, number>>
}

/** Fewer say nothing of who usually does it. */
const fewestOfUnit = 5
const hour = 3_600_000
const shanghai = 8 * hour

/** Features of a report. Place is left out where it is unknown, or not for the asker to know of. */
export function featuresOf(words: readonly string[], areaCode: string | null, at: number): string[] {
  const local = new Date(at + shanghai)
  return [
    ...words.map((word) => `w:${word}`),
    ...(areaCode && areaCode.length >= 12 ? [`c:${areaCode.slice(0, 12)}`] : []),
    ...(areaCode && areaCode.length >= 15 ? [`g:${areaCode.slice(0, 15)}`] : []),
    `h:${Math.floor(local.getUTCHours() / 4)}`,
    `d:${local.getUTCDay() % 6 === 0}`,
  ]
}

export interface Judged {
  matter: string
  share: number
  /** The likeliest class of the matter. */
  best: number
  condition: string | null
  /** Share of that condition among those of the matter. */
  conditionShare: number
}

/** All matters by how likely they are; `only` asks within one matter. */
export function judge(
  model: Pick<Model, 'features' | 'classes' | 'weights' | 'scale'>,
  features: readonly string[],
  only?: string,
): Judged[] {
  const shares = sharesOf(model, features)
  const byMatter = new Map<string, Judged>()
  model.classes.forEach(({ matter, condition }, k) => {
    if (only !== undefined && matter !== only) return
    const known = byMatter.get(matter)
    const share = shares[k]!
    if (!known) byMatter.set(matter, { matter, share, best: k, condition, conditionShare: share })
    else {
      known.share += share
      if (share > known.conditionShare) Object.assign(known, { best: k, condition, conditionShare: share })
    }
  })
  const judged = [...byMatter.values()]
  for (const one of judged) one.conditionShare = one.share === 0 ? 0 : one.conditionShare / one.share
  return judged.sort((a, b) => b.share - a.share)
}

/** Softmax over all classes. */
export function sharesOf(
  { features, classes, weights, scale }: Pick<Model, 'features' | 'classes' | 'weights' | 'scale'>,
  given: readonly string[],
): Float64Array {
  const count = classes.length
  const sums = new Float64Array(count)
  const add = (row: number) => {
    for (let k = 0; k < count; k++) sums[k] = sums[k]! + weights[row * count + k]!
  }
  for (const name of given) {
    const row = features.get(name)
    if (row !== undefined) add(row)
  }
  add(features.size)
  const top = sums.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let total = 0
  for (let k = 0; k < count; k++) total += sums[k] = Math.exp((sums[k]! - top) * scale)
  return sums.map((sum) => sum / total)
}

/** By how much a feature speaks for a class rather than for the other matters that it may be; natural logarithm of odds. */
export function speaksFor(model: Model, feature: string, best: number, shares: Float64Array): number {
  const row = model.features.get(feature)
  if (row === undefined) return 0
  const { classes, weights, scale } = model
  let [mean, total] = [0, 0]
  for (let k = 0; k < classes.length; k++) {
    if (classes[k]!.matter === classes[best]!.matter) continue
    mean += shares[k]! * weights[row * classes.length + k]!
    total += shares[k]!
  }
  return total === 0 ? 0 : (weights[row * classes.length + best]! - mean / total) * scale
}

/** How much a word tells: what stands in every report tells nothing, what stands in few tells much. */
export const wordWeight = ({ n, counts }: Pick<Model, 'n' | 'counts'>, word: string): number =>
  Math.log(1 + n / (counts.get(word) ?? 1))

/** Who did most of a matter in this town, else in the county; null where there are not five of them. */
export function bestUnit(
  units: Model['units'],
  matter: string,
  areaCode: string | null,
): { id: string; count: number; of: number } | null {
  const town = areaCode && areaCode.length >= 9 ? [`${matter}|${areaCode.slice(0, 9)}`] : []
  for (const key of [...town, `${matter}|`]) {
    const list = units[key]
    const of = list?.reduce((sum, [, count]) => sum + count, 0) ?? 0
    if (list?.[0] && of >= fewestOfUnit) return { id: list[0][0], count: list[0][1], of }
  }
  return null
}
