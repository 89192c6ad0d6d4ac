// The newest model of each county, in the memory of every process; loaded again when the feed says that there is a newer one.

import { plainWeight } from '@linli/contract/incident/likeness.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { fewestIncidents, type ModelView } from '@linli/contract/suggestion/schemas.ts'
import type { House } from '#platform/house.ts'
import { reference } from '#platform/reference.ts'
import { type Model, wordWeight } from './model.ts'
import { unpackModel } from './pack.ts'
import { type ModelRow, newestModels } from './queries.ts'

export interface HeldModel {
  view: ModelView
  /** Null where there was too little to learn from, or nothing was learned. */
  model: Model | null
  /** For weighing words, also where suggestions would be no better than the most frequent. */
  counts: Pick<Model, 'n' | 'counts'> | null
}

export const models = reference(['suggestion_model'], [newestModels], (rows): ReadonlyMap<string, HeldModel> => {
  const [list] = rows as unknown[] as [ModelRow[]]
  return new Map(
    list.map((row) => {
      const model = row.parameters && unpackModel(row.parameters)
      return [row.county, { view: viewModel(row), model: row.state === 'usable' ? model : null, counts: model }]
    }),
  )
})

export const viewModel = ({ trainedAt, seconds, ...row }: Omit<ModelRow, 'parameters'>): ModelView => ({
  county: row.county,
  version: row.version,
  state: row.state,
  n: row.n,
  matters: row.matters,
  figures: row.figures,
  fewest: fewestIncidents,
  seconds: Number(seconds),
  trainedAt: formatInstant(trainedAt),
})

/** How much a word tells in this county: learned where it has been, plain elsewhere. */
export function weightIn(house: House, county: string): (word: string) => number {
  const counts = models.of(house).get(county)?.counts
  return counts ? (word) => wordWeight(counts, word) : plainWeight
}
