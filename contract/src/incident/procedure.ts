// The interpreter: one act on one incident, judged and worked out from the procedure's document. Pure: it reads what it is
// given, answers a verdict or a refusal, and knows no procedure by name.
//
// Refusals come in the order of docs/wire.md: not yours to do (403) · wrong version, wrong state, state forbids it (409) · the
// input makes no sense here (400). 400 by schema and 404 have been answered before.
import { problems, type Refusal, refusal } from '../problem.ts'
import type { ActionRule, Procedure } from './document.ts'
import { beginDraft, concludeDraft } from './draft.ts'
import { effectRules } from './effects.ts'
import type { Actor, IncidentFacts, Surroundings } from './facts.ts'
import type { ActionInput, PersonAction } from './fields.ts'
import { guardRules, heldByMediation, type Judged } from './guards.ts'
import { settleLate } from './late.ts'
import { tellOf } from './tell.ts'
import { moveTo, restore, stay } from './transition.ts'
import type { Outcome, Verdict } from './verdict.ts'
import { holds } from './whens.ts'
import { type Right, rightOf } from './who.ts'

export function take(
  procedure: Procedure,
  facts: IncidentFacts,
  actor: Actor,
  action: PersonAction,
  input: ActionInput,
  around: Surroundings,
): Outcome {
  const rules = procedure.actions.filter((rule) => rule.action === action)
  if (rules.length === 0) return refuse(refusal('incident.not_in_procedure', { action }))
  const asked = { facts, actor, around }
  const sawCurrent = input.version === facts.version
  const mayEver = rules.some((rule) => rightOf(rule.who, sawCurrent ? 'ever' : 'before', asked))
  if (!mayEver) return refuse(refusal('incident.not_yours'))
  if (!sawCurrent) return refuse(refusal('version.conflict', { current: facts.version, state: facts.state }))

  // In which state it would have been theirs: a row for others, of any state, is no help.
  const theirs = rules.filter((rule) => rightOf(rule.who, 'ever', asked))
  const here = rules.filter((rule) => rule.from.includes(facts.state))
  if (here.length === 0) return refuse(wrongState(facts, theirs))
  const mine = here.flatMap((rule) => {
    const right = rightOf(rule.who, 'now', asked)
    return right ? [{ rule, right }] : []
  })
  if (mine.length === 0) {
    // Whoever may take it in another state hears of the state, although others may take it in this one.
    const couldHere = here.some((rule) => rightOf(rule.who, 'ever', asked))
    return refuse(couldHere ? refusal('incident.not_yours') : wrongState(facts, theirs))
  }
  const situation = { ...asked, input }
  const fitting = mine.find(({ rule }) => rule.when?.every((when) => holds(when, situation)) ?? true)
  if (!fitting) return refuse(wrongState(facts, theirs))

  const wrong = firstWrong(fitting.rule, { ...situation, procedure, action, right: fitting.right })
  return wrong ? refuse(wrong) : { ok: true, verdict: carryOut(procedure, fitting.rule, fitting.right, situation) }
}

const refuse = (why: Refusal): Outcome => ({ ok: false, refusal: why })

const wrongState = (facts: IncidentFacts, rules: readonly ActionRule[]): Refusal =>
  refusal('incident.wrong_state', { state: facts.state, wanted: [...new Set(rules.flatMap((rule) => rule.from))] })

const rank: Record<string, number> = { 403: 0, 409: 1, 400: 2 }

/** Of all guards that refuse, the one that comes first by status, then by the document's order. */
function firstWrong(rule: ActionRule, judged: Judged): Refusal | null {
  const refusals = [
    ...(rule.guards ?? []).map((guard) => guardRules[guard].check(judged)),
    heldByMediation(judged.facts, rule.to),
  ].filter((found) => found !== null)
  const missing = (rule.demands ?? []).find((field) => isEmpty(judged.input[field]))
  if (missing) refusals.push(refusal('incident.field_missing', { field: missing }))
  const statusRank = (found: Refusal) => rank[problems[found.code].status] ?? 3
  return refusals.toSorted((a, b) => statusRank(a) - statusRank(b))[0] ?? null
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

interface Situated {
  readonly facts: IncidentFacts
  readonly actor: Actor
  readonly around: Surroundings
  readonly input: ActionInput
}

/** Also used by the sweep for what a document lets the system do. */
export function carryOut(procedure: Procedure, rule: ActionRule, right: Right, situated: Situated): Verdict {
  const { facts } = situated
  const target = rule.to === 'restored' ? (facts.setAside?.state ?? facts.state) : (rule.to ?? facts.state)
  const draft = beginDraft({ ...situated, procedure, right, target })
  settleLate(draft)
  for (const effect of rule.effects ?? []) effectRules[effect].run(draft)
  if (rule.to === 'restored') restore(draft)
  else if (rule.to) moveTo(draft, rule.to)
  else stay(draft)
  tellOf(draft, rule.action)
  return concludeDraft(draft, rule.action)
}
