import type { Source } from '@linli/contract/incident/words.ts'
import type { PhotoKind } from '../types.ts'

/**
 * What people report and what comes of it, with gaps: {road} the street, {by} a house near by, {house} the house, {stair}
 * and {floor} where in it, {n} and {m} numbers, {when} a moment, {shop} a shop. Matters are named as in the catalogue.
 */
export type Template = {
  matter: string
  /** Which filing condition, counted from 0. */
  condition: number
  photo: PhotoKind | null
  /** Who deals with it: the department in charge at `town` or `county`, or somebody that the community sends itself. */
  unit: 'team' | 'property' | 'committee' | 'cleaning' | 'town' | 'county'
  at: 'road' | 'house' | 'market' | 'school'
  sources: readonly Source[]
  say: readonly string[]
  done: readonly string[]
}

export const RESIDENTS = ['resident', 'hotline', 'counter'] as const
export const EVERYBODY = ['resident', 'patrol', 'worker', 'hotline'] as const
export const AT_HOME = ['resident', 'counter', 'worker'] as const

export function template(
  matter: string,
  unit: Template['unit'],
  at: Template['at'],
  photo: PhotoKind | null,
  sources: readonly Source[],
  say: readonly string[],
  done: readonly string[],
  condition = 0,
): Template {
  return { matter, condition, photo, unit, at, sources, say, done }
}
