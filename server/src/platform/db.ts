// One Db over both engines. A transaction is one role, a few settings and as few trips as possible: what is sent first
// travels with `begin`, what is sent last travels with `commit`. Only the kernels (action.ts, read.ts) open one.
import { type Connection, DatabaseError, type Engine } from './engine.ts'
import { camelRow, compile, type Query, type Statement } from './sql.ts'

/** The database roles of migration 01; every transaction takes one of them and gives up all other rights. */
export type Role = 'linli_app' | 'linli_auth' | 'linli_public' | 'linli_job' | 'owner'

type Rows<Q extends readonly Query[]> = { [K in keyof Q]: Q[K] extends Query<infer R> ? R[] : never }

export interface Tx {
  /** Sends these statements in one trip and gives the rows of each, in order. */
  send<Q extends readonly Query[]>(...queries: Q): Promise<Rows<Q>>
  /** Sends these statements and the commit in one trip; the transaction is over. */
  commit<Q extends readonly Query[]>(...queries: Q): Promise<Rows<Q>>
  /** Ends the transaction without effect. */
  rollback(): Promise<void>
}

export interface Db {
  readonly engine: Engine
  /** Runs `work` in one transaction as `role`; `before` travels ahead of the role change (session entry runs as the login role). */
  transaction<T>(
    role: Role,
    work: (tx: Tx) => Promise<T>,
    before?: readonly Query[],
    onBefore?: (rows: unknown[][]) => void,
  ): Promise<T>
  /** Trips to the database so far: a test counts them. */
  readonly trips: { count: number }
  close(): Promise<void>
}

const plain = (text: string): Statement => ({ text, values: [] })

export function openDb(engine: Engine): Db {
  const trips = { count: 0 }
  return {
    engine,
    trips,
    close: () => engine.close(),
    async transaction(role, work, before = [], onBefore) {
      const connection = await engine.connect()
      let broken = false
      try {
        const tx = startTransaction(connection, role, before, onBefore, trips)
        try {
          const result = await work(tx)
          await tx.end()
          return result
        } catch (error) {
          // A connection that cannot even roll back is thrown away, as is one that remembers the schema of before a migration.
          broken = isStalePlan(error)
          await tx.rollback().catch(() => (broken = true))
          throw error
        }
      } finally {
        connection.release(broken)
      }
    },
  }
}

function startTransaction(
  connection: Connection,
  role: Role,
  before: readonly Query[],
  onBefore: ((rows: unknown[][]) => void) | undefined,
  trips: { count: number },
) {
  let state: 'new' | 'open' | 'over' = 'new'
  const opening = () => [
    plain('begin'),
    ...before.map(compile),
    ...(role === 'owner' ? [] : [plain(`set local role ${role}`)]),
  ]
  const trip = async (queries: readonly Query[], closing: Statement[]): Promise<Record<string, unknown>[][]> => {
    if (state === 'over') throw new Error('The transaction is over.')
    const head = state === 'new' ? opening() : []
    state = 'open'
    trips.count++
    const rows = await connection.batch([...head, ...queries.map(compile), ...closing])
    if (head.length > 0) onBefore?.(rows.slice(1, 1 + before.length).map((r) => r.map(camelRow)))
    if (closing.length > 0) state = 'over'
    return rows.slice(head.length, head.length + queries.length).map((r) => r.map(camelRow))
  }
  return {
    send: <Q extends readonly Query[]>(...queries: Q) => trip(queries, []) as Promise<Rows<Q>>,
    commit: <Q extends readonly Query[]>(...queries: Q) => trip(queries, [plain('commit')]) as Promise<Rows<Q>>,
    async rollback() {
      const wasOpen = state === 'open'
      state = 'over'
      if (!wasOpen) return
      trips.count++
      await connection.batch([plain('rollback')])
    },
    async end() {
      if (state === 'open') await trip([], [plain('commit')])
      state = 'over'
    },
  }
}

/** True for a refusal that a second try may heal: serialization, deadlock, lock not available, shutdown, too many connections. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof DatabaseError &&
    (['40001', '40P01', '55P03', '57P01', '57P03', '53300'].includes(error.sqlState) || isStalePlan(error))
  )
}

/** A newer server has migrated while this one runs on: statements prepared before answer with columns that are no longer so. */
const isStalePlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.sqlState === '0A000' && /cached plan/.test(error.message)
