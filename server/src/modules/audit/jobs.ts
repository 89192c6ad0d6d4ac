// Timed work of the record, asked for every minute by however many processes: an anchor each hour, the copy of the anchors outside
// the database, and the check of all chains each night. Nights are of the wall clock: what is proven is when things really were
// written, which a virtual clock knows nothing of.
import { parseInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { House } from '#platform/house.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { lastAnchor, takeAnchor } from './anchor.ts'
import { copyAnchors } from './anchor-file.ts'
import { countBreaks, keepBreaks, reviewBreaks } from './breaks.ts'
import { breaksOf, brokenOf, type Check, checkRecord, entriesOf, type Span } from './check.ts'
import { isEnding, type Pace, restful, withoutRest } from './pace.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/**
 * Longer than any step takes. A process that ends gives the check back; one that dies leaves it to others after this time, for over
 * a shared database nobody can tell a dead process from a silent one, and two that read at once serve nobody.
 */
const leaseMs = 30 * minuteMs
/** Entries between two marks of how far the check has come. */
const stepEntries = 50_000
/** Old entries that are read again each night: in a small place all of them, in a large one all within some weeks. */
const againEntries = 1_000_000

export async function keepRecord(house: House, signal?: AbortSignal): Promise<void> {
  await takeAnchor(house)
  await copyAnchors(house)
  await checkWhenDue(house, { pace: signal && restful(signal) })
  await showState(house)
}

/** The next 03:00 in the time of the place. */
export function nextNight(wall: number): number {
  const threeOClock = parseInstant('1970-01-01T03:00:00+08:00')!
  return threeOClock + (Math.floor((wall - threeOClock) / dayMs) + 1) * dayMs
}

interface Sum {
  entries: number
  breaks: number
}
interface Marks {
  checkedTo: number
  againTo: number
}

/** A name for this process; all that it does goes through one engine. */
const names = new WeakMap<object, string>()
function nameOf({ db: { engine } }: House): string {
  const name = names.get(engine) ?? uuidv7()
  names.set(engine, name)
  return name
}

/**
 * Takes the check when it is due; so does whoever finds it further off than any night is: the wall clock has been set back. An
 * embedded database has one process at a time: any other that held the check is gone.
 */
const claim = (house: House, wall: number): Query<Marks> =>
  sql<Marks>`update chain_check set due_at = ${at(wall + leaseMs)}::timestamptz, holder = ${nameOf(house)}::uuid
    where due_at <= ${at(wall)}::timestamptz or due_at > ${at(wall + dayMs)}::timestamptz
      or ${house.db.engine.kind === 'embedded'}::boolean and holder <> ${nameOf(house)}::uuid returning checked_to, again_to`

/** Whoever looks next goes on, from the last mark. */
const giveBack = (house: House): Query =>
  sql`update chain_check set due_at = ${at(house.clock.wall())}::timestamptz, holder = null where holder = ${nameOf(house)}::uuid`

/** New entries first, then some of the old ones; gives what was found, or null when it is not due. */
export async function checkWhenDue(
  house: House,
  { most = againEntries, pace = withoutRest }: { most?: number; pace?: Pace | undefined } = {},
): Promise<Sum | null> {
  const [[marks]] = await house.db.transaction('linli_job', (tx) => tx.commit(claim(house, house.clock.wall())))
  if (!marks) return null
  try {
    return await readRecord(house, marks, most, pace)
  } catch (error) {
    // After any other fault the lease is a rest: what has failed once will fail again in a minute.
    if (isEnding(error)) await house.db.transaction('linli_job', (tx) => tx.commit(giveBack(house)))
    throw error
  }
}

async function readRecord(house: House, marks: Marks, most: number, pace: Pace): Promise<Sum> {
  const sum = { entries: 0, breaks: 0 }
  const step = async (span: Span) => {
    const check = await checkRecord(house, { ...span, pace })
    await keepBreaks(house, breaksOf(check.tallies))
    sum.entries += entriesOf(check.tallies)
    sum.breaks += brokenOf(check.tallies)
    return check
  }
  await checkNew(house, marks, step)
  if (marks.checkedTo > 0) await checkAgain(house, marks, most, step)
  await reviewBreaks(house)
  await house.db.transaction('linli_job', (tx) => tx.commit(finish(sum, house.clock.wall())))
  house.log[sum.breaks > 0 ? 'error' : 'info'](sum, 'chains checked')
  return sum
}

type Step = (span: Span) => Promise<Check>

async function checkNew(house: House, marks: Marks, step: Step): Promise<void> {
  for (let from = marks.checkedTo, isAtEnd = false; !isAtEnd; ) {
    const check = await step({ from, histories: true, most: stepEntries })
    ;({ anchor: from, isAtEnd } = check)
    await mark(house, sql`checked_to = greatest(checked_to, ${from})`)
  }
}

async function checkAgain(house: House, { againTo, checkedTo }: Marks, most: number, step: Step): Promise<void> {
  let [from, left] = [againTo < checkedTo ? againTo : 0, most]
  while (left > 0 && from < checkedTo) {
    const { anchor, isAtEnd, tallies } = await step({ from, histories: true, most: Math.min(left, stepEntries) })
    left -= Math.max(1, entriesOf(tallies))
    from = isAtEnd ? checkedTo : anchor
    await mark(house, sql`again_to = ${from < checkedTo ? from : 0}`)
  }
}

const mark = (house: House, set: Query) =>
  house.db.transaction('linli_job', (tx) =>
    tx.commit(sql`update chain_check set ${set}, due_at = ${at(house.clock.wall() + leaseMs)}::timestamptz`),
  )

const finish = ({ entries, breaks }: Sum, wall: number): Query =>
  sql`update chain_check set due_at = ${at(nextNight(wall))}::timestamptz, holder = null, checked_at = ${at(wall)}::timestamptz, entries = ${entries}, breaks = ${breaks}`

export interface State {
  dueAt: number
  checkedAt: number | null
  entries: number
  breaks: number
}
export const findState: Query<State> = sql<State>`select due_at, checked_at, entries, breaks from chain_check`

async function showState(house: House): Promise<void> {
  const [[anchor], [state], [breaks]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(lastAnchor, findState, countBreaks),
  )
  house.metrics.anchoredAt.set((anchor?.at ?? 0) / 1000)
  house.metrics.checkedAt.set((state?.checkedAt ?? 0) / 1000)
  house.metrics.chainBreaks.set(breaks!.open)
  house.metrics.unnotedBreaks.set(breaks!.unnoted)
}
