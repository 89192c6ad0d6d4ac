// Passing on: between centres, to units, back and up. The lead unit is an open party of part `lead`; there is at most one.
import { addWorking } from '../deadline/deadline.ts'
import type { Unit } from './columns.ts'
import { closeParties, type Draft, openParty, spoken, tell, toReporters, toUnit } from './draft.ts'
import type { EffectRule } from './effects.ts'
import { centreAbove } from './lookup.ts'
import { giveToCentre } from './transition.ts'
import { accountOf, leadOf } from './who.ts'

function passToCentre(draft: Draft): void {
  const centre = draft.around.centreOf(draft.input.centre ?? '')
  if (!centre) return
  giveToCentre(draft, centre)
  draft.data.to = centre.id
  tell(draft, 'routed', toUnit(centre.id))
}

/** One level up; at the top it stays with the centre that has it. */
function passToCentreAbove(draft: Draft): void {
  const { before, around, data } = draft
  const area = (before.holderKind === 'centre' ? before.holderArea : null) ?? before.deskArea
  const centre = centreAbove(area, around)
  data.to = centre?.id ?? null
  if (!centre) return
  giveToCentre(draft, centre)
  tell(draft, 'routed', toUnit(centre.id))
}

/** The centre of the actor's own post becomes desk and holder: an emergency is led from above. */
function takeToOwnCentre(draft: Draft): void {
  const { facts, before, right, around } = draft
  const centre = right.post?.unitId == null ? null : around.unit(right.post.unitId)
  if (!centre) return
  facts.deskUnit = centre.id
  facts.deskArea = centre.areaCode
  giveToCentre(draft, centre)
  draft.data.to = centre.id
  tell(draft, 'takenOver', toUnit(before.deskUnit), ...(before.holderUnit === null ? [] : [toUnit(before.holderUnit)]))
}

function passToUnit(draft: Draft): void {
  const { facts, input, around, procedure, data } = draft
  const lead = around.unit(input.unit ?? '')
  if (!lead) return
  releaseUnit(draft)
  openParty(draft, lead, 'lead')
  const coUnits = (input.coUnits ?? []).map((id) => around.unit(id)).filter((unit) => unit !== null)
  for (const unit of coUnits) openParty(draft, unit, 'co')
  const { amount, unit } = procedure.declineWithin
  facts.dispatchedAt = around.now
  facts.declineUntil = addWorking(around.now, amount, unit, around.calendar).dueAt
  data.declineUntil = spoken(facts.declineUntil)
  tell(draft, 'dispatched', toUnit(lead.id))
  tell(draft, 'assisting', ...coUnits.map((unit) => toUnit(unit.id)))
}

/** The lead and the units that assisted it are parties no longer; a unit that comes back as lead stops being a former one. */
function releaseUnit(draft: Draft): void {
  const next = draft.input.unit
  closeParties(
    draft,
    (party) => party.part === 'lead' || party.part === 'co' || (party.part === 'former' && party.unitId === next),
  )
}

/** Taken away, not given back: the unit stays a party, so that it can be sent back in one step with all that it did. */
export function keepUnitAsFormer(draft: Draft): void {
  const lead = leadOf(draft.facts)
  if (!lead) return
  closeParties(draft, (party) => party.part === 'lead')
  const unit: Unit = { id: lead.unitId, kind: lead.kind, areaCode: lead.areaCode }
  openParty(draft, unit, 'former')
}

/** Who signs answers for it from now on, instead of whoever took the report. */
function signFor(draft: Draft): void {
  const account = accountOf(draft.actor)
  draft.givenAccount = account
  draft.facts.answerableAccount = account
  tell(draft, 'signed', toUnit(draft.facts.deskUnit))
}

function recordDecline(draft: Draft): void {
  const { facts, before, around } = draft
  if (before.holderUnit === null) return
  const decline = { round: before.round, unitId: before.holderUnit, deskUnit: before.deskUnit, at: around.now }
  facts.declines = [...facts.declines, decline]
  draft.data.declines = facts.declines.filter((past) => past.round === facts.round).length
  tell(draft, 'declined', toUnit(before.deskUnit))
}

/** Make safe is done; what remains to be repaired is an incident of its own with its own limit. */
function openLinked(draft: Draft): void {
  const { facts, around, related, data } = draft
  const condition = around.matter(facts.matterCode)?.conditions.find((filed) => filed.id === facts.conditionId)
  if (!condition?.followedBy) return
  related.push({ do: 'openLinked', matterCode: facts.matterCode, conditionId: condition.followedBy })
  data.followedBy = condition.followedBy
  tell(draft, 'received', toReporters)
}

export const passing = {
  passToCentre: { run: passToCentre, reads: ['centre'] },
  passToCentreAbove: { run: passToCentreAbove },
  takeToOwnCentre: { run: takeToOwnCentre },
  passToUnit: { run: passToUnit, reads: ['unit'], gives: ['lead'] },
  releaseUnit: { run: releaseUnit, takes: ['lead'] },
  keepUnitAsFormer: { run: keepUnitAsFormer, takes: ['lead'] },
  signFor: { run: signFor, needs: ['lead'] },
  recordDecline: { run: recordDecline, needs: ['lead'] },
  openLinked: { run: openLinked, needs: ['condition'] },
} as const satisfies Record<string, EffectRule>
