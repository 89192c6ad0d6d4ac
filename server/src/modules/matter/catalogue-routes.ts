// What an administrator of the catalogue sees and hands in: editions, duty lists, mappings between catalogues.
import { catalogueColumns } from '@linli/contract/matter/catalogue-columns.ts'
import { writeCatalogue } from '@linli/contract/matter/catalogue-write.ts'
import {
  DutyEntrySchema,
  DutyListViewSchema,
  EditionViewSchema,
  type MappingView,
  MappingViewSchema,
} from '@linli/contract/matter/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { type ActionSpec, perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Reference } from '#platform/reference.ts'
import type { Query } from '#platform/sql.ts'
import { largestFile } from './catalogue-read.ts'
import { dutyLists } from './duty.ts'
import { type LoadInput, loadCatalogue } from './load.ts'
import { loadDutyList, loadMapping } from './load-duties.ts'
import { editions, type LoadedEdition } from './public.ts'
import { listMappings, type MappingRow } from './queries.ts'

/** A file of the largest size, as text. */
const largestBase64 = Math.ceil(largestFile / 3) * 4

const LoadedCatalogue = Type.Object({
  edition: Type.String(),
  matters: Type.Integer(),
  conditions: Type.Integer(),
  duties: Type.Integer(),
})
const LoadedList = Type.Object({ list: Type.String(), entries: Type.Integer() })
const LoadedMapping = Type.Object({ catalogue: Type.String(), entries: Type.Integer() })

const Items = <T extends Type.TSchema>(item: T) => Type.Object({ items: Type.Array(item) })

