import type { CalendarView } from '@linli/contract/deadline/schemas.ts'
import { calendarFrom } from '@linli/contract/deadline/view.ts'
import type {
  DutyKind,
  DutyListView,
  EditionView,
  FilingCondition,
  MappingView,
  MatterView,
} from '@linli/contract/matter/schemas.ts'
import { serverNow } from '@linli/ui/api/clock.ts'
import { newId } from '@linli/ui/api/id.ts'
import { request } from '@linli/ui/api/request.ts'
import { formatDate } from '@linli/ui/i18n/format.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

export type { DutyListView, EditionView, FilingCondition, MappingView, MatterView }
export type DutyRow = {
  matter: string
  name: string | null
  nameEn: string | null
  kind: DutyKind
  basis: string | null
  source: string
}

type Page = { items: MatterView[]; next: string | null }

const staleTime = 10 * 60_000

/** All pages of a list of matters; one holds 500. */
async function allMatters(query: Record<string, string | boolean>, signal: AbortSignal): Promise<MatterView[]> {
  const items: MatterView[] = []
  let cursor: string | undefined
  do {
    const page: Page = await request('/api/matters', { query: { limit: 500, cursor, ...query }, signal })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return items
}

export const mattersQuery = (q: string) =>
  queryOptions({
    queryKey: ['matters', 'search', q],
    queryFn: ({ signal }) =>
      request<Page>('/api/matters', { query: { q: q.trim(), fileable: true, limit: 30 }, signal }),
    staleTime,
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
    staleTime,
  })

/** Names of the catalogue in force in the other language, by code; incidents carry the Chinese one of their edition. */
export const englishNamesQuery = queryOptions({
  queryKey: ['matters', 'english'],
  queryFn: async ({ signal }) =>
    Object.fromEntries(
      (await allMatters({ own: true }, signal)).flatMap(({ code, nameEn }) => (nameEn ? [[code, nameEn]] : [])),
    ),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Everything of an edition, or of all that are in force today; duties as seen from an area, if one is asked for. */
export const catalogueQuery = (edition: string | undefined, area: string | undefined) =>
  queryOptions({
    queryKey: ['matters', 'catalogue', edition ?? '', area ?? ''],
    queryFn: ({ signal }) => allMatters({ ...(edition && { edition }), ...(area && { area }) }, signal),
    staleTime,
  })

const listOf = <T>(key: string, url: string) =>
  queryOptions({
    queryKey: ['matters', key],
    queryFn: async ({ signal }) => (await request<{ items: T[] }>(url, { signal })).items,
    staleTime,
  })

export const editionsQuery = listOf<EditionView>('editions', '/api/matters/editions')
export const dutyListsQuery = listOf<DutyListView>('duty-lists', '/api/matters/duty-lists')
export const mappingsQuery = listOf<MappingView>('mappings', '/api/matters/mappings')
export const dutyRowsQuery = (id: string) =>
  listOf<DutyRow>(`duty-list ${id}`, `/api/matters/duty-lists/${encodeURIComponent(id)}`)

export type FileKind = 'editions' | 'duty-lists' | 'mappings'

/** What the server made of a file; each kind counts its own things. */
export type Loaded = Readonly<Record<string, string | number>>

export interface ReportLine {
  row: number
  column: string | null
  message: { zh: string; en: string }
  value: string
}

/** Hands a file in under an id of its own: sent again it changes nothing. */
export async function handIn(kind: FileKind, file: File, id = newId()): Promise<Loaded> {
  return request<Loaded>(`/api/matters/${kind}/${id}`, { method: 'PUT', body: { csv: await base64Of(file) } })
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

/** The calendar that deadlines count by, from last year on: what is left of a limit is said in working time. */
export const calendarQuery = queryOptions({
  queryKey: ['calendars', 'default'],
  async queryFn({ signal }) {
    const from = `${Number(formatDate(serverNow()).slice(0, 4)) - 1}-01-01`
    return calendarFrom(await request<CalendarView>('/api/calendars/default', { query: { from }, signal }))
  },
  staleTime: 12 * 3_600_000,
})
