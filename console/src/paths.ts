import type { AuditFilter } from './audit/filter.ts'
import { writeFilter as writeAuditFilter } from './audit/filter.ts'
import type { DeskFilter } from './incident/filter.ts'
import { writeFilter } from './incident/filter.ts'

/** Every link of the console, built here and frozen by the test beside it: people keep them as bookmarks and send them around. */
export const base = '/console'

export const paths = {
  home: () => '/',
  signIn: (to?: string) => (to && to !== '/' ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'),
  desk: (filter: DeskFilter = {}) => `/desk${writeFilter(filter)}`,
  incident: (id: string, filter: DeskFilter = {}) => `/desk/${id}${writeFilter(filter)}`,
  newIncident: () => '/incidents/new',
  accounts: () => '/accounts',
  audit: (filter: AuditFilter = {}) => `/audit${writeAuditFilter(filter)}`,
  health: () => '/health',
}
