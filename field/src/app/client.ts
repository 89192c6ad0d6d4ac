import { ApiProblem, isProblem } from '@linli/ui/api/problem.ts'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { noteSessionOver } from './session-over.ts'

/** `request` already repeats what the network swallowed; the query library only repeats a server that is down for longer. */
function mayRetry(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiProblem && error.status >= 500
}

function onError(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401 && !isSigningIn(error)) noteSessionOver()
}

function isSigningIn(error: ApiProblem): boolean {
  return ['session.bad_credentials', 'session.locked', 'otp.required', 'otp.wrong', 'password.lapsed'].some((code) =>
    isProblem(error, code),
  )
}

export function createClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // What was seen before stays in sight for a day when the network is gone.
      queries: { retry: mayRetry, staleTime: 20_000, gcTime: 24 * 3_600_000, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}
