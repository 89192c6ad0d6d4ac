import type { CalendarView } from '@linli/contract/deadline/schemas.ts'
import { calendarFrom } from '@linli/contract/deadline/view.ts'
import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { indexMatters } from '@linli/contract/matter/search.ts'
import { serverNow } from '@linli/ui/api/clock.ts'
import { request } from '@linli/ui/api/request.ts'
import { formatDate } from '@linli/ui/i18n/format.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import { queryOptions } from '@tanstack/react-query'

export type { FilingCondition, Matter }

/** The trouble of a component is filed against the component, a class not at all. */
export const isOffered = ({ procedure, sameAs }: Matter): boolean => procedure !== null && sameAs === null

/** The whole catalogue, read once a day: picking must be instant and work where there is no network. */
export const mattersQuery = queryOptions({
  queryKey: ['matters'],
  async queryFn({ signal }) {
    const items: Matter[] = []
    let cursor: string | undefined
    do {
      const page: { items: Matter[]; next: string | null } = await request('/api/matters', {
        query: { limit: 500, own: true, cursor },
        signal,
      })
      items.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor)
    return {
      all: items,
      fileable: items.filter(isOffered),
      index: indexMatters(items),
      byCode: new Map(items.map((matter) => [matter.code, matter])),
    }
  },
  staleTime: 12 * 3_600_000,
})

export const matterName = (matter: Pick<Matter, 'name' | 'nameEn'>, locale: Locale): string =>
  locale === 'en' && matter.nameEn ? matter.nameEn : matter.name

/** The calendar that deadlines count by, from last year on: what is left of a limit is said in working time. */
export const calendarQuery = queryOptions({
  queryKey: ['calendars', 'default'],
  async queryFn({ signal }) {
    const from = `${Number(formatDate(serverNow()).slice(0, 4)) - 1}-01-01`
    return calendarFrom(await request<CalendarView>('/api/calendars/default', { query: { from }, signal }))
  },
  staleTime: 12 * 3_600_000,
})
