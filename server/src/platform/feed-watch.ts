// Whether the feed of changes is held up. A row of it counts once no older transaction can still commit, so a transaction that stays open
// anywhere in the cluster, in another database too, holds back what live pages, phones and other servers hear. Whose it is the server may
// not ask; that the oldest one is the same as before, and changes wait behind it, it sees for itself.
import type { House } from './house.ts'
import { prepared, sql } from './sql.ts'

export interface Horizon {
  /** The oldest transaction that has not ended; when there is none, the next one. */
  horizon: string
  /** Committed changes stand behind it. */
  isWaiting: boolean
}

export const findHorizon = prepared(
  sql<Horizon>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
    exists (select from change where txid >= pg_snapshot_xmin(pg_current_snapshot())) as is_waiting`,
)

/** Longer than anything that the server itself does in one transaction. */
const patienceMs = 30_000

/** Takes what each reading found; keeps the gauge, and says once for a transaction that it holds up the feed. */
export function watchFeed({ clock, metrics, log }: Pick<House, 'clock' | 'metrics' | 'log'>): (found: Horizon) => void {
  let oldest: { horizon: string; since: number; isSaid: boolean } | null = null
  return ({ horizon, isWaiting }) => {
    const wall = clock.wall()
    if (oldest?.horizon !== horizon || wall < oldest.since) oldest = { horizon, since: wall, isSaid: false }
    const heldMs = isWaiting ? wall - oldest.since : 0
    metrics.feedHeld.set(heldMs / 1000)
    if (heldMs < patienceMs || oldest.isSaid) return
    oldest.isSaid = true
    log.warn(
      { transaction: horizon, seconds: Math.round(heldMs / 1000) },
      'a transaction that does not end holds up the feed of changes: open pages and phones hear nothing new',
    )
  }
}
