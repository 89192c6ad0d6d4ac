// What every part of the server is given: database, clock, keys, settings, log, metrics, limits. Made once in app.ts, never global.
import type { Config } from '../config.ts'
import type { Clock } from './clock.ts'
import type { Keys } from './crypto.ts'
import type { Db } from './db.ts'
import type { FailpointName } from './failpoint.ts'
import type { Limits } from './limits.ts'
import type { Metrics } from './metrics.ts'
import type { Shelf } from './shelf.ts'

export interface Log {
  debug(facts: object, message?: string): void
  info(facts: object, message?: string): void
  warn(facts: object, message?: string): void
  error(facts: object, message?: string): void
}

export interface House {
  config: Config
  db: Db
  clock: Clock
  keys: Keys
  /** Where finished files lie. */
  shelf: Shelf
  log: Log
  metrics: Metrics
  limits: Limits
  /** Demonstration data is loaded: any of its accounts may advance the virtual clock. */
  isDemonstration: boolean
  /** Places where fault tests end the process; does nothing otherwise. */
  failpoint(name: FailpointName): void
}
