// Picking a matter by typing: its code, its name, another word for it, pinyin, initials, English, or a whole sentence as people
// say it ("井盖没了"). The desk, the phone without a network and the residents' pages must find the same, so the one search
// stands here. It knows no usage and no place: what is frequent here is for whoever shows the list.
import { englishTermsOf, pairsOf, plain, type TermWeights, weighTerms } from './search-terms.ts'

export interface Searchable {
  readonly code: string
  readonly standardCode: string
  readonly name: string
  readonly nameEn: string | null
  readonly sameAs: string | null
  readonly synonyms: readonly string[]
  readonly initials: string | null
  /** Of the name, then of each synonym: syllables apart. */
  readonly pinyin: readonly string[]
  readonly hint: { readonly zh: string; readonly en: string | null } | null
  readonly confusedWith: readonly string[]
  readonly conditions: readonly { readonly text: string; readonly textEn: string | null }[]
}

export interface MatterIndex<T extends Searchable> {
  /** Best first, of equals in the order of the catalogue; nothing typed finds nothing. `only` narrows without changing the order. */
  find(typed: string, options?: { most?: number; only?: (matter: T) => boolean }): T[]
}

interface Entry<T> {
  matter: T
  words: readonly string[]
  /** Syllables of each word, and where each begins when they are joined. */
  spoken: readonly { joined: string; starts: ReadonlySet<number>; letters: string }[]
  pairs: ReadonlySet<string>
  pairsOfConditions: ReadonlySet<string>
  english: ReadonlySet<string>
  /** What they say together; not 0. */
  englishWeight: number
  englishOfConditions: ReadonlySet<string>
}

/** What was typed, taken apart once for all entries. */
interface Asked {
  text: string
  /** Null when it cannot be pinyin. */
  letters: string | null
  pairs: readonly string[]
  english: readonly string[]
  /** What its English words say together. */
  englishWeight: number
}

interface Weights {
  words: TermWeights
  pairs: TermWeights
  english: TermWeights
}

