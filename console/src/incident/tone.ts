import type { State } from '@linli/contract/incident/words.ts'
import type { Tone } from '@linli/ui/components/Card.tsx'

/** The colour that underlines a state: waiting for a decision, under way, in trouble, done. */
const tones: Partial<Record<State, Tone>> = {
  reported: 'info',
  routed: 'info',
  accepted: 'info',
  precheck: 'info',
  returned: 'warn',
  declined: 'bad',
  rework: 'bad',
  suspended: 'warn',
  handled: 'good',
  postcheck: 'good',
  verified: 'good',
  closed: 'good',
}

export function toneOf(state: State): Tone {
  return tones[state] ?? 'plain'
}
