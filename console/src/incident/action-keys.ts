import type { PersonAction } from '@linli/contract/incident/fields.ts'

/**
 * A letter for each action, the same on every incident as far as possible, and the order in which actions are offered:
 * what moves the incident on first, what accompanies it after, what ends it otherwise last.
 */
const ranked: readonly (readonly [PersonAction, string])[] = [
  ['accept', 'a'],
  ['sign', 's'],
  ['dispatch', 'd'],
  ['finish', 'f'],
  ['verify', 'v'],
  ['close', 'c'],
  ['followUp', 'l'],
  ['precheck', 'p'],
  ['postcheck', 'p'],
  ['supplement', 'u'],
  ['approve', 'y'],
  ['arbitrate', 'z'],
  ['define', 'i'],
  ['review', 'v'],
  ['grant', 'g'],
  ['resume', 'u'],
  ['progress', 'p'],
  ['arrive', 'h'],
  ['route', 'r'],
  ['fail', 'g'],
  ['return', 'b'],
  ['reopen', 'o'],
  ['takeOver', 't'],
  ['decline', 'w'],
  ['extend', 'e'],
  ['suspend', 'h'],
  ['reject', 'x'],
  ['archive', 'i'],
  ['withdraw', 'w'],
  ['object', 'o'],
]
const beside: readonly (readonly [PersonAction, string])[] = [
  ['reply', 'q'],
  ['supervise', 'q'],
  ['remind', 'i'],
  ['comment', 'm'],
  ['addEvidence', 't'],
  ['whistle', 'h'],
  ['changeMatter', 'y'],
  ['merge', 'g'],
  ['unmerge', 'u'],
  ['void', 'x'],
]

/** Keys that the desk itself uses. */
const taken = ['j', 'k', 'n']
const spare = 'abcdefghilmopqrstuvwxyz123456789'

export type KeyedAction = { action: PersonAction; letter: string; isBeside: boolean }

/** The allowed actions in the order of the desk, each with a letter of its own. */
export function keyActions(allowed: readonly PersonAction[]): KeyedAction[] {
  const used = new Set(taken)
  const pick = (wanted: string): string => {
    const letter = [wanted, ...spare].find((one) => !used.has(one)) ?? ''
    used.add(letter)
    return letter
  }
  return [...ranked, ...beside]
    .filter(([action]) => allowed.includes(action))
    .map(([action, wanted]) => ({ action, letter: pick(wanted), isBeside: beside.some(([name]) => name === action) }))
}
