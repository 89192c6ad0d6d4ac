// Filing: which matter and filing condition it is, whose desk it is on, and the promise that begins.

import { addWorking } from '../deadline/deadline.ts'
import { ancestors } from '../shared/area-code.ts'
import { countPromise } from './clocks.ts'
import type { Unit } from './columns.ts'
import { closeParties, type Draft, openParty, spoken, tell, toReporters, toUnit } from './draft.ts'
import type { EffectRule } from './effects.ts'
import { conditionOf } from './lookup.ts'
import { continueAs } from './transition.ts'
import type { Addressee } from './verdict.ts'
import { accountOf, actsFor, teamOfPlace } from './who.ts'

/** Matter, condition and urgency as sent, else as they stand, else the suggested condition. */
export function chooseCondition(draft: Draft): void {
  const { facts, input, around, data } = draft
  const code = input.matter ?? facts.matterCode
  const isOther = code !== facts.matterCode
  const condition = conditionOf(around.matter(code), input.condition ?? facts.conditionId)
  facts.matterCode = code
  facts.conditionId = condition?.id ?? null
  facts.urgency = input.urgency ?? facts.urgency
  Object.assign(data, { matter: code, condition: facts.conditionId, urgency: facts.urgency })
  if (facts.promiseStartedAt !== null && facts.promiseStoppedAt === null) promise(draft)
  if (isOther) followMatter(draft)
}

/** Another matter may belong under another procedure; an emergency found out late is still told to everybody. */
function followMatter(draft: Draft): void {
  const { facts, around } = draft
  const key = around.matter(facts.matterCode)?.procedure ?? null
  const hasChanged = continueAs(draft, key, draft.target)
  const tellsAll = draft.procedure.start.rules.some((rule) => rule.effects?.includes('tellAllLevels'))
  if (hasChanged && tellsAll) tellAllLevels(draft)
}

/** Sets the limit of the promise from the condition; its start stays where it is. */
function promise(draft: Draft): void {
  const { facts, around } = draft
  const limit = conditionOf(around.matter(facts.matterCode), facts.conditionId)?.limit ?? null
  facts.promiseAmount = limit?.amount ?? null
  facts.promiseUnit = limit?.unit ?? null
  if (!limit) facts.promiseDueAt = null
  countPromise(draft)
}

/** Once in a round: a second accept, by a centre that it was routed to, leaves the promise as it runs. */
export function startPromise(draft: Draft): void {
  const { facts, around, data } = draft
  if (facts.promiseStartedAt !== null) return
  facts.conditionId ??= conditionOf(around.matter(facts.matterCode), null)?.id ?? null
  facts.promiseStartedAt = around.now
  promise(draft)
  data.promiseDueAt = spoken(facts.promiseDueAt)
  tell(draft, 'accepted', toReporters)
}

function becomeDesk(draft: Draft): void {
  const { facts, before, actor } = draft
  const centre = actingCentre(draft)
  if (centre.id !== before.deskUnit)
    closeParties(draft, (party) => party.part === 'centre' && party.unitId === before.deskUnit)
  facts.deskUnit = centre.id
  facts.deskArea = centre.areaCode
  openParty(draft, centre, 'centre')
  // A resident has no one to answer for the report until the first member of staff takes it on.
  facts.answerableAccount ??= accountOf(actor)
  if (centre.id !== before.deskUnit) draft.data.desk = centre.id
}

/** The centre in whose name the actor acts: the one that holds it, else the desk. */
function actingCentre({ before, actor }: Draft): Unit {
  const { holderUnit, holderKind, holderArea, deskUnit, deskArea } = before
  const holds = holderKind === 'centre' && holderArea !== null && actsFor(actor, holderUnit) !== null
  return holds
    ? { id: holderUnit!, kind: 'centre', areaCode: holderArea }
    : { id: deskUnit, kind: 'centre', areaCode: deskArea }
}

function askCheck(draft: Draft): void {
  const { facts, around } = draft
  const team = teamOfPlace(facts, around)
  if (!team) return
  facts.checkUnit = team.id
  facts.checkKind = facts.finishedAt === null ? 'precheck' : 'postcheck'
  openParty(draft, team, 'checker')
  draft.data.check = team.id
  tell(draft, 'checkAsked', toUnit(team.id))
}

function recordCheck(draft: Draft): void {
  draft.facts.checkFound = draft.input.found ?? null
}

/**
 * In an emergency every level and whoever is on duty hears of it at once; the entry says who was told. Units on duty are called: they see
 * it, wherever they belong, and can report in without being asked.
 */
function tellAllLevels(draft: Draft): void {
  const { facts, around } = draft
  const areas = [facts.areaCode, ...ancestors(facts.areaCode)]
  const centres = areas.map((code) => around.centreOf(code)).filter((centre) => centre !== null)
  const addressees: Addressee[] = [
    ...centres.map((centre) => toUnit(centre.id)),
    ...centres.map((centre): Addressee => ({ to: 'roster', areaCode: centre.areaCode })),
    ...centres.map((centre): Addressee => ({ to: 'leader', areaCode: centre.areaCode })),
  ]
  const onDuty = areas.flatMap((code) => around.onDuty?.(code) ?? []).filter(({ kind }) => kind !== 'centre')
  for (const unit of onDuty) openParty(draft, unit, 'called')
  tell(draft, 'emergency', ...addressees)
  const units = onDuty.map(({ id }) => id)
  draft.later.push({
    action: 'tell',
    data: { message: 'emergency', centres: centres.map(({ id }) => id), ...(units.length > 0 && { units }) },
  })
}

/** The public notice that follows a decision of the approval; it runs from now. */
function openNotice(draft: Draft): void {
  const { facts, around, procedure, data } = draft
  const period = procedure.noticePeriod
  if (!period) return
  facts.objections = 0
  facts.noticeUntil = addWorking(around.now, period.amount, period.unit, around.calendar).dueAt
  data.noticeUntil = spoken(facts.noticeUntil)
  tell(draft, 'noticeOpened', toReporters)
}

/** Counted for this notice; whoever decides after it must say a word to what was objected. */
function recordObjection({ facts, data }: Draft): void {
  facts.objections += 1
  data.objections = facts.objections
}

export const filing = {
  chooseCondition: { run: chooseCondition, gives: ['condition'] },
  changeMatter: { run: chooseCondition, reads: ['matter'], gives: ['condition'] },
  startPromise: { run: startPromise, gives: ['condition'] },
  becomeDesk: { run: becomeDesk },
  askCheck: { run: askCheck, gives: ['checker'] },
  recordCheck: { run: recordCheck, reads: ['found'] },
  tellAllLevels: { run: tellAllLevels },
  openNotice: { run: openNotice, gives: ['notice'] },
  recordObjection: { run: recordObjection, needs: ['notice'] },
} as const satisfies Record<string, EffectRule>
