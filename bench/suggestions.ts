// npm run bench -- suggestions FILE.csv: how well the matter of a request is suggested from its words, place and time, on the last tenth by
// time, which nothing has seen; the learner of the server beside three others and the floor (bench/README.md, Suggestions). And that
// its memory stays the same however much it reads.

import { wordsOf } from '../server/src/modules/matter/words.ts'
import { type Example, openLearner, passes } from '../server/src/modules/suggestion/learn.ts'
import { featuresOf, judge } from '../server/src/modules/suggestion/model.ts'
import { short, table } from './lib/figures.ts'
import { readRequests } from './lib/requests.ts'
import { keep } from './lib/results.ts'

const heldBack = 0.1
const hour = 3_600_000
/** Reads so much more of the same than there is, for time and memory. */
const repeats = [1, 10, 50]

type Part = 'words' | 'place' | 'time'
const all: readonly Part[] = ['words', 'place', 'time']

const zips = new Map<string, string>()
/** Postal districts stand for communities, squares of some 600 m for grids: area codes are made up so that the server's features fit. */
function areaOf(zip: string, lng: number | null, lat: number | null): string {
  const known = zips.get(zip) ?? `990101${String(zips.size + 1).padStart(6, '0')}`
  zips.set(zip, known)
  if (lng === null || lat === null) return known
  return `${known}${String((Math.floor(lat * 180) * 31 + Math.floor(lng * 140) * 7 + 1e6) % 1000).padStart(3, '0')}`
}

const examples: Example[] = readRequests('suggestions', process.argv[2])
  .filter((r) => r.closed !== null)
  .map((r) => ({
    words: wordsOf(r.words),
    areaCode: areaOf(r.zip, r.lng, r.lat),
    // The source writes local time; the features read Shanghai's.
    at: r.at - 8 * hour,
    matter: r.kind,
    condition: null,
    unit: null,
  }))
const border = Math.floor(examples.length * (1 - heldBack))
const [seen, unseen] = [examples.slice(0, border), examples.slice(border)]

const only = (example: Example, parts: readonly Part[]): Example => ({
  ...example,
  words: parts.includes('words') ? example.words : [],
  areaCode: parts.includes('place') ? example.areaCode : '',
  at: parts.includes('time') ? example.at : 0,
})
const featured = (example: Example, parts: readonly Part[]): string[] => {
  const { words, areaCode, at } = only(example, parts)
  return featuresOf(words, areaCode, at)
}

type Ranked = (example: Example) => readonly string[]
interface Score {
  top1: number
  top3: number
}
const score = (rank: Ranked): Score => {
  const hits = unseen.map((example) => rank(example).slice(0, 3).indexOf(example.matter))
  return {
    top1: short(hits.filter((h) => h === 0).length / unseen.length),
    top3: short(hits.filter((h) => h >= 0).length / unseen.length),
  }
}
const ranked = (scores: ReadonlyMap<string, number>): string[] =>
  [...scores].sort((a, b) => b[1] - a[1]).map(([name]) => name)
const countOf = (names: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function mostFrequent(): Ranked {
  const order = ranked(countOf(seen.map((e) => e.matter)))
  return () => order
}

/** Multinomial naive Bayes with additive smoothing. */
function naiveBayes(parts: readonly Part[], smoothing: number): Ranked {
  const classes = countOf(seen.map((e) => e.matter))
  const byFeature = new Map<string, Map<string, number>>()
  const totals = new Map<string, number>()
  for (const example of seen)
    for (const feature of featured(example, parts)) {
      const counts = byFeature.get(feature) ?? new Map<string, number>()
      byFeature.set(feature, counts.set(example.matter, (counts.get(example.matter) ?? 0) + 1))
      totals.set(example.matter, (totals.get(example.matter) ?? 0) + 1)
    }
  return (example) => {
    const known = featured(example, parts).filter((feature) => byFeature.has(feature))
    const scores = [...classes].map(([matter, count]): [string, number] => {
      const below = (totals.get(matter) ?? 0) + smoothing * byFeature.size
      const sum = known.reduce(
        (total, feature) => total + Math.log(((byFeature.get(feature)!.get(matter) ?? 0) + smoothing) / below),
        0,
      )
      return [matter, Math.log(count) + sum]
    })
    return ranked(new Map(scores))
  }
}

/** The nearest by shared features, rare ones counting more; they vote by how near they are. */
function nearest(parts: readonly Part[], voters: number): Ranked {
  const holders = new Map<string, number[]>()
  seen.forEach((example, i) => {
    for (const feature of featured(example, parts))
      holders.set(feature, [...(holders.get(feature)?.slice(-5000) ?? []), i])
  })
  return (example) => {
    const shared = new Map<number, number>()
    for (const feature of featured(example, parts)) {
      const list = holders.get(feature) ?? []
      const weight = Math.log(1 + seen.length / (list.length + 1)) ** 2
      for (const i of list) shared.set(i, (shared.get(i) ?? 0) + weight)
    }
    const votes = new Map<string, number>()
    // Of equals the latest.
    for (const [i, weight] of [...shared].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, voters))
      votes.set(seen[i]!.matter, (votes.get(seen[i]!.matter) ?? 0) + weight)
    return ranked(votes)
  }
}

