// What mediators are reminded of: due columns, taken like every other timed work (docs/decisions/0008), each step once, whoever sweeps.
import { nextStep } from '@linli/contract/mediation/steps.ts'
import type { House } from '#platform/house.ts'
import { enter } from '#platform/session.ts'
import { at, prepared, type Query, sql, updateRow } from '#platform/sql.ts'
import { staffing } from '../identity/public.ts'
import { calendars, DEFAULT_CALENDAR } from '../matter/public.ts'
import { tellAccounts, tellUnit } from '../notify/public.ts'
import type { MediationRow } from './columns.ts'

type DueRow = Pick<
  MediationRow,
  | 'id'
  | 'incidentId'
  | 'state'
  | 'mediators'
  | 'unitId'
  | 'nextSessionAt'
  | 'agreedOn'
  | 'performBy'
  | 'court'
  | 'isPerformed'
  | 'stepsDone'
> & { areaCode: string }

const lockDue = (now: number): Query<DueRow> =>
  prepared(
    sql<DueRow>`select m.id, m.incident_id, i.area_code, m.state, m.mediators, m.unit_id, m.next_session_at, m.agreed_on, m.perform_by, m.court, m.is_performed, m.steps_done
      from mediation m join incident i on i.id = m.incident_id where m.next_step_at <= ${at(now)}::timestamptz
      order by m.next_step_at, m.no limit 100 for update of m skip locked`,
  )

const said = {
  session: 'mediationSession',
  court: 'mediationCourt',
  courtLast: 'mediationCourt',
  perform: 'mediationPerform',
} as const

/** Takes every step that is due by `now`; gives their number. */
export async function sweepMediations(house: House, now: number): Promise<number> {
  let taken = 0
  for (;;) {
    const done = await pass(house, now)
    taken += done.steps
    if (done.rows === 0) return taken
  }
}

async function pass(house: House, now: number): Promise<{ rows: number; steps: number }> {
  const time = { now, wall: house.clock.wall() }
  return enter(house.db, { kind: 'system' }, time, 'linli_job', async (tx) => {
    const [rows] = await tx.send(lockDue(now))
    const works = rows.map((row) => stepOf(house, row, now))
    house.failpoint('before-commit')
    await tx.commit(...works.flatMap(({ writes }) => writes))
    house.failpoint('after-commit')
    return { rows: rows.length, steps: works.filter(({ isStep }) => isStep).length }
  })
}

/** The step that is due, if the row still asks for one, and what is next. */
function stepOf(house: House, row: DueRow, now: number): { writes: Query[]; isStep: boolean } {
  const calendar = calendars.of(house).get(DEFAULT_CALENDAR)!
  const found = nextStep(row, calendar)
  const due = found !== null && found.at <= now ? found : null
  const stepsDone = due ? [...row.stepsDone, due.key] : row.stepsDone
  const next = nextStep({ ...row, stepsDone }, calendar)
  const present = row.mediators.filter((id) => staffing.of(house).isAtWork(id, null, now))
  return {
    isStep: due !== null,
    writes: [
      updateRow('mediation', row.id, { stepsDone, nextStep: next?.key ?? null, nextStepAt: at(next?.at) }),
      ...(due ? [tell(row, present, said[due.step], now)] : []),
    ],
  }
}

/** The mediators who are there; the unit where none is left, which may name another one. */
function tell(row: DueRow, present: readonly string[], message: string, now: number): Query {
  const about = { incidentId: row.incidentId, areaCode: row.areaCode }
  return present.length > 0 ? tellAccounts(present, message, now, about) : tellUnit(row.unitId, message, now, about)
}

/** When the next step falls due, up to `until`; null when none does. */
export async function nextMediationStep(house: House, until: number): Promise<number | null> {
  const [[row]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<{
        next: number | null
      }>`select min(next_step_at) as next from mediation where next_step_at <= ${at(until)}::timestamptz`,
    ),
  )
  return row?.next ?? null
}
