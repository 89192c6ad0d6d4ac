import type { Me, PostView, SignedIn } from '@linli/contract/identity/schemas.ts'
import { codeLength } from '@linli/contract/shared/area-code.ts'
import { noteServerTime } from '@linli/ui/api/clock.ts'
import { request } from '@linli/ui/api/request.ts'
import { readSecurity, readSessions } from '@linli/ui/identity/security.api.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Static } from 'typebox'

export type { Me, PostView }

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await request<Static<typeof Me>>('/api/me', { signal })
    noteServerTime(me.now)
    return me
  },
  staleTime: 5 * 60_000,
})

export type SignIn = { username: string; password: string; otp?: string; recoveryCode?: string }

export const securityQuery = queryOptions({
  queryKey: ['security', 'own'],
  queryFn: ({ signal }) => readSecurity(signal),
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['security', 'sessions'],
  queryFn: ({ signal }) => readSessions(signal),
})

export function signIn(body: SignIn): Promise<Static<typeof SignedIn>> {
  return request('/api/session', { method: 'POST', body: { ...body, door: 'field' } })
}

export function signOut(): Promise<void> {
  return request('/api/session', { method: 'DELETE' })
}

/** Who is signed in; pages inside the shell can rely on it. */
export function useMe(): Static<typeof Me> {
  const me = useQuery(meQuery).data
  if (!me) throw new Error('asked for the person before anybody had signed in')
  return me
}

const gridDigits = codeLength.grid

/** Codes of the grids in which somebody has a post, each once, in order; who has a building is at home in its grid. */
export function gridsOf(posts: readonly PostView[]): string[] {
  return [
    ...new Set(posts.flatMap(({ area }) => (area && area.length >= gridDigits ? [area.slice(0, gridDigits)] : []))),
  ].sort()
}
