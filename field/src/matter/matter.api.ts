import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
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
