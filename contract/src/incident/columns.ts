// The columns of table `incident` that the loop reads and writes: flat, one to one with the table (lists are jsonb). Every instant is epoch
// milliseconds.
import type { LimitUnit } from '../deadline/calendar.ts'
import type { Extension, Pause, TraceStep } from '../deadline/trace.ts'
import type { Degree, Source, Stage, State, Step, UnitKind, Urgency } from './words.ts'

export interface Limit {
  readonly amount: number
  readonly unit: LimitUnit
}

export interface Unit {
  readonly id: string
  readonly kind: UnitKind
  readonly areaCode: string
}

/** Time that does not count for the promise: a suspension up to its agreed date, or the time spent merged. */
export interface IncidentPause extends Pause {
  readonly why: 'suspended' | 'merged'
}

export interface Decline {
  readonly round: number
  readonly unitId: string
  /** The desk that had dispatched; the second decline at one desk goes up a level. */
  readonly deskUnit: string
  readonly at: number
}

/** How the promise of an earlier round ended, kept when a reopening starts the next. */
export interface PastRound {
  readonly round: number
  readonly startedAt: number | null
  readonly dueAt: number | null
  readonly stoppedAt: number | null
  readonly isLate: boolean
  readonly closedAt: number | null
}

/** Somebody of the team or a called unit at the scene; `until` is null while the stay lasts. */
export interface Stay {
  readonly accountId: string
  readonly unitId: string | null
  readonly from: number
  readonly until: number | null
}

/** What a merge sets aside, so that unmerge can restore it. */
export interface SetAside {
  readonly at: number
  readonly state: State
  readonly holderUnit: string | null
  readonly holderKind: UnitKind | null
  readonly holderArea: string | null
  readonly holderAccount: string | null
  readonly stateSince: number
  readonly stateDueAt: number | null
  readonly stepsDone: readonly LadderStep[]
}

/** The columns of table `incident` that the loop reads and writes; names are the camelCase of the columns. */
export interface IncidentColumns {
  readonly procedureKey: string
  readonly procedureVersion: number
  readonly state: State
  readonly stage: Stage
  /** Changes by one with every act and every move; what a change must name. Steps of the sweep that move nothing leave it alone. */
  readonly version: number
  /** `seq` of the last history entry. */
  readonly seq: number
  readonly round: number

  /** Grid, or community or town when the place lies in no grid. */
  readonly areaCode: string
  readonly matterCode: string
  readonly conditionId: string | null
  readonly urgency: Urgency
  readonly source: Source

  readonly holderUnit: string | null
  readonly holderKind: UnitKind | null
  readonly holderArea: string | null
  /** Who signed, or the member of staff who must supplement; null = anybody of the unit. */
  readonly holderAccount: string | null
  /** Never null: until somebody accepts, the centre that received it. */
  readonly deskUnit: string
  readonly deskArea: string
  /** Team asked to look before filing or after handling. */
  readonly checkUnit: string | null
  readonly checkKind: 'precheck' | 'postcheck' | null
  readonly checkFound: boolean | null

  readonly reporterAccount: string | null
  readonly reporterUnit: string | null
  readonly reporterKind: UnitKind | null
  readonly reporterArea: string | null
  /** First-asked 首问负责: answers for it until somebody else has signed; null when a resident reported and nobody accepted yet. */
  readonly answerableAccount: string | null
  readonly onTheSpot: boolean
  readonly onScene: readonly Stay[]

  readonly dispatchedAt: number | null
  readonly declineUntil: number | null
  readonly declines: readonly Decline[]
  /** Centres that received it by escalation in this round; each at most once. */
  readonly escalatedCentres: readonly string[]
  readonly reworks: number

  readonly finishedBy: string | null
  /** Whose post the finisher held as deputy; may not verify either. */
  readonly finishedFor: string | null
  readonly finishedAt: number | null
  readonly verifiedBy: string | null
  readonly verifiedAt: number | null
  readonly conditionMet: boolean | null
  readonly degree: Degree | null
  readonly closedAt: number | null
  readonly followUpUntil: number | null
  /** Answer of the follow-up; null = not asked, not reached, or no answer. */
  readonly solved: boolean | null
  readonly satisfied: number | null
  readonly archivedAt: number | null

  readonly suspendedFrom: number | null
  readonly suspendedUntil: number | null
  readonly mergedInto: string | null
  readonly setAside: SetAside | null
  /** End of the public notice that runs now (approval). */
  readonly noticeUntil: number | null
  /** How many have objected in the public notice that runs now or ran last. */
  readonly objections: number

  /** The state clock: when this state was entered, and the end of its own limit. */
  readonly stateSince: number
  readonly stateDueAt: number | null
  readonly stateTrace: readonly TraceStep[]
  /** The promise clock: starts at the first accept of a round, stops at the finish that is later verified. */
  readonly promiseStartedAt: number | null
  readonly promiseAmount: number | null
  readonly promiseUnit: LimitUnit | null
  readonly promiseDueAt: number | null
  readonly promiseStoppedAt: number | null
  readonly promiseTrace: readonly TraceStep[]
  readonly pauses: readonly IncidentPause[]
  /** Approved extensions, counted on from where the limit would have ended. */
  readonly extensions: readonly Extension[]

  /** The nearer of both running clocks; null when none runs. */
  readonly dueAt: number | null
  readonly remindAt: number | null
  readonly warnAt: number | null
  readonly escalateAt: number | null
  /** What the sweep has done since the state was entered or its target moved. */
  readonly stepsDone: readonly LadderStep[]
  readonly nextStep: Step | null
  /** The due column that the sweep's index stands on. */
  readonly nextStepAt: number | null
  /** Late flags latch: once true, true for ever. `isLate` is either. */
  readonly isLate: boolean
  readonly stateLate: boolean
  readonly promiseLate: boolean
  readonly lateSince: number | null
  /** The promise of this very round has been missed and marked. */
  readonly promiseMissed: boolean
  readonly pastRounds: readonly PastRound[]
}

export type LadderStep = 'remind' | 'warn' | 'stateLate' | 'escalate'
