// Who hears of an act, where its effects do not say so themselves. Reporters are told whatever changes their matter.
import { type Draft, tell, toHolder, toReporters, toUnit } from './draft.ts'
import type { PersonAction } from './fields.ts'
import type { Addressee, Message } from './verdict.ts'

type Audience = 'reporters' | 'holder' | 'formerHolder' | 'desk'

const audiences: Partial<Record<PersonAction, readonly [Message, ...Audience[]]>> = {
  reject: ['rejected', 'reporters'],
  return: ['returned', 'reporters', 'holder'],
  supplement: ['supplemented', 'holder'],
  arbitrate: ['arbitrated', 'holder', 'formerHolder'],
  resume: ['resumed', 'reporters', 'holder'],
  remind: ['reminded', 'holder'],
  comment: ['remark', 'holder', 'desk'],
  addEvidence: ['remark', 'holder', 'desk'],
  progress: ['remark', 'desk'],
  changeMatter: ['matterChanged', 'holder'],
  object: ['objected', 'holder'],
  withdraw: ['withdrawn', 'desk', 'formerHolder'],
  void: ['voided', 'reporters', 'formerHolder'],
}

export function tellOf(draft: Draft, action: PersonAction): void {
  const [message, ...audience] = audiences[action] ?? []
  if (message === undefined) return
  tell(draft, message, ...audience.flatMap((word) => addresseesOf(draft, word)))
}

function addresseesOf(draft: Draft, word: Audience): Addressee[] {
  if (word === 'reporters') return [toReporters]
  if (word === 'holder') return toHolder(draft)
  if (word === 'desk') return [toUnit(draft.facts.deskUnit)]
  return draft.before.holderUnit === null ? [] : [toUnit(draft.before.holderUnit)]
}
