// Which facts are surely there, along every way through a procedure. A rule that relies on a lead unit, a result or the end of a
// notice must not be reachable along a way on which nobody has provided it.
import type { ActionRule, Procedure } from './document.ts'
import { effectRules, type Needed, needed } from './effects.ts'
import { type Fault, fault } from './fault.ts'
import type { Guard, HolderRule } from './vocabulary.ts'
import { statesOf, type Way } from './ways.ts'
import type { State } from './words.ts'

type Facts = ReadonlySet<Needed>

const guardNeeds: Partial<Record<Guard, Needed>> = {
  notDeclinedYet: 'lead',
  withinDeclineBox: 'lead',
  notFinisher: 'finish',
  withinFollowUp: 'followUp',
  followUpOver: 'followUp',
  noticeOpen: 'notice',
  noticeOver: 'notice',
}
const holderNeeds: Partial<Record<HolderRule, Needed>> = { unit: 'lead', checker: 'checker' }
const deadlineNeeds = { suspension: 'suspension', followUp: 'followUp', notice: 'notice' } as const
const names: Record<Needed, string> = {
  lead: '主办单位',
  checker: '核查人',
  condition: '立案条件',
  suspension: '挂账期限',
  followUp: '回访期',
  finish: '办结结果',
  notice: '公示期',
  setAside: '并案前状态',
}

export function flowFaults(procedure: Procedure, ways: readonly Way[]): Fault[] {
  const known = surelyKnown(procedure, ways)
  const states = statesOf(procedure).flatMap((state) => {
    const facts = known.get(state)
    return facts ? stateNeeds(procedure, state).filter(({ need }) => !facts.has(need)) : []
  })
  const rules = procedure.actions.flatMap((rule, index) =>
    rule.from.flatMap((state) => {
      const facts = known.get(state)
      return facts ? ruleNeeds(rule, facts, `/actions/${index}`, state) : []
    }),
  )
  return [...states, ...rules].map(({ need, path, where }) =>
    fault(
      'procedure.field_nobody_fills',
      path,
      `到达“${where}”时，${names[need]}可能从未有人给出`,
      `${need} may never have been given when it comes to ${where}`,
    ),
  )
}

interface Missing {
  readonly need: Needed
  readonly path: string
  readonly where: string
}

function stateNeeds(procedure: Procedure, state: State): Missing[] {
  const rule = procedure.states[state]
  const byHolder = rule ? holderNeeds[rule.holder] : undefined
  const from = rule?.deadline?.from
  const byDeadline = from === 'suspension' || from === 'followUp' || from === 'notice' ? deadlineNeeds[from] : undefined
  return [
    ...(byHolder ? [{ need: byHolder, path: `/states/${state}/holder`, where: state }] : []),
    ...(byDeadline ? [{ need: byDeadline, path: `/states/${state}/deadline`, where: state }] : []),
  ]
}

/** Effects run in order: an earlier one may provide what a later one needs. */
function ruleNeeds(rule: ActionRule, before: Facts, path: string, where: string): Missing[] {
  const facts = new Set(before)
  const missing: Missing[] = (rule.guards ?? []).flatMap((guard) => {
    const need = guardNeeds[guard]
    return need !== undefined && !facts.has(need)
      ? [{ need, path: `${path}/guards`, where: `${rule.action} (${where})` }]
      : []
  })
  for (const effect of rule.effects ?? []) {
    const lacking = (effectRules[effect].needs ?? []).filter((need) => !facts.has(need))
    missing.push(...lacking.map((need) => ({ need, path: `${path}/effects`, where: `${rule.action} (${where})` })))
    for (const given of effectRules[effect].gives ?? []) facts.add(given)
  }
  return missing
}

/** For each state what is known on all ways into it; absent for states that nothing leads to. */
function surelyKnown(procedure: Procedure, ways: readonly Way[]): Map<State, Facts> {
  const known = new Map<State, Facts>()
  const queue: State[] = []
  const arrive = (state: State, facts: Facts) => {
    const before = known.get(state)
    const both: Facts = before ? new Set([...before].filter((fact) => facts.has(fact))) : facts
    if (before?.size === both.size) return
    known.set(state, both)
    queue.push(state)
  }
  for (const rule of procedure.start.rules) arrive(rule.to, after(new Set(), rule.effects ?? []))
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const facts = known.get(state)!
    for (const way of ways) {
      // What an unmerge restores is known there already: it was known when the merge set it aside.
      if (way.from === state && way.rule?.to !== 'restored') arrive(way.to, along(procedure, way, facts))
    }
  }
  return known
}

function along(procedure: Procedure, way: Way, facts: Facts): Facts {
  const left = new Set(facts)
  // Moving on ends a suspension and a check; only what the rule itself gives is there in the next state.
  left.delete('suspension')
  left.delete('checker')
  if (way.by === 'escalation' && procedure.states[way.to]?.holder === 'centre') left.delete('lead')
  return after(left, way.rule?.effects ?? [])
}

function after(facts: Facts, effects: NonNullable<ActionRule['effects']>): Facts {
  const left = new Set(facts)
  for (const effect of effects) {
    for (const given of effectRules[effect].gives ?? []) left.add(given)
    for (const taken of effectRules[effect].takes ?? []) left.delete(taken)
  }
  return new Set(needed.filter((fact) => left.has(fact)))
}
