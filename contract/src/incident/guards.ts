// What must be so before an act counts, beyond the state and the person. A guard answers null or the reason for its refusal.
// `check` sees what was sent; `possible` is asked before anything is sent, so that a button which could only be refused is
// not offered. A guard without `possible` depends on nothing that is sent and is asked as it is.
import { dayMs } from '../deadline/calendar.ts'
import { type Refusal, refusal } from '../problem.ts'
import { ancestors, codeLength, contains } from '../shared/area-code.ts'
import { parseInstant } from '../shared/time.ts'
import { isPromiseRunning } from './clocks.ts'
import type { Unit } from './columns.ts'
import type { ActionRule, Procedure } from './document.ts'
import { spoken } from './draft.ts'
import type { IncidentFacts } from './facts.ts'
import type { Field } from './fields.ts'
import { conditionOf, hasDeclined } from './lookup.ts'
import { noticeFaults, noticeFaultsIn } from './notice-words.ts'
import type { Guard } from './vocabulary.ts'
import type { Situation } from './whens.ts'
import { accountOf, actsFor, calledUnitsOf, coUnitsOf, openParties, type Right, teamOfPlace } from './who.ts'
import { isFinal, type State } from './words.ts'

export interface Judged extends Situation {
  readonly procedure: Procedure
  readonly action: string
  readonly right: Right
}

interface GuardRule {
  /** What it reads of the input; the checker demands that the action can bring it. */
  readonly reads: readonly Field[]
  check(judged: Judged): Refusal | null
  possible?(judged: Judged): boolean
}

const always = () => true
const longestWait = 366 * dayMs

/** Ends of the work, which nobody declares over the heads of those who are still talking: whatever procedure, place or person. */
const ends: readonly (State | 'restored' | undefined)[] = [
  'rejected',
  'handled',
  'postcheck',
  'verified',
  'closed',
  'archived',
  'voided',
  'merged',
]
/** While it is mediated an incident is not ended; the mediators end the mediation first. */
export const heldByMediation = ({ mediation }: IncidentFacts, to: ActionRule['to']): Refusal | null =>
  mediation === 'open' && ends.includes(to) ? refusal('incident.mediation_open') : null

