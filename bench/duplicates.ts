// npm run bench -- duplicates FILE.csv: how well likeness tells duplicates from neighbours, on pairs of real requests that are labelled by
// a rule (bench/README.md, Duplicates). The constants of the score were chosen on the first part by time; what is printed is the rest.
import {
  isShown,
  type Likeness,
  likelyFrom,
  scoreLikeness,
  searched,
  shareWords,
  shownFrom,
  sureBox,
} from '@linli/contract/incident/likeness.ts'
import { wordsOf } from '../server/src/modules/matter/words.ts'
import { short, table } from './lib/figures.ts'
import { dice, type Request, readRequests } from './lib/requests.ts'
import { keep } from './lib/results.ts'

const hour = 3_600_000
const metresPerDegree = 111_320
const chosenOn = 0.6
/** Closed within so long of one another: one visit. */
const visitMinutes = 3
/** A phone in the street is off by as much. */
const noiseMetres = 15
const farMetres = 1000

interface Placed extends Request {
  lng: number
  lat: number
  closed: number
  seen: { lng: number; lat: number }
  cut: string[]
}

interface Pair {
  a: Placed
  b: Placed
  likeness: Likeness
  score: number
  isSameVisit: boolean
  isSameAddress: boolean
}

const apart = (a: { lng: number; lat: number }, b: { lng: number; lat: number }): number =>
  Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * metresPerDegree

function placed(requests: readonly Request[]): Placed[] {
  const roll = dice(20_151_211)
  const bell = () => Math.sqrt(-2 * Math.log(roll() + 1e-12)) * Math.cos(2 * Math.PI * roll())
  return requests.flatMap((r) => {
    if (r.lng === null || r.lat === null || r.closed === null) return []
    const seen = {
      lng: r.lng + (bell() * noiseMetres) / (metresPerDegree * Math.cos((r.lat * Math.PI) / 180)),
      lat: r.lat + (bell() * noiseMetres) / metresPerDegree,
    }
    return [{ ...r, lng: r.lng, lat: r.lat, closed: r.closed, seen, cut: wordsOf(r.words) }]
  })
}

/** Noise – Commercial and Noise – Street are matters of one class. */
const classOf = (kind: string) => kind.split(' - ')[0]!

/** Pairs of which the later came while the earlier was open, both in one postal district and so near that the search would look at them. */
function pairsOf(
  requests: readonly Placed[],
  weight: (word: string) => number,
): { near: Pair[]; far: { pairs: number; together: number } } {
  const near: Pair[] = []
  const far = { pairs: 0, together: 0 }
  for (const list of Map.groupBy(requests, (r) => r.zip).values())
    list.forEach((a, i) => {
      for (const b of list.slice(i + 1)) {
        if (b.at - a.at > searched.openDays * 24 * hour) break
        if (b.at >= a.closed) continue
        const isSameVisit = Math.abs(a.closed - b.closed) <= visitMinutes * 60_000
        const metres = apart(a.seen, b.seen)
        if (metres > farMetres) {
          far.pairs++
          if (isSameVisit) far.together++
        }
        if (metres > searched.metres) continue
        const kind = a.kind === b.kind ? 'matter' : classOf(a.kind) === classOf(b.kind) ? 'class' : 'other'
        const words = shareWords(a.cut, b.cut, weight).share
        const likeness: Likeness = {
          metres,
          commonDigits: 15,
          hours: (b.at - a.at) / hour,
          standing: 'open',
          kind,
          words,
        }
        near.push({ a, b, likeness, score: scoreLikeness(likeness), isSameVisit, isSameAddress: apart(a, b) < 1 })
      }
    })
  return { near, far }
}

type Label = (pair: Pair) => boolean | null
const labels: Record<string, { about: string; of: Label }> = {
  visit: {
    about: 'same visit: closed within 3 minutes of one another, whatever place, kind and words say',
    of: (p) => p.isSameVisit,
  },
  both: {
    about: 'same visit and same address; different in both; what agrees in one only is left out',
    of: (p) => (p.isSameVisit === p.isSameAddress ? p.isSameVisit : null),
  },
}

const inBox = ({ kind, metres, hours }: Likeness) =>
  kind === 'matter' && metres! <= sureBox.metres && hours <= sureBox.hours
