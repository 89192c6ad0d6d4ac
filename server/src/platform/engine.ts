// What both databases offer to the rest of the house: exclusive connections that take several statements in one trip.
import type { Statement } from './sql.ts'

export type Row = Record<string, unknown>

/** An error of the database, alike for both engines. */
export class DatabaseError extends Error {
  readonly sqlState: string
  readonly constraint: string | null
  readonly statement: string | null
  constructor(
    message: string,
    facts: { sqlState: string; constraint: string | null; statement: string | null },
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.sqlState = facts.sqlState
    this.constraint = facts.constraint
    this.statement = facts.statement
  }
}

export interface Connection {
  /** Sends all statements in one trip and answers with the rows of each. After a failure inside a transaction nothing further counts. */
  batch(statements: readonly Statement[]): Promise<Row[][]>
  release(broken?: boolean): void
}

/** Connections of a pool, and callers that wait for one. */
export interface PoolStanding {
  open: number
  idle: number
  waiting: number
}

export interface Engine {
  readonly kind: 'embedded' | 'postgres'
  /** Rejects with a DatabaseError when no connection is to be had in time. */
  connect(): Promise<Connection>
  /** Absent where there is no pool. */
  standing?(): PoolStanding
  close(): Promise<void>
}
