import type { Me, SignedIn, UnitPage } from '@linli/contract/identity/schemas.ts'
import { noteServerTime } from '@linli/ui/api/clock.ts'
import { request } from '@linli/ui/api/request.ts'
import { readSecurity, readSessions } from '@linli/ui/identity/security.api.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'

export type { Me }
export type Unit = Static<typeof UnitPage>['items'][number]

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await request<Me>('/api/me', { signal })
    noteServerTime(me.now)
    return me
  },
  staleTime: 5 * 60_000,
})

export type SignIn = { username: string; password: string; otp?: string; recoveryCode?: string }

export function signIn(body: SignIn): Promise<Static<typeof SignedIn>> {
  return request('/api/session', { method: 'POST', body: { ...body, door: 'console' } })
}

export function signOut(): Promise<void> {
  return request('/api/session', { method: 'DELETE' })
}

export const unitsQuery = (filter: { under?: string; kind?: string; q?: string; limit?: number }) =>
  queryOptions({
    queryKey: ['units', filter],
    queryFn: ({ signal }) => request<Static<typeof UnitPage>>('/api/units', { query: filter, signal }),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  })

export const securityQuery = queryOptions({
  queryKey: ['security', 'own'],
  queryFn: ({ signal }) => readSecurity(signal),
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['security', 'sessions'],
  queryFn: ({ signal }) => readSessions(signal),
})
