// How often one address may do what costs others time or tries what must not be guessed: desks read every report, a secret and a
// password open things. Counted in this process's memory only; an address is never written down (docs/decisions/0012). A community
// behind one address shares its allowance, so the limits are those of a busy hall, not of one person.
import type { LockState } from '@linli/contract/identity/password.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from './address.ts'
import type { House } from './house.ts'
import { problem } from './problem.ts'

const minute = 60_000

/**
 * Own defaults. `reports` counts new ones and ids that were taken, `guesses` and `signIns` only those that failed, `uploads` those that
 * residents begin: a family behind one router, not a machine that fills the disk.
 */
const allowances = {
  reports: { most: 60, everyMs: 10 * minute },
  guesses: { most: 10, everyMs: 10 * minute },
  signIns: { most: 60, everyMs: 10 * minute },
  reopenings: { most: 20, everyMs: 60 * minute },
  uploads: { most: 60, everyMs: 10 * minute },
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

/** What this process remembers of those who try; the first entry of each map is its oldest. */
export interface Limits {
  addresses: Map<string, Count>
  /** Names that cannot sign in, by keyed digest (identity/strangers.ts). */
  names: Map<string, LockState>
}

export const makeLimits = (): Limits => ({ addresses: new Map(), names: new Map() })

/** More at once than this are an attack from many places: then the oldest are forgotten first. */
const rememberedMost = 50_000

/** Enters something as the newest. */
export function remember<T>(book: Map<string, T>, key: string, value: T): void {
  book.delete(key)
  if (book.size >= rememberedMost) book.delete(book.keys().next().value!)
  book.set(key, value)
}

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
  const key = `${allowance} ${addressOf(request.ip)}`
  const now = house.clock.wall()
  const known = house.limits.addresses.get(key)
  if (known && now - known.since < allowances[allowance].everyMs) return known
  const fresh: Count = { used: 0, since: now, underWay: new Set() }
  remember(house.limits.addresses, key, fresh)
  return fresh
}
