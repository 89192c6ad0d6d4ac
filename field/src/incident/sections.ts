import { isFinal, type State } from '@linli/contract/incident/words.ts'
import { formatDate, type Moment, toMs } from '@linli/ui/i18n/format.ts'
import type { IncidentListItem, PersonAction } from './incident.api.ts'

/** How a list is cut up for somebody who plans a day. Days are those of the place. */
export const sectionNames = ['late', 'today', 'later', 'none'] as const
export type SectionName = (typeof sectionNames)[number]
type Dated = Pick<IncidentListItem, 'dueAt' | 'late'>

export function sectionOf({ dueAt, late }: Dated, now: Moment): SectionName {
  if (late || (dueAt !== null && toMs(dueAt) < toMs(now))) return 'late'
  if (dueAt === null) return 'none'
  return formatDate(dueAt) === formatDate(now) ? 'today' : 'later'
}

/** Each section by what falls due first. */
export function cutUp<T extends Dated & { number: string }>(
  items: readonly T[],
  now: Moment,
): Record<SectionName, T[]> {
  const sections: Record<SectionName, T[]> = { late: [], today: [], later: [], none: [] }
  for (const item of items) sections[sectionOf(item, now)].push(item)
  const due = ({ dueAt }: Dated) => (dueAt === null ? Number.POSITIVE_INFINITY : toMs(dueAt))
  for (const section of Object.values(sections)) {
    section.sort((a, b) => due(a) - due(b) || a.number.localeCompare(b.number))
  }
  return sections
}

/** Still to be seen in the streets: neither closed nor at an end. */
export const isOpen = (state: State): boolean => state !== 'closed' && !isFinal(state)

/**
 * The step that probably comes next for its holder. Only a short cut for a list, whose rows do not say what is allowed:
 * the page that it opens asks the server's `allowed` and offers the form only then.
 */
const likely: Partial<Record<State, PersonAction>> = {
  returned: 'supplement',
  precheck: 'precheck',
  dispatched: 'sign',
  signed: 'finish',
  handling: 'finish',
  rework: 'finish',
  suspended: 'resume',
  handled: 'verify',
  postcheck: 'postcheck',
}

export const likelyStep = (state: State): PersonAction | null => likely[state] ?? null

type Point = { lng: number; lat: number }
const metresPerDegree = 111_320

/** Metres between two points of a district; the earth is flat enough there. */
export function metresBetween(a: Point, b: Point): number {
  const east = (a.lng - b.lng) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot(east, a.lat - b.lat) * metresPerDegree
}

/** Nearest first with their distances; what has no point comes last. */
export function byDistance<T extends { location: Point | null }>(
  items: readonly T[],
  here: Point,
): { item: T; metres: number | null }[] {
  return items
    .map((item) => ({ item, metres: item.location ? metresBetween(item.location, here) : null }))
    .sort((a, b) => (a.metres ?? Number.POSITIVE_INFINITY) - (b.metres ?? Number.POSITIVE_INFINITY))
}

/** `青禾街道 清泉社区 第3网格` → `第3网格`: who works there knows the rest. */
export const shortArea = (path: string): string => path.split(' ').at(-1) ?? path
