// What a search compares: texts without what does not count, pairs of neighbouring Chinese characters, English stems, and how
// much a term says (one that few matters have says more).

/** Full width to half, small letters, no punctuation; blanks stay between Latin words and vanish between Chinese characters. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}']+/gu, ' ')
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()
}

/** Characters that say nothing of the matter: who, how long, how it feels. */
const fillers = new Set(
  '的了呢吗啊吧呀啦嘛我你他她它们这那个是在就都也还又很太好把被给让跟和与及或从到去来能要会想请谢帮忙几天',
)

/** Neighbours in a run of Chinese characters; fillers break the run. */
export function pairsOf(text: string): string[] {
  const pairs: string[] = []
  let before = ''
  for (const character of text) {
    const counts = /\p{Script=Han}/u.test(character) && !fillers.has(character)
    if (counts && before !== '') pairs.push(before + character)
    before = counts ? character : ''
  }
  return pairs
}

const smallWords = new Set(
  'the and for with without that this there here not are was were has have had its our my your their from into onto out off over under near very some any all one two who what when where which how why can cannot will please been being did does than then them they but too also'.split(
    ' ',
  ),
)

/** `lamps`, `lamp` → `lamp`; words of three letters and more. */
export const englishTermsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && !smallWords.has(word))
    .map(stem)

const stem = (word: string): string => {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 5 && word.endsWith('ing')) return withoutDoubled(word.slice(0, -3))
  if (word.length > 4 && word.endsWith('ed')) return withoutDoubled(word.slice(0, -2))
  if (word.length > 4 && /(s|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

const withoutDoubled = (word: string): string =>
  /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word.replace(/e$/, '')

export interface TermWeights {
  /** Between 0 and 1: 1 for a term that a single matter has, little for one that many have; 1 for an unknown one. */
  of(term: string): number
}

export function weighTerms(documents: readonly ReadonlySet<string>[]): TermWeights {
  const holders = new Map<string, number>()
  for (const terms of documents) for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1)
  const most = Math.log(documents.length + 1)
  return {
    of: (term) => (most === 0 ? 1 : Math.log((documents.length + 1) / (holders.get(term) ?? 1)) / most),
  }
}
