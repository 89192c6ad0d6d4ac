import type { AuditFilter } from './audit/filter.ts'
import { writeFilter as writeAuditFilter } from './audit/filter.ts'
import type { DeskFilter } from './incident/filter.ts'
import { writeFilter } from './incident/filter.ts'

/** Every link of the console, built here and frozen by the test beside it: people keep them as bookmarks and send them around. */
export const base = '/console'

const query = (filter: Readonly<Record<string, string | undefined>>): string => {
  const pairs = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

export const paths = {
  home: () => '/',
  signIn: (to?: string) => (to && to !== '/' ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'),
  desk: (filter: DeskFilter = {}) => `/desk${writeFilter(filter)}`,
  incident: (id: string, filter: DeskFilter = {}) => `/desk/${id}${writeFilter(filter)}`,
  newIncident: () => '/incidents/new',
  matters: (filter: Readonly<Record<string, string | undefined>> = {}) => `/matters${query(filter)}`,
  accounts: (filter: Readonly<Record<string, string | undefined>> = {}) => `/accounts${query(filter)}`,
  account: (id: string) => `/accounts/${id}`,
  newAccount: () => '/accounts/new',
  posts: (filter: Readonly<Record<string, string | undefined>> = {}) => `/posts${query(filter)}`,
  mediations: (filter: Readonly<Record<string, string | undefined>> = {}) => `/mediations${query(filter)}`,
  mediation: (id: string) => `/mediations/${id}`,
  security: () => '/security',
  audit: (filter: AuditFilter = {}) => `/audit${writeAuditFilter(filter)}`,
  health: () => '/health',
}
