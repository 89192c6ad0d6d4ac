// A procedure as a graph: every way from state to state, who takes it, and where in the document it stands.
import type { ActionRule, Procedure } from './document.ts'
import type { State } from './words.ts'

export interface Way {
  readonly from: State
  readonly to: State
  /** `person` decides · `system` takes it at a deadline · `escalation` goes up one centre, and to each centre once. */
  readonly by: 'person' | 'system' | 'escalation'
  readonly rule: ActionRule | null
  /** JSON pointer. */
  readonly path: string
}

export const statesOf = (procedure: Procedure): State[] => Object.keys(procedure.states) as State[]

export function waysOf(procedure: Procedure): Way[] {
  return [
    ...procedure.actions.flatMap((rule, index) => waysByRule(procedure, rule, `/actions/${index}`)),
    ...escalations(procedure),
  ]
}

function waysByRule(procedure: Procedure, rule: ActionRule, path: string): Way[] {
  const targets = rule.to === 'restored' ? mergedFrom(procedure) : rule.to === undefined ? [] : [rule.to]
  return rule.from.flatMap((from) =>
    targets.flatMap((to) => hands(procedure, rule, from).map((by) => ({ from, to, by, rule, path }))),
  )
}

/** An action that the system also may take is taken by it only in a state whose deadline says so. */
function hands(procedure: Procedure, rule: ActionRule, from: State): ('person' | 'system')[] {
  const byPerson = rule.who.some((who) => who !== 'system')
  const bySystem = rule.who.includes('system') && procedure.states[from]?.deadline?.atEnd === 'archive'
  return [...(byPerson ? (['person'] as const) : []), ...(bySystem ? (['system'] as const) : [])]
}

/** An unmerge leads back to wherever a merge can have come from. */
const mergedFrom = (procedure: Procedure): State[] => [
  ...new Set(procedure.actions.filter((rule) => rule.effects?.includes('mergeAway')).flatMap((rule) => rule.from)),
]

const escalations = (procedure: Procedure): Way[] =>
  statesOf(procedure).flatMap((from) => {
    const to = procedure.states[from]?.deadline?.escalate?.to
    return to === undefined
      ? []
      : [{ from, to, by: 'escalation' as const, rule: null, path: `/states/${from}/deadline/escalate` }]
  })

/** States that can be reached along the ways. */
export function reachable(starts: readonly State[], ways: readonly Way[]): Set<State> {
  const found = new Set(starts)
  const queue = [...found]
  for (let state = queue.pop(); state !== undefined; state = queue.pop())
    for (const way of ways)
      if (way.from === state && !found.has(way.to)) {
        found.add(way.to)
        queue.push(way.to)
      }
  return found
}
