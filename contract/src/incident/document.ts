// A procedure is a document of this shape, written in the closed words of vocabulary.ts. Whatever can be said in these words can
// be a place's own procedure; the checker (checker.ts) proves of it what a procedure must keep.

import type { Limit } from './columns.ts'
import type { Field, PersonAction } from './fields.ts'
import type { Effect, Guard, HolderRule, When, Who } from './vocabulary.ts'
import type { Label, State } from './words.ts'

/** Where the limit comes from, or `own default`; a city replaces it by its own rule. */
export interface SourcedLimit extends Limit {
  readonly source: string
}

export interface StateRule {
  readonly holder: HolderRule
  readonly deadline: DeadlineRule | null
}

export const deadlineBases = ['entered', 'promise', 'suspension', 'followUp', 'notice'] as const

export interface DeadlineRule {
  /**
   * What the limit counts from: `entered` the moment the state was entered · `promise` the state ends with the promise, the
   * limit serves when none runs or it is over · `suspension` the agreed end of the suspension · `notice` the end of the
   * public notice · `followUp` no limit of its own: the follow-up period of the place.
   */
  readonly from: (typeof deadlineBases)[number]
  readonly limit: SourcedLimit
  /** `late` climbs the ladder remind → warn → markLate → escalate; `archive` takes the action of that name. */
  readonly atEnd: 'late' | 'archive'
  /** Per cent of the way from entering to the due instant. */
  readonly remind: number
  readonly warn: number
  /** Null: nobody above could do better; supervision repeats instead. */
  readonly escalate: { readonly after: SourcedLimit; readonly to: State } | null
  /** How often supervision repeats once there is no centre left to go up to. */
  readonly repeat: SourcedLimit
}

export interface ActionRule {
  readonly action: PersonAction
  readonly from: readonly State[]
  /** Absent: stays where it is and the state clock runs on. Naming the same state enters it anew. `restored`: where a merge found it. */
  readonly to?: State | 'restored'
  readonly who: readonly Who[]
  readonly when?: readonly When[]
  /** Optional fields of the action that this procedure demands. */
  readonly demands?: readonly Field[]
  readonly guards?: readonly Guard[]
  readonly effects?: readonly Effect[]
  /** Why the row is as it is, where that is not plain. */
  readonly because?: string
}

export const centreLevels = ['community', 'town', 'county'] as const

export interface StartRule {
  readonly when?: readonly When[]
  readonly to: State
  readonly effects?: readonly Effect[]
}

export interface Procedure {
  readonly key: string
  readonly version: number
  readonly name: Label
  readonly start: {
    /** Level of the centre that receives reports; the nearest one above it where that level has none. */
    readonly centre: (typeof centreLevels)[number]
    readonly rules: readonly StartRule[]
    /** Procedure that takes a report which no start rule fits. */
    readonly otherwise: string | null
  }
  /** A unit may decline so long after it was dispatched; five working days at most. */
  readonly declineWithin: SourcedLimit
  /** How long each public notice runs. */
  readonly noticePeriod: SourcedLimit | null
  readonly states: Readonly<Partial<Record<State, StateRule>>>
  readonly actions: readonly ActionRule[]
  /** What a reopening or a change of matter continues under, when this procedure has no state for it. */
  readonly continuesAs: string | null
}
