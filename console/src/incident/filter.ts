import { isSearchable } from '@linli/contract/incident/search.ts'
import {
  isFinal,
  type Source,
  type Stage,
  type State,
  sourceNames,
  stageNames,
  stateNames,
} from '@linli/contract/incident/words.ts'

/**
 * What the desk's queue shows. It lives in the address: `?door=areas&stage=handle&due=late`. The door `mine` (what a unit
 * of mine must act on) is the default and therefore not written. Whatever the address holds that is no filter is dropped.
 */
export const doors = ['mine', 'areas'] as const
export type Door = (typeof doors)[number]
export const dues = ['late', 'soon'] as const
export const sorts = ['due', 'newest'] as const

export type DeskFilter = {
  door?: Door
  stage?: Stage
  state?: State
  matter?: string
  source?: Source
  due?: (typeof dues)[number]
  /** By what falls due first (default; shows only what is due at all), or the newest first. */
  sort?: (typeof sorts)[number]
  q?: string
}

const closed = {
  door: doors,
  stage: stageNames,
  state: stateNames,
  source: sourceNames,
  due: dues,
  sort: sorts,
} as const

export function readFilter(search: Readonly<Record<string, unknown>>): DeskFilter {
  const filter: Record<string, string> = {}
  for (const [name, values] of Object.entries(closed)) {
    const value = search[name]
    if (typeof value === 'string' && (values as readonly string[]).includes(value)) filter[name] = value
  }
  for (const name of ['matter', 'q']) {
    const value = search[name]
    if (typeof value === 'string' && value.trim() !== '') filter[name] = value.trim().slice(0, 100)
  }
  if (filter.door === 'mine') delete filter.door
  if (filter.sort === 'due') delete filter.sort
  return filter as DeskFilter
}

const order = ['door', 'stage', 'state', 'matter', 'source', 'due', 'sort', 'q'] as const
const defaults: readonly string[] = ['mine', 'due']

export function writeFilter(filter: DeskFilter): string {
  const pairs = order.flatMap((name) => {
    const value = filter[name]
    return value && !(name !== 'q' && name !== 'matter' && defaults.includes(value)) ? [[name, value]] : []
  })
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** How many filters narrow the queue; door, order and search stand beside them in sight. */
export function countFilters(filter: DeskFilter): number {
  return (['stage', 'state', 'matter', 'source', 'due'] as const).filter((name) => filter[name]).length
}

/** A single character is a search that is still being typed. */
const isSought = (q: string | undefined): boolean => q !== undefined && isSearchable(q)

/** The filter as the API of lists wants it. */
export function toQuery({ door, sort, q, ...rest }: DeskFilter): Record<string, string | undefined> {
  const filter = isSought(q) ? { ...rest, q } : rest
  return {
    ...filter,
    holder: door === 'areas' ? undefined : 'me',
    sort: sortOf({ sort, ...filter }) === 'due' ? 'due' : undefined,
  }
}

/** The order that the queue really has. */
export function sortOf(filter: DeskFilter): (typeof sorts)[number] {
  return filter.sort === 'newest' || !isTimed(filter) ? 'newest' : 'due'
}

/** Whether what the filter asks for can be due at all: what is over or suspended has no due time and would not be listed by it. */
function isTimed({ stage, state, q }: DeskFilter): boolean {
  return (
    stage !== 'archive' && state !== 'suspended' && state !== 'closed' && !(state && isFinal(state)) && !isSought(q)
  )
}
