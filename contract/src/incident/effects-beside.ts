// Beside the way: supervision, units called to the scene, and who is there. None of these moves the incident.
import { endOf } from './clocks.ts'
import type { Limit, Stay } from './columns.ts'
import { closeParties, type Draft, happenedAt, openParty, seqOf, spoken, tell, toHolder, toUnit } from './draft.ts'
import type { EffectRule } from './effects.ts'
import type { OpenSupervision, PostInForce } from './facts.ts'
import { instantOf } from './guards.ts'
import { leaderAbove } from './lookup.ts'
import { accountOf, actsFor, openParties, teamOfPlace } from './who.ts'

/** Own default: an order without a date is answered by the same hour of the next working day. */
export const replyWithin: Limit = { amount: 1, unit: 'workDay' }

function openSupervision(draft: Draft): void {
  const { facts, input, around } = draft
  const dueAt = instantOf(input.due) ?? endOf(around.now, replyWithin, around.calendar)
  const grade = input.grade ?? 'ordinary'
  addSupervision(
    draft,
    { seq: seqOf(draft), grade, unitId: facts.holderUnit, dueAt, isAutomatic: false, repliedSeq: null },
    input.order ?? null,
  )
  Object.assign(draft.data, { grade, dueAt: spoken(dueAt), unit: facts.holderUnit })
}

export function addSupervision(draft: Draft, supervision: OpenSupervision, order: string | null): void {
  draft.facts.supervisions = [...draft.facts.supervisions, supervision]
  draft.supervisions.push({ do: 'open', ...supervision, order })
  tell(draft, 'supervised', ...toHolder(draft))
  if (supervision.grade === 'red') {
    const { facts, around } = draft
    tell(draft, 'supervised', ...leaderAbove(facts.holderArea ?? facts.deskArea, around).addressees)
  }
}

/** An ordinary order ends with the answer; a yellow or red one when whoever watches accepts it. */
function answerSupervision(draft: Draft): void {
  const { facts, input, supervisions } = draft
  const open = facts.supervisions.find((one) => one.seq === input.supervision)
  if (!open) return
  tell(draft, 'replied', toUnit(facts.deskUnit))
  if (open.grade === 'ordinary') endSupervision(draft, open, 'answered')
  else {
    const repliedSeq = seqOf(draft)
    facts.supervisions = facts.supervisions.map((one) => (one === open ? { ...one, repliedSeq } : one))
    supervisions.push({ do: 'reply', seq: open.seq, repliedSeq })
  }
}

function endSupervision({ facts, supervisions }: Draft, open: OpenSupervision, outcome: 'answered' | 'accepted'): void {
  facts.supervisions = facts.supervisions.filter((one) => one.seq !== open.seq)
  supervisions.push({ do: 'close', seq: open.seq, outcome })
}

/** The reply is accepted, which ends the order, or sent back, which leaves it unanswered. */
function judgeReply(draft: Draft): void {
  const { facts, input, supervisions, data } = draft
  const open = facts.supervisions.find((one) => one.repliedSeq === input.request)
  if (!open) return
  data.supervision = open.seq
  if (open.unitId !== null) tell(draft, 'requestDecided', toUnit(open.unitId))
  if (input.granted === true) endSupervision(draft, open, 'accepted')
  else {
    facts.supervisions = facts.supervisions.map((one) => (one === open ? { ...one, repliedSeq: null } : one))
    supervisions.push({ do: 'sendBack', seq: open.seq })
  }
}

function callUnits(draft: Draft): void {
  const { input, around } = draft
  const units = (input.units ?? []).map((id) => around.unit(id)).filter((unit) => unit !== null)
  // Called before, come and done: that was then.
  const isAgain = (unitId: string) => units.some((unit) => unit.id === unitId)
  closeParties(draft, (party) => party.part === 'called' && party.finishedAt !== null && isAgain(party.unitId))
  for (const unit of units) openParty(draft, unit, 'called')
  tell(draft, 'whistled', ...units.map((unit) => toUnit(unit.id)))
}

function recordArrival(draft: Draft): void {
  const { facts, actor, around, parties, data } = draft
  const arrived = openParties(facts).filter(
    (party) => party.part === 'called' && party.arrivedAt === null && actsFor(actor, party.unitId),
  )
  const at = Math.max(happenedAt(draft), ...arrived.map((party) => party.from))
  facts.parties = facts.parties.map((party) => (arrived.includes(party) ? { ...party, arrivedAt: at } : party))
  for (const { unitId, part } of arrived) parties.push({ do: 'arrive', unitId, part, at })
  data.units = arrived.map((party) => party.unitId)
  const presence = arrived[0]?.unitId ?? teamOfPlace(facts, around)?.id ?? null
  stayOnScene(draft, (post) => post.unitId === presence)
  tell(draft, 'arrived', toUnit(facts.deskUnit), ...toHolder(draft))
}

/** In an emergency the worker who reports stays at the scene until it is finished; when they came and left is on record. */
function recordStay(draft: Draft): void {
  const team = teamOfPlace(draft.facts, draft.around)
  if (team) stayOnScene(draft, (post) => post.unitId === team.id)
}

function stayOnScene(draft: Draft, fits: (post: PostInForce) => boolean): void {
  const { facts, actor } = draft
  const accountId = accountOf(actor)
  const unitId = actor.kind === 'staff' ? (actor.posts.find(fits)?.unitId ?? null) : null
  const isThere = facts.onScene.some((stay) => stay.accountId === accountId && stay.until === null)
  if (accountId === null || unitId === null || isThere) return
  const stay: Stay = { accountId, unitId, from: happenedAt(draft), until: null }
  facts.onScene = [...facts.onScene, stay]
}

export const beside = {
  openSupervision: { run: openSupervision, reads: ['order'] },
  answerSupervision: { run: answerSupervision, reads: ['supervision'] },
  judgeReply: { run: judgeReply, reads: ['request', 'granted'] },
  callUnits: { run: callUnits, reads: ['units'] },
  recordArrival: { run: recordArrival },
  recordStay: { run: recordStay },
} as const satisfies Record<string, EffectRule>
