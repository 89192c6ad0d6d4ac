import { formatInstant } from '@linli/contract/shared/time.ts'
import { Instant } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { sql } from '#platform/sql.ts'
import { faultsOf, loadProcedure } from './load-procedure.ts'
import { procedures } from './public.ts'

const Key = Type.String({ pattern: '^[a-z][a-zA-Z0-9_]{0,39}$' })
/** What it holds is proven by the checker, with better words than a schema has. */
const Document = Type.Object(
  {},
  { additionalProperties: true, description: 'A procedure: contract/src/incident/document.ts' },
)
const FaultView = Type.Object({
  code: Type.String(),
  path: Type.String({ description: 'JSON pointer into the document' }),
  zh: Type.String(),
  en: Type.String(),
})
const VersionView = Type.Object({
  version: Type.Integer(),
  loadedAt: Instant,
  source: Type.String({ description: '`shipped`, or the account that loaded it' }),
  document: Type.Any(),
})
const Loaded = Type.Object({ key: Key, version: Type.Integer(), created: Type.Boolean() })

interface VersionRow {
  version: number
  loadedAt: number
  source: string
  document: unknown
}

export const procedureRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/procedures',
    summary: 'Procedures in force, whole documents',
    permission: 'procedure.list',
    schema: { response: { 200: Type.Object({ items: Type.Array(Type.Any()) }) } },
    handle({ entry }) {
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'procedure.list')
        return {
          items: [...procedures.of(house)].filter(([key]) => !key.includes('@')).map(([, document]) => document),
        }
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/procedures/:key',
    summary: 'All versions of a procedure, the newest first; open incidents stay on the one that they began under',
    permission: 'procedure.list',
    schema: {
      params: Type.Object({ key: Key }),
      response: { 200: Type.Object({ key: Key, versions: Type.Array(VersionView) }) },
    },
    handle({ entry, params: { key } }) {
      const versions = sql<VersionRow>`select version, loaded_at, source, document from procedure where key = ${key} order by version desc`
      return read(house, entry, [versions], ([rows], { who }) => {
        permit(who, 'procedure.list')
        if (rows.length === 0) throw problem('not_found')
        return { key, versions: rows.map((row) => ({ ...row, loadedAt: formatInstant(row.loadedAt) })) }
      })
    },
  }),
  route({
    method: 'POST',
    url: '/api/procedures/check',
    summary: 'What the checker says of a document, before it is loaded; nothing is written',
    permission: 'procedure.list',
    schema: { body: Document, response: { 200: Type.Object({ faults: Type.Array(FaultView) }) } },
    handle({ entry, body }) {
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'procedure.list')
        const own = (body as { key?: unknown }).key
        const known = [...procedures.of(house)].filter(([key]) => !key.includes('@') && key !== own)
        return {
          faults: [
            ...faultsOf(
              body,
              known.map(([, document]) => document),
            ),
          ],
        }
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/procedures/:key/:version',
    summary: "Load a place's own procedure as a new version; refused as a whole, with every fault and its place",
    permission: 'procedure.load',
    schema: {
      params: Type.Object({ key: Key, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
      body: Document,
      response: { 200: Loaded, 201: Loaded },
    },
    async handle({ entry, params, body, reply }) {
      const { result } = await perform(house, loadProcedure, { entry, input: { ...params, document: body } })
      await procedures.reread(house)
      return reply.status(result.created ? 201 : 200).send(result)
    },
  }),
]