/** The server's own; `result` holds its own figures of the same tenth. */
function linear(parts: readonly Part[]) {
  const learner = openLearner()
  const stream = examples.map((example) => only(example, parts))
  learner.count(stream)
  learner.begin()
  for (let pass = 1; pass < passes; pass++) {
    learner.learn(stream)
    learner.endPass()
  }
  const { model, figures } = learner.result()
  const rank: Ranked = (example) => judge(model!, featured(example, parts)).map((one) => one.matter)
  return { rank, figures }
}

/** What of real work repeats: a batch made anew each time, so that nothing is kept but by the learner. */
function measureScale(times: number) {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const began = performance.now()
  const learner = openLearner()
  const each = (take: (batch: Example[]) => void) => {
    for (let n = 0; n < times; n++)
      for (let i = 0; i < examples.length; i += 2000)
        take(examples.slice(i, i + 2000).map((example) => ({ ...example, words: [...example.words] })))
  }
  each(learner.count)
  learner.begin()
  let most = 0
  for (let pass = 1; pass <= passes; pass++) {
    each(learner.learn)
    learner.endPass()
    most = Math.max(most, process.memoryUsage().rss)
  }
  const seconds = (performance.now() - began) / 1000
  return {
    incidents: examples.length * times,
    seconds: short(seconds),
    perSecond: Math.round((examples.length * times * (passes + 1)) / seconds),
    moreMiB: Math.round((most - before) / 2 ** 20),
  }
}

const own = linear(all)
const compared: [string, Score][] = [
  ['most frequent (floor)', score(mostFrequent())],
  ['nearest neighbours, 30', score(nearest(all, 30))],
  ['nearest neighbours, words and place, 30', score(nearest(['words', 'place'], 30))],
  ['naive Bayes, smoothing 1', score(naiveBayes(all, 1))],
  ['naive Bayes, smoothing 0.1', score(naiveBayes(all, 0.1))],
  ['softmax regression (ours)', score(own.rank)],
  ['ours, words alone', score(linear(['words']).rank)],
  ['ours, place alone', score(linear(['place']).rank)],
  ['ours, time alone', score(linear(['time']).rank)],
  ['ours, words and place', score(linear(['words', 'place']).rank)],
]
const scale = repeats.map(measureScale)
const page = [
  table(
    ['learner', 'top 1', 'top 3'],
    compared.map(([name, { top1, top3 }]) => [name, top1, top3]),
  ),
  '',
  table(
    ['incidents', 'seconds', 'incidents × passes per second', 'more memory, MiB'],
    scale.map((s) => [s.incidents, s.seconds, s.perSecond, s.moreMiB]),
  ),
].join('\n')
keep(
  {
    name: 'suggestions',
    about: `The kind of a request (${new Set(examples.map((e) => e.matter)).size} kinds) from its words, place and time, on the last tenth by time (${unseen.length} of ${examples.length}), which nothing had seen. Below: time and memory of the learner when the same requests come again and again.`,
    settings: { requests: examples.length, heldBack, passes, repeats: repeats.join('/') },
    figures: { compared: Object.fromEntries(compared), serverFigures: own.figures, scale },
  },
  page,
)
