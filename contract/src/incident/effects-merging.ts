// Merging: the reports move, the clocks stand still, and everything needed to undo it is set aside.
import { countPromise, resumeState } from './clocks.ts'
import { type Draft, tell, toReporters } from './draft.ts'
import type { EffectRule } from './effects.ts'

function mergeAway(draft: Draft): void {
  const { facts, input, around, related } = draft
  if (input.into === undefined) return
  const { state, holderUnit, holderKind, holderArea, holderAccount, stateSince, stateDueAt, stepsDone } = facts
  facts.setAside = {
    at: around.now,
    state,
    holderUnit,
    holderKind,
    holderArea,
    holderAccount,
    stateSince,
    stateDueAt,
    stepsDone,
  }
  facts.mergedInto = input.into
  related.push({ do: 'moveReports', into: input.into })
  tell(draft, 'merged', toReporters)
}

/** Exactly as it was found; both clocks go on with what was left of them. */
export function restoreMerged(draft: Draft): void {
  const { facts, around, related } = draft
  const aside = facts.setAside
  if (!aside) return
  if (facts.mergedInto !== null) related.push({ do: 'returnReports', from: facts.mergedInto })
  const { at, ...standing } = aside
  Object.assign(facts, standing)
  facts.pauses = [...facts.pauses, { from: at, to: around.now, why: 'merged' }]
  facts.mergedInto = null
  facts.setAside = null
  countPromise(draft)
  const rule = draft.procedure.states[facts.state]?.deadline
  if (rule) resumeState(draft, at, rule.limit.unit)
  tell(draft, 'unmerged', toReporters)
}

export const merging = {
  mergeAway: { run: mergeAway, reads: ['into'], gives: ['setAside'] },
  restoreMerged: { run: restoreMerged, needs: ['setAside'] },
} as const satisfies Record<string, EffectRule>