/** Builds the index once for a catalogue: a search after that takes a millisecond or two for 500 matters. */
export function indexMatters<T extends Searchable>(matters: readonly T[]): MatterIndex<T> {
  const entries = matters.map(entryOf)
  // The trouble of a component says its words again; that makes them no commoner.
  const first = entries.filter(({ matter }) => matter.sameAs === null)
  const weights: Weights = {
    words: weighTerms(first.map(({ words }) => new Set(words))),
    pairs: weighTerms(first.map(({ pairs, pairsOfConditions }) => new Set([...pairs, ...pairsOfConditions]))),
    english: weighTerms(first.map(({ english }) => english)),
  }
  for (const entry of entries) entry.englishWeight = sumOf(entry.english, weights) || 1
  return {
    find(typed, { most = 30, only } = {}) {
      const asked = askedOf(typed, weights)
      if (asked.text === '') return []
      return entries
        .filter(({ matter }) => only?.(matter) ?? true)
        .map((entry) => ({ matter: entry.matter, score: scoreOf(entry, asked, weights) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, most)
        .map(({ matter }) => matter)
    },
  }
}

/** Codes whose hint should be shown: another with which they are confused stands in the same list. */
export function confusableIn(list: readonly Pick<Searchable, 'code' | 'hint' | 'confusedWith'>[]): ReadonlySet<string> {
  const codes = new Set(list.map(({ code }) => code))
  return new Set(
    list
      .filter(({ hint, confusedWith }) => hint !== null && confusedWith.some((code) => codes.has(code)))
      .map(({ code }) => code),
  )
}

function askedOf(typed: string, weights: Weights): Asked {
  const text = plain(typed)
  const letters = text.replaceAll(/[\s']/g, '')
  const english = [...new Set(englishTermsOf(text))]
  return {
    ...{ text, letters: /^[a-z0-9]{2,}$/.test(letters) ? letters : null, pairs: [...new Set(pairsOf(text))] },
    ...{ english, englishWeight: sumOf(english, weights) },
  }
}

const sumOf = (terms: Iterable<string>, { english }: Weights): number =>
  [...terms].reduce((total, term) => total + english.of(term), 0)

function entryOf<T extends Searchable>(matter: T): Entry<T> {
  const words = [matter.name, ...matter.synonyms].map(plain)
  return {
    matter,
    words,
    spoken: matter.pinyin.map(spokenOf),
    pairs: new Set(words.flatMap(pairsOf)),
    pairsOfConditions: new Set(matter.conditions.flatMap(({ text }) => pairsOf(plain(text)))),
    // Other words for it are mostly Chinese; the English ones count like the name.
    english: new Set([matter.nameEn ?? '', ...matter.synonyms].flatMap(englishTermsOf)),
    englishWeight: 1,
    englishOfConditions: new Set(matter.conditions.flatMap(({ textEn }) => englishTermsOf(textEn ?? ''))),
  }
}

function spokenOf(pinyin: string) {
  const syllables = pinyin.split(' ')
  const starts = new Set<number>()
  let at = 0
  for (const syllable of syllables) {
    starts.add(at)
    at += syllable.length
  }
  return { joined: syllables.join(''), starts, letters: syllables.map((syllable) => syllable.charAt(0)).join('') }
}

/** Above 40 it was meant: code, name, synonym, sound. Below that, what it has in common with a sentence. */
function scoreOf<T extends Searchable>(entry: Entry<T>, asked: Asked, weights: Weights): number {
  const direct = Math.max(byCode(entry, asked.text), byWord(entry, asked.text), bySound(entry, asked.letters))
  return direct > 0 ? direct : Math.max(bySentence(entry, asked, weights), byEnglish(entry, asked, weights))
}

function byCode<T extends Searchable>({ matter }: Entry<T>, asked: string): number {
  const codes = [matter.code, matter.standardCode].map((code) => code.toLowerCase())
  if (codes.includes(asked)) return 100
  return /^\d{2,}$/.test(asked) && codes.some((code) => code.startsWith(asked)) ? 90 : 0
}

/** A part of the word in the order in which people think of it: the word itself, its beginning, its inside. */
function byWord<T extends Searchable>({ matter, words }: Entry<T>, asked: string): number {
  let best = 0
  for (const [i, word] of words.entries()) {
    const own = i === 0 ? 4 : 0
    const share = (asked.length / Math.max(word.length, 1)) * 5
    if (word === asked) best = Math.max(best, 95 + own)
    else if (word.startsWith(asked)) best = Math.max(best, 78 + own + share)
    else if (word.includes(asked)) best = Math.max(best, 66 + own + share)
  }
  const english = matter.nameEn?.toLowerCase() ?? ''
  if (english === asked) return 99
  if (asked.length > 2 && english.startsWith(asked)) best = Math.max(best, 78)
  return best
}

/** Typed in Latin letters: syllables joined or apart, the last one perhaps begun, or the first letters alone. */
function bySound<T extends Searchable>({ matter, spoken }: Entry<T>, letters: string | null): number {
  if (letters === null) return 0
  let best = matter.initials?.startsWith(letters) ? 62 : 0
  for (const [i, word] of spoken.entries()) {
    const own = i === 0 ? 2 : 0
    const share = (letters.length / Math.max(word.joined.length, 1)) * 5
    // Two letters stand for two syllables, not for the beginning of one.
    for (const start of letters.length > 2 ? word.starts : [])
      if (word.joined.startsWith(letters, start))
        best = Math.max(best, (start === 0 ? (share === 5 ? 75 : 66) : 58) + own + share)
    if (word.letters.startsWith(letters)) best = Math.max(best, 54 + own + (word.letters === letters ? 6 : 0))
    else if (letters.length > 2 && word.letters.includes(letters)) best = Math.max(best, 46 + own)
  }
  return best
}

/**
 * A sentence: which of our words stand in it, rare and long ones first, then pairs of neighbouring characters in common with our
 * words and, weaker, with the filing conditions.
 */
function bySentence<T extends Searchable>(entry: Entry<T>, { text, pairs }: Asked, weights: Weights): number {
  let total = coveredBy(entry.words, text, weights.words)
  for (const pair of pairs)
    if (entry.pairs.has(pair)) total += weights.pairs.of(pair)
    else if (entry.pairsOfConditions.has(pair)) total += weights.pairs.of(pair) * 0.4
  // In a long sentence a single weak pair is chance.
  return total < (text.length > 7 ? 0.8 : 0.3) ? 0 : 40 * (1 - 1 / (1 + total / 6))
}

/** Each character of the sentence counts by the best word that covers it. */
function coveredBy(words: readonly string[], text: string, weights: TermWeights): number {
  const inside = words.filter((word) => word.length > 1 && text.includes(word))
  if (inside.length === 0) return 0
  const covered = new Array<number>(text.length).fill(0)
  for (const word of inside) {
    const weight = weights.of(word) * Math.sqrt(word.length)
    const at = text.indexOf(word)
    for (let i = at; i < at + word.length; i++) covered[i] = Math.max(covered[i]!, weight)
  }
  return covered.reduce((sum, weight) => sum + weight, 0)
}

/** English words in common, each by how rare it is: those of the name that were said, and those said that are in the name. */
function byEnglish<T extends Searchable>(entry: Entry<T>, asked: Asked, weights: Weights): number {
  const common = sumOf(
    asked.english.filter((term) => entry.english.has(term)),
    weights,
  )
  const inConditions = sumOf(
    asked.english.filter((term) => !entry.english.has(term) && entry.englishOfConditions.has(term)),
    weights,
  )
  if (common + inConditions === 0) return 0
  const said = (common + inConditions * 0.3) / asked.englishWeight
  return 40 * said * (0.6 + (0.4 * common) / entry.englishWeight)
}
