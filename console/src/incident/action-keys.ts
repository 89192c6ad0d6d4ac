import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { orderActions } from '@linli/ui/incident/form.ts'

/**
 * A letter for each action, the same on every incident as far as possible: two actions share one only if they are not
 * offered together in daily work, and then the later takes the next that is free.
 */
const letters: Record<PersonAction, string> = {
  accept: 'a',
  sign: 's',
  dispatch: 'd',
  finish: 'f',
  verify: 'v',
  close: 'c',
  followUp: 'l',
  precheck: 'p',
  postcheck: 'p',
  progress: 'p',
  supplement: 'u',
  resume: 'u',
  approve: 'y',
  arbitrate: 'z',
  define: 'i',
  review: 'v',
  grant: 'g',
  arrive: 'h',
  route: 'r',
  fail: 'g',
  return: 'b',
  reopen: 'o',
  takeOver: 't',
  decline: 'w',
  extend: 'e',
  suspend: 'h',
  reject: 'x',
  archive: 'i',
  withdraw: 'w',
  object: 'o',
  reply: 'q',
  supervise: 'q',
  remind: 'i',
  comment: 'm',
  addEvidence: 't',
  whistle: 'h',
  changeMatter: 'y',
  merge: 'g',
  unmerge: 'u',
  void: 'x',
}

/** Keys that the desk itself uses. */
const taken = ['j', 'k', 'n']
const spare = 'abcdefghilmopqrstuvwxyz123456789'

export type KeyedAction = { action: PersonAction; letter: string; isBeside: boolean }

/** The allowed actions in the order of offering, each with a letter of its own; without one when all are used up. */
export function keyActions(allowed: readonly PersonAction[]): KeyedAction[] {
  const used = new Set(taken)
  const pick = (wanted: string): string => {
    const letter = [wanted, ...spare].find((one) => !used.has(one)) ?? ''
    used.add(letter)
    return letter
  }
  const { onward, alongside } = orderActions(allowed)
  return [
    ...onward.map((action) => ({ action, letter: pick(letters[action]), isBeside: false })),
    ...alongside.map((action) => ({ action, letter: pick(letters[action]), isBeside: true })),
  ]
}
