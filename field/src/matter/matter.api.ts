import type { CalendarView } from '@linli/contract/deadline/schemas.ts'
import { calendarFrom } from '@linli/contract/deadline/view.ts'
import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { serverNow } from '@linli/ui/api/clock.ts'
import { request } from '@linli/ui/api/request.ts'
import { formatDate } from '@linli/ui/i18n/format.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import { queryOptions } from '@tanstack/react-query'

export type { FilingCondition, Matter }

/** The whole catalogue, read once a day: picking must be instant and work where there is no network. */
export const mattersQuery = queryOptions({
  queryKey: ['matters'],
  async queryFn({ signal }) {
    const { items } = await request<{ items: Matter[] }>('/api/matters', { query: { limit: 500 }, signal })
    return {
      all: items,
      fileable: items.filter(({ procedure }) => procedure !== null),
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
