// The registry of every refusal: code → HTTP status and words. Each noun keeps its own in `<noun>/errors.ts`; they are joined
// here by hand, so that this list is the table of contents. A code is never reused for another meaning: clients translate by it.
import { areaProblems } from './area/errors.ts'
import { fileProblems } from './file/errors.ts'
import { identityProblems } from './identity/errors.ts'
import { incidentProblems } from './incident/errors.ts'
import { matterProblems } from './matter/errors.ts'
import { mediationProblems } from './mediation/errors.ts'
import { residentProblems } from './resident/errors.ts'
import { sharedProblems } from './shared/errors.ts'
import { syncProblems } from './sync/errors.ts'

export interface ProblemWords {
  readonly status: number
  readonly zh: string
  readonly en: string
}

export const problems = {
  ...sharedProblems,
  ...areaProblems,
  ...fileProblems,
  ...identityProblems,
  ...incidentProblems,
  ...matterProblems,
  ...mediationProblems,
  ...residentProblems,
  ...syncProblems,
} as const satisfies Record<string, ProblemWords>

export type ProblemCode = keyof typeof problems

/** A refusal as pure code returns it; the server puts `facts` into the members of the problem document. */
export interface Refusal {
  readonly code: ProblemCode
  readonly facts: Readonly<Record<string, unknown>>
}

export const refusal = (code: ProblemCode, facts: Record<string, unknown> = {}): Refusal => ({ code, facts })
