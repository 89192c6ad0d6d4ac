// A procedure is a document of this shape. The words in it are closed vocabularies, each explained where it is interpreted:
// `Who` in who.ts, `When` and `Guard` in guards.ts, `Effect` in effects.ts, the clocks in clocks.ts. Whatever can be said in
// these words can be a place's own procedure; the checker (checker.ts) proves of it what a procedure must keep.
import type { Field, PersonAction } from './fields.ts'
import type { Limit } from './model.ts'
import type { Label, State } from './words.ts'

export const holderRules = ['centre', 'desk', 'unit', 'checker', 'reporter', 'nobody'] as const
/**
 * Who holds an incident in a state: `centre` the centre it was given to · `desk` · `unit` the lead unit · `checker` the team
 * asked to look · `reporter` the unit of a reporter who is staff, else the desk · `nobody` in final states.
 */
export type HolderRule = (typeof holderRules)[number]

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

export const whos = [
  'centre',
  'desk',
  'unit',
  'checker',
  'reporter',
  'higherCentre',
  'placeCentre',
  'placeWorker',
  'leader',
  'inspector',
  'called',
  'supervised',
  'party',
  'anyone',
  'system',
] as const
export type Who = (typeof whos)[number]

export const whens = [
  'handledOnTheSpot',
  'precheckAsked',
  'postcheckAsked',
  'found',
  'upheld',
  'granted',
  'extension',
  'secondDecline',
  'notSolved',
] as const
/** A rule with conditions is taken only if all hold; the first fitting rule of an action counts. */
export type When = (typeof whens)[number] | `not:${(typeof whens)[number]}`

export const guards = [
  'matterKnown',
  'routable',
  'dispatchable',
  'notDeclinedYet',
  'withinDeclineBox',
  'notFinisher',
  'noSuchRequest',
  'untilAhead',
  'untilLater',
  'requestOpen',
  'notRequester',
  'supervisionOpen',
  'closingConditionMet',
  'withinFollowUp',
  'followUpOver',
  'followUpMakesSense',
  'mergeable',
  'somethingGiven',
  'callable',
  'notArrived',
  'noticeOpen',
  'noticeOver',
] as const
export type Guard = (typeof guards)[number]

export const effects = [
  'chooseCondition',
  'becomeDesk',
  'startPromise',
  'stopPromise',
  'resumePromise',
  'passToCentre',
  'passToCentreAbove',
  'takeToOwnCentre',
  'askCheck',
  'recordCheck',
  'passToUnit',
  'releaseUnit',
  'keepUnitAsFormer',
  'signFor',
  'recordDecline',
  'askExtension',
  'askSuspension',
  'decideRequest',
  'extendPromise',
  'suspend',
  'recordFinish',
  'recordVerified',
  'recordRework',
  'handleOnTheSpot',
  'close',
  'recordFollowUp',
  'newRound',
  'recordArchived',
  'openSupervision',
  'answerSupervision',
  'changeMatter',
  'callUnits',
  'recordArrival',
  'recordStay',
  'mergeAway',
  'restoreMerged',
  'openLinked',
  'openNotice',
  'tellAllLevels',
] as const
export type Effect = (typeof effects)[number]

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