export const guardRules: Record<Guard, GuardRule> = {
  matterKnown: { reads: ['condition'], check: matterKnown, possible: always },
  routable: { reads: ['centre'], check: routable, possible: always },
  dispatchable: { reads: ['unit'], check: dispatchable, possible: always },
  notDeclinedYet: {
    reads: [],
    check: ({ facts }) => (hasDeclined(facts, facts.holderUnit) ? refusal('incident.already_declined') : null),
  },
  withinDeclineBox: {
    reads: [],
    check: ({ facts, around }) =>
      facts.declineUntil !== null && (around.occurredAt ?? around.now) > facts.declineUntil
        ? refusal('incident.decline_too_late', { until: spoken(facts.declineUntil) })
        : null,
  },
  /** Neither the account that finished, nor its deputy in its name, nor the one in whose name it finished. */
  notFinisher: {
    reads: [],
    check: ({ facts, actor, right }) => {
      const hands = [accountOf(actor), right.post?.onBehalfOf ?? null].filter((hand) => hand !== null)
      const isOwnWork = hands.some((hand) => hand === facts.finishedBy || hand === facts.finishedFor)
      return isOwnWork ? refusal('incident.own_work') : null
    },
  },
  noSuchRequest: {
    reads: [],
    check: ({ facts, action }) => {
      const open = facts.requests.find((request) => request.kind === action)
      return open ? refusal('incident.request_open', { request: open.seq }) : null
    },
  },
  untilAhead: { reads: ['until'], check: untilAhead, possible: always },
  untilLater: { reads: ['until'], check: untilLater, possible: always },
  requestOpen: {
    reads: ['request', 'granted'],
    check: requestOpen,
    possible: ({ facts }) => facts.requests.length > 0,
  },
  notRequester: {
    reads: ['request'],
    check: ({ facts, actor, input }) => {
      const asked = facts.requests.find((request) => request.seq === input.request)
      return asked && asked.accountId === accountOf(actor) ? refusal('incident.own_request') : null
    },
    possible: ({ facts, actor }) => facts.requests.some((request) => request.accountId !== accountOf(actor)),
  },
  supervisionOpen: {
    reads: ['supervision'],
    check: supervisionOpen,
    possible: ({ facts, actor }) =>
      facts.supervisions.some((open) => open.repliedSeq === null && actsFor(actor, open.unitId ?? facts.holderUnit)),
  },
  replyOpen: {
    reads: ['request'],
    check: ({ facts, actor, input }) => {
      const open = facts.supervisions.find((one) => one.repliedSeq !== null && one.repliedSeq === input.request)
      if (!open) return refusal('incident.unknown_request', { request: input.request })
      return actsFor(actor, open.unitId) ? refusal('incident.own_request') : null
    },
    possible: ({ facts, actor }) =>
      facts.supervisions.some((one) => one.repliedSeq !== null && !actsFor(actor, one.unitId)),
  },
  closingConditionMet: { reads: [], check: closingConditionMet, possible: always },
  /** A substantive end needs everybody's part; the desk can still close what remains open of it by procedure or as a stage. */
  coUnitsDone: {
    reads: [],
    check: ({ facts, input }) => {
      const open = coUnitsOf(facts, true).map((party) => party.unitId)
      const isWhole = (input.degree ?? 'substantive') === 'substantive'
      return isWhole && open.length > 0 ? refusal('incident.co_units_open', { units: open }) : null
    },
    possible: always,
  },
  withinFollowUp: {
    reads: [],
    check: ({ facts, around }) =>
      facts.followUpUntil !== null && around.now > facts.followUpUntil
        ? refusal('incident.period_over', { until: spoken(facts.followUpUntil) })
        : null,
  },
  /** The reporter's time to say "not solved" is not cut short, unless they have said that it is solved. */
  followUpOver: {
    reads: [],
    check: ({ facts, around }) =>
      facts.solved !== true && facts.followUpUntil !== null && around.now < facts.followUpUntil
        ? refusal('incident.follow_up_open', { until: spoken(facts.followUpUntil) })
        : null,
  },
  followUpMakesSense: {
    reads: ['reached'],
    check: ({ input }) =>
      input.reached === false && (input.satisfied !== undefined || input.solved !== undefined)
        ? refusal('incident.not_reached')
        : null,
    possible: always,
  },
  mergeable: { reads: ['into'], check: mergeable, possible: always },
  somethingGiven: {
    reads: [],
    check: ({ input }) => {
      const given = input.description !== undefined || input.location !== undefined || (input.evidence?.length ?? 0) > 0
      return given || (input.note ?? '').trim() !== '' ? null : refusal('incident.nothing_given')
    },
    possible: always,
  },
  callable: { reads: ['units'], check: callable, possible: always },
  notArrived: { reads: [], check: notArrived },
  arrived: {
    reads: [],
    check: ({ facts, actor }) =>
      calledUnitsOf(facts, true).some((party) => party.arrivedAt !== null && actsFor(actor, party.unitId))
        ? null
        : refusal('incident.not_arrived'),
  },
  noticeOpen: {
    reads: [],
    check: ({ facts, around }) =>
      facts.noticeUntil === null || around.now > facts.noticeUntil
        ? refusal('incident.notice_over', { until: spoken(facts.noticeUntil) })
        : null,
  },
  noticeOver: {
    reads: [],
    check: ({ facts, around }) =>
      facts.noticeUntil !== null && around.now < facts.noticeUntil
        ? refusal('incident.notice_open', { until: spoken(facts.noticeUntil) })
        : null,
  },
  fitForNotice: { reads: [], check: fitForNotice, possible: always },
}

/** The finding of the one who defines, the answer to objections of the one who reviews: the next notice shows both. */
function fitForNotice({ input }: Judged): Refusal | null {
  for (const field of ['result', 'reason'] as const) {
    const found = noticeFaultsIn(input[field] ?? '')
    const [first] = found
    if (first === undefined) continue
    return refusal('incident.notice_private', {
      found,
      errors: [{ path: `/${field}`, message: `names ${found.map((fault) => noticeFaults[fault].en).join('; ')}` }],
      words: {
        zh: found.map((fault) => noticeFaults[fault].zh).join('；'),
        en: found.map((fault) => noticeFaults[fault].en).join('; '),
      },
    })
  }
  return null
}

export function matterKnown({ facts, input, around }: Pick<Judged, 'facts' | 'input' | 'around'>): Refusal | null {
  const code = input.matter ?? facts.matterCode
  const matter = around.matter(code)
  if (matter?.procedure == null) return refusal('incident.unknown_matter', { matter: code })
  const isUnknown = input.condition !== undefined && conditionOf(matter, input.condition)?.id !== input.condition
  return isUnknown ? refusal('incident.unknown_condition', { matter: code, condition: input.condition }) : null
}

function routable({ facts, input, around }: Judged): Refusal | null {
  const centre = input.centre === undefined ? null : around.centreOf(input.centre)
  if (!centre) return refusal('incident.no_centre', { centre: input.centre })
  if (centre.id === (facts.holderKind === 'centre' ? facts.holderUnit : facts.deskUnit))
    return refusal('incident.same_centre', { centre: input.centre })
  // Sending a duty up or aside is how it gets where it belongs; sending it down is what the list forbids.
  const isDownwards = ancestors(centre.areaCode).includes(facts.holderArea ?? facts.deskArea)
  return isDownwards ? takenBack(facts, centre, around) : null
}

