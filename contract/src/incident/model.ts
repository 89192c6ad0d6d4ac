// What the interpreter is given and what it gives back. It touches nothing: the server reads `IncidentFacts` from its tables,
// supplies `Surroundings`, and writes down the `Verdict`. The columns are flat, one to one with the table `incident` (lists
// are jsonb); parties, requests and supervisions are rows of their own. Every instant is epoch milliseconds.
import type { Calendar, LimitUnit } from '../deadline/calendar.ts'
import type { Extension, Pause, TraceStep } from '../deadline/trace.ts'
import type { Refusal } from '../problem.ts'
import type { Procedure } from './document.ts'
import type { Action, Degree, Grade, Part, Source, Stage, State, Step, UnitKind, Urgency } from './words.ts'

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

export interface Party {
  readonly unitId: string
  readonly kind: UnitKind
  readonly areaCode: string
  readonly part: Part
  readonly from: number
  /** Null while the party is open. */
  readonly to: number | null
  readonly arrivedAt: number | null
  /** When an assisting unit gave its own result. */
  readonly finishedAt: number | null
}

/** A unit's wish that waits for the desk; `seq` is the history entry that asked. Only open ones are facts. */
export interface OpenRequest {
  readonly seq: number
  readonly kind: 'extend' | 'suspend'
  readonly until: number
  readonly unitId: string
  readonly accountId: string
}

/** `seq` is the history entry that ordered it. Only those that have not ended are facts. */
export interface OpenSupervision {
  readonly seq: number
  readonly grade: Grade
  readonly unitId: string | null
  readonly dueAt: number | null
  /** Opened by the sweep when a limit was missed. */
  readonly isAutomatic: boolean
  /** `seq` of the reply that waits to be accepted; yellow and red ones end only when it is. */
  readonly repliedSeq: number | null
}

export interface IncidentFacts extends IncidentColumns {
  readonly id: string
  readonly parties: readonly Party[]
  readonly requests: readonly OpenRequest[]
  readonly supervisions: readonly OpenSupervision[]
  /** How mediation of it stands, where it is or was mediated; kept by whoever mediates. */
  readonly mediation?: 'open' | 'ended' | null
  /** Staff among all its reporters, those of merged reports included. */
  readonly reporterAccounts: readonly string[]
}

/** A post in force now; as deputy, the absent one's post with `onBehalfOf` that person's account. */
export interface PostInForce {
  readonly id: string
  readonly role: string
  readonly areaCode: string | null
  readonly unitId: string | null
  readonly onBehalfOf: string | null
}

export interface Staff {
  readonly kind: 'staff'
  readonly accountId: string
  readonly name: string
  readonly posts: readonly PostInForce[]
}

/** `resident`: the server has checked (number and secret, or an identified session) that this is one of the incident's reporters. */
export type Actor = Staff | { readonly kind: 'resident' } | { readonly kind: 'system' }

export interface MatterFacts {
  readonly code: string
  readonly procedure: string | null
  readonly precheck: boolean
  readonly postcheck: boolean
  readonly conditions: readonly {
    readonly id: string
    readonly limit: Limit
    readonly closing: string
    /** Condition under which a linked incident is opened when this one closes. */
    readonly followedBy: string | null
  }[]
}

export interface DutyFacts {
  readonly kind: 'basic' | 'joint' | 'takenBack'
  readonly basis: string | null
}

/** An incident somebody wants to merge into; the server answers null for one that the actor may not see. */
export interface MergeTarget {
  readonly id: string
  readonly state: State
  readonly mergedInto: string | null
}

/** Look-ups that the server supplies; all synchronous, because the server knows from the input which rows it must have read. */
export interface Surroundings {
  /** The one clock's time. */
  readonly now: number
  /** When it was done, if that was offline and earlier; the server has bounded it by the measured clock offset. */
  readonly occurredAt?: number
  readonly calendar: Calendar
  readonly followUpPeriod: Limit
  unit(id: string): Unit | null
  /** The centre of exactly this area. */
  centreOf(areaCode: string): Unit | null
  /** The team of a grid; null for other areas and for grids without one. */
  teamOf(areaCode: string): Unit | null
  /** Units of exactly this area that have somebody on the duty roster now; without it nobody is called by it. */
  onDuty?(areaCode: string): readonly Unit[]
  /** Somebody with a post in the unit is there: not absent, or with a deputy. */
  isStaffed(unitId: string): boolean
  /** A leader of exactly this area is there, or a deputy of one. */
  hasLeader(areaCode: string): boolean
  /** The account has a post in this unit (null: any), its own or as deputy; without it everybody is taken to be still there. */
  isAtWork?(accountId: string, unitId: string | null): boolean
  /** The matter in the edition that the incident was filed under. */
  matter(code: string): MatterFacts | null
  /** Whose duty a matter is at the level of towns and below in this area; null when no list says anything. */
  duty(matterCode: string, areaCode: string): DutyFacts | null
  incident(id: string): MergeTarget | null
  /** The unit that the catalogue names for the condition, seen from a centre; only a suggestion. */
  unitInCharge?(matterCode: string, conditionId: string | null, centreArea: string): string | null
  procedure(key: string): Procedure | null
}

