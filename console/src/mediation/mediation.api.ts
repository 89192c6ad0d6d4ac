import type {
  Candidates,
  MediationContent,
  MediationField,
  MediationOfIncident,
  MediationPage,
  MediationView,
  OpenMediation,
} from '@linli/contract/mediation/schemas.ts'
import type { MediationAct, MediationState } from '@linli/contract/mediation/words.ts'
import { request } from '@linli/ui/api/request.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'

export type { MediationAct, MediationContent, MediationField, MediationState, MediationView }
export type Act = MediationView['allowed'][number]
export type Disputant = OpenMediation['disputants'][number]

export const mediationsQuery = (state: MediationState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['mediations', 'mine', state ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      request<Static<typeof MediationPage>>('/api/mediations', { query: { state, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const mediationQuery = (id: string) =>
  queryOptions({
    queryKey: ['mediations', 'one', id],
    queryFn: ({ signal }) => request<MediationView>(`/api/mediations/${id}`, { signal }),
  })

export const mediationOfQuery = (incident: string) =>
  queryOptions({
    queryKey: ['mediations', 'of', incident],
    queryFn: ({ signal }) => request<MediationOfIncident>(`/api/incidents/${incident}/mediation`, { signal }),
  })

export const candidatesQuery = (unit: string) =>
  queryOptions({
    queryKey: ['mediations', 'candidates', unit],
    queryFn: ({ signal }) =>
      request<Static<typeof Candidates>>('/api/mediations/candidates', { query: { unit }, signal }),
    staleTime: 5 * 60_000,
  })

/** The body carries an id of its own, so it may be sent again. */
export const openMediation = (incident: string, body: OpenMediation): Promise<MediationView> =>
  request(`/api/incidents/${incident}/mediation`, { method: 'POST', body, again: true })

/** Each call is recorded as a reading: never in the background. */
export const readMediation = (id: string, purpose: string | undefined): Promise<MediationContent> =>
  request(`/api/mediations/${id}/read`, { method: 'POST', body: purpose === undefined ? {} : { purpose } })

const addresses: Record<MediationAct, string> = {
  session: 'sessions',
  disputants: 'disputants',
  mediators: 'mediators',
  agree: 'agree',
  fail: 'fail',
  withdraw: 'withdraw',
  court: 'court',
  performed: 'performed',
}

export type ActBody = { id: string; version: number } & Record<string, unknown>

export const actInMediation = (id: string, act: MediationAct, body: ActBody): Promise<MediationView> =>
  request(`/api/mediations/${id}/${addresses[act]}`, { method: 'POST', body, again: true })
