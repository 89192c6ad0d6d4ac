// Server-sent events: that something changed within the sight of whoever listens, never what. Each batch of the change feed is put
// to the database once per listener, in that listener's own session and scope of this moment; what comes back is told. A
// listener who signed out, or whose posts ended, hears nothing more. Nobody is kept signed in by listening.

import { PassThrough } from 'node:stream'
import type { Change } from './change.ts'
import type { House } from './house.ts'
import { type Route, route } from './http.ts'
import { Problem, problem } from './problem.ts'
import { type Entry, enter } from './session.ts'
import { type Query, sql, textArray } from './sql.ts'

/** Per kind of thing: which of these ids the caller sees, under row-level security. Kinds without one are never told. */
export type Sights = Readonly<Record<string, (ids: readonly string[]) => Query<{ id: string }>>>

/** For a table with uuid keys: its own policies say who sees a row. */
export const sightOf =
  (table: string) =>
  (ids: readonly string[]): Query<{ id: string }> =>
    sql<{ id: string }>`select id::text as id from ${sql.table(table)} where id = any (${textArray(ids)}::uuid[])`

/** Tabs and devices of one account; more is a page that opens streams and forgets them. */
const streamsPerAccount = 10
/** Unsent bytes after which a listener that does not read is let go. */
const backlogLimit = 256 * 1024

interface Listener {
  entry: Entry
  accountId: string
  sessionId: string
  out: PassThrough
  /** Newest version per thing, not yet told. */
  waiting: Map<string, Change>
  isTelling: boolean
}

export interface Live {
  route: Route
  /** Takes a batch of the change feed; returns at once, the telling goes on behind. */
  hear(changes: readonly Change[]): void
  /** Ends every stream. */
  close(): void
  /** Resolves when all that was heard has been told: for tests. */
  told(): Promise<void>
}

export function makeLive(house: House, sights: Sights, beatMs = 20_000): Live {
  const listeners = new Set<Listener>()
  const running = new Set<Promise<void>>()

  // The beat keeps proxies from closing a quiet stream, and finds out who signed out meanwhile.
  let beat: ReturnType<typeof setInterval> | undefined

  const leave = (listener: Listener) => {
    if (!listeners.delete(listener)) return
    house.metrics.liveClients.dec()
    listener.out.end()
    if (listeners.size > 0) return
    clearInterval(beat)
    beat = undefined
  }
  const tell = (listener: Listener, text: string) => {
    if (listener.out.writableLength > backlogLimit) return leave(listener)
    listener.out.write(text)
  }
  /** What of `changes` this listener sees now; also the way to learn that their session is over. */
  const judge = async (listener: Listener, changes: readonly Change[]) => {
    try {
      for (const seen of await inSight(house, listener.entry, sights, changes)) tell(listener, eventOf(seen))
    } catch (error) {
      if (error instanceof Problem && error.status === 401) tell(listener, signedOut)
      else house.log.warn({ err: error }, 'live events')
      // After a fault the listener may have missed something: its page comes back and reads everything anew.
      leave(listener)
    }
  }
  const work = async (listener: Listener) => {
    while (listener.waiting.size > 0 && listeners.has(listener)) {
      const changes = [...listener.waiting.values()]
      listener.waiting.clear()
      await judge(listener, changes)
    }
  }
  /** One reading at a time per listener; what comes meanwhile waits and is told together. */
  const start = (listener: Listener) => {
    if (listener.isTelling) return
    listener.isTelling = true
    const run = work(listener).finally(() => {
      listener.isTelling = false
      running.delete(run)
    })
    running.add(run)
  }
  const onBeat = () => {
    for (const listener of listeners) {
      tell(listener, ': here\n\n')
      if (!listener.isTelling) void judge(listener, [])
    }
  }

  const open = (entry: Entry, accountId: string, sessionId: string): PassThrough => {
    const mine = [...listeners].filter((l) => l.accountId === accountId)
    if (mine.length >= streamsPerAccount)
      throw problem('rate.limited', { detail: `At most ${streamsPerAccount} streams for one account.` })
    const listener: Listener = {
      entry,
      accountId,
      sessionId,
      out: new PassThrough(),
      waiting: new Map(),
      isTelling: false,
    }
    listeners.add(listener)
    beat ??= setInterval(onBeat, beatMs)
    house.metrics.liveClients.inc()
    listener.out.on('close', () => leave(listener)).on('error', () => leave(listener))
    listener.out.write(': listening\n\n')
    return listener.out
  }
  return {
    route: liveRoute(house, open),
    hear(changes) {
      const over = new Set(changes.filter(({ kind }) => kind === 'session').map(({ id }) => id))
      for (const listener of listeners) {
        if (!over.has(listener.sessionId)) continue
        tell(listener, signedOut)
        leave(listener)
      }
      const told = changes.filter((c) => Object.hasOwn(sights, c.kind))
      if (told.length === 0) return
      for (const listener of listeners) {
        for (const c of told) listener.waiting.set(`${c.kind} ${c.id}`, c)
        start(listener)
      }
    },
    close() {
      for (const listener of listeners) leave(listener)
    },
    async told() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

const signedOut = 'event: signedOut\ndata: {}\n\n'

const eventOf = ({ kind, id, version }: Change): string =>
  `event: change\ndata: ${JSON.stringify({ kind, id, version })}\n\n`

async function inSight(
  house: House,
  entry: Entry,
  sights: Sights,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const kinds = [...new Set(changes.map((c) => c.kind))]
  const asked = kinds.map((kind) => sights[kind]!(changes.filter((c) => c.kind === kind).map((c) => c.id)))
  const { rows } = await glance(house, entry, asked)
  const visible = new Set(rows.flatMap((found, i) => found.map(({ id }) => `${kinds[i]} ${id}`)))
  return changes.filter((c) => visible.has(`${c.kind} ${c.id}`))
}

/** Reads as the listener. Entering counts as activity of a session; that is undone, so that an open page keeps nobody signed in. */
function glance(house: House, entry: Entry, queries: readonly Query<{ id: string }>[]) {
  const time = { now: house.clock.now(), wall: house.clock.wall() }
  return enter(house.db, entry, time, undefined, async (tx, who) => {
    const rows = await tx.send(...queries)
    const { accountId, sessionId } = who()
    await tx.rollback()
    return { rows, accountId: accountId!, sessionId: sessionId! }
  })
}

function liveRoute(house: House, open: (entry: Entry, accountId: string, sessionId: string) => PassThrough): Route {
  return route({
    method: 'GET',
    url: '/api/live',
    summary: 'What changed in your scope, as server-sent events: kind, id, version',
    permission: 'signed_in',
    schema: {},
    async handle({ entry, reply }) {
      const { accountId, sessionId } = await glance(house, entry, [])
      const out = open(entry, accountId, sessionId)
      return (
        reply
          .type('text/event-stream; charset=utf-8')
          // Proxies must neither keep nor gather it.
          .headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' })
          .send(out)
      )
    },
  })
}
