// Finishing: the result, its verification, closing, following up, and the next round.
import { endOf } from './clocks.ts'
import type { IncidentColumns, Stay } from './columns.ts'
import { closeParties, type Draft, happenedAt, spoken, tell, toHolder, toReporters, toUnit } from './draft.ts'
import type { EffectRule } from './effects.ts'
import { startPromise } from './effects-filing.ts'
import { keepUnitAsFormer } from './effects-passing.ts'
import type { IncidentFacts, Party } from './facts.ts'
import { accountOf, actsFor, calledUnitsOf, coUnitsOf, leadOf } from './who.ts'

/** Stops for good only if what was finished is verified; `resumePromise` takes it back. */
function stopPromise(draft: Draft): void {
  if (draft.facts.promiseStartedAt !== null) draft.facts.promiseStoppedAt ??= happenedAt(draft)
}

function resumePromise({ facts }: Draft): void {
  facts.promiseStoppedAt = null
}

function recordFinish(draft: Draft): void {
  const { facts, actor, right } = draft
  const at = happenedAt(draft)
  facts.finishedBy = accountOf(actor)
  facts.finishedFor = right.post?.onBehalfOf ?? null
  facts.finishedAt = at
  facts.onScene = facts.onScene.map((stay) =>
    stay.until === null ? { ...stay, until: Math.max(at, stay.from) } : stay,
  )
  // One unit, one result: called to the scene before it was given the work, it need not say twice what it did.
  finishParties(
    draft,
    calledWhoCame(facts, (unitId) => unitId === draft.before.holderUnit),
    at,
  )
  tell(draft, 'finished', toUnit(facts.deskUnit))
}

function finishParties(draft: Draft, done: readonly Party[], at: number): void {
  const { facts, parties } = draft
  // Nobody has done it before they came.
  const finishedAt = (party: Party) => Math.max(at, party.arrivedAt ?? at)
  for (const party of done)
    parties.push({ do: 'finish', unitId: party.unitId, part: party.part, at: finishedAt(party) })
  facts.parties = facts.parties.map((party) =>
    done.includes(party) ? { ...party, finishedAt: finishedAt(party) } : party,
  )
}

const calledWhoCame = (facts: IncidentFacts, isOne: (unitId: string) => boolean): readonly Party[] =>
  calledUnitsOf(facts, true).filter((party) => party.arrivedAt !== null && isOne(party.unitId))

/** Part of the work is done; the lead answers for the whole, so neither state nor promise moves. */
function recordCoResult(draft: Draft): void {
  const { facts, actor, data } = draft
  const done = coUnitsOf(facts, true).filter((party) => actsFor(actor, party.unitId))
  const units = done.map((party) => party.unitId)
  finishParties(draft, [...done, ...calledWhoCame(facts, (unitId) => units.includes(unitId))], happenedAt(draft))
  data.units = units
  tell(draft, 'partDone', toUnit(facts.deskUnit), ...toHolder(draft))
}

/** What a unit that came has done there. Nothing moves and nothing waits for it: whoever holds the incident answers for the whole. */
function recordCalledResult(draft: Draft): void {
  const { facts, actor, data } = draft
  const at = happenedAt(draft)
  const done = calledWhoCame(facts, (unitId) => actsFor(actor, unitId) !== null)
  finishParties(draft, done, at)
  const hasLeft = ({ until, unitId }: Stay) => until === null && done.some((party) => party.unitId === unitId)
  facts.onScene = facts.onScene.map((stay) => (hasLeft(stay) ? { ...stay, until: Math.max(at, stay.from) } : stay))
  data.units = done.map((party) => party.unitId)
  tell(draft, 'partDone', toUnit(facts.deskUnit), ...toHolder(draft))
}

function recordVerified(draft: Draft): void {
  const { facts, actor, around } = draft
  facts.verifiedBy = accountOf(actor)
  facts.verifiedAt = around.now
  facts.conditionMet = true
  tell(draft, 'verified', toUnit(facts.deskUnit))
}

