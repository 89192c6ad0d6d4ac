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
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { type DeskFilter, toQuery } from './filter.ts'

export type { AllowedAction, AllowedField, IncidentListItem, IncidentView, PersonAction, ReportIncident }

type Page = Static<typeof IncidentPage>

export type Duplicate = DuplicateView

const pageSize = 50

export const incidentsQuery = (filter: DeskFilter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', filter],
    queryFn: ({ pageParam, signal }) =>
      request<Page>('/api/incidents', {
        query: { ...toQuery(filter), limit: pageSize, cursor: pageParam, count: pageParam === null ? true : undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

/** Alarms of emergencies that are under way and that I have not taken note of, newest first. */
export const alarmsQuery = queryOptions({
  queryKey: ['messages', 'alarm'],
  queryFn: ({ signal }) =>
    request<{ items: Told[] }>('/api/messages', { query: { unread: true, alarm: true, limit: 20 }, signal }),
  // Somebody may be told twice, as one of the desk and as the one on duty: it is one alarm.
  select: ({ items }): Alarm[] => {
    const known = new Map<string, Alarm>()
    for (const { id, message, incident, number, matterName, areaName, ...told } of items) {
      if (message !== 'emergency' || !incident || !number || !matterName || !areaName) continue
      const ids = [...(known.get(incident)?.ids ?? []), id]
      known.set(incident, { ...told, incident, number, matterName, areaName, ids })
    }
    return [...known.values()]
  },
})
interface Told extends Pick<Alarm, 'matterNameEn' | 'address' | 'at'> {
  id: string
  message: string
  /** Null when it is about none, or about one that is no longer mine to see. */
  incident: string | null
  number: string | null
  matterName: string | null
  areaName: string | null
}
export interface Alarm {
  incident: string
  number: string
  /** What happened, and where; the address only for whoever sees the whole incident. */
  matterName: string
  matterNameEn: string | null
  areaName: string
  address: string | null
  at: string
  /** Messages to be marked as read. */
  ids: string[]
}

export const noteAlarm = ({ ids }: Alarm): Promise<unknown> =>
  Promise.all(ids.map((id) => request(`/api/messages/${id}/read`, { method: 'POST', again: true })))

/** How many incidents a door or a filter holds, without reading them. */
export const countQuery = (filter: DeskFilter) =>
  queryOptions({
    queryKey: ['incidents', 'count', filter],
    queryFn: ({ signal }) =>
      request<Page>('/api/incidents', { query: { ...toQuery(filter), limit: 1, count: true }, signal }),
    select: (page) => ({ total: page.total ?? page.items.length, isAtLeast: page.totalIsAtLeast === true }),
  })

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

export type ActionBody = { id: string; action: PersonAction; version: number } & Record<string, unknown>

export function takeAction(incidentId: string, body: ActionBody): Promise<IncidentView> {
  return request(`/api/incidents/${incidentId}/actions`, { method: 'POST', body, again: true })
}

export function reportIncident(id: string, body: ReportIncident): Promise<IncidentView> {
  return request(`/api/incidents/${id}`, { method: 'PUT', body })
}

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['incident', id, 'duplicates'],
    queryFn: ({ signal }) => request<{ items: Duplicate[] }>(`/api/incidents/${id}/duplicates`, { signal }),
    staleTime: 60_000,
  })

export type DuplicateAsk = AskDuplicates

export const likelyDuplicatesQuery = (ask: DuplicateAsk | null) =>
  queryOptions({
    queryKey: ['duplicates', ask],
    queryFn: ({ signal }) =>
      request<{ items: Duplicate[] }>('/api/incidents/duplicates', { method: 'POST', body: ask, signal, again: true }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

export type Contact = { name: string | null; phone: string | null }

export function revealContact(reportId: string, purpose: string): Promise<Contact> {
  return request(`/api/reports/${reportId}/reveal`, { method: 'POST', body: { purpose } })
}

export type Origin = { takenAt: string | null; location: { lng: number; lat: number } | null }

export function revealOrigin(fileId: string, purpose: string): Promise<Origin> {
  return request(`/api/files/${fileId}/reveal`, { method: 'POST', body: { purpose } })
}

/** Lets the reporter see a picture of the result, or takes it back. */
export function showPicture(incidentId: string, fileId: string, shown: boolean): Promise<IncidentView> {
  return request(`/api/incidents/${incidentId}/pictures/${fileId}`, { method: 'PUT', body: { shown } })
}

export const fileUrl = (id: string) => `/api/files/${id}`
export const thumbUrl = (id: string) => `/api/files/${id}?size=thumb`

export function checkIntegrity(id: string): Promise<{ valid: boolean; actions: number; head: string }> {
  return request(`/api/incidents/${id}/integrity`)
}
