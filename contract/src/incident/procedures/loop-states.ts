// Who holds each state of the loop, and how long it may last; the procedures that walk the loop differ in their patience only.
import type { DeadlineRule, SourcedLimit, StateRule } from '../document.ts'
import type { State } from '../words.ts'

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
