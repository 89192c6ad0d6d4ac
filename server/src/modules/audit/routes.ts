import { BreakPage, BreakQuery, BreakView, NoteBreak } from '@linli/contract/audit/breaks.ts'
import {
  AuditPage,
  AuditQuery,
  DisclosurePage,
  DisclosureQuery,
  Integrity,
  IntegrityQuery,
} from '@linli/contract/audit/schemas.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { ChainName } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { countUpToCap, decodeCursor, type Page, toPage } from '#platform/page.ts'
import { may, permit } from '#platform/permit.ts'
import { read } from '#platform/read.ts'
import type { Entry } from '#platform/session.ts'
import { sql } from '#platform/sql.ts'
import { listBreaks, noteBreak, pageOfBreaks } from './break-notes.ts'
import { integrityNow } from './integrity.ts'
import { noteReading } from './note.ts'
import { type LogFilter, type LogRow, listLog, logEntries } from './queries.ts'
import { actors, viewAudit, viewDisclosure } from './view.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** User names become ids; whoever is not there has done nothing. */
function lookUp(house: House, { actor, subject, ...filter }: LogFilter): LogFilter {
  const { byId, byUsername } = actors.of(house)
  const idOf = (name: string) => byUsername.get(name)?.id ?? name.toLowerCase()
  const actorId = actor && (byId.has(idOf(actor)) ? idOf(actor) : nobody)
  return { ...filter, ...(actorId && { actor: actorId }), ...(subject && { subject: idOf(subject) }) }
}

interface Listed {
  log: ChainName
  permission: 'audit.read' | 'disclosure.read'
  query: AuditQuery | DisclosureQuery
}

/** A page of a log; the first page of a search that reaches beyond one's own acts is noted in the audit. */
async function listPage<T>(
  house: House,
  entry: Entry,
  { log, permission, query }: Listed,
  view: (row: LogRow) => T,
): Promise<Page<T>> {
  const { limit = 50, cursor, count, ...filter } = query
  const wanted = lookUp(house, filter)
  const before = decodeCursor(cursor, ['whole'])?.[0] ?? null
  const counted = count ? countUpToCap(logEntries(log, wanted)) : sql<{ n: number }>`select 0 as n`
  const { page, isNoted } = await read(
    house,
    entry,
    [listLog(log, wanted, before, limit), counted],
    ([rows, [total]], { who }) => {
      permit(who, permission)
      const isFirst = cursor === undefined
      return {
        page: toPage(rows, limit, (r) => [r.seq], view, count ? total!.n : undefined),
        isNoted: isFirst && may(who, 'audit.read'),
      }
    },
  )
  if (isNoted) await noteReading(house, entry, { verb: permission, facts: filter })
  return page
}

export const auditRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/audit',
    summary: 'What was done to the system, newest first; a search is itself recorded',
    permission: 'audit.read',
    schema: { querystring: AuditQuery, response: { 200: AuditPage } },
    handle: ({ entry, query }) =>
      listPage(house, entry, { log: 'audit', permission: 'audit.read', query }, viewAudit(house)),
  }),
  route({
    method: 'GET',
    url: '/api/disclosures',
    summary: 'Who read whose personal data and for what, newest first; yours, or all for the audit administrator',
    permission: 'disclosure.read',
    schema: { querystring: DisclosureQuery, response: { 200: DisclosurePage } },
    handle: ({ entry, query }) =>
      listPage(house, entry, { log: 'disclosure', permission: 'disclosure.read', query }, viewDisclosure(house)),
  }),
  route({
    method: 'GET',
    url: '/api/audit/integrity',
    summary: 'Recomputes the chains of both logs and compares them with the anchors, in the database and outside it',
    permission: 'audit.read',
    schema: { querystring: IntegrityQuery, response: { 200: Integrity } },
    async handle({ entry, query }) {
      await read(house, entry, [], (_, { who }) => permit(who, 'audit.read'))
      const extent = query.read ?? 'logs'
      const state = await integrityNow(house, extent)
      if (extent === 'nothing') return state
      const { valid, entries, breaks } = state
      // The log may be so broken that nothing can be appended to it: that must still be said.
      await noteReading(house, entry, { verb: 'audit.check', facts: { read: extent, valid, entries, breaks } }).catch(
        (err: unknown) => house.log.error({ err }, 'a check of the record could not be noted'),
      )
      return state
    },
  }),
  route({
    method: 'GET',
    url: '/api/audit/breaks',
    summary: 'Places where the record was found broken, newest first, each with what has become of it',
    permission: 'audit.read',
    schema: { querystring: BreakQuery, response: { 200: BreakPage } },
    handle({ entry, query: { limit = 50, cursor } }) {
      const { query, from } = listBreaks(limit, cursor)
      return read(house, entry, [query], ([rows], { who }) => {
        permit(who, 'audit.read')
        return pageOfBreaks(house, rows, limit, from)
      })
    },
  }),
  route({
    method: 'POST',
    url: '/api/audit/breaks/:id/notes',
    summary: 'Say what came of looking into a break; it stays in the list, and the note in the audit',
    permission: 'audit.read',
    schema: {
      params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
      body: NoteBreak,
      response: { 200: BreakView },
    },
    async handle({ entry, params, body: { id, reason } }) {
      const sent = { entry, ...(id && { id }), input: { break: params.id, reason } }
      return (await perform(house, noteBreak, sent)).result
    },
  }),
]
