// Timed work of the record, asked for every minute by however many processes: an anchor each hour, the copy of the anchors outside
// the database, and the check of all chains each night. Nights are of the wall clock: what is proven is when things really were
// written, which a virtual clock knows nothing of.
import { parseInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { lastAnchor, takeAnchor } from './anchor.ts'
import { copyAnchors } from './anchor-file.ts'
import { countBreaks, keepBreaks, reviewBreaks } from './breaks.ts'
import { breaksOf, brokenOf, type Check, checkRecord, entriesOf, type Span } from './check.ts'
import { type Pace, restful, withoutRest } from './pace.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** Longer than any step takes; a process that dies leaves the check to others after this time. */
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

interface Marks {
  checkedTo: number
  againTo: number
}

/** Takes the check when it is due; so does whoever finds it further off than any night is: the wall clock has been set back. */
const claim = (wall: number): Query<Marks> =>
  sql<Marks>`update chain_check set due_at = ${at(wall + leaseMs)}::timestamptz
    where due_at <= ${at(wall)}::timestamptz or due_at > ${at(wall + dayMs)}::timestamptz returning checked_to, again_to`

/** New entries first, then some of the old ones; gives what was found, or null when it is not due. */
export async function checkWhenDue(
  house: House,
  { most = againEntries, pace = withoutRest }: { most?: number; pace?: Pace | undefined } = {},
): Promise<{ entries: number; breaks: number } | null> {
  const [[marks]] = await house.db.transaction('linli_job', (tx) => tx.commit(claim(house.clock.wall())))
  if (!marks) return null
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

const finish = ({ entries, breaks }: { entries: number; breaks: number }, wall: number): Query =>
  sql`update chain_check set due_at = ${at(nextNight(wall))}::timestamptz, checked_at = ${at(wall)}::timestamptz, entries = ${entries}, breaks = ${breaks}`

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
