// The sheet on which one act is worked out. Effects write on a copy of the facts; at the end the sheet is compared with what it
// began from, and the difference is the verdict. So an effect cannot forget to report a change, and a refusal leaves no trace.
import { formatInstant } from '../shared/time.ts'
import type { IncidentColumns, Unit } from './columns.ts'
import type { Procedure } from './document.ts'
import type { Actor, IncidentFacts, Party, Surroundings } from './facts.ts'
import type { ActionInput } from './fields.ts'
import type {
  Addressee,
  HistoryEntry,
  Message,
  PartyChange,
  Related,
  RequestChange,
  SupervisionChange,
  Tell,
  Verdict,
} from './verdict.ts'
import type { Right } from './who.ts'
import type { Action, Part, State } from './words.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export interface Draft {
  readonly before: IncidentFacts
  readonly facts: Mutable<IncidentFacts>
  readonly around: Surroundings
  readonly actor: Actor
  readonly right: Right
  readonly input: ActionInput
  /** Of the main entry; effects add what they found out to what was sent. */
  readonly data: Record<string, unknown>
  /** Entries that the system writes before and after the main one. */
  readonly earlier: HistoryEntry[]
  readonly later: { readonly action: Action; readonly data: Record<string, unknown> }[]
  readonly parties: PartyChange[]
  readonly requests: RequestChange[]
  readonly supervisions: SupervisionChange[]
  readonly tell: Tell[]
  readonly related: Related[]
  /** Where the act leads; the state it stands in, if it stays. */
  readonly target: State
  procedure: Procedure
  /** The centre that an effect has given it to, for states that a centre holds. */
  givenTo: Unit | null
  /** The account that an effect has made responsible within the holding unit. */
  givenAccount: string | null
}

export interface DraftStart {
  readonly facts: IncidentFacts
  readonly procedure: Procedure
  readonly actor: Actor
  readonly right: Right
  readonly input: ActionInput
  readonly around: Surroundings
  readonly target: State
}

export function beginDraft({ facts, procedure, actor, right, input, around, target }: DraftStart): Draft {
  const { version: _seen, ...said } = input
  return {
    before: facts,
    facts: { ...facts },
    procedure,
    actor,
    right,
    input,
    around,
    target,
    data: { ...said },
    earlier: [],
    later: [],
    parties: [],
    requests: [],
    supervisions: [],
    tell: [],
    related: [],
    givenTo: null,
    givenAccount: null,
  }
}

/** `seq` of the entry that the actor's own act will have. */
export const seqOf = (draft: Draft): number => draft.before.seq + draft.earlier.length + 1

/** An instant as the history says it, which is shown as it stands. */
export const spoken = (at: number | null): string | null => (at === null ? null : formatInstant(at))

/** When the act happened: finishing offline counts at the hour of the phone, never before the promise began. */
export function happenedAt({ around, before }: Pick<Draft, 'around' | 'before'>): number {
  const at = Math.min(around.occurredAt ?? around.now, around.now)
  return Math.max(at, Math.min(before.promiseStartedAt ?? at, around.now))
}

export const systemEntry = (
  action: Action,
  state: State,
  data: Record<string, unknown>,
  to: State = state,
): HistoryEntry => ({
  action,
  byActor: false,
  onBehalfOf: null,
  postId: null,
  data,
  from: state,
  to,
})

export function openParty(draft: Draft, unit: Unit, part: Part): void {
  const { facts, around } = draft
  const isOpen = facts.parties.some((p) => p.to === null && p.unitId === unit.id && p.part === part)
  if (isOpen) return
  const party: Party = {
    unitId: unit.id,
    kind: unit.kind,
    areaCode: unit.areaCode,
    part,
    from: around.now,
    to: null,
    arrivedAt: null,
    finishedAt: null,
  }
  facts.parties = [...facts.parties, party]
  draft.parties.push({ do: 'open', unitId: unit.id, kind: unit.kind, areaCode: unit.areaCode, part })
}

export function closeParties(draft: Draft, fits: (party: Party) => boolean): void {
  const { facts, around } = draft
  facts.parties = facts.parties.map((party) => {
    if (party.to !== null || !fits(party)) return party
    draft.parties.push({ do: 'close', unitId: party.unitId, part: party.part })
    return { ...party, to: around.now }
  })
}

