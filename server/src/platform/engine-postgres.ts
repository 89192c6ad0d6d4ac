// PostgreSQL through `pg` in pipeline mode: the statements of a batch go out together, so a batch is one round trip.
import pg from 'pg'
import { type Connection, DatabaseError, type Engine, type Row } from './engine.ts'
import type { Statement } from './sql.ts'

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = parsers[oid]
    return own ?? pg.types.getTypeParser(oid, format as 'text')
  },
}

/** Both engines give: int8 and numeric as number, timestamptz as epoch ms, date as text, json parsed. */
export const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1700: Number,
  1082: (t) => t,
  1184: (t) => parseInstant(t),
}

/** `2026-11-22 03:29:41.123+00` as PostgreSQL prints it under TimeZone UTC. */
export function parseInstant(text: string): number {
  return Date.parse(`${text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')}`)
}

/** `patienceMs`: how long a caller waits for a connection before it is told that the database is busy. */
export function openPostgres(url: string, poolSize: number, patienceMs = 10_000): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types: types as pg.CustomTypesConfig,
    application_name: 'linli',
    connectionTimeoutMillis: patienceMs,
    // Requests are short and many: compiling one, or starting workers for it, costs more than it can save and takes from the others.
    options: '-c TimeZone=UTC -c jit=off -c max_parallel_workers_per_gather=0',
    ...{ pipeline: true },
  })
  // A connection that breaks while idle is replaced by the pool; without a listener Node would end the process.
  pool.on('error', () => {})
  // One that breaks while somebody uses it tells so by itself, besides failing the statement: nobody hearing it, the process would end.
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    kind: 'postgres',
    async connect(): Promise<Connection> {
      const client = await pool.connect().catch((error: unknown) => {
        throw noConnection(error)
      })
      return {
        async batch(statements) {
          const { stream } = (client as pg.PoolClient & { connection: pg.Connection }).connection
          // pg writes each statement by itself; held back until all are there, they leave in one packet instead of two dozen.
          stream.cork()
          const sent = statements.map((s) => client.query({ ...s, values: [...s.values] }))
          stream.uncork()
          const results = await Promise.allSettled(sent)
          return results.map((r, i) => {
            if (r.status === 'rejected') throw describe(r.reason, statements[i])
            return r.value.rows as Row[]
          })
        },
        release: (broken) => client.release(broken),
      }
    },
    standing: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}

/** All connections are taken, or the database does not answer at this moment: either passes. */
function noConnection(error: unknown): DatabaseError {
  const message = `no connection: ${error instanceof Error ? error.message : String(error)}`
  return new DatabaseError(message, { sqlState: '57P03', constraint: null, statement: null }, { cause: error })
}

/** What pg says when a connection breaks under a statement; it gives no code. */
const isBroken = (error: Error): boolean =>
  /^Connection terminated|^Client has encountered a connection error/.test(error.message) ||
  ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')

function describe(error: unknown, statement: Statement | undefined): Error {
  if (error instanceof Error && isBroken(error)) return noConnection(error)
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error : new Error(String(error))
  return new DatabaseError(
    error.message,
    { sqlState: error.code ?? '', constraint: error.constraint ?? null, statement: statement?.text ?? null },
    { cause: error },
  )
}
