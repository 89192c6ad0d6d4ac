// How often one address may do what costs others time: desks read every report, and a secret must not be guessed. Counted in
// this process's memory only; an address is never written down. A community behind one address shares its allowance, so the
// limits are those of a busy hall, not of one person.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import { problem } from '#platform/problem.ts'

const minute = 60_000

/** Own defaults. `reports` counts new ones only, `guesses` only those that failed. */
const allowances = {
  reports: { most: 60, everyMs: 10 * minute },
  guesses: { most: 10, everyMs: 10 * minute },
  reopenings: { most: 20, everyMs: 60 * minute },
  looks: { most: 300, everyMs: minute },
} as const
export type Allowance = keyof typeof allowances

interface Count {
  used: number
  since: number
}

const books = new WeakMap<House, Map<string, Count>>()
/** More addresses than this at once are an attack from many places: then the oldest counts are forgotten first. */
const rememberedMost = 50_000

/** An IPv6 customer has a whole /64, so that counts as one address. */
export function addressOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}

/** Uses one; throws rate.limited with Retry-After when there is none left. Gives back the way to undo it. */
export function spend(house: House, allowance: Allowance, request: FastifyRequest, reply: FastifyReply): () => void {
  const { most, everyMs } = allowances[allowance]
  const count = countOf(house, allowance, request, everyMs)
  if (count.used >= most) {
    const seconds = Math.max(1, Math.ceil((count.since + everyMs - house.clock.wall()) / 1000))
    reply.header('retry-after', String(seconds))
    throw problem('rate.limited', { retryAfter: seconds })
  }
  count.used++
  return () => {
    count.used--
  }
}

function countOf(house: House, allowance: Allowance, { ip }: FastifyRequest, everyMs: number): Count {
  const book = books.get(house) ?? new Map<string, Count>()
  books.set(house, book)
  const key = `${allowance} ${addressOf(ip)}`
  const now = house.clock.wall()
  const known = book.get(key)
  if (known && now - known.since < everyMs) return known
  // Written anew at the end, so that the first entry of the map is always the oldest.
  book.delete(key)
  if (book.size >= rememberedMost) book.delete(book.keys().next().value!)
  const fresh = { used: 0, since: now }
  book.set(key, fresh)
  return fresh
}
