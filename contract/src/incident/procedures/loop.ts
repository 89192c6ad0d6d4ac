// The six-step loop as rows, shared by the procedures that walk it. Reading order is the order of the loop; where several rows
// of an action fit, the first one counts.
import type { ActionRule, DeadlineRule, SourcedLimit, StateRule } from '../document.ts'
import type { State } from '../words.ts'

/** In the hands of a unit: dispatched to it, and not yet handed back. */
const inHand: State[] = ['signed', 'handling', 'rework']
/** Everything before the end that can still be dropped, supervised or commented. */
export const open: State[] = [
  'reported',
  'returned',
  'precheck',
  'accepted',
  'routed',
  'dispatched',
  'signed',
  'declined',
  'handling',
  'suspended',
  'handled',
  'postcheck',
  'verified',
  'rework',
]

export const filing: ActionRule[] = [
  {
    action: 'accept',
    from: ['reported', 'routed'],
    when: ['precheckAsked'],
    to: 'precheck',
    who: ['centre'],
    guards: ['matterKnown'],
    effects: ['chooseCondition', 'becomeDesk', 'startPromise', 'askCheck'],
    because: 'The reporter has been told that it is accepted: the look is part of the promised time.',
  },
  {
    action: 'accept',
    from: ['reported', 'routed'],
    to: 'accepted',
    who: ['centre'],
    guards: ['matterKnown'],
    effects: ['chooseCondition', 'becomeDesk', 'startPromise'],
  },
  {
    action: 'accept',
    from: ['returned', 'precheck'],
    to: 'accepted',
    who: ['desk'],
    guards: ['matterKnown'],
    effects: ['chooseCondition', 'startPromise'],
    because: 'The desk need not wait for what it can find out itself.',
  },
  { action: 'reject', from: ['reported'], to: 'rejected', who: ['centre'] },
  { action: 'reject', from: ['returned', 'precheck'], to: 'rejected', who: ['desk'] },
  { action: 'return', from: ['reported'], to: 'returned', who: ['centre'], effects: ['becomeDesk'] },
  {
    action: 'supplement',
    from: ['returned'],
    to: 'reported',
    who: ['reporter', 'desk'],
    guards: ['somethingGiven'],
    because: 'A resident who is rung up tells the desk, and the desk writes it down.',
  },
  {
    action: 'precheck',
    from: ['precheck'],
    when: ['found'],
    to: 'accepted',
    who: ['checker'],
    effects: ['recordCheck'],
  },
  {
    action: 'precheck',
    from: ['precheck'],
    to: 'precheck',
    who: ['checker'],
    effects: ['recordCheck'],
    because: 'Nothing found: the desk decides what becomes of it, in a time of its own.',
  },
]

export const passing: ActionRule[] = [
  {
    action: 'route',
    from: ['reported', 'routed'],
    to: 'routed',
    who: ['centre'],
    guards: ['routable'],
    effects: ['passToCentre'],
  },
  {
    action: 'route',
    from: ['returned', 'precheck', 'accepted', 'declined'],
    to: 'routed',
    who: ['desk'],
    guards: ['routable'],
    effects: ['releaseUnit', 'passToCentre'],
  },
  {
    action: 'dispatch',
    from: ['routed'],
    to: 'dispatched',
    who: ['centre'],
    guards: ['dispatchable'],
    effects: ['becomeDesk', 'startPromise', 'passToUnit'],
    because: 'Dispatching what was routed here accepts it in the same breath.',
  },
  {
    action: 'dispatch',
    from: ['accepted', 'declined', 'dispatched', 'signed'],
    to: 'dispatched',
    who: ['desk'],
    guards: ['dispatchable'],
    effects: ['startPromise', 'passToUnit'],
  },
  { action: 'sign', from: ['dispatched'], to: 'signed', who: ['unit'], effects: ['signFor'] },
  {
    action: 'decline',
    from: ['dispatched', 'signed'],
    when: ['secondDecline'],
    to: 'routed',
    who: ['unit'],
    guards: ['notDeclinedYet', 'withinDeclineBox'],
    effects: ['recordDecline', 'releaseUnit', 'passToCentreAbove'],
    because: 'Two units say that it is not theirs: somebody above both decides, instead of a third try.',
  },
  {
    action: 'decline',
    from: ['dispatched', 'signed'],
    to: 'declined',
    who: ['unit'],
    guards: ['notDeclinedYet', 'withinDeclineBox'],
    effects: ['recordDecline'],
  },
  { action: 'arbitrate', from: ['declined'], when: ['upheld'], to: 'dispatched', who: ['desk'] },
  { action: 'arbitrate', from: ['declined'], to: 'accepted', who: ['desk'], effects: ['releaseUnit'] },
]

