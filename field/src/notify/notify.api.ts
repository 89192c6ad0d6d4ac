import { type Message, messages } from '@linli/contract/incident/verdict.ts'
import { request } from '@linli/ui/api/request.ts'
import { queryOptions } from '@tanstack/react-query'

/** What the system told me or my unit; the words are ours, the server sends their key. */
export type Notice = {
  id: string
  message: string
  /** Null when it is about none. */
  incident: string | null
  number: string | null
  at: string
  alarm: boolean
  readAt: string | null
}
type Page = { items: Notice[]; next: string | null }

export const noticesQuery = queryOptions({
  queryKey: ['messages', 'all'],
  queryFn: ({ signal }) => request<Page>('/api/messages', { query: { limit: 100 }, signal }),
})

export const unreadQuery = queryOptions({
  queryKey: ['messages', 'unread'],
  queryFn: ({ signal }) => request<Page>('/api/messages', { query: { unread: true, limit: 100 }, signal }),
  select: (page: Page) => page.items.length,
})

/** Reading twice is reading once, so this may be sent again. */
export function markRead(id: string): Promise<{ id: string }> {
  return request(`/api/messages/${id}/read`, { method: 'POST', again: true })
}

export const isKnown = (message: string): message is Message => (messages as readonly string[]).includes(message)