function takenBack(facts: IncidentFacts, unit: Unit, around: Judged['around']): Refusal | null {
  if (unit.areaCode.length < codeLength.town) return null
  const duty = around.duty(facts.matterCode, unit.areaCode)
  return duty?.kind === 'takenBack'
    ? refusal('incident.duty_taken_back', { area: unit.areaCode, legalBasis: duty.basis })
    : null
}

/** The area of the centre that dispatches: of the holder if it is one, else of the desk. */
export const dispatchingArea = (facts: IncidentFacts): string =>
  (facts.holderKind === 'centre' ? facts.holderArea : null) ?? facts.deskArea

function dispatchable({ facts, input, around }: Judged): Refusal | null {
  const named = [...(input.unit === undefined ? [] : [input.unit]), ...(input.coUnits ?? [])]
  const twice = named.find((id, index) => named.indexOf(id) !== index)
  if (twice) return refusal('incident.unit_twice', { unit: twice })
  for (const id of named) {
    const unit = around.unit(id)
    if (!unit) return refusal('incident.unknown_unit', { unit: id })
    if (unit.kind === 'centre') return refusal('incident.unit_is_centre', { unit: id })
    const area = dispatchingArea(facts)
    if (!contains(area, unit.areaCode)) return refusal('incident.unit_out_of_area', { unit: id, area })
    const forbidden = takenBack(facts, unit, around)
    if (forbidden) return forbidden
  }
  return input.unit === facts.holderUnit ? refusal('incident.same_unit', { unit: input.unit }) : null
}

function untilAhead({ input, around }: Judged): Refusal | null {
  const until = instantOf(input.until)
  if (until === null || until <= around.now) return refusal('incident.until_past')
  return until > around.now + longestWait ? refusal('incident.until_too_far') : null
}

/** The end that an extension has to beat. */
const presentEnd = (facts: IncidentFacts): number | null =>
  isPromiseRunning(facts) ? facts.promiseDueAt : facts.stateDueAt

function untilLater({ facts, input }: Judged): Refusal | null {
  const until = instantOf(input.until)
  const end = presentEnd(facts)
  return until !== null && end !== null && until <= end
    ? refusal('incident.until_too_early', { dueAt: spoken(end) })
    : null
}

function requestOpen({ facts, input, around }: Judged): Refusal | null {
  const asked = facts.requests.find((request) => request.seq === input.request)
  if (!asked) return refusal('incident.unknown_request', { request: input.request })
  const end = asked.kind === 'extend' ? presentEnd(facts) : null
  const isStale = asked.until <= Math.max(around.now, end ?? 0)
  return input.granted === true && isStale ? refusal('incident.request_lapsed', { until: spoken(asked.until) }) : null
}

function supervisionOpen({ facts, actor, input }: Judged): Refusal | null {
  const open = facts.supervisions.find((supervision) => supervision.seq === input.supervision)
  if (!open) return refusal('incident.unknown_supervision', { supervision: input.supervision })
  if (open.repliedSeq !== null) return refusal('incident.reply_waits', { request: open.repliedSeq })
  return actsFor(actor, open.unitId ?? facts.holderUnit) ? null : refusal('incident.not_yours')
}

/** Closed without the closing condition being met can only be by procedure or for this stage. */
function closingConditionMet({ facts, input, around }: Judged): Refusal | null {
  const met = input.conditionMet ?? facts.conditionMet ?? true
  if (met || (input.degree ?? 'substantive') !== 'substantive') return null
  return refusal('incident.condition_not_met', {
    closing: conditionOf(around.matter(facts.matterCode), facts.conditionId)?.closing ?? null,
  })
}

function mergeable({ facts, input, around }: Judged): Refusal | null {
  if (input.into === facts.id) return refusal('incident.merge_self')
  const target = input.into === undefined ? null : around.incident(input.into)
  if (!target) return refusal('incident.merge_target_unknown', { into: input.into })
  const isOpen = !isFinal(target.state) && target.state !== 'closed'
  return isOpen ? null : refusal('incident.merge_target_closed', { state: target.state })
}

function callable({ input, around }: Judged): Refusal | null {
  const unknown = (input.units ?? []).find((id) => around.unit(id) === null)
  return unknown === undefined ? null : refusal('incident.unknown_unit', { unit: unknown })
}

function notArrived({ facts, actor, around }: Judged): Refusal | null {
  const called = openParties(facts).filter((party) => party.part === 'called' && actsFor(actor, party.unitId))
  if (called.some((party) => party.arrivedAt === null)) return null
  const account = accountOf(actor)
  const isOfPlace = actsFor(actor, teamOfPlace(facts, around)?.id ?? null) !== null
  const isThere = facts.onScene.some((stay) => stay.accountId === account && stay.until === null)
  if (called.length === 0 && isOfPlace && !isThere) return null
  return refusal(called.length > 0 || isThere ? 'incident.already_arrived' : 'incident.not_called')
}

/** The schema has checked the form; an instant that does not exist (30 February) is still none. */
export const instantOf = (text: string | undefined): number | null =>
  text === undefined ? null : (parseInstant(text) ?? null)
