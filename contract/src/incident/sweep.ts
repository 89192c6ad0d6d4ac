// What happens by itself when an instant has come. The sweep asks the due column, takes one step, writes the verdict, and asks
// again: every step is taken once, in order, however late the sweep comes by. The history keeps both instants, the one at which
// the step fell due and the one at which it was taken.
import { refusal } from '../problem.ts'
import { ancestors } from '../shared/area-code.ts'
import { endOf, setNextStep } from './clocks.ts'
import type { Unit } from './columns.ts'
import type { DeadlineRule, Procedure } from './document.ts'
import { beginDraft, concludeDraft, type Draft, openParty, seqOf, spoken, tell, toHolder, toUnit } from './draft.ts'
import { keepUnitAsFormer } from './effects-passing.ts'
import type { Actor, IncidentFacts, Surroundings } from './facts.ts'
import { guardRules } from './guards.ts'
import { latchLate, missedClocks, superviseLate } from './late.ts'
import { leaderAbove } from './lookup.ts'
import { carryOut } from './procedure.ts'
import { giveToCentre, moveTo, ruleOf } from './transition.ts'
import type { Outcome } from './verdict.ts'
import type { Step } from './words.ts'

export interface DueStep {
  readonly step: Step
  readonly at: number
}

export const dueStep = (facts: Pick<IncidentFacts, 'nextStep' | 'nextStepAt'>): DueStep | null =>
  facts.nextStep === null || facts.nextStepAt === null ? null : { step: facts.nextStep, at: facts.nextStepAt }

const system: Actor = { kind: 'system' }
const noRight = { post: null }

/** Takes the step that is due; refuses (409) one that is not, so that two sweeps at once do no harm. */
export function takeSystem(procedure: Procedure, facts: IncidentFacts, due: DueStep, around: Surroundings): Outcome {
  const isDue = facts.nextStep === due.step && facts.nextStepAt === due.at && due.at <= around.now
  if (!isDue) return { ok: false, refusal: refusal('incident.wrong_state', { state: facts.state, step: due.step }) }
  if (due.step === 'archive') return archive(procedure, facts, around)
  const input = { version: facts.version }
  const draft = beginDraft({ facts, procedure, actor: system, right: noRight, input, around, target: facts.state })
  const rule = ruleOf(procedure, facts.state)?.deadline ?? null
  Object.assign(draft.data, { dueAt: spoken(due.at), takenAt: spoken(around.now) })
  if (due.step === 'remind') remind(draft)
  else if (due.step === 'warn') warn(draft)
  else if (due.step === 'markLate') markLate(draft, due.at)
  else escalate(draft, rule)
  setNextStep(draft.facts, ruleOf(draft.procedure, draft.facts.state)?.deadline ?? null)
  return { ok: true, verdict: concludeDraft(draft, due.step) }
}

function archive(procedure: Procedure, facts: IncidentFacts, around: Surroundings): Outcome {
  const input = { version: facts.version }
  const situated = { facts, actor: system, around, input }
  const rule = procedure.actions.find(
    (row) => row.action === 'archive' && row.who.includes('system') && row.from.includes(facts.state),
  )
  if (!rule) return { ok: false, refusal: refusal('incident.not_in_procedure', { action: 'archive' }) }
  for (const guard of rule.guards ?? []) {
    const wrong = guardRules[guard].check({ ...situated, procedure, action: 'archive', right: noRight })
    if (wrong) return { ok: false, refusal: wrong }
  }
  return { ok: true, verdict: carryOut(procedure, rule, noRight, situated) }
}

/** Somebody must hear of it: where the holder has nobody, the desk is told, and above it when the desk is the holder. */
function remind(draft: Draft): void {
  const { facts, around, data } = draft
  facts.stepsDone = [...facts.stepsDone, 'remind']
  tell(draft, 'dueSoon', ...toHolder(draft))
  if (facts.checkUnit !== null) tell(draft, 'dueSoon', toUnit(facts.checkUnit))
  if (facts.answerableAccount !== null) tell(draft, 'dueSoon', { to: 'account', accountId: facts.answerableAccount })
  if (facts.holderUnit === null || around.isStaffed(facts.holderUnit)) return
  data.unstaffed = facts.holderUnit
  const above = centresAbove(facts, around)[0]
  const standIn = facts.holderUnit === facts.deskUnit ? (above?.id ?? facts.deskUnit) : facts.deskUnit
  tell(draft, 'dueSoon', toUnit(standIn))
}

function warn(draft: Draft): void {
  const { facts, around, data } = draft
  facts.stepsDone = [...facts.stepsDone, 'warn']
  const leader = leaderAbove(facts.holderArea ?? facts.deskArea, around)
  tell(draft, 'dueVerySoon', ...toHolder(draft), ...leader.addressees)
  if (leader.missing.length > 0) data.withoutLeader = leader.missing
  // Without any leader the centre above hears of it, so that the warning reaches somebody.
  const above = centresAbove(facts, around)[0]
  if (leader.addressees.length === 0 && above) tell(draft, 'dueVerySoon', toUnit(above.id))
}

function markLate(draft: Draft, at: number): void {
  Object.assign(draft.data, latchLate(draft, missedClocks(draft.facts, at)))
  superviseLate(draft, seqOf(draft), 'ordinary')
}

/** Centres above the one that is responsible now: the holder if it is one, else the desk that had dispatched. Nearest first. */
function centresAbove(facts: IncidentFacts, around: Surroundings): Unit[] {
  const area = (facts.holderKind === 'centre' ? facts.holderArea : null) ?? facts.deskArea
  return ancestors(area)
    .map((code) => around.centreOf(code))
    .filter((centre) => centre !== null)
}

/**
 * Up to the nearest centre that has not had it by escalation in this round and has somebody there; if nobody is anywhere, to
 * the highest. Centres passed over are named. With nobody left above, supervision repeats.
 */
function escalate(draft: Draft, rule: DeadlineRule | null): void {
  const { facts, around, data } = draft
  const candidates = centresAbove(facts, around).filter((centre) => !facts.escalatedCentres.includes(centre.id))
  const next = candidates.find((centre) => around.isStaffed(centre.id)) ?? candidates.at(-1) ?? null
  if (!rule?.escalate || !next) {
    superviseAgain(draft, rule)
    return
  }
  const passedOver = candidates.slice(0, candidates.indexOf(next)).map((centre) => centre.id)
  Object.assign(data, { from: facts.holderUnit, to: next.id, ...(passedOver.length > 0 && { unstaffed: passedOver }) })
  tell(draft, 'escalated', ...toHolder(draft), toUnit(facts.deskUnit), toUnit(next.id))
  facts.escalatedCentres = [...facts.escalatedCentres, next.id]
  facts.stepsDone = [...facts.stepsDone, 'escalate']
  const to = rule.escalate.to
  if (ruleOf(draft.procedure, to)?.holder === 'centre') {
    keepUnitAsFormer(draft)
    giveToCentre(draft, next)
  } else {
    facts.deskUnit = next.id
    facts.deskArea = next.areaCode
    openParty(draft, next, 'centre')
  }
  moveTo(draft, to)
}

function superviseAgain(draft: Draft, rule: DeadlineRule | null): void {
  const { facts, around, data } = draft
  const isRepeated = facts.supervisions.some((open) => open.isAutomatic && open.grade !== 'ordinary')
  superviseLate(draft, seqOf(draft), isRepeated ? 'red' : 'yellow')
  data.to = null
  facts.escalateAt = rule ? endOf(around.now, rule.repeat, around.calendar) : null
}