export const catalogueRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/matters/editions',
    summary: 'Editions of the catalogues, newest first',
    permission: 'matter.list',
    schema: { response: { 200: Items(EditionViewSchema) } },
    handle: ({ entry }) =>
      read(house, entry, [], (_, { who }) => {
        permit(who, 'matter.list')
        return { items: [...editions.of(house).values()].map((edition) => viewEdition(edition, today(house))) }
      }),
  }),
  route({
    method: 'GET',
    url: '/api/matters/editions/:id/file',
    summary: 'An edition as a catalogue file (CSV), to be changed and handed in as the next one',
    permission: 'matter.list',
    schema: { params: Type.Object({ id: Id }), response: { 200: Type.String() } },
    async handle({ entry, params: { id }, reply }) {
      const csv = await read(house, entry, [], (_, { who }) => {
        permit(who, 'matter.list')
        const edition = editions.of(house).get(id)
        if (!edition) throw problem('not_found')
        return csvOf(edition)
      })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="catalogue-${id}.csv"`)
        .send(csv)
    },
  }),
  loading(
    'editions',
    'Load a catalogue file (CSV); refused as a whole, with a report row by row',
    LoadedCatalogue,
    loadCatalogue,
    editions,
  )(house),
  route({
    method: 'GET',
    url: '/api/matters/duty-lists',
    summary: 'Duty lists, those of the smallest areas first',
    permission: 'matter.list',
    schema: { response: { 200: Items(DutyListViewSchema) } },
    handle: ({ entry }) =>
      read(house, entry, [], (_, { who }) => {
        permit(who, 'matter.list')
        return {
          items: dutyLists.of(house).map(({ entries, ...list }) => {
            const count = (kind: string) => [...entries.values()].filter((e) => e.kind === kind).length
            return {
              ...{ ...list, inForce: isInForce(list, today(house)) },
              counts: { basic: count('basic'), joint: count('joint'), takenBack: count('takenBack') },
            }
          }),
        }
      }),
  }),
  route({
    method: 'GET',
    url: '/api/matters/duty-lists/:id',
    summary: 'The rows of a duty list',
    permission: 'matter.list',
    schema: { params: Type.Object({ id: Id }), response: { 200: Items(DutyEntrySchema) } },
    handle: ({ entry, params: { id } }) =>
      read(house, entry, [], (_, { who }) => {
        permit(who, 'matter.list')
        const list = dutyLists.of(house).find((one) => one.id === id)
        if (!list) throw problem('not_found')
        return {
          items: [...list.entries].map(([code, duty]) => {
            const matter = named(house, code)
            return { matter: code, name: matter?.name ?? null, nameEn: matter?.nameEn ?? null, ...duty }
          }),
        }
      }),
  }),
  loading(
    'duty-lists',
    'Load a duty list (CSV); refused as a whole, with a report row by row',
    LoadedList,
    loadDutyList,
    dutyLists,
  )(house),
  route({
    method: 'GET',
    url: '/api/matters/mappings',
    summary: 'What the codes of one catalogue are in others, by the mapping of each that was loaded last',
    permission: 'matter.list',
    schema: {
      querystring: Type.Object({
        from: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this catalogue' })),
      }),
      response: { 200: Items(MappingViewSchema) },
    },
    handle: ({ entry, query }) =>
      read(house, entry, [listMappings(query.from)], ([rows], { who }) => {
        permit(who, 'matter.list')
        return { items: rows.map((row) => viewMapping(house, row)) }
      }),
  }),
  loading(
    'mappings',
    'Load a mapping between catalogues (CSV); refused as a whole, with a report row by row',
    LoadedMapping,
    loadMapping,
  )(house),
]

const today = (house: House) => formatInstant(house.clock.now()).slice(0, 10)

const isInForce = (dated: { validFrom: string; validTo: string | null }, day: string) =>
  dated.validFrom <= day && (dated.validTo === null || dated.validTo >= day)

function viewEdition(edition: LoadedEdition, day: string) {
  const { matters, duties: _, ...head } = edition
  const entries = [...matters.values()].filter(({ procedure }) => procedure !== null)
  return {
    ...{ ...head, inForce: isInForce(edition, day) },
    components: entries.filter(({ kind }) => kind === 'component').length,
    events: entries.filter(({ kind }) => kind === 'event').length,
    conditions: entries.filter(({ sameAs }) => sameAs === null).reduce((sum, m) => sum + m.conditions.length, 0),
  }
}

function csvOf({ matters, duties, id: _, ...edition }: LoadedEdition): string {
  const table = writeCatalogue({ edition, matters: [...matters.values()], duties: [...duties.values()] })
  const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const names = catalogueColumns.map(({ name }) => name)
  // The mark at the beginning tells Excel that it is UTF-8.
  return `\ufeff${[names, ...table.rows.map(({ cells }) => names.map((name) => cells[name] ?? ''))]
    .map((cells) => `${cells.map(quoted).join(',')}\n`)
    .join('')}`
}

/** In the newest edition that has it. */
const named = (house: House, code: string) =>
  [...editions.of(house).values()].map(({ matters }) => matters.get(code)).find((m) => m !== undefined)

function viewMapping(house: House, row: MappingRow): MappingView {
  const nameOf = (catalogue: string | null, kind: string | null, code: string | null) =>
    [...editions.of(house).values()]
      .filter((edition) => edition.catalogue === catalogue)
      .flatMap(({ matters }) => [...matters.values()])
      .find((m) => m.kind === kind && m.standardCode === code)?.name ?? null
  return {
    ...row,
    fromName: nameOf(row.fromCatalogue, row.fromKind, row.fromCode),
    toName: nameOf(row.toCatalogue, row.toKind, row.toCode),
  }
}

/** PUT of a file: what it becomes, or the report. `held` is what this server keeps of it in memory. */
function loading<F extends readonly Query[], R>(
  what: string,
  summary: string,
  answer: Type.TSchema,
  action: ActionSpec<LoadInput, F, R>,
  held?: Reference<unknown>,
): (house: House) => Route {
  return (house) =>
    route({
      method: 'PUT',
      url: `/api/matters/${what}/:id`,
      summary,
      permission: 'matter.load',
      bodyLimit: largestBase64 + 1024,
      schema: {
        params: Type.Object({ id: Id }),
        body: Type.Object(
          {
            csv: Type.String({
              maxLength: largestBase64,
              contentEncoding: 'base64',
              description: 'The file of at most 5 MB, base64',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 200: answer, 201: answer },
      },
      async handle({ entry, params: { id }, body, reply }) {
        const { result, created } = await perform(house, action, {
          entry,
          id,
          input: { id, bytes: Buffer.from(body.csv, 'base64') },
        })
        await held?.reread(house)
        return reply.status(created ? 201 : 200).send(result)
      },
    })
}
