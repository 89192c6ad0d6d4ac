// How good what was learned is, on incidents that it has not seen, beside always naming the most frequent.
import type { ModelFigures } from '@linli/contract/suggestion/schemas.ts'
import type { Example, History } from './learn.ts'
import { bestUnit, featuresOf, judge, type Model } from './model.ts'

export type Counts = Map<string, number>

export interface Judgement {
  /** `tooFew`: it cannot; `noBetter`: it is not used, because it is no better than the most frequent matter. */
  state: 'usable' | 'tooFew' | 'noBetter'
  figures: ModelFigures | null
}

type Judging = Pick<Model, 'features' | 'classes' | 'weights' | 'scale'>

const share = (of: number, all: number) => (all === 0 ? 0 : Math.round((of / all) * 1e4) / 1e4)

export function openFigures(model: Judging, history: History) {
  const right = { top1: 0, top3: 0, floor1: 0, floor3: 0, condition: 0, unit: 0 }
  const asked = { matter: 0, condition: 0, unit: 0 }
  const choices = Map.groupBy(model.classes, (one) => one.matter)
  let before: { frequent: string[]; units: Model['units'] } | null = null
  return {
    judge(example: Example): void {
      before ??= { frequent: frequentOf(history.matters), units: history.units() }
      const features = featuresOf(example.words, example.areaCode, example.at)
      const named = judge(model, features)
        .slice(0, 3)
        .map((one) => one.matter)
      asked.matter++
      if (named[0] === example.matter) right.top1++
      if (named.includes(example.matter)) right.top3++
      if (before.frequent[0] === example.matter) right.floor1++
      if (before.frequent.includes(example.matter)) right.floor3++
      if (example.condition && (choices.get(example.matter)?.length ?? 0) > 1) {
        asked.condition++
        if (judge(model, features, example.matter)[0]?.condition === example.condition) right.condition++
      }
      const unit = example.unit && bestUnit(before.units, example.matter, example.areaCode)
      if (unit) asked.unit++
      if (unit && unit.id === example.unit) right.unit++
    },
    result(): Judgement {
      const figures = {
        judged: asked.matter,
        top1: share(right.top1, asked.matter),
        top3: share(right.top3, asked.matter),
        floorTop1: share(right.floor1, asked.matter),
        floorTop3: share(right.floor3, asked.matter),
        conditionTop1: asked.condition === 0 ? null : share(right.condition, asked.condition),
        unitTop1: asked.unit === 0 ? null : share(right.unit, asked.unit),
      }
      return { state: figures.top1 > figures.floorTop1 ? 'usable' : 'noBetter', figures }
    },
  }
}

const frequentOf = (matters: Counts): string[] =>
  [...matters]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([matter]) => matter)
