// How an incident begins: which procedure takes the report, which centre receives it, and what stands in its columns then.
import { type Refusal, refusal } from '../problem.ts'
import { contains } from '../shared/area-code.ts'
import type { IncidentColumns, Unit } from './columns.ts'
import type { Procedure, StartRule } from './document.ts'
import { beginDraft, concludeDraft, openParty, tell, toHolder, toReporters } from './draft.ts'
import { effectRules } from './effects.ts'
import type { Actor, IncidentFacts, MatterFacts, PostInForce, Surroundings } from './facts.ts'
import { conditionOf, receivingCentre } from './lookup.ts'
import { moveTo } from './transition.ts'
import type { Verdict } from './verdict.ts'
import { holds } from './whens.ts'
import { accountOf, postFor, type Right, teamOfPlace } from './who.ts'
import { type Source, stageOf, type Urgency } from './words.ts'

/** A report as the interpreter needs it; words, contact and evidence are the server's rows. */
export interface NewIncident {
  readonly id: string
  /** Grid of the place, or community or town when it lies in no grid. */
  readonly areaCode: string
  readonly matterCode: string
  readonly source: Source
  readonly urgency: Urgency
  /** The reporter has put it right on the spot. */
  readonly isHandled: boolean
  /** The first one of the matter unless named: a repair begins under the condition that follows. */
  readonly conditionId?: string
  /** Goes into the first history entry beside what is found out here. */
  readonly data: Readonly<Record<string, unknown>>
}

export type StartOutcome =
  | { readonly ok: true; readonly verdict: Verdict & { readonly set: IncidentColumns } }
  | { readonly ok: false; readonly refusal: Refusal }

export function reportIncident(report: NewIncident, actor: Actor, around: Surroundings): StartOutcome {
  const matter = around.matter(report.matterCode)
  if (matter?.procedure == null) return refuse(refusal('incident.unknown_matter', { matter: report.matterCode }))
  if (report.isHandled && !coveringPost(actor, report.areaCode, around)) return refuse(refusal('incident.not_yours'))
  const blank = blankFacts(report, matter, actor, around)
  const start = chooseStart(matter.procedure, blank, actor, around)
  if (!start) {
    const why = report.isHandled ? 'incident.handled_not_allowed' : 'incident.unknown_procedure'
    return refuse(refusal(why, { procedure: matter.procedure }))
  }
  const desk = receivingCentre(report.areaCode, start.procedure.start.centre, around)
  if (!desk) return refuse(refusal('incident.no_centre', { area: report.areaCode }))
  return { ok: true, verdict: begin(report, start, desk, blank, actor, around) }
}

const refuse = (why: Refusal): StartOutcome => ({ ok: false, refusal: why })

interface Start {
  readonly procedure: Procedure
  readonly rule: StartRule
}

/** The matter's procedure, or the one that it names for reports which none of its own beginnings fits. */
function chooseStart(key: string, facts: IncidentFacts, actor: Actor, around: Surroundings): Start | null {
  const seen = new Set<string>()
  for (let next: string | null = key; next !== null && !seen.has(next); ) {
    seen.add(next)
    const procedure: Procedure | null = around.procedure(next)
    const situation = { facts, actor, around, input: { version: 0 } }
    const rule = procedure?.start.rules.find((row) => row.when?.every((when) => holds(when, situation)) ?? true)
    if (procedure && rule) return { procedure, rule }
    next = procedure?.start.otherwise ?? null
  }
  return null
}

function begin(
  report: NewIncident,
  { procedure, rule }: Start,
  desk: Unit,
  blank: IncidentFacts,
  actor: Actor,
  around: Surroundings,
): Verdict & { readonly set: IncidentColumns } {
  const facts: IncidentFacts = {
    ...blank,
    procedureKey: procedure.key,
    procedureVersion: procedure.version,
    state: rule.to,
    stage: stageOf(rule.to),
    deskUnit: desk.id,
    deskArea: desk.areaCode,
  }
  const right: Right = { post: report.isHandled ? coveringPost(actor, report.areaCode, around) : null }
  const draft = beginDraft({ facts, procedure, actor, right, input: { version: 0 }, around, target: rule.to })
  const { matterCode: matter, conditionId: condition, source, urgency } = facts
  Object.assign(draft.data, report.data, { matter, condition, source, urgency })
  openParty(draft, desk, 'centre')
  for (const effect of rule.effects ?? []) effectRules[effect].run(draft)
  moveTo(draft, rule.to)
  tell(draft, 'reported', ...toHolder(draft))
  tell(draft, 'received', toReporters)
  const verdict = concludeDraft(draft, 'report')
  return { ...verdict, set: columnsOf(draft.facts) }
}

