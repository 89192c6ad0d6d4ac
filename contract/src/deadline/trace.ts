// The trace of a deadline: every step of how it was counted, in the order of time, as plain data. It is stored with the
// deadline, so that years later it still says why it fell due when it did. Instants are epoch milliseconds.
import type { LimitUnit } from './calendar.ts'

/** Time that does not count: a suspension, from (inclusive) to (exclusive). An empty or inverted one counts as none. */
export interface Pause {
  readonly from: number
  readonly to: number
}

/** An approved extension: so much more time, counted on from where the limit would have ended. */
export interface Extension {
  readonly amount: number
  readonly unit: LimitUnit
  /** When it was approved; only said in the trace, it does not change the result. */
  readonly at?: number
}

export type TraceStep =
  /** The clock starts at `at` with so much to count. */
  | { readonly kind: 'start'; readonly at: number; readonly amount: number; readonly unit: LimitUnit }
  /** The start lies outside the opening hours; the first counted instant is `to`. */
  | { readonly kind: 'closed'; readonly from: number; readonly to: number }
  /** Days that are not worked, both included. */
  | {
      readonly kind: 'skip'
      readonly from: string
      readonly to: string
      readonly days: number
      readonly why: 'weekend' | 'holiday'
      readonly name?: string
    }
  /** A stretch without interruption: from its first to its last counted instant, `ms` of it counted. */
  | {
      readonly kind: 'count'
      readonly from: number
      readonly to: number
      readonly ms: number
      /** Set for a make-up day that is worked although its weekday is not. */
      readonly makeup?: string
    }
  /** A suspension; `ms` of time that would have counted did not. */
  | { readonly kind: 'pause'; readonly from: number; readonly to: number; readonly ms: number }
  /** The limit would have ended at `from`; an extension adds to it. */
  | {
      readonly kind: 'extend'
      readonly from: number
      readonly amount: number
      readonly unit: LimitUnit
      readonly at?: number
    }
  /** From this day on the holidays are not published; the result is provisional. */
  | { readonly kind: 'provisional'; readonly from: string }
  | { readonly kind: 'due'; readonly at: number }

export interface Deadline {
  /** The earliest instant at which the whole amount has been counted. Acting at exactly this instant is in time. */
  readonly dueAt: number
  readonly trace: readonly TraceStep[]
  /** True if the count crossed days whose holidays are not yet published: compute again when they are. */
  readonly provisional: boolean
}
