// What residents can report: search first, in the words that people use, not in those of the catalogue. "路灯不亮好几天了" finds
// the lamp because a synonym stands in the sentence; two letters find it by the initials of its pinyin.

import type { Procedure } from '@linli/contract/incident/document.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import type { MatterChoice } from '@linli/contract/resident/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { editions, editionsOn, procedures } from '../matter/public.ts'

/**
 * Shown before anything is typed: what residents of working cities report most (own choice from the classes of 12345 hotlines).
 * Codes of the shipped catalogue; one that the catalogue in force does not have is left out.
 */
const favourites = [
  '06042',
  '01037',
  '06028',
  '96002',
  '09012',
  '96001',
  '06013',
  '99003',
  '98001',
  '97001',
  '95001',
  '95003',
]

const today = (house: House) => formatInstant(house.clock.now()).slice(0, 10)

function mattersToday(house: House): Map<string, Matter> {
  const found = new Map<string, Matter>()
  for (const edition of editionsOn(editions.of(house), today(house)))
    for (const matter of edition.matters.values()) if (!found.has(matter.code)) found.set(matter.code, matter)
  return found
}

/** Matters whose procedure has no beginning but "handled on the spot" are for staff: nobody else can have handled them. */
const takesReports = (procedure: Procedure | undefined): boolean =>
  procedure?.start.rules.some((rule) => !rule.when?.includes('handledOnTheSpot')) ?? false

/** Procedures that tell every level at once are for emergencies. */
const isEmergency = (procedure: Procedure): boolean =>
  procedure.start.rules.some((rule) => rule.effects?.includes('tellAllLevels'))

function choiceOf(house: House, all: ReadonlyMap<string, Matter>, matter: Matter): MatterChoice | null {
  const procedure = matter.procedure === null ? undefined : procedures.of(house).get(matter.procedure)
  if (!procedure || !takesReports(procedure)) return null
  const group = matter.parent === null ? null : all.get(matter.parent)
  const said = ({ name, nameEn }: Matter) => ({ zh: name, en: nameEn ?? name })
  return {
    code: matter.code,
    name: said(matter),
    group: said(group ?? matter),
    also: matter.synonyms,
    urgent: isEmergency(procedure),
  }
}

/** What a resident may choose, in the catalogue's order. */
export function offeredMatters(house: House): MatterChoice[] {
  const all = mattersToday(house)
  return [...all.values()].flatMap((matter) => choiceOf(house, all, matter) ?? [])
}

export function findOffered(house: House, code: string): MatterChoice | 'not_offered' | null {
  const all = mattersToday(house)
  const matter = all.get(code)
  if (!matter?.procedure) return null
  return choiceOf(house, all, matter) ?? 'not_offered'
}

export const favouriteMatters = (house: House): MatterChoice[] =>
  favourites.flatMap((code) => {
    const found = findOffered(house, code)
    return found && found !== 'not_offered' ? [found] : []
  })

/** Best match first, then in the catalogue's order; without words the favourites, then all others. */
export function searchMatters(house: House, typed: string, most: number): MatterChoice[] {
  const all = mattersToday(house)
  const q = typed.normalize('NFKC').trim().toLowerCase()
  if (q === '') {
    const first = favouriteMatters(house)
    const known = new Set(first.map(({ code }) => code))
    return [...first, ...offeredMatters(house).filter(({ code }) => !known.has(code))].slice(0, most)
  }
  return [...all.values()]
    .map((matter) => ({ matter, rank: rankOf(matter, q) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .flatMap(({ matter }) => choiceOf(house, all, matter) ?? [])
    .slice(0, most)
}

/** How well a matter answers what was typed; 0 = not at all. */
export function rankOf(matter: Pick<Matter, 'code' | 'name' | 'nameEn' | 'initials' | 'synonyms'>, q: string): number {
  const name = matter.name.toLowerCase()
  const english = matter.nameEn?.toLowerCase() ?? ''
  const words = [name, ...matter.synonyms.map((s) => s.toLowerCase())]
  if (words.includes(q) || english === q || matter.code === q) return 9
  if (words.some((word) => word.startsWith(q)) || english.startsWith(q)) return 8
  if (words.some((word) => word.includes(q)) || english.includes(q)) return 7
  if (/^[a-z]+$/.test(q) && matter.initials?.startsWith(q)) return 6
  // A whole sentence was typed: the longest of our words that stands in it decides.
  const inside = Math.max(0, ...words.filter((word) => word.length > 1 && q.includes(word)).map((word) => word.length))
  if (inside > 0) return 4 + Math.min(inside, 9) / 10
  const shared = sharedWords(english, q)
  if (shared > 0) return 3 + Math.min(shared, 9) / 10
  // In a long sentence one pair in common is chance; in three words it is the best there is.
  const pairs = sharedPairs(words, q)
  return pairs >= (q.length > 7 ? 2 : 1) ? 1 + Math.min(pairs, 9) / 10 : 0
}

/** English words of four letters and more that both have, plural or not. */
function sharedWords(english: string, q: string): number {
  const stem = (word: string) => word.replace(/(es|s|ing|ed)$/, '')
  const have = new Set(
    english
      .split(/[^a-z]+/)
      .filter((word) => word.length > 3)
      .map(stem),
  )
  return q.split(/[^a-z]+/).filter((word) => word.length > 3 && have.has(stem(word))).length
}

/** Pairs of neighbouring characters in what was typed that some word has too. */
function sharedPairs(words: readonly string[], q: string): number {
  const pairs = (text: string) => [...text].slice(1).map((character, i) => [...text][i] + character)
  const known = new Set(words.flatMap(pairs))
  return pairs(q).filter((pair) => known.has(pair)).length
}
