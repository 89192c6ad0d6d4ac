// What this person may do now, with which fields: the one source of every button and form. It is `take` asked without an input,
// so whatever it offers is accepted unless what is sent makes no sense.
import { contains } from '../shared/area-code.ts'
import type { ActionRule, Procedure } from './document.ts'
import type { Actor, IncidentFacts, Surroundings } from './facts.ts'
import { type Field, marks, optionalOf, type PersonAction, personActions, requiredOf, textLimits } from './fields.ts'
import { dispatchingArea, guardRules, heldByMediation } from './guards.ts'
import { centreAbove } from './lookup.ts'
import type { AllowedAction, AllowedField } from './schemas.ts'
import { couldHold } from './whens.ts'
import { actsFor, openParties, rightOf } from './who.ts'
import { degrees, grades, type Label, urgencies } from './words.ts'

export function allowed(
  procedure: Procedure,
  facts: IncidentFacts,
  actor: Actor,
  around: Surroundings,
): AllowedAction[] {
  const asked: Asked = { procedure, facts, actor, around }
  return personActions.flatMap((action) => {
    const rules = procedure.actions.filter((rule) => rule.action === action && isOpenTo(rule, asked))
    return rules.length === 0 ? [] : [{ action, fields: fieldsOf(action, rules, asked) }]
  })
}

interface Asked {
  readonly procedure: Procedure
  readonly facts: IncidentFacts
  readonly actor: Actor
  readonly around: Surroundings
}

function isOpenTo(rule: ActionRule, asked: Asked): boolean {
  const { procedure, facts } = asked
  if (!rule.from.includes(facts.state) || heldByMediation(facts, rule.to)) return false
  const right = rightOf(rule.who, 'now', asked)
  if (!right) return false
  const situation = { ...asked, input: { version: facts.version } }
  if (!(rule.when?.every((when) => couldHold(when, situation)) ?? true)) return false
  const judged = { ...situation, procedure, action: rule.action, right }
  return (rule.guards ?? []).every((name) => {
    const guard = guardRules[name]
    return guard.possible ? guard.possible(judged) : guard.check(judged) === null
  })
}

/** Required by the action itself, or by every rule that could apply. The remark comes last. */
function fieldsOf(action: PersonAction, rules: readonly ActionRule[], asked: Asked): AllowedField[] {
  const required = requiredOf(action)
  const demanded = (name: Field) => rules.every((rule) => rule.demands?.includes(name))
  const named = [
    ...required.map((name) => fieldOf(name, true, action, asked)),
    ...optionalOf(action).map((name) => fieldOf(name, demanded(name), action, asked)),
  ]
  return required.includes('note') ? named : [...named, fieldOf('note', false, action, asked)]
}

const kinds: Record<Field, AllowedField['kind']> = {
  note: 'text',
  reason: 'text',
  matter: 'matter',
  condition: 'condition',
  urgency: 'choice',
  description: 'text',
  evidence: 'evidence',
  location: 'location',
  found: 'boolean',
  centre: 'area',
  unit: 'unit',
  coUnits: 'units',
  units: 'units',
  upheld: 'boolean',
  until: 'instant',
  request: 'choice',
  granted: 'boolean',
  result: 'text',
  degree: 'choice',
  conditionMet: 'boolean',
  reached: 'boolean',
  satisfied: 'number',
  solved: 'boolean',
  order: 'text',
  grade: 'choice',
  due: 'instant',
  supervision: 'choice',
  text: 'text',
  into: 'incident',
}

function fieldOf(name: Field, required: boolean, action: PersonAction, asked: Asked): AllowedField {
  const kind = kinds[name]
  const longest = name === 'description' ? textLimits.description : textLimits.note
  const options = optionsOf(name, asked)
  const suggestion = suggestionOf(name, action, asked)
  return {
    name,
    kind,
    required,
    ...(kind === 'text' && { maxLength: longest }),
    ...(options && { options }),
    ...(suggestion !== null && { default: suggestion }),
  }
}

const choices = (words: Record<string, Label>): AllowedField['options'] =>
  Object.entries(words).map(([value, { zh, en }]) => ({ value, zh, en }))

function optionsOf(name: Field, { facts, actor, around }: Asked): AllowedField['options'] {
  if (name === 'urgency') return choices(urgencies)
  if (name === 'degree') return choices(degrees)
  if (name === 'grade') return choices(grades)
  if (name === 'satisfied') return range(marks.least, marks.best)
  if (name === 'condition') return around.matter(facts.matterCode)?.conditions.map(({ id }) => ({ value: id }))
  if (name === 'request') {
    const replies = facts.supervisions.filter((one) => one.repliedSeq !== null && !actsFor(actor, one.unitId))
    const wishes = actsFor(actor, facts.deskUnit) ? facts.requests : []
    return [...wishes.map(({ seq }) => ({ value: seq })), ...replies.map((one) => ({ value: one.repliedSeq! }))]
  }
  if (name === 'supervision')
    return facts.supervisions
      .filter((open) => open.repliedSeq === null && actsFor(actor, open.unitId ?? facts.holderUnit))
      .map(({ seq }) => ({ value: seq }))
  return undefined
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => ({ value: from + i }))

/** What stands in the field when the form opens; leaving it out means the same, where the field is optional. */
function suggestionOf(name: Field, action: PersonAction, asked: Asked): string | number | boolean | null {
  const { facts, around } = asked
  if (name === 'condition') return action === 'changeMatter' ? null : facts.conditionId
  if (name === 'urgency') return facts.urgency
  if (name === 'degree') return 'substantive'
  if (name === 'grade') return 'ordinary'
  if (name === 'conditionMet') return facts.conditionMet ?? true
  if (name === 'centre') return centreAbove(dispatchingArea(facts), around)?.areaCode ?? null
  if (name === 'unit') return suggestedUnit(asked)
  const only = optionsOf(name, asked)
  return (name === 'request' || name === 'supervision') && only?.length === 1 ? only[0]!.value : null
}

/** The unit that had it before it came up, so that it goes back in one step; else the one that the catalogue names. */
function suggestedUnit({ facts, around }: Asked): string | null {
  const area = dispatchingArea(facts)
  const isInReach = (unitId: string | null) => {
    const unit = unitId === null ? null : around.unit(unitId)
    return unit !== null && unit.kind !== 'centre' && contains(area, unit.areaCode)
  }
  const former = openParties(facts).findLast((party) => party.part === 'former' && isInReach(party.unitId))
  const named = around.unitInCharge?.(facts.matterCode, facts.conditionId, area) ?? null
  return former?.unitId ?? (isInReach(named) ? named : null)
}
