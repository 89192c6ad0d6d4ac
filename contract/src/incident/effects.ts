// What an act does, word by word. Each effect writes on the draft; state, holder and clocks follow from the document afterwards
// (transition.ts). `needs` and `gives` say which facts an effect relies on and leaves behind: the checker follows them along
// every way through a procedure, so that no document can ask for what nobody has filled in.

import type { Draft } from './draft.ts'
import { beside } from './effects-beside.ts'
import { filing } from './effects-filing.ts'
import { finishing } from './effects-finishing.ts'
import { merging } from './effects-merging.ts'
import { passing } from './effects-passing.ts'
import { waiting } from './effects-waiting.ts'
import type { Field } from './fields.ts'
import type { Effect } from './vocabulary.ts'

/** Facts that some rules rely on and others provide. */
export const needed = [
  'lead',
  'checker',
  'condition',
  'suspension',
  'followUp',
  'finish',
  'notice',
  'setAside',
] as const
export type Needed = (typeof needed)[number]

export interface EffectRule {
  readonly run: (draft: Draft) => void
  /** Fields without which the effect has nothing to do; the action must be able to bring them. */
  readonly reads?: readonly Field[]
  readonly needs?: readonly Needed[]
  readonly gives?: readonly Needed[]
  /** Facts that are gone afterwards. */
  readonly takes?: readonly Needed[]
}

export const effectRules: Record<Effect, EffectRule> = {
  ...filing,
  ...passing,
  ...waiting,
  ...finishing,
  ...beside,
  ...merging,
}
