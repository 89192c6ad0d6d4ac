// A report's standing in plain words. The closed lists of the loop go in, sentences in both languages come out; the wire and the
// pages say the same because both ask here.
import type { Action, Stage, State, UnitKind } from '@linli/contract/incident/words.ts'
import { levelOf } from '@linli/contract/shared/area-code.ts'
import { type Both, sayBoth } from '../app/say.ts'
import { progressMessages } from './progress.messages.ts'

type Id = keyof typeof progressMessages
const has = (id: string): id is Id => id in progressMessages

/** Which kind of unit of which level: enough to know where it lies, without naming anybody. */
export function sayHolder(kind: UnitKind | null, areaCode: string | null): Both {
  if (kind === null || areaCode === null) return sayBoth(progressMessages['progress.holder.nobody'])
  const level = levelOf(areaCode)
  const near = level === 'community' || level === 'grid' ? 'community' : level === 'town' ? 'town' : 'county'
  // Departments below the town do not exist; above the county all are "of the county" for a resident.
  const exact = `progress.holder.${kind}.${kind === 'department' && near === 'community' ? 'town' : near}`
  const plain = `progress.holder.${kind}`
  return sayBoth(progressMessages[has(exact) ? exact : has(plain) ? plain : 'progress.holder.nobody'])
}

/** How an application stands, which is decided and not dealt with. */
export type Application = 'noticed' | 'noticeOver' | 'granted' | 'refused'

export const sayState = (state: State, holder: Both, application: Application | null = null): Both => {
  const id = application ? (`progress.application.${application}` as const) : (`progress.state.${state}` as const)
  const { zh, en } = sayBoth(progressMessages[id], { holder })
  return { zh, en: en[0]!.toUpperCase() + en.slice(1) }
}

/** How far a repair has come that follows a danger; each state is one of few answers, for somebody who did not ask for it. */
const repairs: Record<
  State,
  `progress.repair.${'waits' | 'given' | 'goes' | 'suspended' | 'checked' | 'done' | 'dropped'}`
> = {
  reported: 'progress.repair.waits',
  returned: 'progress.repair.waits',
  precheck: 'progress.repair.waits',
  accepted: 'progress.repair.waits',
  routed: 'progress.repair.waits',
  declined: 'progress.repair.waits',
  dispatched: 'progress.repair.given',
  signed: 'progress.repair.given',
  handling: 'progress.repair.goes',
  rework: 'progress.repair.goes',
  suspended: 'progress.repair.suspended',
  handled: 'progress.repair.checked',
  postcheck: 'progress.repair.checked',
  verified: 'progress.repair.checked',
  closed: 'progress.repair.done',
  archived: 'progress.repair.done',
  merged: 'progress.repair.waits',
  rejected: 'progress.repair.dropped',
  voided: 'progress.repair.dropped',
}

export const sayRepair = (state: State, holder: Both): Both => sayBoth(progressMessages[repairs[state]], { holder })

export const sayStep = (stage: Stage): Both => sayBoth(progressMessages[`progress.step.${stage}`])

/** No more than that: how it went is for those who took part. */
export const sayMediation = (mediation: 'open' | 'ended'): Both =>
  sayBoth(progressMessages[`progress.mediation.${mediation}`])

/** Null for acts between offices that say nothing to the reporter. */
export function sayEvent(action: Action, toState: State | null = null, moved = true): Both | null {
  // A decision goes one way or the other; what one of several units has done is not yet the end of it.
  const exact = moved ? toState : 'aside'
  const id = [`progress.event.${action}.${exact}`, `progress.event.${action}`].find(has)
  return id ? sayBoth(progressMessages[id]) : null
}
