// A phone, as far as the protocol goes: a list of acts that it sends until each has its answer, and a replica that it keeps up to date
// from the feed.
import type { IncidentListItem } from '@linli/contract/incident/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { Changes, SyncItem, SyncResult } from '@linli/contract/sync/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { sql } from '#platform/sql.ts'
import { MONDAY, type TestHouse } from './db.ts'
import type { Person } from './http.ts'

/** Half an hour before the standing clock. */
const HALF_PAST_EIGHT = formatInstant(MONDAY - 1_800_000)

export function item(action: string, target: string, input: object, more: Partial<SyncItem> = {}): SyncItem {
  return {
    id: uuidv7(),
    action: `incident.${action}`,
    target,
    input: input as SyncItem['input'],
    occurredAt: HALF_PAST_EIGHT,
    ...more,
  }
}

/** A report (overflowing bin); its own id is that of the incident. */
export const report = (location: object, more: object = {}): SyncItem => {
  const id = uuidv7()
  return item('report', id, { matter: '06042', description: '垃圾桶满溢，异味明显', location, ...more }, { id })
}

/** Sends and gives the results, which must be one for each item in their order. */
export async function sync(by: Person, items: readonly object[], sentAt?: string): Promise<SyncResult[]> {
  const reply = await by.post('/api/sync', { items, ...(sentAt && { sentAt }) })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  const { results } = reply.body as { results: SyncResult[] }
  expect(results.map((r) => r.id)).toEqual(items.map((i) => (i as SyncItem).id))
  return results
}

/** `accepted`, `already`, or the code of the rejection. */
export const verdicts = (results: readonly SyncResult[]): string[] => results.map((r) => r.code ?? r.outcome)

/** Until everything that was written counts in the feed: a transaction of another test on the same server may still hold it up. */
export async function settled(app: TestHouse): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    const [[row]] = await app.house.db.transaction('owner', (tx) =>
      tx.commit(
        sql<{
          isSettled: boolean
        }>`select coalesce(max(txid) < pg_snapshot_xmin(pg_current_snapshot()), true) as is_settled from latest_change`,
      ),
    )
    if (row!.isSettled) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The feed does not settle.')
}

/** What one person's phone holds of incidents. */
export class Replica {
  readonly held = new Map<string, IncidentListItem>()
  since: string | null = null

  /** One call of the feed; null when there was nothing new. */
  async step(by: Person, limit = 200): Promise<Changes | null> {
    const reply = await by.get(`/api/changes?limit=${limit}${this.since === null ? '' : `&since=${this.since}`}`)
    if (reply.status === 204) return null
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    const changes = reply.body as Changes
    if (changes.resync) this.held.clear()
    for (const change of changes.items) {
      if ('value' in change) this.held.set(change.id, change.value)
      else this.held.delete(change.id)
    }
    this.since = changes.next
    return changes
  }

  /** Until there is no more; gives all answers. */
  async pull(by: Person, limit = 200): Promise<Changes[]> {
    const answers: Changes[] = []
    for (;;) {
      const changes = await this.step(by, limit)
      if (changes) answers.push(changes)
      if (!changes?.hasMore) return answers
    }
  }

  /** A phone that stopped here and goes on by itself. */
  copy(): Replica {
    const copy = new Replica()
    for (const [id, value] of this.held) copy.held.set(id, value)
    copy.since = this.since
    return copy
  }
}
