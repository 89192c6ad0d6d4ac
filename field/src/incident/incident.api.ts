import type { AskDuplicates, DuplicateView } from '@linli/contract/incident/duplicates.ts'
import type { PersonAction } from '@linli/contract/incident/fields.ts'
import type {
  AllowedAction,
  AllowedField,
  IncidentListItem,
  IncidentPage,
  IncidentView,
  ReportIncident,
} from '@linli/contract/incident/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'

export type { AllowedAction, AllowedField, IncidentListItem, IncidentView, PersonAction, ReportIncident }

type Page = Static<typeof IncidentPage>

/** More than a person can hold; whoever holds more sees the first of them, by what falls due. */
const most = 200

/** All that waits for me or my unit. What has no due time is in it too, so it is ordered here and not by the server. */
export const heldQuery = queryOptions({
  queryKey: ['incidents', 'held'],
  queryFn: ({ signal }) => request<Page>('/api/incidents', { query: { holder: 'me', limit: most }, signal }),
})

/** What somebody has finished in my grids and nobody has verified yet; not mine to hold, but mine to look at. */
export const finishedQuery = (grids: readonly string[]) =>
  queryOptions({
    queryKey: ['incidents', 'finished', grids],
    queryFn: ({ signal }) => listOf(grids, { state: 'handled', limit: 50 }, signal),
    enabled: grids.length > 0,
  })

/** What happened in my grids lately, newest first. */
export const gridIncidentsQuery = (grids: readonly string[]) =>
  queryOptions({
    queryKey: ['incidents', 'grids', grids],
    queryFn: ({ signal }) => listOf(grids, { limit: 100 }, signal),
    enabled: grids.length > 0,
  })

/** A person may have several grids; the interface takes one area at a time. */
async function listOf(grids: readonly string[], query: Record<string, string | number>, signal: AbortSignal) {
  const pages = await Promise.all(
    grids.map((area) => request<Page>('/api/incidents', { query: { ...query, area }, signal })),
  )
  return pages.flatMap((page) => page.items)
}

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => request<IncidentView>(`/api/incidents/${id}`, { signal }),
  })

export const searchIncidentsQuery = (q: string) =>
  queryOptions({
    queryKey: ['incidents', 'search', q],
    queryFn: ({ signal }) => request<Page>('/api/incidents', { query: { q, limit: 10 }, signal }),
    enabled: q.trim().length >= 2,
    placeholderData: keepPreviousData,
  })

/** What may be the same occurrence, the likeliest first. */
export type Duplicate = DuplicateView
export type DuplicateAsk = AskDuplicates

export const likelyDuplicatesQuery = (ask: DuplicateAsk | null) =>
  queryOptions({
    queryKey: ['incidents', 'duplicates', ask],
    queryFn: ({ signal }) =>
      request<{ items: Duplicate[] }>('/api/incidents/duplicates', { method: 'POST', body: ask, signal, again: true }),
    enabled: ask !== null,
    retry: false,
    staleTime: 30_000,
  })

export type Contact = { name: string | null; phone: string | null }

/** The contact whole; the server records who looked and what for, so this is never repeated by itself. */
export function revealContact(reportId: string, purpose: string): Promise<Contact> {
  return request(`/api/reports/${reportId}/reveal`, { method: 'POST', body: { purpose } })
}

export const fileUrl = (id: string) => `/api/files/${id}`
export const thumbUrl = (id: string) => `/api/files/${id}?size=thumb`