export interface HistoryEntry {
  readonly action: Action
  /** False: written by the system on the way, before or after what the person did. */
  readonly byActor: boolean
  readonly onBehalfOf: string | null
  /** The post that gave the right; null for system and residents. */
  readonly postId: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly from: State | null
  readonly to: State
}

export type PartyChange =
  | {
      readonly do: 'open'
      readonly unitId: string
      readonly kind: UnitKind
      readonly areaCode: string
      readonly part: Part
    }
  | { readonly do: 'close'; readonly unitId: string; readonly part: Part }
  | { readonly do: 'arrive' | 'finish'; readonly unitId: string; readonly part: Part; readonly at: number }

export type RequestChange =
  | ({ readonly do: 'open' } & OpenRequest)
  | { readonly do: 'close'; readonly seq: number; readonly outcome: 'granted' | 'refused' | 'lapsed' }

export type SupervisionChange =
  | ({ readonly do: 'open'; readonly order: string | null } & OpenSupervision)
  | { readonly do: 'reply'; readonly seq: number; readonly repliedSeq: number }
  | { readonly do: 'sendBack'; readonly seq: number }
  | { readonly do: 'close'; readonly seq: number; readonly outcome: 'answered' | 'accepted' | 'ended' }

/** Whom to tell; the server turns it into accounts, phones of reporters, or screens. */
export type Addressee =
  | { readonly to: 'unit'; readonly unitId: string }
  | { readonly to: 'account'; readonly accountId: string }
  | { readonly to: 'leader'; readonly areaCode: string }
  /** Whoever is on the duty roster of the area. */
  | { readonly to: 'roster'; readonly areaCode: string }
  | { readonly to: 'reporters' }

export const messages = [
  'reported',
  'received',
  'accepted',
  'rejected',
  'returned',
  'supplemented',
  'checkAsked',
  'routed',
  'takenOver',
  'dispatched',
  'assisting',
  'signed',
  'declined',
  'arbitrated',
  'requested',
  'requestDecided',
  'suspended',
  'resumed',
  'finished',
  'verified',
  'failed',
  'closed',
  'reopened',
  'archived',
  'voided',
  'merged',
  'unmerged',
  'supervised',
  'replied',
  'reminded',
  'remark',
  'matterChanged',
  'whistled',
  'arrived',
  'dueSoon',
  'dueVerySoon',
  'late',
  'escalated',
  'emergency',
  'noticeOpened',
  'objected',
  'withdrawn',
  'handedOver',
  'recounted',
  'mediationAppointed',
  'mediationSession',
  'mediationCourt',
  'mediationPerform',
  // About an account, not about an incident.
  'passwordReset',
  'otpReset',
] as const
export type Message = (typeof messages)[number]

export type Tell = Addressee & { readonly message: Message }

/** What must happen to other incidents in the same transaction. */
export type Related =
  | { readonly do: 'moveReports'; readonly into: string }
  | { readonly do: 'returnReports'; readonly from: string }
  /** Make safe is done; the repair is an incident of its own, linked to this one. */
  | { readonly do: 'openLinked'; readonly matterCode: string; readonly conditionId: string }

/** Everything that one accepted act changes. `set` always holds `version`, `seq` and the due columns. */
export interface Verdict {
  readonly set: Partial<IncidentColumns>
  readonly history: readonly HistoryEntry[]
  readonly parties: readonly PartyChange[]
  readonly requests: readonly RequestChange[]
  readonly supervisions: readonly SupervisionChange[]
  readonly tell: readonly Tell[]
  readonly related: readonly Related[]
}

export type Outcome =
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly refusal: Refusal }
