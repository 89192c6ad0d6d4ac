import { outcomes } from '@linli/contract/audit/schemas.ts'

/** What the audit page shows; it lives in the address: `?log=disclosure&actor=clerk1`. The audit itself is the default log. */
export const logs = ['audit', 'disclosure'] as const
export type Log = (typeof logs)[number]

/** In the order of the form and of the address; `since` and `until` are RFC 3339. */
export const texts = ['actor', 'verb', 'subject', 'area', 'since', 'until'] as const
export type TextName = (typeof texts)[number]

export type AuditFilter = { log?: Log; outcome?: (typeof outcomes)[number] } & Partial<Record<TextName, string>>

const closed = { log: logs, outcome: outcomes } as const

/** Whatever the address holds that is no filter is dropped. */
export function readFilter(search: Readonly<Record<string, unknown>>): AuditFilter {
  const filter: Record<string, string> = {}
  for (const [name, values] of Object.entries(closed)) {
    const value = search[name]
    if (typeof value === 'string' && (values as readonly string[]).includes(value)) filter[name] = value
  }
  for (const name of texts) {
    const value = search[name]
    if (typeof value === 'string' && value.trim() !== '') filter[name] = value.trim().slice(0, 64)
  }
  if (filter.log === 'audit') delete filter.log
  // A reading of personal data has no area and is never refused afterwards.
  if (filter.log === 'disclosure') for (const name of ['outcome', 'area']) delete filter[name]
  return filter as AuditFilter
}

export function writeFilter(filter: AuditFilter): string {
  const pairs = (['log', 'outcome', ...texts] as const).flatMap((name) => {
    const value = readFilter(filter)[name]
    return value === undefined ? [] : [[name, value]]
  })
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}
