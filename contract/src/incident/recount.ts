// When a calendar is corrected (the holidays of a year are published at last), what is still running is counted anew from the
// same start. What has been missed stays missed, what has stopped stays as it was, and what was agreed as an instant stays agreed.
import { addWorking } from '../deadline/deadline.ts'
import { countPromise, isPromiseRunning, setLadder, startOf } from './clocks.ts'
import type { Procedure } from './document.ts'
import { beginDraft, changedColumns, type Draft } from './draft.ts'
import type { IncidentColumns, IncidentFacts, Surroundings } from './model.ts'
import { ruleOf } from './transition.ts'

/** The columns that change under the calendar of `around`; empty if none does. Not an act: version and history stay. */
export function recountClocks(
  procedure: Procedure,
  facts: IncidentFacts,
  around: Surroundings,
): Partial<IncidentColumns> {
  const rule = ruleOf(procedure, facts.state)?.deadline ?? null
  if (rule?.atEnd !== 'late') return {}
  const input = { version: facts.version }
  const draft = beginDraft({
    facts,
    procedure,
    actor: { kind: 'system' },
    right: { post: null },
    input,
    around,
    target: facts.state,
  })
  if (isPromiseRunning(facts) && !facts.promiseMissed) countPromise(draft)
  recountState(draft, rule)
  const hasMoved = draft.facts.promiseDueAt !== facts.promiseDueAt || draft.facts.stateDueAt !== facts.stateDueAt
  if (hasMoved) setLadder(draft, rule)
  return changedColumns(facts, draft.facts)
}

function recountState(draft: Draft, rule: Parameters<typeof startOf>[0]): void {
  const { before, facts, around } = draft
  const isOver = before.stateDueAt === null || before.stepsDone.includes('stateLate')
  const isAgreed = before.stateTrace.some((step) => step.kind === 'extend')
  if (isOver) return
  if (rule.from === 'promise' && before.stateDueAt === before.promiseDueAt) {
    facts.stateDueAt = facts.promiseDueAt
    facts.stateTrace = facts.promiseTrace
    return
  }
  if (isAgreed) return
  const merged = facts.pauses.filter((pause) => pause.why === 'merged')
  const counted = addWorking(startOf(rule, facts), rule.limit.amount, rule.limit.unit, around.calendar, merged)
  facts.stateDueAt = counted.dueAt
  facts.stateTrace = counted.trace
}