/** Somebody who works where it happened: what they put right on the spot they may also close. */
function coveringPost(actor: Actor, areaCode: string, around: Surroundings): PostInForce | null {
  return postFor(actor, (post) => {
    const unit = post.unitId === null ? null : around.unit(post.unitId)
    return unit !== null && contains(post.areaCode ?? unit.areaCode, areaCode)
  })
}

/** The unit for which a member of staff reports: the team of the place, else one that covers it, else any. */
function reportingUnit(actor: Actor, areaCode: string, around: Surroundings): Unit | null {
  if (actor.kind !== 'staff') return null
  const team = teamOfPlace({ areaCode }, around)
  const units = actor.posts
    .map((post) => (post.unitId === null ? null : around.unit(post.unitId)))
    .filter((unit) => unit !== null)
  return (
    units.find((unit) => unit.id === team?.id) ??
    units.find((unit) => contains(unit.areaCode, areaCode)) ??
    units[0] ??
    null
  )
}

function columnsOf(facts: IncidentFacts): IncidentColumns {
  const { id: _id, parties: _p, requests: _r, supervisions: _s, reporterAccounts: _a, ...columns } = facts
  return columns
}

function blankFacts(report: NewIncident, matter: MatterFacts, actor: Actor, around: Surroundings): IncidentFacts {
  const unit = reportingUnit(actor, report.areaCode, around)
  const account = accountOf(actor)
  return {
    id: report.id,
    procedureKey: '',
    procedureVersion: 0,
    state: 'reported',
    stage: 'report',
    version: 0,
    seq: 0,
    round: 1,
    areaCode: report.areaCode,
    matterCode: report.matterCode,
    conditionId: conditionOf(matter, report.conditionId)?.id ?? null,
    urgency: report.urgency,
    source: report.source,
    holderUnit: null,
    holderKind: null,
    holderArea: null,
    holderAccount: null,
    deskUnit: '',
    deskArea: '',
    checkUnit: null,
    checkKind: null,
    checkFound: null,
    reporterAccount: account,
    reporterUnit: unit?.id ?? null,
    reporterKind: unit?.kind ?? null,
    reporterArea: unit?.areaCode ?? null,
    answerableAccount: account,
    onTheSpot: report.isHandled,
    onScene: [],
    dispatchedAt: null,
    declineUntil: null,
    declines: [],
    escalatedCentres: [],
    reworks: 0,
    finishedBy: null,
    finishedFor: null,
    finishedAt: null,
    verifiedBy: null,
    verifiedAt: null,
    conditionMet: null,
    degree: null,
    closedAt: null,
    followUpUntil: null,
    solved: null,
    satisfied: null,
    archivedAt: null,
    suspendedFrom: null,
    suspendedUntil: null,
    mergedInto: null,
    setAside: null,
    noticeUntil: null,
    objections: 0,
    stateSince: around.now,
    stateDueAt: null,
    stateTrace: [],
    promiseStartedAt: null,
    promiseAmount: null,
    promiseUnit: null,
    promiseDueAt: null,
    promiseStoppedAt: null,
    promiseTrace: [],
    pauses: [],
    extensions: [],
    dueAt: null,
    remindAt: null,
    warnAt: null,
    escalateAt: null,
    stepsDone: [],
    nextStep: null,
    nextStepAt: null,
    isLate: false,
    stateLate: false,
    promiseLate: false,
    lateSince: null,
    promiseMissed: false,
    pastRounds: [],
    parties: [],
    requests: [],
    supervisions: [],
    reporterAccounts: account === null ? [] : [account],
  }
}
