import type { PersonAction } from '@linli/contract/incident/fields.ts'
import type { ApiProblem, ProblemBody } from '@linli/ui/api/problem.ts'

/**
 * One thing that the person did and the server must learn of. Its id makes sending it again harmless, so an item leaves
 * the list only by the server's word or by the person's. `action`, `target`, `base`, `input` and `occurredAt` have the
 * shape of an offline item of the interface. Everything here is plain data and may lie in IndexedDB for weeks.
 */
export type OutboxAction = 'incident.report' | `incident.${PersonAction}`

/** waiting: not acknowledged yet · files: acknowledged, photos still to go · done · refused: the server said no, a person decides */
export type ItemState = 'waiting' | 'files' | 'done' | 'refused'

export type OutboxItem = {
  id: string
  account: string
  action: OutboxAction
  /** The incident. */
  target: string
  /** The version of the incident that was seen; none for a report. */
  base?: number
  input: Record<string, unknown>
  /** Files that this item names and whose bytes still lie on this phone. */
  files: string[]
  /** What people recognise it by: the matter. */
  title: string
  /** The incident's number, as soon as it has one. */
  number?: string
  /** The form as it was filled in, to take it up again after a refusal. */
  values: Record<string, unknown>
  occurredAt: string
  state: ItemState
  attempts: number
  lastError?: ProblemBody
  /** Set once the server has it; what is refused after that is a photo. */
  acceptedAt?: string
  doneAt?: string
}

export type NewItem = Omit<OutboxItem, 'state' | 'attempts' | 'lastError' | 'acceptedAt' | 'doneAt'>

export function newItem(item: NewItem): OutboxItem {
  return { ...item, state: 'waiting', attempts: 0 }
}

/**
 * What an error means for an item: try again by itself, try again after signing in, or ask the person. A server that
 * fails (5xx) is tried again like a network that is down: nothing says that the item is wrong.
 */
export function fateOf({ status }: Pick<ApiProblem, 'status'>): 'later' | 'session' | 'refused' {
  if (status === 401) return 'session'
  return status === 0 || status === 408 || status === 429 || status >= 500 ? 'later' : 'refused'
}

/** The body as plain data; a problem object itself cannot be stored. */
export function keptProblem(problem: ApiProblem): ProblemBody {
  return structuredClone({ ...problem.body, code: problem.code, status: problem.status })
}

export function afterFailure(item: OutboxItem, problem: ApiProblem): OutboxItem {
  const fate = fateOf(problem)
  const state = fate === 'refused' ? 'refused' : item.state
  return { ...item, state, attempts: item.attempts + 1, lastError: keptProblem(problem) }
}

export function afterAnswer(item: OutboxItem, answer: { number?: string }, now: string): OutboxItem {
  const { lastError: _, ...rest } = item
  const state = item.files.length > 0 ? 'files' : 'done'
  const number = answer.number ?? item.number
  return { ...rest, state, acceptedAt: now, ...(number && { number }), ...(state === 'done' && { doneAt: now }) }
}

/** A refused item as it is tried once more: whole, or only its photos. */
export function afresh(item: OutboxItem): OutboxItem {
  return item.state === 'refused' ? { ...item, state: item.acceptedAt ? 'files' : 'waiting' } : item
}

/** A file arrived, or was given up; the item is done when none is left. */
export function withoutFile(item: OutboxItem, fileId: string, now: string): OutboxItem {
  const files = item.files.filter((id) => id !== fileId)
  return files.length === 0 && item.state === 'files'
    ? { ...item, files, state: 'done', doneAt: now }
    : { ...item, files }
}

/**
 * Own items that waited behind an accepted one saw the incident before it: they stand on the version that it made. Only
 * what saw the same version is lifted, so somebody else's act in between is still noticed.
 */
export function liftBases(items: readonly OutboxItem[], accepted: OutboxItem, version: number): OutboxItem[] {
  return items.map((item) =>
    item.state === 'waiting' &&
    item.target === accepted.target &&
    item.base !== undefined &&
    item.base === accepted.base
      ? { ...item, base: version }
      : item,
  )
}

export type OutboxCounts = { waiting: number; refused: number }

/** Photos on their way count with their item. */
export function countItems(items: readonly OutboxItem[]): OutboxCounts {
  return {
    waiting: items.filter(({ state }) => state === 'waiting' || state === 'files').length,
    refused: items.filter(({ state }) => state === 'refused').length,
  }
}

const keptDoneMs = 2 * 24 * 3_600_000

/** Done items stay in sight for two days, so that people see that a thing went out. */
export function isStale(item: OutboxItem, nowMs: number): boolean {
  return item.state === 'done' && item.doneAt !== undefined && nowMs - Date.parse(item.doneAt) > keptDoneMs
}
