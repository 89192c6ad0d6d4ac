// How well a matter answers what somebody typed: on the server for programs and desks, on the phone for a worker without a
// network. Both must find the same, so it stands here.
import type { Matter } from './schemas.ts'

type Searched = Pick<Matter, 'code' | 'name' | 'nameEn' | 'synonyms' | 'initials'>

/** From 5 (its code) over name, part of a name and synonym down to 1 (first letters of the pinyin); 0 = not at all. */
export function matchOf(matter: Searched, typed: string): number {
  const text = typed.trim()
  const q = text.toLowerCase()
  if (q === '') return 0
  if (matter.code === q) return 5
  if (matter.name === text) return 4
  if (matter.name.includes(text) || matter.nameEn?.toLowerCase().includes(q)) return 3
  if (matter.synonyms.some((synonym) => synonym.toLowerCase().includes(q))) return 2
  return matter.initials?.toLowerCase().startsWith(q) ? 1 : 0
}

/** Those that answer, the best first and otherwise as they came; all of them when nothing was typed. */
export function searchMatters<T extends Searched>(matters: readonly T[], typed: string): T[] {
  if (typed.trim() === '') return [...matters]
  return matters
    .map((matter) => ({ matter, rank: matchOf(matter, typed) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ matter }) => matter)
}
