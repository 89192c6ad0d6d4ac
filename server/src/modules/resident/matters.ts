// What residents can report: search first, in the words that people use, by the same search as at the desk and on the phones
// (contract/matter/search.ts).

import type { Procedure } from '@linli/contract/incident/document.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { confusableIn } from '@linli/contract/matter/search.ts'
import type { MatterChoice } from '@linli/contract/resident/schemas.ts'
import type { House } from '#platform/house.ts'
import { isOffered, mattersToday, procedures } from '../matter/public.ts'
import { suggest } from '../suggestion/public.ts'

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

/** Matters whose procedure has no beginning but "handled on the spot" are for staff: nobody else can have handled them. */
const takesReports = (procedure: Procedure): boolean =>
  procedure.start.rules.some((rule) => !rule.when?.includes('handledOnTheSpot'))

/** Procedures that tell every level at once are for emergencies. */
const isEmergency = (procedure: Procedure): boolean =>
  procedure.start.rules.some((rule) => rule.effects?.includes('tellAllLevels'))

function procedureOf(house: House, matter: Matter): Procedure | null {
  const procedure = matter.procedure === null ? undefined : procedures.of(house).get(matter.procedure)
  return procedure && isOffered(matter) && takesReports(procedure) ? procedure : null
}

function choiceOf(house: House, matter: Matter): MatterChoice | null {
  const procedure = procedureOf(house, matter)
  if (!procedure) return null
  const group = matter.parent === null ? undefined : entryOf(house, matter.parent, matter.catalogue)
  const said = ({ name, nameEn }: Matter) => ({ zh: name, en: nameEn ?? name })
  return {
    code: matter.code,
    name: said(matter),
    group: said(group ?? matter),
    also: matter.synonyms.filter((word) => /\p{Script=Han}/u.test(word)),
    urgent: isEmergency(procedure),
    hint: null,
  }
}

const entryOf = (house: House, code: string, catalogue?: string): Matter | undefined =>
  mattersToday(house).matters.find((m) => m.code === code && (catalogue === undefined || m.catalogue === catalogue))

/** What a resident may choose, in the catalogue's order. */
export const offeredMatters = (house: House): MatterChoice[] =>
  mattersToday(house).matters.flatMap((matter) => choiceOf(house, matter) ?? [])

export function findOffered(house: House, code: string): MatterChoice | 'not_offered' | null {
  const matter = entryOf(house, code)
  if (!matter?.procedure) return null
  return choiceOf(house, matter) ?? 'not_offered'
}

export const favouriteMatters = (house: House): MatterChoice[] =>
  favourites.flatMap((code) => {
    const found = findOffered(house, code)
    return found && found !== 'not_offered' ? [found] : []
  })

/** Best match first, then in the catalogue's order, with a hint where two are easily confused; without words the favourites, then all others. */
export function searchMatters(house: House, typed: string, most: number): MatterChoice[] {
  if (typed.trim() === '') {
    const first = favouriteMatters(house)
    const known = new Set(first.map(({ code }) => code))
    return [...first, ...offeredMatters(house).filter(({ code }) => !known.has(code))].slice(0, most)
  }
  const found = mattersToday(house).index.find(typed, { most, only: (matter) => procedureOf(house, matter) !== null })
  const confusable = confusableIn(found)
  return found.flatMap((matter) => {
    const choice = choiceOf(house, matter)
    if (!choice) return []
    const { hint } = matter
    return { ...choice, hint: hint && confusable.has(matter.code) ? { zh: hint.zh, en: hint.en ?? hint.zh } : null }
  })
}

/** What a text may be about: matters that residents can report, with the words that spoke for each. Nothing of any place is used or told. */
export const suggestedMatters = (house: House, description: string): { choice: MatterChoice; words: string[] }[] =>
  suggest(house, { description, county: house.config.defaultCounty, areaCode: null, knows: () => false }).flatMap(
    ({ matter, reasons }) => {
      const choice = findOffered(house, matter)
      const words = reasons.flatMap((reason) => ('words' in reason ? reason.words : []))
      return choice && choice !== 'not_offered' && words.length > 0 ? [{ choice, words }] : []
    },
  )