export const handling: ActionRule[] = [
  { action: 'progress', from: ['signed', 'rework'], to: 'handling', who: ['unit'] },
  { action: 'progress', from: ['handling'], who: ['unit'] },
  {
    action: 'extend',
    from: [...inHand, 'dispatched'],
    who: ['desk'],
    guards: ['untilAhead', 'untilLater'],
    effects: ['extendPromise'],
  },
  {
    action: 'extend',
    from: inHand,
    who: ['unit'],
    guards: ['noSuchRequest', 'untilAhead', 'untilLater'],
    effects: ['askExtension'],
  },
  { action: 'suspend', from: inHand, to: 'suspended', who: ['desk'], guards: ['untilAhead'], effects: ['suspend'] },
  {
    action: 'suspend',
    from: inHand,
    who: ['unit'],
    guards: ['noSuchRequest', 'untilAhead'],
    effects: ['askSuspension'],
  },
  {
    action: 'approve',
    from: inHand,
    when: ['granted', 'extension'],
    who: ['desk'],
    guards: ['requestOpen', 'notRequester'],
    effects: ['decideRequest', 'extendPromise'],
  },
  {
    action: 'approve',
    from: inHand,
    when: ['granted'],
    to: 'suspended',
    who: ['desk'],
    guards: ['requestOpen', 'notRequester'],
    effects: ['decideRequest', 'suspend'],
  },
  {
    action: 'approve',
    from: inHand,
    who: ['desk'],
    guards: ['requestOpen', 'notRequester'],
    effects: ['decideRequest'],
  },
  { action: 'resume', from: ['suspended'], to: 'handling', who: ['unit', 'desk'] },
  {
    action: 'finish',
    from: inHand,
    when: ['postcheckAsked'],
    to: 'postcheck',
    who: ['unit'],
    effects: ['recordFinish', 'stopPromise', 'askCheck'],
  },
  { action: 'finish', from: inHand, to: 'handled', who: ['unit'], effects: ['recordFinish', 'stopPromise'] },
  {
    action: 'postcheck',
    from: ['postcheck'],
    when: ['found'],
    to: 'rework',
    who: ['checker'],
    guards: ['notFinisher'],
    effects: ['recordCheck', 'resumePromise', 'recordRework'],
  },
  {
    action: 'postcheck',
    from: ['postcheck'],
    to: 'verified',
    who: ['checker'],
    guards: ['notFinisher'],
    effects: ['recordCheck', 'recordVerified'],
  },
  {
    action: 'verify',
    from: ['handled', 'postcheck'],
    to: 'verified',
    who: ['desk', 'placeWorker'],
    guards: ['notFinisher'],
    effects: ['recordVerified'],
  },
  {
    action: 'fail',
    from: ['handled', 'postcheck'],
    to: 'rework',
    who: ['desk', 'placeWorker'],
    guards: ['notFinisher'],
    effects: ['resumePromise', 'recordRework'],
  },
]

export const archiving: ActionRule[] = [
  {
    action: 'close',
    from: ['verified'],
    to: 'closed',
    who: ['desk'],
    guards: ['closingConditionMet'],
    effects: ['close', 'openLinked'],
  },
  {
    action: 'followUp',
    from: ['closed'],
    when: ['notSolved'],
    to: 'accepted',
    who: ['desk'],
    guards: ['followUpMakesSense'],
    effects: ['recordFollowUp', 'newRound'],
  },
  {
    action: 'followUp',
    from: ['closed'],
    who: ['desk'],
    guards: ['followUpMakesSense'],
    effects: ['recordFollowUp'],
  },
  { action: 'reopen', from: ['closed'], to: 'accepted', who: ['desk'], effects: ['newRound'] },
  {
    action: 'reopen',
    from: ['closed'],
    to: 'accepted',
    who: ['reporter'],
    guards: ['withinFollowUp'],
    effects: ['newRound'],
  },
  {
    action: 'archive',
    from: ['closed'],
    to: 'archived',
    who: ['desk', 'system'],
    guards: ['followUpOver'],
    effects: ['recordArchived'],
  },
]

