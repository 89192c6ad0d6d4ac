// What the interpreter is given. It touches nothing: the server reads `IncidentFacts` from its tables and supplies `Surroundings`. Parties,
// requests and supervisions are rows of their own.
import type { Calendar } from '../deadline/calendar.ts'
import type { IncidentColumns, Limit, Unit } from './columns.ts'
import type { Procedure } from './document.ts'
import type { Grade, Part, State, UnitKind } from './words.ts'

export interface Party {
  readonly unitId: string
  readonly kind: UnitKind
  readonly areaCode: string
  readonly part: Part
  readonly from: number
  /** Null while the party is open. */
  readonly to: number | null
  readonly arrivedAt: number | null
  /** When a unit that assists or was called gave its own result. */
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
