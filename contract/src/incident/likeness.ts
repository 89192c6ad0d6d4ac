// How likely two reports tell of the same occurrence: near × recent × kind × words, each between nothing and one. A product, because
// one strong doubt is enough; figures that a person can follow, because the reason is shown and a person decides. The constants were
// chosen on the first part of a labelled set and measured on the rest (npm run bench -- duplicates, docs/likeness.md).

/** Distance at which nearness is half of what it is at the very place. */
export const halfMetres = 50
/** Time between two reports after which recentness is half. */
export const halfHours = 8
/** What is still open, or could be opened again, is found however old it is. */
const atLeast = 0.3
/** Closed before the later report came: it was not solved, or it is a thing of its own. `over`: rejected, or too long ago to be opened again. */
const standings = { open: 1, reopenable: 0.8, over: 0.5 } as const
export type Standing = keyof typeof standings
const kinds = { matter: 1, class: 0.8, other: 0.5 } as const
export type LikeKind = keyof typeof kinds
/** Reports of the same thing often share no word: words raise, they do not decide. */
const wordless = 0.5
/** Where no point is known: the smallest area that both lie in, by the digits of its code. */
const sameArea: readonly (readonly [digits: number, near: number])[] = [
  [15, 0.5],
  [12, 0.25],
  [9, 0.1],
  [0, 0.02],
]

/** From here on it is shown. */
export const shownFrom = 0.15
/** From here on it is called likely. */
export const likelyFrom = 0.4
/** The default of a working city, always shown: same matter, so near, so recent (design of the loop; reference city). */
export const sureBox = { metres: 50, hours: 24 } as const
/** Nothing further away or older is looked at; what was closed counts for as long as it can be reopened. */
export const searched = { metres: 150, openDays: 30, closedDays: 7 } as const

export interface Likeness {
  /** Between the two points; null when one has none. */
  metres: number | null
  /** Digits of the smallest area that both lie in; asked only when there is no distance. */
  commonDigits: number
  /** From the earlier report, or from its closing if it was closed by then, to the later one. */
  hours: number
  /** Of the earlier one when the later came. */
  standing: Standing
  kind: LikeKind
  /** Part of the words' weight that both share, 0 to 1; null when one has no words. */
  words: number | null
}

export function scoreLikeness({ metres, commonDigits, hours, standing, kind, words }: Likeness): number {
  const near =
    metres === null ? sameArea.find(([digits]) => commonDigits >= digits)![1] : 1 / (1 + (metres / halfMetres) ** 2)
  const fading = 1 / (1 + Math.max(0, hours) / halfHours)
  const recent = standings[standing] * (standing === 'over' ? fading : Math.max(atLeast, fading))
  return near * recent * kinds[kind] * (wordless + (1 - wordless) * (words ?? 0.5))
}

/** Shown when the score says so, or when it lies in the box that everybody expects. */
export const isShown = (likeness: Likeness, score: number): boolean =>
  score >= shownFrom ||
  (likeness.kind === 'matter' &&
    likeness.metres !== null &&
    likeness.metres <= sureBox.metres &&
    likeness.hours <= sureBox.hours)

export interface SharedWords {
  /** Twice the shared weight over the weight of both (Dice); null when one side has no words. */
  share: number | null
  /** In both, the heaviest first. */
  common: string[]
}

/** Rare words weigh more than those of every second report; `weight` says how much. */
export function shareWords(a: readonly string[], b: readonly string[], weight: (word: string) => number): SharedWords {
  if (a.length === 0 || b.length === 0) return { share: null, common: [] }
  const inB = new Set(b)
  const common = a.filter((word) => inB.has(word))
  const sum = (words: readonly string[]) => words.reduce((total, word) => total + weight(word), 0)
  const both = sum(a) + sum(b)
  return {
    share: both === 0 ? null : (2 * sum(common)) / both,
    common: common.toSorted((x, y) => weight(y) - weight(x)),
  }
}

/** How many digits two area codes begin with alike, down to a level (6 county, 9 town, 12 community, 15 grid). */
export function commonDigits(a: string, b: string): number {
  return [15, 12, 9, 6].find((digits) => a.length >= digits && a.slice(0, digits) === b.slice(0, digits)) ?? 0
}

/** A word's weight where nothing has been learned yet: a single character says little. */
export const plainWeight = (word: string): number => (word.length > 1 ? 1 : 0.5)