export const besides: ActionRule[] = [
  {
    action: 'supervise',
    from: open,
    who: ['desk', 'higherCentre', 'leader', 'inspector'],
    effects: ['openSupervision'],
  },
  { action: 'reply', from: open, who: ['supervised'], guards: ['supervisionOpen'], effects: ['answerSupervision'] },
  { action: 'remind', from: open, who: ['party'] },
  { action: 'comment', from: [...open, 'closed'], who: ['party'] },
  { action: 'addEvidence', from: [...open, 'closed'], who: ['party'] },
  {
    action: 'changeMatter',
    from: ['precheck', 'accepted', 'dispatched', 'declined', ...inHand],
    who: ['desk'],
    guards: ['matterKnown'],
    effects: ['changeMatter'],
  },
  {
    action: 'whistle',
    from: open,
    who: ['placeWorker', 'desk', 'centre', 'placeCentre'],
    guards: ['callable'],
    effects: ['callUnits'],
  },
  {
    action: 'arrive',
    from: open,
    who: ['called'],
    guards: ['notArrived'],
    effects: ['recordArrival'],
  },
  {
    action: 'merge',
    from: ['reported', 'routed'],
    to: 'merged',
    who: ['centre'],
    guards: ['mergeable'],
    effects: ['mergeAway'],
  },
  {
    action: 'merge',
    from: ['returned', 'precheck', 'accepted', 'dispatched', 'signed', 'declined', 'handling'],
    to: 'merged',
    who: ['desk'],
    guards: ['mergeable'],
    effects: ['mergeAway'],
  },
  { action: 'unmerge', from: ['merged'], to: 'restored', who: ['desk'], effects: ['restoreMerged'] },
  { action: 'void', from: open, to: 'voided', who: ['desk', 'centre'] },
]

export const loop: ActionRule[] = [...filing, ...passing, ...handling, ...archiving, ...besides]

/** How patient a procedure is with a state: its limit, and how long after the limit it is taken away. */
export interface Patience {
  readonly reported: SourcedLimit
  readonly precheck: SourcedLimit
  readonly returned: SourcedLimit
  readonly dispatched: SourcedLimit
  readonly withoutPromise: SourcedLimit
  readonly rework: SourcedLimit
  readonly afterSuspension: SourcedLimit
  readonly verification: SourcedLimit
  readonly escalateAfter: SourcedLimit
  readonly repeat: SourcedLimit
}

export function loopStates(patience: Patience): Partial<Record<State, StateRule>> {
  const { escalateAfter, repeat } = patience
  const ladder = (limit: SourcedLimit, rule: Partial<DeadlineRule> = {}): DeadlineRule => ({
    from: 'entered',
    limit,
    atEnd: 'late',
    remind: 50,
    warn: 80,
    escalate: { after: escalateAfter, to: 'routed' },
    repeat,
    ...rule,
  })
  // What is finished stays finished: a neglected verification moves the desk up, not the work back to its beginning.
  const neglected = (limit: SourcedLimit, to: State) => ladder(limit, { escalate: { after: escalateAfter, to } })
  const withPromise = (limit: SourcedLimit) => ladder(limit, { from: 'promise' })
  const end: StateRule = { holder: 'nobody', deadline: null }
  return {
    reported: { holder: 'centre', deadline: ladder(patience.reported) },
    returned: { holder: 'reporter', deadline: ladder(patience.returned) },
    precheck: { holder: 'desk', deadline: ladder(patience.precheck) },
    accepted: { holder: 'desk', deadline: ladder(patience.reported) },
    rejected: end,
    routed: { holder: 'centre', deadline: ladder(patience.reported) },
    dispatched: { holder: 'unit', deadline: ladder(patience.dispatched) },
    signed: { holder: 'unit', deadline: withPromise(patience.withoutPromise) },
    declined: { holder: 'desk', deadline: ladder(patience.reported) },
    handling: { holder: 'unit', deadline: withPromise(patience.withoutPromise) },
    // Reminded on the agreed day itself; late only if nobody has resumed some time after it.
    suspended: {
      holder: 'unit',
      deadline: ladder(patience.afterSuspension, { from: 'suspension', remind: 0, warn: 50 }),
    },
    handled: { holder: 'desk', deadline: neglected(patience.verification, 'handled') },
    postcheck: { holder: 'checker', deadline: neglected(patience.verification, 'handled') },
    verified: { holder: 'desk', deadline: neglected(patience.verification, 'verified') },
    rework: { holder: 'unit', deadline: ladder(patience.rework) },
    closed: { holder: 'desk', deadline: ladder(repeat, { from: 'followUp', atEnd: 'archive', escalate: null }) },
    archived: end,
    voided: end,
    merged: end,
  }
}
