// How often one address may do what costs others time or tries what must not be guessed: desks read every report, a secret and a
// password open things. Counted in this process's memory only; an address is never written down (docs/decisions/0012). A community
// behind one address shares its allowance, so the limits are those of a busy hall, not of one person.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from './address.ts'
import type { House } from './house.ts'
import { problem } from './problem.ts'

const minute = 60_000

/** Own defaults. `reports` counts new ones and ids that were taken, `guesses` and `signIns` only those that failed. */
const allowances = {
  reports: { most: 60, everyMs: 10 * minute },
  guesses: { most: 10, everyMs: 10 * minute },
  signIns: { most: 60, everyMs: 10 * minute },
  reopenings: { most: 20, everyMs: 60 * minute },
  looks: { most: 300, everyMs: minute },
} as const
export type Allowance = keyof typeof allowances

export interface Caller {
  house: House
  request: FastifyRequest
  reply: FastifyReply
}

interface Count {
  used: number
  since: number
  /** Tries whose end is not known yet. */
  underWay: Set<Promise<void>>
}

const books = new WeakMap<House, Map<string, Count>>()
/** More addresses than this at once are an attack from many places: then the oldest counts are forgotten first. */
const rememberedMost = 50_000

/** Uses one; throws rate.limited with Retry-After when there is none left. Gives back the way to undo it. */
export function spend(caller: Caller, allowance: Allowance): () => void {
  const count = countOf(caller, allowance)
  if (count.used >= allowances[allowance].most) refuse(caller, allowance, count)
  count.used++
  return () => {
    count.used--
  }
}

/**
 * Does the work, and uses one only if it fails in the way that `isWrong` says. Work under way may still fail, so it holds a place;
 * whoever finds all places held by such waits for them. So many honest people at one moment are not refused, and a storm of tries
 * sent at once gets no more of them judged than one after the other.
 */
export async function spendIfWrong<T>(
  caller: Caller,
  allowance: Allowance,
  isWrong: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  let count = countOf(caller, allowance)
  while (count.used >= allowances[allowance].most && count.underWay.size > 0) {
    await Promise.race(count.underWay)
    count = countOf(caller, allowance)
  }
  const undo = spend(caller, allowance)
  const { underWay } = count
  const running = work()
  const known: Promise<void> = running
    .then(undo, (error: unknown) => {
      if (!isWrong(error)) undo()
    })
    .then(() => void underWay.delete(known))
  underWay.add(known)
  return running
}

function refuse({ house, reply }: Caller, allowance: Allowance, { since }: Count): never {
  const seconds = Math.max(1, Math.ceil((since + allowances[allowance].everyMs - house.clock.wall()) / 1000))
  reply.header('retry-after', String(seconds))
  throw problem('rate.limited', { retryAfter: seconds })
}

function countOf({ house, request }: Caller, allowance: Allowance): Count {
  const book = books.get(house) ?? new Map<string, Count>()
  books.set(house, book)
  const key = `${allowance} ${addressOf(request.ip)}`
  const now = house.clock.wall()
  const known = book.get(key)
  if (known && now - known.since < allowances[allowance].everyMs) return known
  // Written anew at the end, so that the first entry of the map is always the oldest.
  book.delete(key)
  if (book.size >= rememberedMost) book.delete(book.keys().next().value!)
  const fresh: Count = { used: 0, since: now, underWay: new Set() }
  book.set(key, fresh)
  return fresh
}
