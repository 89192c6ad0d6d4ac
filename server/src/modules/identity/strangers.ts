// Names that cannot sign in, because nobody has them or their account is disabled. An account locks after wrong passwords and says
// so; if these never did, the lock would tell which names there are. So they lock by the same rule, in this process's memory
// (docs/decisions/0012), under keyed digests: people type passwords where the name belongs.

import { afterFailure, lockRemaining } from '@linli/contract/identity/password.ts'
import type { House } from '#platform/house.ts'
import { remember } from '#platform/limits.ts'
import { type Problem, problem } from '#platform/problem.ts'

/** Counts one more try at such a name and gives the refusal that an account would meet. */
export function refuseName({ limits, keys, clock }: House, username: string): Problem {
  const key = keys.digest('stranger', username).toString('base64')
  const state = limits.names.get(key) ?? { failedCount: 0, lockedUntil: null }
  const now = clock.wall()
  const wait = lockRemaining(state, now)
  if (wait > 0) return problem('session.locked', { retryAfterSeconds: Math.ceil(wait / 1000) })
  remember(limits.names, key, afterFailure(state.failedCount, now))
  return problem('session.bad_credentials')
}
