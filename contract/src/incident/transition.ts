// Moving from state to state: what a state leaves behind, who holds the next one, and the clocks that start with it.

import { countPromise, enterState, promiseMoved, setLadder } from './clocks.ts'
import type { Unit } from './columns.ts'
import type { Procedure, StateRule } from './document.ts'
import { closeParties, type Draft, openParty } from './draft.ts'
import type { HolderRule } from './vocabulary.ts'
import { leadOf } from './who.ts'
import { isFinal, type State, stageOf } from './words.ts'

export function ruleOf(procedure: Procedure, state: State): StateRule | null {
  return procedure.states[state] ?? null
}

/** Enters `to`, be it anew. A state that the procedure lacks is entered under the one that it continues as. */
export function moveTo(draft: Draft, to: State): void {
  const { facts } = draft
  if (!ruleOf(draft.procedure, to)) continueAs(draft, draft.procedure.continuesAs, to)
  endSuspension(draft)
  endCheck(draft, to)
  facts.state = to
  facts.stage = stageOf(to)
  const rule = ruleOf(draft.procedure, to)
  setHolder(draft, rule?.holder ?? 'nobody')
  if (isFinal(to) && facts.setAside === null) endEverything(draft)
  lapseRequests(draft)
  // Only then: by a calendar that has been corrected since, what was missed or has stopped would come out otherwise.
  if (promiseTouched(draft)) countPromise(draft)
  enterState(draft, rule?.deadline ?? null)
}

/** Back in the state that a merge had found; its clocks were set by the effect. */
export function restore(draft: Draft): void {
  const { facts } = draft
  facts.stage = stageOf(facts.state)
  setLadder(draft, ruleOf(draft.procedure, facts.state)?.deadline ?? null)
}

/** Stays where it is; if the promise was touched, its new end is counted and the ladder follows. */
export function stay(draft: Draft): void {
  const rule = ruleOf(draft.procedure, draft.facts.state)?.deadline ?? null
  if (promiseTouched(draft)) promiseMoved(draft, rule)
  else setLadder(draft, rule)
  lapseRequests(draft)
}

function promiseTouched({ before, facts }: Draft): boolean {
  const inputs = [
    'promiseStartedAt',
    'promiseAmount',
    'promiseUnit',
    'promiseStoppedAt',
    'pauses',
    'extensions',
  ] as const
  return inputs.some((key) => before[key] !== facts[key])
}

/** Goes on under another procedure, if there is one of that name and it has the state; else nothing changes. */
export function continueAs(draft: Draft, key: string | null, state: State): boolean {
  const next = key === null || key === draft.procedure.key ? null : draft.around.procedure(key)
  if (!next || !ruleOf(next, state)) return false
  draft.procedure = next
  draft.facts.procedureKey = next.key
  draft.facts.procedureVersion = next.version
  draft.data.procedure = next.key
  return true
}

/** A suspension that ends early gives back the days that it did not use. */
function endSuspension({ facts, around, before }: Draft): void {
  if (before.suspendedFrom === null) return
  facts.pauses = facts.pauses.map((pause) =>
    pause.why === 'suspended' && pause.from === before.suspendedFrom && pause.to > around.now
      ? { ...pause, to: around.now }
      : pause,
  )
  facts.suspendedFrom = null
  facts.suspendedUntil = null
}

/** A check that was asked before ends with the state that it was asked in. */
function endCheck(draft: Draft, to: State): void {
  const { before, facts } = draft
  // Merged away, the check waits with everything else that an unmerge restores.
  if (facts.setAside !== null) return
  if (before.checkUnit === null || (facts.checkKind !== before.checkKind && facts.checkKind === to)) return
  closeParties(draft, (party) => party.part === 'checker' && party.unitId === before.checkUnit)
  facts.checkUnit = null
  facts.checkKind = null
}

function setHolder(draft: Draft, rule: HolderRule): void {
  const { facts, before } = draft
  const unit = holderBy(draft, rule)
  facts.holderUnit = unit?.id ?? null
  facts.holderKind = unit?.kind ?? null
  facts.holderArea = unit?.areaCode ?? null
  const isSameUnit = facts.holderUnit === before.holderUnit
  facts.holderAccount = draft.givenAccount ?? (isSameUnit && rule === 'unit' ? before.holderAccount : null)
  if (rule === 'reporter' && unit && unit.id === facts.reporterUnit) facts.holderAccount = facts.reporterAccount
}

const deskOf = ({ facts }: Draft): Unit => ({ id: facts.deskUnit, kind: 'centre', areaCode: facts.deskArea })

function holderBy(draft: Draft, rule: HolderRule): Unit | null {
  const { facts, givenTo, around } = draft
  if (rule === 'nobody') return null
  if (rule === 'centre') return givenTo ?? heldByCentre(draft) ?? deskOf(draft)
  if (rule === 'unit') {
    const lead = leadOf(facts)
    return lead ? { id: lead.unitId, kind: lead.kind, areaCode: lead.areaCode } : deskOf(draft)
  }
  if (rule === 'checker') return (facts.checkUnit === null ? null : around.unit(facts.checkUnit)) ?? deskOf(draft)
  if (rule === 'reporter') return (isReporterThere(draft) ? reporterUnit(draft) : null) ?? deskOf(draft)
  return deskOf(draft)
}

/** The centre that has had it as a centre; one that was asked as reporter gives it back to the desk. */
function heldByCentre({ procedure, before }: Draft): Unit | null {
  const { holderUnit, holderKind, holderArea, state } = before
  const wasAsked = ruleOf(procedure, state)?.holder === 'reporter'
  return !wasAsked && holderUnit !== null && holderKind === 'centre' && holderArea !== null
    ? { id: holderUnit, kind: holderKind, areaCode: holderArea }
    : null
}

const isReporterThere = ({ facts, around }: Draft): boolean =>
  facts.reporterAccount !== null && (around.isAtWork?.(facts.reporterAccount, facts.reporterUnit) ?? true)

function reporterUnit({ facts }: Draft): Unit | null {
  const { reporterUnit: id, reporterKind: kind, reporterArea: areaCode } = facts
  return id === null || kind === null || areaCode === null ? null : { id, kind, areaCode }
}

/** At an end nobody works on it any more; units keep the header and their own acts. */
function endEverything(draft: Draft): void {
  const { facts } = draft
  closeParties(draft, () => true)
  for (const { seq } of facts.supervisions) draft.supervisions.push({ do: 'close', seq, outcome: 'ended' })
  facts.supervisions = []
}

/** A wish lapses when its unit no longer has the incident in hand. */
function lapseRequests(draft: Draft): void {
  const { facts } = draft
  for (const request of facts.requests) {
    if (request.unitId === facts.holderUnit) continue
    facts.requests = facts.requests.filter((open) => open.seq !== request.seq)
    draft.requests.push({ do: 'close', seq: request.seq, outcome: 'lapsed' })
  }
}

/** Makes a centre a party, so that it sees what it holds although the place may lie outside its area. */
export function giveToCentre(draft: Draft, centre: Unit): void {
  const { deskUnit, holderUnit } = draft.facts
  closeParties(draft, (party) => party.part === 'centre' && party.unitId !== deskUnit && party.unitId === holderUnit)
  openParty(draft, centre, 'centre')
  draft.givenTo = centre
}
