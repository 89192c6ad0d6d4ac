// Which pictures of an incident its reporter may be let see: those that staff took of the result. Whether one of them is fit to be seen,
// a person of the desk decides, picture by picture; nothing is seen by default.
import type { Action, State } from './words.ts'

const ofTheResult: readonly (Action | string)[] = ['progress', 'finish', 'postcheck', 'verify', 'addEvidence']
/** There is a result, or there was one. */
const afterHandling: readonly State[] = ['handled', 'postcheck', 'verified', 'closed', 'archived']

export interface PictureFacts {
  kind: string | null
  /** The act that brought it. */
  purpose: string
  /** False: a resident sent it. */
  byStaff: boolean
}

export const isOfResult = ({ kind, purpose, byStaff }: PictureFacts): boolean =>
  kind === 'photo' && byStaff && ofTheResult.includes(purpose)

export const hasResult = (state: State): boolean => afterHandling.includes(state)
