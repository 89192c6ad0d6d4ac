import type { BreakPage, BreakView } from '@linli/contract/audit/breaks.ts'
import type { AuditPage, DisclosurePage, Extent, Integrity } from '@linli/contract/audit/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { AuditFilter } from './filter.ts'

type Page = Static<typeof AuditPage> | Static<typeof DisclosurePage>
export type LogEntry = Page['items'][number]
export type { Integrity }

/** Every search is recorded on the server: it is asked for when somebody asks, and not again because a window comes to the front. */
export const logQuery = ({ log = 'audit', ...filter }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', log, filter],
    queryFn: ({
      pageParam,
      signal,
    }): Promise<{ items: LogEntry[]; next: string | null; total?: number; totalIsAtLeast?: boolean }> =>
      request<Page>(log === 'audit' ? '/api/audit' : '/api/disclosures', {
        query: { ...filter, cursor: pageParam, limit: 50, count: pageParam === null ? true : undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })

/** `nothing` costs nothing and is not recorded. */
export const readIntegrity = (extent: Extent): Promise<Integrity> =>
  request<Integrity>('/api/audit/integrity', { query: { read: extent } })

export const standingQuery = queryOptions({
  queryKey: ['audit', 'standing'],
  queryFn: () => readIntegrity('nothing'),
  retry: false,
})

/** What was ever found, newest first. */
export const breaksQuery = queryOptions({
  queryKey: ['audit', 'breaks'],
  queryFn: async ({ signal }): Promise<BreakView[]> =>
    (await request<BreakPage>('/api/audit/breaks', { query: { limit: 100 }, signal })).items,
  retry: false,
})

export const noteBreak = (breakId: string, id: string, reason: string): Promise<BreakView> =>
  request<BreakView>(`/api/audit/breaks/${breakId}/notes`, { method: 'POST', body: { id, reason }, again: true })

type Notice = { id: string; message: string; readAt: string | null }

/** Messages that the record does not hold, not yet taken note of. */
export const alarmsQuery = queryOptions({
  queryKey: ['messages', 'record'],
  queryFn: ({ signal }) =>
    request<{ items: Notice[] }>('/api/messages', { query: { unread: true, limit: 100 }, signal }),
  select: ({ items }) => items.filter(({ message }) => message === 'recordBroken'),
  refetchInterval: 60_000,
})

export function takeNote(ids: readonly string[]): Promise<unknown> {
  return Promise.all(ids.map((id) => request(`/api/messages/${id}/read`, { method: 'POST', again: true })))
}
