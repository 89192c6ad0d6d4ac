import type { CalendarView } from '@linli/contract/deadline/schemas.ts'
import { calendarFrom } from '@linli/contract/deadline/view.ts'
import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { serverNow } from '@linli/ui/api/clock.ts'
import { request } from '@linli/ui/api/request.ts'
import { formatDate } from '@linli/ui/i18n/format.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

export type { FilingCondition }
/** What the desk needs of an entry of the catalogue. */
export type MatterEntry = Pick<Matter, 'code' | 'name' | 'nameEn' | 'parent' | 'procedure' | 'conditions'> & {
  parentName?: string | null
}

type Page = { items: MatterEntry[]; next: string | null }

export const mattersQuery = (q: string) =>
  queryOptions({
    queryKey: ['matters', 'search', q],
    queryFn: ({ signal }) =>
      request<Page>('/api/matters', { query: { q: q.trim(), fileable: true, limit: 30 }, signal }),
    staleTime: 10 * 60_000,
    placeholderData: keepPreviousData,
  })

/** One matter by its code, null when the catalogue in force does not have it (an older edition may). */
export const matterQuery = (code: string | null) =>
  queryOptions({
    queryKey: ['matters', 'one', code],
    queryFn: async ({ signal }) => {
      // A code is its own best match, so it comes first.
      const { items } = await request<Page>('/api/matters', { query: { q: code, limit: 1 }, signal })
      return items.find((matter) => matter.code === code) ?? null
    },
    enabled: code !== null,
    staleTime: 10 * 60_000,
  })

/** Names of the catalogue in force in the other language, by code; incidents carry the Chinese one of their edition. */
export const englishNamesQuery = queryOptions({
  queryKey: ['matters', 'english'],
  queryFn: async ({ signal }) => {
    const { items } = await request<Page>('/api/matters', { query: { limit: 500 }, signal })
    return Object.fromEntries(items.flatMap(({ code, nameEn }) => (nameEn ? [[code, nameEn]] : [])))
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** The calendar that deadlines count by, from last year on: what is left of a limit is said in working time. */
export const calendarQuery = queryOptions({
  queryKey: ['calendars', 'default'],
  async queryFn({ signal }) {
    const from = `${Number(formatDate(serverNow()).slice(0, 4)) - 1}-01-01`
    return calendarFrom(await request<CalendarView>('/api/calendars/default', { query: { from }, signal }))
  },
  staleTime: 12 * 3_600_000,
})
