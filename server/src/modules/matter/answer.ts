// The list of matters. The whole catalogue is near a megabyte and seldom changes: it is made once for a state of the editions and
// lists, kept packed, and whoever has it already hears 304.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Matter, MatterView } from '@linli/contract/matter/schemas.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import { decodeCursor, type Page, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Entry } from '#platform/session.ts'
import { dutiesOf, dutyLists } from './duty.ts'
import { editions, isOffered, type LoadedEdition, mattersToday } from './public.ts'

const pack = promisify(gzip)

export interface MatterFilter {
  q?: string
  parent?: string
  fileable?: boolean
  own?: boolean
  edition?: string
  area?: string
  limit?: number
  cursor?: string
  count?: boolean
}

/** Matters of the editions in force today that fit, best match first and then in the catalogue's order. */
export function findMatters(house: House, filter: MatterFilter): Matter[] {
  const { matters, index } = mattersToday(house)
  const only = (m: Matter) =>
    (!filter.parent || m.parent === filter.parent) &&
    (!filter.fileable || isOffered(m)) &&
    (!filter.own || m.sameAs === null)
  if (filter.edition) return [...(editions.of(house).get(filter.edition)?.matters.values() ?? [])].filter(only)
  return filter.q ? index.find(filter.q, { only, most: matters.length }) : matters.filter(only)
}

function pageOf(house: House, filter: MatterFilter): Page<MatterView> {
  const limit = filter.limit ?? 50
  const from = Math.max(0, decodeCursor(filter.cursor, ['whole'])?.[0] ?? 0)
  const found = findMatters(house, filter)
  const rows = found.slice(from, from + limit + 1).map((matter, i) => ({ matter, next: from + i + 1 }))
  const { day } = mattersToday(house)
  const editionOf = editionsByName(house)
  return toPage(
    rows,
    limit,
    (row) => [row.next],
    ({ matter }) => {
      const edition = editionOf.get(`${matter.catalogue} ${matter.edition}`)
      return { ...matter, duties: edition ? dutiesOf(house, edition, matter.code, filter.area ?? null, day) : [] }
    },
    filter.count ? found.length : undefined,
  )
}

const editionsByName = (house: House): ReadonlyMap<string, LoadedEdition> =>
  new Map([...editions.of(house).values()].map((e) => [`${e.catalogue} ${e.edition}`, e]))

interface Asking {
  house: House
  entry: Entry
  query: MatterFilter
  request: FastifyRequest
  reply: FastifyReply
}

/** What was packed last, for a few of the ways in which it is asked: phones, desks and programs each ask in their own. */
const kept = new WeakMap<House, Map<string, Promise<Buffer>>>()
const keepMost = 8

export async function matterAnswer({ house, entry, query, request, reply }: Asking): Promise<unknown> {
  await read(house, entry, [], (_, { who }) => permit(who, 'matter.list'))
  if (query.edition && !editions.of(house).has(query.edition)) throw problem('not_found')
  const page = () => pageOf(house, query)
  // A search is short, and asked differently each time.
  if (query.q) return page()
  const tag = tagOf(house, query)
  reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'accept-encoding, authorization, cookie' })
  if (request.headers['if-none-match']?.includes(tag)) return reply.status(304).send()
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return page()
  reply.headers({ 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' })
  return reply.send(await packed(house, tag, () => reply.serialize(page())))
}

async function packed(house: House, tag: string, make: () => string | ArrayBuffer | Buffer): Promise<Buffer> {
  const known = kept.get(house) ?? new Map<string, Promise<Buffer>>()
  kept.set(house, known)
  const made = known.get(tag) ?? pack(Buffer.from(make() as string))
  known.delete(tag)
  known.set(tag, made)
  if (known.size > keepMost) known.delete(known.keys().next().value!)
  return made
}

/** Changes when an edition or a list is loaded or ends, with the day, and with the question. */
function tagOf(house: House, query: MatterFilter): string {
  const dated = [...editions.of(house).values(), ...dutyLists.of(house)].map(({ id, validTo }) => [id, validTo])
  const state = JSON.stringify([mattersToday(house).day, dated, Object.entries(query).sort()])
  return `W/"${createHash('sha256').update(state).digest('base64url').slice(0, 22)}"`
}
