// How a report stands, from the rows of the loop to what its reporter reads. What may be done comes from the interpreter, the words
// from the residents' catalogue; here they are only put together.

import { allowed } from '@linli/contract/incident/allowed.ts'
import { isFinal, type Stage, type State, stageNames, stageOf } from '@linli/contract/incident/words.ts'
import type { Progress, ProgressStep } from '@linli/contract/resident/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import {
  type Application,
  sayEvent,
  sayHolder,
  sayMediation,
  sayRepair,
  sayState,
  sayStep,
} from '@linli/resident/incident/progress.ts'
import type { Answer, Context } from '#platform/action.ts'
import { problem } from '#platform/problem.ts'
import { areaPath } from '../area/public.ts'
import {
  around,
  type IncidentRow,
  listRepairs,
  listShown,
  type Opened,
  type OpenedRows,
  openedQueries,
  type RepairRow,
  readOpened,
  type ShownRow,
  type StepRow,
} from '../incident/public.ts'
import { editions, procedures } from '../matter/public.ts'

/** Queries and builder of a report's standing; a wrong number and a wrong secret are one and the same not_found. */
export const progressOf = (opened: Opened): Answer<Progress> => ({
  queries: [...openedQueries(opened), listShown(opened), listRepairs(opened)],
  build: (rows, context) => buildProgress(rows as Rows, context),
})

type Rows = [...OpenedRows, ShownRow[], RepairRow[]]

function buildProgress([a, b, c, d, e, shown, repairs]: Rows, context: Context): Progress {
  const opened = readOpened([a, b, c, d, e])
  if (!opened) throw problem('not_found')
  const { own, main, steps } = opened
  const holder = main.holderUnit === null ? null : sayHolder(main.holderKind, main.holderArea)
  const matter = editions.of(context.house).get(own.editionId)?.matters.get(own.matterCode)
  const isDone = isFinal(main.state) || main.state === 'closed'
  return {
    number: own.number,
    matter: { zh: matter?.name ?? own.matterCode, en: matter?.nameEn ?? matter?.name ?? own.matterCode },
    place: areaPath(context.house, own.areaCode),
    reportedAt: formatInstant(own.receivedAt),
    state: main.state,
    stage: main.stage,
    said: sayState(main.state, holder ?? sayHolder(null, null), applicationOf(main, steps, context.now)),
    steps: stepsOf(own, main, steps),
    holder: holder && !isDone ? { kind: main.holderKind!, said: holder } : null,
    promisedAt: isDone ? null : time(main.promiseDueAt),
    late: isLate(main, context.now),
    suspendedUntil: time(main.suspendedUntil),
    mediation: main.mediation === null ? null : sayMediation(main.mediation),
    results: steps.flatMap(({ round, at, result }) => (result ? [{ round, at: formatInstant(at), text: result }] : [])),
    pictures: shown.map(({ id, at, width, height }) => ({ id, at: formatInstant(at), width, height })),
    repairs: repairs.map(viewRepair),
    reason: reasonOf(main.state, steps),
    merged: main.id !== own.id,
    round: main.round,
    ...possibleFor(opened, context),
    events: eventsOf(own, main, steps),
  }
}

const time = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms))

function viewRepair(row: RepairRow): Progress['repairs'][number] {
  const { state, holderKind, holderArea, begunAt, promisedAt, suspendedUntil, doneAt } = row
  const isDone = isFinal(state) || state === 'closed'
  return {
    state,
    said: sayRepair(state, sayHolder(holderKind, holderArea)),
    begunAt: formatInstant(begunAt),
    promisedAt: isDone ? null : time(promisedAt),
    suspendedUntil: time(suspendedUntil),
    doneAt: isDone ? time(doneAt) : null,
  }
}

/** The promise of this round was missed, whether or not the sweep has come by. */
const isLate = (main: IncidentRow, now: number): boolean =>
  main.promiseLate ||
  (main.promiseDueAt !== null &&
    main.promiseStoppedAt === null &&
    main.suspendedFrom === null &&
    main.promiseDueAt < now &&
    !isFinal(main.state))

/** The six steps of this round; the first is when this very reporter said it, also when the work belongs to another report. */
function stepsOf(own: IncidentRow, main: IncidentRow, rows: readonly StepRow[]): ProgressStep[] {
  const reached = new Map<Stage, number>([['report', own.receivedAt]])
  for (const { toState, round, at } of rows) {
    const stage = stageOf(toState)
    if (round === main.round && !reached.has(stage)) reached.set(stage, Math.max(at, own.receivedAt))
  }
  const here = stageNames.indexOf(main.stage)
  const isOver = isFinal(main.state) || main.state === 'closed'
  return stageNames.map((stage, i): ProgressStep => {
    const status =
      i === here
        ? isOver
          ? 'done'
          : 'current'
        : i > here
          ? isOver
            ? 'skipped'
            : 'todo'
          : reached.has(stage)
            ? 'done'
            : 'skipped'
    return { stage, name: sayStep(stage), status, at: i <= here ? time(reached.get(stage) ?? null) : null }
  })
}

const decisions: readonly string[] = ['define', 'review', 'grant']

/** What is made public before it is decided is an application, whatever the place calls its procedure; null for anything else. */
function applicationOf(main: IncidentRow, rows: readonly StepRow[], now: number): Application | null {
  const decided = rows.findLast(({ action, round }) => round === main.round && decisions.includes(action))
  if (!decided) return null
  if (main.state === 'rejected') return decided.toState === 'rejected' ? 'refused' : null
  if (main.state === 'closed' || main.state === 'archived') return decided.action === 'grant' ? 'granted' : null
  if (main.state !== decided.toState || main.noticeUntil === null) return null
  return now < main.noticeUntil ? 'noticed' : 'noticeOver'
}

const explained: Partial<Record<State, readonly string[]>> = {
  returned: ['return'],
  rejected: ['reject', 'review', 'grant'],
  suspended: ['suspend'],
  voided: ['void'],
}

function reasonOf(state: State, rows: readonly StepRow[]): string | null {
  return rows.findLast((row) => explained[state]?.includes(row.action) && row.reason !== null)?.reason ?? null
}

function possibleFor(
  { main, facts }: NonNullable<ReturnType<typeof readOpened>>,
  { house, now }: Context,
): Pick<Progress, 'notSolved' | 'withdrawable'> {
  const procedure = procedures.of(house).get(`${main.procedureKey}@${main.procedureVersion}`)!
  const offered = allowed(procedure, facts, { kind: 'resident' }, around(house, now, main.editionId))
  const may = (action: string) => offered.some((one) => one.action === action)
  const possible = may('reopen')
  return { notSolved: { possible, until: possible ? time(main.followUpUntil) : null }, withdrawable: may('withdraw') }
}

/** What happened to a report that was merged begins with its own arrival; what the other one went through before is not its story. */
function eventsOf(own: IncidentRow, main: IncidentRow, rows: readonly StepRow[]): Progress['events'] {
  const isMerged = own.id !== main.id
  const since = isMerged ? own.receivedAt : 0
  const arrival = isMerged ? [{ at: formatInstant(own.receivedAt), said: sayEvent('report')! }] : []
  return [
    ...arrival,
    ...rows.flatMap((row, i) => {
      if (row.at < since || (isMerged && row.action === 'report')) return []
      const said = sayEvent(row.action, row.toState, row.toState !== rows[i - 1]?.toState)
      return said ? [{ at: formatInstant(row.at), said }] : []
    }),
  ]
}