/** One message to one addressee, once. */
export function tell(draft: Draft, message: Message, ...addressees: readonly Addressee[]): void {
  for (const addressee of addressees) {
    const line: Tell = { ...addressee, message }
    const key = JSON.stringify(line)
    if (!draft.tell.some((told) => JSON.stringify(told) === key)) draft.tell.push(line)
  }
}

export const toUnit = (unitId: string): Addressee => ({ to: 'unit', unitId })
export const toHolder = ({ facts }: Draft): Addressee[] => (facts.holderUnit === null ? [] : [toUnit(facts.holderUnit)])
export const toReporters: Addressee = { to: 'reporters' }

const lists = [
  'parties',
  'requests',
  'supervisions',
  'reporterAccounts',
  'id',
] as const satisfies (keyof IncidentFacts)[]

const isList = (key: string): boolean => (lists as readonly string[]).includes(key)

/** The columns that differ; lists are compared by content. */
export function changedColumns(before: IncidentFacts, after: IncidentFacts): Partial<IncidentColumns> {
  const changed = (Object.keys(after) as (keyof IncidentFacts)[]).filter(
    (key) => before[key] !== after[key] && !isList(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  return Object.fromEntries(changed.map((key) => [key, after[key]])) as Partial<IncidentColumns>
}

/** Rework, a return or an undone merge finds again whoever had it; somebody who has left meanwhile is not among them. */
function dropWhoLeft({ facts, actor, around }: Draft): void {
  const account = facts.holderAccount
  if (account === null || !around.isAtWork || (actor.kind === 'staff' && actor.accountId === account)) return
  if (!around.isAtWork(account, facts.holderUnit)) facts.holderAccount = null
}

/** Closes the sheet: history in order; `seq` moves on with every entry, `version` with whatever a person has to know. */
export function concludeDraft(draft: Draft, action: Action): Verdict {
  const { before, facts, right } = draft
  dropWhoLeft(draft)
  const main: HistoryEntry = {
    action,
    byActor: draft.actor.kind !== 'system',
    onBehalfOf: right.post?.onBehalfOf ?? null,
    postId: right.post?.id ?? null,
    data: draft.data,
    from: before.seq === 0 ? null : before.state,
    to: facts.state,
  }
  const later = draft.later.map((entry) => systemEntry(entry.action, facts.state, entry.data))
  const history = [...draft.earlier, main, ...later]
  // A reminder changes nothing that anybody could have decided upon: it must not make an act that was on its way a conflict.
  const isAside =
    draft.actor.kind === 'system' &&
    facts.state === before.state &&
    facts.stateSince === before.stateSince &&
    facts.holderAccount === before.holderAccount
  facts.version = before.seq > 0 && isAside ? before.version : before.version + 1
  facts.seq = before.seq + history.length
  const { parties, requests, supervisions, related } = draft
  return { set: changedColumns(before, facts), history, parties, requests, supervisions, tell: draft.tell, related }
}

/** The facts after a verdict, as the server would read them again; for clients that look ahead and for tests. */
export function applyVerdict(facts: IncidentFacts, verdict: Verdict, now: number): IncidentFacts {
  let parties = facts.parties
  for (const change of verdict.parties) parties = applyParty(parties, change, now)
  let requests = facts.requests
  for (const { do: what, ...change } of verdict.requests)
    requests =
      what === 'open' && 'until' in change ? [...requests, change] : requests.filter((open) => open.seq !== change.seq)
  let supervisions = facts.supervisions
  for (const change of verdict.supervisions) {
    if (change.do === 'close') supervisions = supervisions.filter((open) => open.seq !== change.seq)
    else if (change.do === 'reply' || change.do === 'sendBack') {
      const repliedSeq = change.do === 'reply' ? change.repliedSeq : null
      supervisions = supervisions.map((open) => (open.seq === change.seq ? { ...open, repliedSeq } : open))
    } else {
      const { do: _, order: __, ...opened } = change
      supervisions = [...supervisions, opened]
    }
  }
  return { ...facts, ...verdict.set, parties, requests, supervisions }
}

function applyParty(parties: readonly Party[], change: PartyChange, now: number): readonly Party[] {
  if (change.do === 'open') {
    const { do: _, ...unit } = change
    return [...parties, { ...unit, from: now, to: null, arrivedAt: null, finishedAt: null }]
  }
  return parties.map((party) => {
    if (party.to !== null || party.unitId !== change.unitId || party.part !== change.part) return party
    if (change.do === 'close') return { ...party, to: now }
    return change.do === 'arrive' ? { ...party, arrivedAt: change.at } : { ...party, finishedAt: change.at }
  })
}
