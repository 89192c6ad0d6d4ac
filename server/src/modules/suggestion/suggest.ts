// From words, place and time to three suggestions with their reasons: what was learned first, the catalogue's own words where that ends.

import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { mostSuggested, type ReasonView, type SuggestionView } from '@linli/contract/suggestion/schemas.ts'
import type { House } from '#platform/house.ts'
import { areaNames } from '../area/public.ts'
import { units } from '../identity/public.ts'
import { isOffered, mattersToday, wholeWords, wordsOf } from '../matter/public.ts'
import { nameMatters } from './catalogue-words.ts'
import { bestUnit, featuresOf, type Judged, judge, type Model, sharesOf, speaksFor } from './model.ts'
import { models } from './models.ts'

export interface Ask {
  description: string
  /** Whose experience is asked. */
  county: string
  /** Where it is; null where nobody has said. */
  areaCode: string | null
  /** Whether the asker may know what happens in an area: of others nothing is used and nothing told. */
  knows: (areaCode: string) => boolean
  /** Only its conditions and units are wanted. */
  matter?: string | undefined
}

/** What is less likely is not worth a line. */
const leastShare = 0.05
/** A word, a place or an hour that turns the odds by less is no reason. */
const leastReason = 0.2
const wordsShown = 3

export function suggest(house: House, ask: Ask): SuggestionView[] {
  const now = house.clock.now()
  const words = wordsOf(ask.description)
  const { matters } = mattersToday(house)
  const model = models.of(house).get(ask.county)?.model ?? null
  const learned = model ? fromModel(house, model, matters, words, ask, now) : []
  const named = nameMatters(house, ask.description, words, ask.matter)
  const others = named
    .filter(({ matter }) => !learned.some((one) => one.matter === matter.code))
    .map(
      ({ matter, condition, score, words: shared }): SuggestionView => ({
        matter: matter.code,
        matterName: matter.name,
        matterNameEn: matter.nameEn,
        condition: viewCondition(condition),
        unit: null,
        score: round(score),
        basis: 'catalogue',
        reasons: [{ kind: 'catalogue', words: shared.slice(0, wordsShown) }],
      }),
    )
  return [...learned, ...others].slice(0, mostSuggested)
}

/** Words and hours are everybody's; a place speaks to whoever may look at all of it. */
const isKnown = (ask: Ask, feature: string): boolean => !/^[cg]:/.test(feature) || ask.knows(feature.slice(2))

const viewCondition = (condition: FilingCondition | null | undefined): SuggestionView['condition'] =>
  condition ? { id: condition.id, text: condition.text, textEn: condition.textEn } : null

const round = (value: number) => Math.round(value * 1000) / 1000

function fromModel(
  house: House,
  model: Model,
  matters: readonly Matter[],
  words: readonly string[],
  ask: Ask,
  now: number,
): SuggestionView[] {
  // Nothing but the hour is known: that would be the most frequent matter, whatever was written.
  if (!words.some((word) => model.features.has(`w:${word}`))) return []
  const features = featuresOf(words, ask.areaCode, now).filter((name) => isKnown(ask, name))
  const shares = sharesOf(model, features)
  const least = ask.matter === undefined ? leastShare : 0
  return judge(model, features, ask.matter)
    .filter((one) => one.share >= least)
    .flatMap((one) => {
      const matter = matters.find((m) => m.code === one.matter && isOffered(m))
      if (!matter) return []
      const condition = matter.conditions.find((c) => c.id === one.condition)
      const unit = bestUnit(model.units, one.matter, ask.areaCode)
      const known = unit && units.of(house).byId.get(unit.id)
      return [
        {
          matter: matter.code,
          matterName: matter.name,
          matterNameEn: matter.nameEn,
          condition: viewCondition(condition),
          unit: known ? { id: known.id, name: known.name } : null,
          score: round(one.share),
          basis: 'learned' as const,
          reasons: [
            ...reasonsFor(house, model, one, shares, words, ask, now),
            ...(known && ask.knows(ask.areaCode?.slice(0, 9) ?? '')
              ? [{ kind: 'unit' as const, count: unit.count, of: unit.of }]
              : []),
          ],
        },
      ]
    })
    .slice(0, mostSuggested)
}

function reasonsFor(
  house: House,
  model: Model,
  { matter, best }: Judged,
  shares: Float64Array,
  words: readonly string[],
  ask: Ask,
  now: number,
): ReasonView[] {
  const speaks = (name: string) => speaksFor(model, name, best, shares)
  const told = words
    .map((word) => ({ word, by: speaks(`w:${word}`) }))
    .filter(({ by }) => by > leastReason)
    .sort((a, b) => b.by - a.by)
    .map(({ word }) => word)
  const around = featuresOf([], ask.areaCode, now).filter((name) => isKnown(ask, name))
  const total = (pattern: RegExp) =>
    around.filter((name) => pattern.test(name)).reduce((sum, name) => sum + speaks(name), 0)
  const community = ask.areaCode?.slice(0, 12) ?? ''
  const [count, of] = !ask.knows(community)
    ? []
    : [model.places[`${matter}|${community}`], model.places[`|${community}`]]
  return [
    ...(told.length > 0 ? [{ kind: 'words' as const, words: wholeWords(told).slice(0, wordsShown) }] : []),
    ...(count && of && total(/^[cg]:/) > leastReason
      ? [
          {
            kind: 'place' as const,
            area: community,
            areaName: areaNames.of(house).get(community) ?? community,
            count,
            of,
          },
        ]
      : []),
    ...(total(/^[hd]:/) > leastReason ? [{ kind: 'time' as const }] : []),
  ]
}
