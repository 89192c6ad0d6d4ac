// Whoever answers for an incident and leaves (a post ends, an account is disabled, standing in is over) gives it back: to the
// successor, else to the unit that holds it. The unit, the clocks and the parties stay; the history says who left. What waits for
// a reporter who is gone goes to the desk, which may supplement it.
import { refusal } from '../problem.ts'
import type { Procedure } from './document.ts'
import { beginDraft, concludeDraft, type Draft, tell, toHolder } from './draft.ts'
import type { IncidentFacts, Surroundings } from './facts.ts'
import { ruleOf } from './transition.ts'
import type { Outcome } from './verdict.ts'
import { openParties } from './who.ts'

export interface Leaver {
  readonly account: string
  readonly successor: string | null
}

/** Refuses (409) where the account answers for nothing, or still works for the units that it concerns. */
export function takeHandOver(
  procedure: Procedure,
  facts: IncidentFacts,
  { account, successor }: Leaver,
  around: Surroundings,
): Outcome {
  const isAtWork = around.isAtWork ?? (() => true)
  const gives = facts.holderAccount === account && !isAtWork(account, facts.holderUnit)
  const answers = facts.answerableAccount === account && !worksOnIt(facts, account, isAtWork)
  if (!gives && !answers)
    return { ok: false, refusal: refusal('incident.wrong_state', { state: facts.state, leaves: account }) }
  const draft = beginDraft({
    facts,
    procedure,
    actor: { kind: 'system' },
    right: { post: null },
    input: { version: facts.version },
    around,
    target: facts.state,
  })
  // Named when the leaving was arranged; may have left as well before the day came.
  const next = successor !== null && isAtWork(successor, null) ? successor : null
  if (gives) giveBack(draft, next)
  if (answers) draft.facts.answerableAccount = next ?? draft.facts.holderAccount
  Object.assign(draft.data, {
    leaves: account,
    to: draft.facts.holderAccount,
    answerable: draft.facts.answerableAccount,
  })
  tell(draft, 'handedOver', ...toHolder(draft))
  if (next !== null) tell(draft, 'handedOver', { to: 'account', accountId: next })
  return { ok: true, verdict: concludeDraft(draft, 'tell') }
}

function giveBack(draft: Draft, successor: string | null): void {
  const { facts, around } = draft
  if (ruleOf(draft.procedure, facts.state)?.holder === 'reporter') {
    facts.holderUnit = facts.deskUnit
    facts.holderKind = 'centre'
    facts.holderArea = facts.deskArea
    facts.holderAccount = null
    return
  }
  const isThere = successor !== null && (around.isAtWork?.(successor, facts.holderUnit) ?? false)
  facts.holderAccount = isThere ? successor : null
}

/** First-asked 首问负责: as long as one works in a unit that has to do with it; who reported without a unit, as long as at all. */
function worksOnIt(
  facts: IncidentFacts,
  account: string,
  isAtWork: (account: string, unit: string | null) => boolean,
): boolean {
  if (facts.reporterAccount === account && facts.reporterUnit === null) return isAtWork(account, null)
  const units = [
    facts.holderUnit,
    facts.deskUnit,
    facts.reporterUnit,
    ...openParties(facts).map(({ unitId }) => unitId),
  ]
  return units.some((unit) => unit !== null && isAtWork(account, unit))
}
