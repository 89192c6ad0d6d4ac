// Who stands behind a request, and the transaction that carries their scope. Staff enter by a session (the database finds
// the posts in force and sets the scope itself); residents enter without one; the system enters as a job.
import type { Must } from '@linli/contract/identity/schemas.ts'
import type { Db, Role, Tx } from './db.ts'
import { problem } from './problem.ts'
import { at, prepared, type Query, sql } from './sql.ts'

export interface Post {
  id: string
  role: string
  areaCode: string | null
  unitId: string | null
  from: string
  to: string | null
  /** The absent holder of the post, when this person acts as deputy. */
  onBehalfOf: string | null
}

export interface Who {
  kind: 'staff' | 'public' | 'system'
  /** Stable key of the actor for receipts and history: account id, `public`, or `system`. */
  key: string
  accountId: string | null
  sessionId: string | null
  name: string
  username: string | null
  /** What this session must do before it opens anything but its own account. */
  must: Must
  posts: Post[]
}

/** `isEarly`: the route guards the account itself, so it is open to a session that must still do so. */
export type Entry = { kind: 'staff'; tokenDigest: Buffer; isEarly?: true } | { kind: 'public' } | { kind: 'system' }

const systemWho: Who = {
  kind: 'system',
  key: 'system',
  accountId: null,
  sessionId: null,
  name: 'system',
  username: null,
  must: [],
  posts: [],
}
const publicWho: Who = {
  kind: 'public',
  key: 'public',
  accountId: null,
  sessionId: null,
  name: '',
  username: null,
  must: [],
  posts: [],
}

/** What the database says of a session at its entry; no row when it is over. */
export type EnterRow = {
  sessionId: string
  accountId: string
  name: string
  username: string
  must: Must
  posts: Post[]
}

export const sessionEnter = (digest: Buffer, wall: number, now: number): Query<EnterRow> =>
  prepared(
    sql<EnterRow>`select * from session_enter(${digest}::bytea, ${at(wall)}::timestamptz, ${at(now)}::timestamptz)`,
  )

/**
 * Statements by key are planned once per connection. Left to itself the database plans some of them anew every time, where it reckons
 * that this very id has fewer rows than the average one; under row-level security a plan costs ten times what it finds.
 */
const planOnce = sql`set local plan_cache_mode = force_generic_plan`
/** For lists, whose plan hangs on the scope and on what is asked for (docs/decisions/0004): said before them, after the entry. */
export const planEach: Query = sql`set local plan_cache_mode = auto`

/** Set before anybody enters: without a session the statements of the same trip still run, and must find nothing rather than fail. */
const asNobody = prepared(
  sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('linli.account', ${'00000000-0000-0000-0000-000000000000'}, true), set_config('linli.lo', '', true), set_config('linli.hi', '', true),
    set_config('linli.areas', '{}', true), set_config('linli.units', '{}', true), set_config('linli.heads', '{}', true), set_config('linli.roles', '{}', true), set_config('linli.reach', '{}', true)`,
)

const admitted = new WeakSet<Entry>()
/** True once the database has found the session of this very entry: nobody need ask it again to answer. */
export const isAdmitted = (entry: Entry): boolean => admitted.has(entry)

/**
 * Opens the transaction of a request; `who()` is known after the first trip and throws session.required when the session is over,
 * session.unfinished when its account must be secured first (the database has given such a session no scope either).
 */
export function enter<T>(
  db: Db,
  entry: Entry,
  time: { now: number; wall: number },
  role: Role | undefined,
  work: (tx: Tx, who: () => Who) => Promise<T>,
): Promise<T> {
  if (entry.kind === 'system') return db.transaction(role ?? 'linli_job', (tx) => work(tx, () => systemWho), [planOnce])
  if (entry.kind === 'public')
    return db.transaction(role ?? 'linli_public', (tx) => work(tx, () => publicWho), [planOnce])
  let found: Who | null = null
  const who = () => {
    if (!found) throw problem('session.required')
    if (found.must.length > 0 && !entry.isEarly) throw problem('session.unfinished', { must: found.must })
    admitted.add(entry)
    return found
  }
  const onEntry = (rows: unknown[][]) => {
    const row = rows[1]?.[0] as EnterRow | undefined
    if (row) found = { kind: 'staff', key: row.accountId, ...row }
  }
  return db.transaction(
    role ?? 'linli_app',
    (tx) => work(tx, who),
    [asNobody, sessionEnter(entry.tokenDigest, time.wall, time.now)],
    onEntry,
  )
}
