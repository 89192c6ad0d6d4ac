// Which matters a text names, by the catalogue alone: the one search over it finds them, and what is said here is why, and which filing
// condition the text speaks of. For places that have learned nothing yet, and for matters that never happened there.
import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import type { House } from '#platform/house.ts'
import { isOffered, mattersToday, wholeWords, wordsOf } from '../matter/public.ts'

export interface Named {
  matter: Matter
  condition: FilingCondition | null
  /** 0 to 1, never rising in the list: how much of the text's words are explained. */
  score: number
  words: string[]
}

/** What it is about stands in the first sentences; the search is made for those. */
const searched = 200
const candidates = 10

/** Words that a text shares with a matter's name, its synonyms and its conditions; cut once for the matters of a day. */
interface Cut {
  names: ReadonlySet<string>
  /** Name and synonyms as they stand, for what people wrote in one piece. */
  phrases: readonly string[]
  conditions: readonly { condition: FilingCondition; words: ReadonlySet<string> }[]
}
const cuts = new WeakMap<Matter, Cut>()

function cutOf(matter: Matter): Cut {
  const known = cuts.get(matter)
  if (known) return known
  const phrases = [matter.name, ...matter.synonyms]
  const cut = {
    names: new Set(wordsOf([...phrases, matter.nameEn ?? ''].join('，'))),
    phrases: phrases.map((phrase) => phrase.toLowerCase()).filter((phrase) => phrase.length > 1),
    conditions: matter.conditions.map((condition) => ({ condition, words: new Set(wordsOf(condition.text)) })),
  }
  cuts.set(matter, cut)
  return cut
}

/** The best first; `only` asks within one matter, for its conditions. */
export function nameMatters(house: House, text: string, words: readonly string[], only?: string): Named[] {
  if (words.length === 0) return []
  const { matters, index } = mattersToday(house)
  const found =
    only === undefined
      ? index.find(text.slice(0, searched), { most: candidates, only: isOffered })
      : matters.filter(({ code }) => code === only)
  let least = 1
  return found.flatMap((matter) => {
    const named = reasonOf(cutOf(matter), text.toLowerCase(), words)
    if (named.words.length === 0) return []
    least = Math.min(least, named.score)
    return [{ matter, ...named, score: least }]
  })
}

function reasonOf({ names, phrases, conditions }: Cut, text: string, words: readonly string[]): Omit<Named, 'matter'> {
  const said = phrases.filter((phrase) => text.includes(phrase))
  const shared = words.filter((word) => names.has(word))
  const told = conditions
    .map(({ condition, words: own }) => ({ condition, shared: words.filter((word) => own.has(word)) }))
    .sort((a, b) => b.shared.length - a.shared.length)[0]
  const isTold = told !== undefined && told.shared.length > 0
  const all = [...new Set([...said, ...shared, ...(isTold ? told.shared : [])])]
  const explained = words.filter((word) => all.some((one) => one.includes(word)))
  return {
    condition: isTold ? told.condition : null,
    score: explained.length / words.length,
    words: wholeWords(all),
  }
}
