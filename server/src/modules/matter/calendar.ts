// A calendar is replaced as a whole: the holidays of a year are published at last, or a day was moved. What is counted by it is
// counted anew afterwards, incident by incident (incident/recount.ts).
import { type Calendar, changedDays, createCalendar } from '@linli/contract/deadline/calendar.ts'
import { addWorking } from '@linli/contract/deadline/deadline.ts'
import { DeadlineError, deadlineProblems } from '@linli/contract/deadline/errors.ts'
import type { CalendarView, LoadCalendar } from '@linli/contract/deadline/schemas.ts'
import { calendarView, minutesOf } from '@linli/contract/deadline/view.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import { canonical } from '#platform/crypto.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { insertRow, insertRows, type Query, sql, updateWhere } from '#platform/sql.ts'
import { buildCalendar, type CalendarDayRow, type CalendarRow } from './public.ts'

export interface NewCalendar extends LoadCalendar {
  id: string
}

const lockCalendar = (id: string): Query<CalendarRow> =>
  sql<CalendarRow>`select id, name, version, offset_minutes, hours, weekdays, published_through from calendar where id = ${id} for update`
const listDays = (id: string): Query<CalendarDayRow> =>
  sql<CalendarDayRow>`select calendar_id, day, kind, name, source from calendar_day where calendar_id = ${id} order by day`

/** China's; a calendar elsewhere would need one of its own. */
const offsetMinutes = 480

/** PUT /api/calendars/{id}; sent again with the same content it changes nothing. */
export const loadCalendar: ActionSpec<
  NewCalendar,
  [ReturnType<typeof lockCalendar>, ReturnType<typeof listDays>, ReturnType<typeof chainHead>],
  { calendar: CalendarView; created: boolean }
> = {
  name: 'calendar.load',
  role: 'linli_app',
  facts: ({ id }) => [lockCalendar(id), listDays(id), chainHead('audit')],
  decide([[row], days, [head]], input, { house, who, now, wall }) {
    permit(who, 'calendar.load')
    const known = row && buildCalendar(row, days)
    const after = calendarOf(input, now)
    const answer = (version: number) => ({
      queries: [],
      build: () => ({ calendar: calendarView(after, { name: input.name, version }), created: !known }),
    })
    const isSame = known && known.name === input.name && canonical(contentOf(known)) === canonical(contentOf(after))
    if (isSame && [known.version, known.version - 1].includes(input.version))
      return { writes: [], target: input.id, answer: answer(known.version) }
    if (input.version !== (known?.version ?? 0)) throw problem('version.conflict', { current: known?.version ?? 0 })
    const version = input.version + 1
    const differing = known ? changedDays(known, after) : Object.keys(after.days)
    return {
      writes: [
        ...rowsOf(after, { name: input.name, version, isNew: !known }),
        change({ kind: 'calendar', id: input.id, version, areaCode: null, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'calendar.load',
          subject: input.id,
          facts: { version, publishedThrough: after.publishedThrough, days: differing },
          at: wall,
        }),
      ],
      target: input.id,
      answer: answer(version),
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
}

/** Throws request.invalid with the place of the first fault; a calendar without any working time is one. */
function calendarOf({ id, hours, weekdays, publishedThrough, days }: NewCalendar, now: number): Calendar {
  try {
    const opening = hours.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
    const calendar = createCalendar({ id, offsetMinutes, hours: opening, weekdays, days, publishedThrough })
    addWorking(now, 1, 'workDay', calendar)
    return calendar
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
    const path = typeof error.details.path === 'string' ? `/${error.details.path}` : '/'
    throw problem('request.invalid', { errors: [{ path, message: deadlineProblems[error.code].en }] })
  }
}

/** What counts, and in which words; the order of days is no difference. */
const contentOf = ({ hours, weekdays, publishedThrough, days }: Calendar) => ({
  hours,
  weekdays: [...weekdays].sort(),
  publishedThrough,
  days,
})

function rowsOf(
  { id, hours, weekdays, publishedThrough, days }: Calendar,
  { name, version, isNew }: { name: string; version: number; isNew: boolean },
): Query[] {
  const row = { name, version, offsetMinutes, hours, weekdays, publishedThrough }
  const rows = Object.entries(days).map(([day, { kind, name, source }]) => ({
    calendarId: id,
    day,
    kind,
    name,
    source,
  }))
  return [
    isNew ? insertRow('calendar', { id, ...row }) : updateWhere('calendar', row, { id }),
    sql`delete from calendar_day where calendar_id = ${id}`,
    ...(rows.length > 0 ? [insertRows('calendar_day', rows)] : []),
  ]
}
