// The conditions of a procedure's rules. `sent` marks those that hang on what is sent: before anything is sent, `allowed` takes
// them as possible.

import type { Actor, IncidentFacts, Surroundings } from './facts.ts'
import type { ActionInput, Field } from './fields.ts'
import { centreAbove, declinesAtDesk } from './lookup.ts'
import type { When, WhenWord } from './vocabulary.ts'
import { teamOfPlace } from './who.ts'

export interface Situation {
  readonly facts: IncidentFacts
  readonly actor: Actor
  readonly around: Surroundings
  readonly input: ActionInput
}

interface Condition {
  readonly sent: boolean
  /** Fields that it looks at; the action must be able to bring them. */
  readonly reads?: readonly Field[]
  holds(situation: Situation): boolean
}

export const conditions: Record<WhenWord, Condition> = {
  handledOnTheSpot: { sent: true, holds: ({ facts }) => facts.onTheSpot },
  /** The catalogue lets a repair follow nothing but what makes safe, and only the system opens it. */
  repair: {
    sent: false,
    holds: ({ facts, actor, around }) =>
      actor.kind === 'system' &&
      around.matter(facts.matterCode)?.conditions.some(({ followedBy }) => followedBy === facts.conditionId) === true,
  },
  /** Once per incident, and not where the team itself reported what it saw. */
  precheckAsked: {
    sent: true,
    holds: ({ facts, input, around }) => {
      const matter = around.matter(input.matter ?? facts.matterCode)
      const isNew = facts.checkFound === null && facts.reporterKind !== 'team'
      return isNew && matter?.precheck === true && teamOfPlace(facts, around) !== null
    },
  },
  /** Not where the team would look at its own work; then the desk verifies. */
  postcheckAsked: {
    sent: false,
    holds: (situation) => {
      const { facts, around } = situation
      return around.matter(facts.matterCode)?.postcheck === true && conditions.checkable.holds(situation)
    },
  },
  found: { sent: true, reads: ['found'], holds: ({ input }) => input.found === true },
  upheld: { sent: true, reads: ['upheld'], holds: ({ input }) => input.upheld === true },
  granted: { sent: true, reads: ['granted'], holds: ({ input }) => input.granted === true },
  extension: {
    sent: true,
    reads: ['request'],
    holds: ({ facts, input }) => facts.requests.find((open) => open.seq === input.request)?.kind === 'extend',
  },
  /** At the top there is nobody to go up to: the desk arbitrates every decline. */
  secondDecline: {
    sent: false,
    holds: ({ facts, around }) => declinesAtDesk(facts).length > 0 && centreAbove(facts.deskArea, around) !== null,
  },
  aboutReply: {
    sent: true,
    reads: ['request'],
    holds: ({ facts, input }) =>
      facts.supervisions.some((one) => one.repliedSeq !== null && one.repliedSeq === input.request),
  },
  objected: { sent: false, holds: ({ facts }) => facts.objections > 0 },
  /** Nobody looks at their own work; without another team the desk verifies. */
  checkable: {
    sent: false,
    holds: ({ facts, around }) => {
      const team = teamOfPlace(facts, around)
      return team !== null && team.id !== facts.holderUnit
    },
  },
  reworkedBefore: { sent: false, holds: ({ facts }) => facts.reworks > 0 },
  notSolved: { sent: true, reads: ['solved'], holds: ({ input }) => input.solved === false },
}

export const baseOf = (when: When): WhenWord => (when.startsWith('not:') ? when.slice(4) : when) as WhenWord

export const holds = (when: When, situation: Situation): boolean =>
  conditions[baseOf(when)].holds(situation) !== when.startsWith('not:')

/** Could hold, whatever is sent. */
export const couldHold = (when: When, situation: Situation): boolean =>
  conditions[baseOf(when)].sent || holds(when, situation)
