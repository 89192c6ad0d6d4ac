// Refusals are values with a code from the registry (contract/src/problem.ts); anything else that is thrown is a bug.
import { type ProblemCode, problems } from '@linli/contract/problem.ts'
import { isPassing } from './db.ts'
import { DatabaseError } from './engine.ts'

export interface ProblemFacts {
  /** For developers; people read the words of the code. */
  detail?: string
  errors?: { path: string; message: string }[]
  /** Further members of the answer, such as the current state or version. */
  [extra: string]: unknown
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly facts: ProblemFacts
  constructor(code: ProblemCode, facts: ProblemFacts = {}, options?: ErrorOptions) {
    super(facts.detail ?? problems[code].en, options)
    this.code = code
    this.status = problems[code].status
    this.facts = facts
  }
}

export const problem = (code: ProblemCode, facts?: ProblemFacts): Problem => new Problem(code, facts)

/** Refusals of the database that people can cause; a constraint of the schema without an entry here is a bug (test: constraints). */
export const constraintCodes: Record<string, ProblemCode> = {
  receipt_pkey: 'id.conflict',
  incident_pkey: 'id.conflict',
  report_pkey: 'id.conflict',
  post_pkey: 'id.conflict',
  mediation_pkey: 'id.conflict',
  mediation_once: 'mediation.once',
  // Somebody named the same file in another act at the same moment.
  mediation_file_pkey: 'mediation.file_unusable',
  excuse_pkey: 'id.conflict',
  excuse_once: 'incident.excuse_asked',
  account_pkey: 'id.conflict',
  account_username_key: 'account.username_taken',
  account_work_number_key: 'account.work_number_taken',
  deputy_pkey: 'id.conflict',
  roster_pkey: 'id.conflict',
  edition_pkey: 'id.conflict',
  file_pkey: 'id.conflict',
  // Somebody loaded the same version of a procedure in the same moment.
  procedure_pkey: 'version.conflict',
  // Somebody loaded the same edition, or one for the same days, in the same moment.
  edition_catalogue_edition_key: 'version.conflict',
  edition_one_a_day: 'version.conflict',
  duty_list_pkey: 'id.conflict',
  duty_list_one_a_day: 'version.conflict',
  mapping_pkey: 'id.conflict',
  // Somebody made a calendar of this name in the same moment.
  calendar_pkey: 'version.conflict',
}

/** Turns the database's refusal into a problem where it is one; gives any other error back unchanged. */
export function explainConstraint(error: unknown): unknown {
  if (isPassing(error)) return new Problem('busy', {}, { cause: error })
  if (!(error instanceof DatabaseError) || !error.constraint) return error
  const code = constraintCodes[error.constraint]
  return code ? new Problem(code, {}, { cause: error }) : error
}
