// When a calendar is corrected (the holidays of a year are published at last), what is still running is counted anew from the
// same start. What has been missed stays missed, what has stopped stays as it was, and what was agreed as an instant stays agreed.
import { addWorking } from '../deadline/deadline.ts'
import { countPromise, isPromiseRunning, setLadder, startOf } from './clocks.ts'
import type { IncidentColumns } from './columns.ts'
import type { Procedure } from './document.ts'
import { beginDraft, changedColumns, concludeDraft, type Draft, spoken, tell, toHolder } from './draft.ts'
import type { IncidentFacts, Surroundings } from './facts.ts'
import { ruleOf } from './transition.ts'
import type { Verdict } from './verdict.ts'

/** The columns that change under the calendar of `around`; empty if none does. Not an act: version and history stay. */
export function recountClocks(
  procedure: Procedure,
  facts: IncidentFacts,
  around: Surroundings,
): Partial<IncidentColumns> {
  const draft = recounted(procedure, facts, around)
  return draft ? changedColumns(facts, draft.facts) : {}
}

/**
 * The same as what the system writes down: an entry that says what was due when, and what is now, and word to the holder. Null if
 * nothing falls due at another instant; the trace may still tell of other days then, see `recountClocks`.
 */
export function recount(procedure: Procedure, facts: IncidentFacts, around: Surroundings): Verdict | null {
  const draft = recounted(procedure, facts, { ...around, isAtWork: undefined })
  if (!draft || !hasMoved(draft)) return null
  const ends = ({ stateDueAt, promiseDueAt }: IncidentColumns) => ({
    stateDueAt: spoken(stateDueAt),
    promiseDueAt: spoken(promiseDueAt),
  })
  Object.assign(draft.data, { message: 'recounted', was: ends(facts), ...ends(draft.facts) })
  tell(draft, 'recounted', ...toHolder(draft))
  return concludeDraft(draft, 'tell')
}

const hasMoved = ({ before, facts }: Draft): boolean =>
  facts.promiseDueAt !== before.promiseDueAt || facts.stateDueAt !== before.stateDueAt

/** Null where no clock runs. */
function recounted(procedure: Procedure, facts: IncidentFacts, around: Surroundings): Draft | null {
  const rule = ruleOf(procedure, facts.state)?.deadline ?? null
  if (rule?.atEnd !== 'late') return null
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
  if (hasMoved(draft)) setLadder(draft, rule)
  return draft
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
