// What the interpreter gives back: the server writes down the `Verdict`, or answers with the refusal.
import type { Refusal } from '../problem.ts'
import type { IncidentColumns } from './columns.ts'
import type { OpenRequest, OpenSupervision } from './facts.ts'
import type { Action, Part, State, UnitKind } from './words.ts'

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
  'partDone',
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
