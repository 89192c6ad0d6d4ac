// Places where a fault test ends the process as a power cut would, without a word: just before a commit is sent, just after it has
// been confirmed, just before the answer leaves. What was acknowledged by then must be there afterwards, once.

export const failpointNames = ['before-commit', 'after-commit', 'before-answer'] as const
export type FailpointName = (typeof failpointNames)[number]

export interface Failpoint {
  name: FailpointName
  /** Killed when it is passed for the nth time, counted from 1. */
  nth: number
}

/** What the house calls at its failpoints; without one it does nothing. */
export function dieAt(failpoint: Failpoint | null): (name: FailpointName) => void {
  if (!failpoint) return () => {}
  let left = failpoint.nth
  return (name) => {
    if (name === failpoint.name && --left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
