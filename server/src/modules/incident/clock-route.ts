// POST /api/clock, only with CLOCK=virtual: steps through the instants at which something falls due and sweeps at each, so that
// four hours of waiting act exactly as four hours would.
import { setTimeout as sleep } from 'node:timers/promises'
import { formatInstant, parseDuration } from '@linli/contract/shared/time.ts'
import { Instant } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import type { SettableClock } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { keepSetting } from '#platform/setting.ts'
import { handOver, nextHandOver } from './hand-over.ts'
import { nextDue, sweep } from './sweep.ts'

const longest = 400 * 86_400_000
/** Passes of a tenth of a second in which nothing that is due could be taken: another process hands over or sweeps in that time. */
const patience = 20

/** Work that falls due: when next, up to an instant, and doing what is due by one; gives the number of steps taken. */
export interface Timed {
  next(house: House, until: number): Promise<number | null>
  run(house: House, now: number): Promise<number>
}

/** Whoever has left is responsible for nothing any more, so that comes first. */
const loop: readonly Timed[] = [
  { next: nextHandOver, run: handOver },
  { next: nextDue, run: sweep },
]

/**
 * Moves the domain clock to `target`, stopping at every due instant on the way; gives the number of steps taken. `others` is what rooms
 * above this one have to do in time.
 */
export async function advance(
  house: House,
  clock: SettableClock,
  target: number,
  others: readonly Timed[] = [],
): Promise<number> {
  const all = [...loop, ...others]
  let taken = 0
  let idle = 0
  for (;;) {
    const instants: number[] = []
    for (const timed of all) instants.push((await timed.next(house, target)) ?? Number.POSITIVE_INFINITY)
    const next = Math.min(...instants)
    if (next === Number.POSITIVE_INFINITY) break
    if (next > clock.now()) clock.moveTo(next)
    let progress = 0
    for (const timed of all) progress += await timed.run(house, clock.now())
    taken += progress
    // Somebody else may have what is due in hand for a moment; what cannot be taken (its step failed) must not hold the clock for ever.
    idle = progress > 0 ? 0 : idle + 1
    if (idle > patience) break
    if (idle > 0) await sleep(100)
  }
  if (target > clock.now()) clock.moveTo(target)
  return taken
}

/** The offset outlives a restart, so that deadlines tried yesterday stay where they were. */
const keepOffset = (house: House, clock: SettableClock) =>
  house.db.transaction('linli_job', (tx) => tx.commit(keepSetting('clock.offset', clock.offset(), clock.wall())))

export const clockRoute = (house: House, others: readonly Timed[]): Route[] =>
  house.config.clock !== 'virtual'
    ? []
    : [
        route({
          method: 'POST',
          url: '/api/clock',
          summary: 'Advance the virtual clock; answers when all that fell due on the way has been acted upon',
          permission: 'signed_in',
          schema: {
            body: Type.Object(
              { advance: Type.String({ maxLength: 40, description: 'ISO 8601 duration' }) },
              { additionalProperties: false },
            ),
            response: { 200: Type.Object({ now: Instant, steps: Type.Integer() }) },
          },
          async handle({ entry, body }) {
            await read(house, entry, [], (_, { who }) => {
              if (!house.isDemonstration) permit(who, 'clock.advance')
            })
            const ms = parseDuration(body.advance)
            if (ms === undefined || ms < 0 || ms > longest)
              throw problem('request.invalid', {
                errors: [{ path: '/advance', message: 'must be an ISO 8601 duration of at most 400 days' }],
              })
            const clock = house.clock as SettableClock
            const steps = await advance(house, clock, clock.now() + ms, others)
            await keepOffset(house, clock)
            return { now: formatInstant(clock.now()), steps }
          },
        }),
      ]
