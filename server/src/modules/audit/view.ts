// What leaves of the two logs. Nothing personal belongs into them, but people type purposes and reasons: what looks like a number
// of a telephone or a document is masked here, and what is named like a secret does not leave at all.
import type { AuditView, DisclosureView } from '@linli/contract/audit/schemas.ts'
import { maskText } from '@linli/contract/shared/mask.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { reference } from '#platform/reference.ts'
import { sql } from '#platform/sql.ts'
import type { LogRow } from './queries.ts'

interface Named {
  id: string
  username: string
  name: string
}

/** Who stands behind an id or a user name: the audit administrator sees accounts in the logs only. */
export const actors = reference(
  ['account'],
  [sql<Named>`select id, username, name from account`],
  ([rows]: Named[][]) => ({
    byId: new Map(rows!.map((r) => [r.id, r])),
    byUsername: new Map(rows!.map((r) => [r.username, r])),
  }),
)

const secret = /pass(word|phrase)?$|secret|token|otp|salt|hash|digest|^key$/i

/** Texts masked and secrets left out, however deep they lie. */
export function showFacts(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(showFacts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (secret.test(name) ? [] : [[name, showFacts(inner)]])),
  )
}

const head = (house: House, row: LogRow) => {
  const actor = row.accountId ? actors.of(house).byId.get(row.accountId) : undefined
  return {
    seq: row.seq,
    at: formatInstant(row.at),
    account: row.accountId,
    username: actor?.username ?? null,
    accountName: actor?.name ?? null,
    verb: row.verb,
    subject: row.subject,
  }
}

export const viewAudit =
  (house: House) =>
  (row: LogRow): AuditView => ({
    ...head(house, row),
    outcome: row.verb.endsWith('.refused') ? 'refused' : 'done',
    subjectName: (row.subject && actors.of(house).byId.get(row.subject)?.name) ?? null,
    facts: showFacts(row.facts) as Record<string, unknown>,
  })

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []

export const viewDisclosure =
  (house: House) =>
  (row: LogRow): DisclosureView => ({
    ...head(house, row),
    purpose: typeof row.facts.purpose === 'string' ? maskText(row.facts.purpose) : null,
    fields: texts(row.facts.fields),
    incident: typeof row.facts.incident === 'string' ? row.facts.incident : null,
    posts: texts(row.facts.posts),
  })
