// POST /api/sync: what was done offline, in the order in which it was done. Bad input is an answer here and not an exception: every item
// gets its own verdict and stays with the sender until somebody has dealt with it; only what is no list of items at all, and whoever is
// not signed in, is refused as a whole. The acts themselves are those of the rooms, by their names.

import { parseInstant } from '@linli/contract/shared/time.ts'
import { mostBytes, Sync, SyncEnvelope, SyncItem, type SyncResult, SyncResults } from '@linli/contract/sync/schemas.ts'
import type { ErrorObject } from 'ajv'
import type { Answer } from './action.ts'
import { makeAjv } from './ajv.ts'
import { type Outcome, performMany, type Work } from './batch.ts'
import type { House } from './house.ts'
import { describeSchemaError, type Route, route } from './http.ts'
import { faultOfText } from './json-text.ts'
import { Problem, problem } from './problem.ts'
import { read } from './read.ts'
import type { Entry } from './session.ts'

/** An item whose form is right. */
export interface OfflineItem {
  id: string
  target: string
  base: number | null
  input: Record<string, unknown>
  /** By the sender's clock, epoch ms. */
  said: number
  /** The sender's clock when it sent; null when it does not say. */
  sentAt: number | null
}

/** An act that may be sent later than it was done. */
export interface SyncAction {
  /** What is wrong with the form of its input, with paths below it; null = nothing. */
  faultsOf(input: Record<string, unknown>): { path: string; message: string }[] | null
  /** The act as a work; may throw a problem. */
  work(item: OfflineItem): Omit<Work<unknown>, 'id' | 'after'>
  /** The thing as it is now, for a sender who has to choose anew. */
  view(target: string): Answer<unknown>
}
/** By name: `incident.sign`. */
export type SyncActions = ReadonlyMap<string, SyncAction>

const ajv = makeAjv({})
const checkItem = ajv.compile<SyncItem>(SyncItem)
const faults = (errors: ErrorObject[]) => errors.map((e) => describeSchemaError(e, 'body'))

type Sent = { items: readonly { id: string }[]; sentAt?: string }

export const syncRoute = (house: House, actions: SyncActions): Route =>
  route({
    method: 'POST',
    url: '/api/sync',
    summary: 'What was done offline, up to 200 acts in order; each is accepted or rejected by itself',
    permission: 'signed_in',
    bodyLimit: mostBytes,
    isEnvelope: true,
    schema: { body: SyncEnvelope, response: { 200: SyncResults } },
    describedBody: Sync,
    async handle({ entry, body }) {
      const works = readWorks(actions, body)
      const outcomes = await performMany(house, entry, works)
      return { results: await tell(house, entry, actions, body.items, outcomes) }
    },
  })

function readWorks(actions: SyncActions, { items, sentAt }: Sent): (Work<unknown> | Problem)[] {
  const clock = sentAt === undefined ? null : (parseInstant(sentAt) ?? null)
  const places = new Map<string, number>()
  for (const [place, { id }] of items.entries()) if (!places.has(id)) places.set(id, place)
  const works = items.map((item) => {
    try {
      return readWork(actions, item, clock, places)
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  })
  return works.map((work, place) =>
    !(work instanceof Problem) && isCircular(works, place) ? { ...work, after: 'itself' as const } : work,
  )
}

/** Depends on itself, alone or by way of others: whoever sent it earlier or later would hear the same again. */
function isCircular(works: readonly (Work<unknown> | Problem)[], place: number): boolean {
  let at = place
  for (let steps = 0; steps < works.length; steps++) {
    const work = works[at]
    if (!work || work instanceof Problem || typeof work.after !== 'number') return false
    at = work.after
    if (at === place) return true
  }
  return false
}

function readWork(
  actions: SyncActions,
  sent: { id: string },
  sentAt: number | null,
  places: ReadonlyMap<string, number>,
): Work<unknown> {
  const fault = faultOfText(sent)
  if (fault) throw problem('request.invalid', { errors: [{ path: '/', message: fault }] })
  if (!checkItem(sent)) throw problem('request.invalid', { errors: faults(checkItem.errors!) })
  const { id, action, target, base, after, input, occurredAt } = sent
  const act = actions.get(action)
  if (!act) throw problem('sync.unknown_action', { action })
  const wrong = act.faultsOf(input)
  if (wrong) throw problem('request.invalid', { errors: wrong.map((e) => ({ ...e, path: `/input${e.path}` })) })
  // The format of an instant has been checked with the item.
  const item = { id, target, base: base ?? null, input, said: parseInstant(occurredAt)!, sentAt }
  return { id, after: after === undefined ? null : (places.get(after) ?? { id: after }), ...act.work(item) }
}

async function tell(
  house: House,
  entry: Entry,
  actions: SyncActions,
  items: readonly object[],
  outcomes: readonly Outcome[],
): Promise<SyncResult[]> {
  const now = await currentOf(
    house,
    entry,
    items.flatMap((item, i) => {
      const outcome = outcomes[i]
      return outcome instanceof Problem && hasCurrent(outcome) ? [asItem(item)] : []
    }),
    actions,
  )
  return items.map((item, i) => {
    const { id, target } = asItem(item)
    const outcome = outcomes[i]!
    if (!(outcome instanceof Problem)) return { id, outcome }
    const { detail: _, errors, ...facts } = outcome.facts
    const current = hasCurrent(outcome) ? now.get(target) : undefined
    return {
      id,
      outcome: 'rejected',
      code: outcome.code,
      ...(errors && { errors }),
      ...(Object.keys(facts).length > 0 && { facts }),
      ...(current !== undefined && { current }),
    } as SyncResult
  })
}

const asItem = (item: object) => item as Pick<SyncItem, 'id' | 'target' | 'action'>

/** Refused for what the thing is now, or for who one is: not for the item's own form, id or order. */
const hasCurrent = ({ status, code }: Problem): boolean =>
  (status === 409 || status === 403) && code !== 'id.conflict' && !code.startsWith('sync.')

/** Those things that the sender may see, by id. */
async function currentOf(
  house: House,
  entry: Entry,
  items: readonly Pick<SyncItem, 'target' | 'action'>[],
  actions: SyncActions,
): Promise<Map<string, unknown>> {
  const views = [...new Map(items.map(({ target, action }) => [target, actions.get(action)!.view(target)]))]
  const found = new Map<string, unknown>()
  if (views.length === 0) return found
  return read(
    house,
    entry,
    views.flatMap(([, { queries }]) => queries),
    (rows, context) => {
      let at = 0
      for (const [target, { queries, build }] of views) {
        const own = (rows as unknown[][]).slice(at, at + queries.length)
        at += queries.length
        try {
          found.set(target, build(own, context))
        } catch (error) {
          if (!(error instanceof Problem)) throw error
        }
      }
      return found
    },
  )
}