/** Back to whoever had signed for it; what was finished is kept in the history only. */
function recordRework(draft: Draft): void {
  const { facts } = draft
  const lead = leadOf(facts)
  facts.reworks += 1
  Object.assign(facts, noResult)
  draft.givenAccount = facts.answerableAccount
  draft.data.reworks = facts.reworks
  if (lead) tell(draft, 'failed', toUnit(lead.unitId))
}

/** The worker who reports has already put it right: a promise that was kept in the moment it was made. */
function handleOnTheSpot(draft: Draft): void {
  const { facts } = draft
  facts.onTheSpot = true
  startPromise(draft)
  stopPromise(draft)
  recordFinish(draft)
  recordVerified(draft)
  close(draft)
}

function close(draft: Draft): void {
  const { facts, input, around, data } = draft
  facts.degree = input.degree ?? 'substantive'
  facts.conditionMet = input.conditionMet ?? facts.conditionMet ?? true
  facts.closedAt = around.now
  // Whoever was called and did not have to come has no more to do with it.
  closeParties(draft, (party) => party.part === 'called' && party.arrivedAt === null)
  facts.followUpUntil = endOf(around.now, around.followUpPeriod, around.calendar)
  Object.assign(data, {
    degree: facts.degree,
    conditionMet: facts.conditionMet,
    followUpUntil: spoken(facts.followUpUntil),
  })
  tell(draft, 'closed', toReporters)
}

function recordFollowUp({ facts, input }: Draft): void {
  facts.solved = input.solved ?? facts.solved
  facts.satisfied = input.satisfied ?? facts.satisfied
}

const noResult = {
  finishedBy: null,
  finishedFor: null,
  finishedAt: null,
  verifiedBy: null,
  verifiedAt: null,
  conditionMet: null,
} as const satisfies Partial<IncidentColumns>

/** A run of its own with a promise of its own; that the earlier one was late is never forgotten. */
function newRound(draft: Draft): void {
  const { facts, data } = draft
  const { round, promiseStartedAt, promiseDueAt, promiseStoppedAt, promiseMissed, closedAt } = facts
  const past = {
    round,
    startedAt: promiseStartedAt,
    dueAt: promiseDueAt,
    stoppedAt: promiseStoppedAt,
    isLate: promiseMissed,
    closedAt,
  }
  facts.pastRounds = [...facts.pastRounds, past]
  Object.assign(facts, noResult, {
    round: round + 1,
    closedAt: null,
    followUpUntil: null,
    degree: null,
    solved: null,
    satisfied: null,
    onTheSpot: false,
    escalatedCentres: [],
    promiseStartedAt: null,
    promiseDueAt: null,
    promiseStoppedAt: null,
    promiseMissed: false,
    pauses: [],
    extensions: [],
    dispatchedAt: null,
    declineUntil: null,
  } satisfies Partial<IncidentColumns>)
  data.round = facts.round
  keepUnitAsFormer(draft)
  startPromise(draft)
  tell(draft, 'reopened', toUnit(facts.deskUnit), toReporters)
}

function recordArchived({ facts, around }: Draft): void {
  facts.archivedAt = around.now
}

export const finishing = {
  stopPromise: { run: stopPromise },
  resumePromise: { run: resumePromise },
  recordFinish: { run: recordFinish, gives: ['finish'] },
  recordCoResult: { run: recordCoResult },
  recordCalledResult: { run: recordCalledResult },
  recordVerified: { run: recordVerified, needs: ['finish'] },
  recordRework: { run: recordRework, needs: ['finish', 'lead'], takes: ['finish'] },
  handleOnTheSpot: { run: handleOnTheSpot, gives: ['finish', 'followUp', 'condition'] },
  close: { run: close, gives: ['followUp'] },
  recordFollowUp: { run: recordFollowUp, reads: ['reached'], needs: ['followUp'] },
  newRound: { run: newRound, gives: ['condition'], takes: ['finish', 'followUp', 'lead'] },
  recordArchived: { run: recordArchived },
} as const satisfies Record<string, EffectRule>