const rules: Record<string, (p: Pair) => boolean> = {
  [`box of before: same matter, ${sureBox.metres} m, ${sureBox.hours} h`]: (p) => inBox(p.likeness),
  'shown (score or box)': (p) => isShown(p.likeness, p.score),
  ...Object.fromEntries(
    [shownFrom, 0.2, 0.25, 0.3, likelyFrom, 0.5, 0.6].map((least) => [
      `score from ${least}${least === likelyFrom ? ' (likely)' : ''}`,
      (p: Pair) => p.score >= least,
    ]),
  ),
}

interface Figures {
  shown: number
  precision: number
  recall: number
}

function measure(pairs: readonly (Pair & { label: boolean })[], rule: (p: Pair) => boolean): Figures {
  const shown = pairs.filter(rule)
  const right = shown.filter((p) => p.label).length
  return {
    shown: shown.length,
    precision: short(right / shown.length),
    recall: short(right / pairs.filter((p) => p.label).length),
  }
}

/** Mean precision over all places where a duplicate stands when the pairs are put in order. */
function averagePrecision(pairs: readonly (Pair & { label: boolean })[], by: (p: Pair) => number): number {
  let [right, sum] = [0, 0]
  pairs
    .toSorted((x, y) => by(y) - by(x))
    .forEach((p, i) => {
      if (p.label) sum += ++right / (i + 1)
    })
  return short(sum / right)
}

/** Of reports that have a duplicate: how often one is among the three likeliest. */
function amongThree(pairs: readonly (Pair & { label: boolean })[]): number {
  const reports = [...Map.groupBy(pairs, (p) => p.b.key).values()].filter((list) => list.some((p) => p.label))
  const found = reports.filter((list) =>
    list
      .filter((p) => isShown(p.likeness, p.score))
      .toSorted((x, y) => y.score - x.score)
      .slice(0, 3)
      .some((p) => p.label),
  )
  return short(found.length / reports.length)
}

const requests = placed(readRequests('duplicates', process.argv[2]))
const counts = new Map<string, number>()
for (const { cut } of requests) for (const word of cut) counts.set(word, (counts.get(word) ?? 0) + 1)
const { near, far } = pairsOf(requests, (word) => Math.log(1 + requests.length / counts.get(word)!))
const border = requests[Math.floor(requests.length * chosenOn)]!.at
const judged = near.filter((p) => p.b.at >= border)

const roll = dice(7)
const chance = new Map(judged.map((p) => [p, roll()]))
const figures = Object.entries(labels).map(([name, { about, of }]) => {
  const pairs = judged.flatMap((p) => {
    const label = of(p)
    return label === null ? [] : [{ ...p, label, chance: chance.get(p)! }]
  })
  return {
    label: name,
    about,
    pairs: pairs.length,
    duplicates: pairs.filter((p) => p.label).length,
    averagePrecision: {
      likeness: averagePrecision(pairs, (p) => p.score),
      nearAlone: averagePrecision(pairs, (p) => -p.likeness.metres!),
      recentAlone: averagePrecision(pairs, (p) => -p.likeness.hours),
      chance: averagePrecision(pairs, (p) => (p as Pair & { chance: number }).chance),
    },
    amongThree: amongThree(pairs),
    rules: Object.fromEntries(Object.entries(rules).map(([rule, fits]) => [rule, measure(pairs, fits)])),
  }
})

const farRate = short(far.together / far.pairs)
const page = figures
  .map((f) =>
    [
      `## ${f.about}`,
      '',
      `${f.pairs} pairs, ${f.duplicates} of them duplicates; of reports that have one, it is among the three likeliest in ${f.amongThree}. Average precision: likeness ${f.averagePrecision.likeness}, near alone ${f.averagePrecision.nearAlone}, recent alone ${f.averagePrecision.recentAlone}, chance ${f.averagePrecision.chance}.`,
      '',
      table(
        ['rule', 'pairs shown', 'precision', 'recall'],
        Object.entries(f.rules).map(([rule, m]) => [rule, m.shown, m.precision, m.recall]),
      ),
    ].join('\n'),
  )
  .join('\n\n')
keep(
  {
    name: 'duplicates',
    about: `Pairs of requests of which the later came while the earlier was open, at most ${searched.metres} m apart (positions given ${noiseMetres} m of noise). Constants chosen on the first ${chosenOn * 100} % by time, measured on the rest. Of pairs more than a kilometre apart, which cannot be one occurrence, ${farRate} were closed within ${visitMinutes} minutes all the same: that much of the first label is wrong.`,
    settings: {
      requests: requests.length,
      chosenOn,
      visitMinutes,
      noiseMetres,
      shownFrom,
      likelyFrom,
      closedTogetherFarApart: farRate,
    },
    figures,
  },
  page,
)
