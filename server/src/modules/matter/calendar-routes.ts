import { CalendarQuery, CalendarView, LoadCalendar } from '@linli/contract/deadline/schemas.ts'
import { calendarView } from '@linli/contract/deadline/view.ts'
import { Page } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { loadCalendar } from './calendar.ts'
import { calendars } from './public.ts'

const CalendarHead = Type.Omit(CalendarView, ['days'])
const CalendarKey = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 64, description: 'Its id, as lists name it' }),
})

export const calendarRoutes = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/calendars',
    summary: 'Calendars that deadlines count by, without their days',
    permission: 'calendar.list',
    schema: { response: { 200: Page(CalendarHead) } },
    handle({ entry }) {
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'calendar.list')
        const heads = [...calendars.of(house).values()].map((c) => calendarView(c, c))
        return { items: heads.map(({ days: _days, ...head }) => head), next: null }
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/calendars/:key',
    summary: 'A calendar with its holidays and make-up days; `from` and `to` bound the days',
    permission: 'calendar.list',
    schema: { params: CalendarKey, querystring: CalendarQuery, response: { 200: CalendarView } },
    handle({ entry, params, query }) {
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'calendar.list')
        const calendar = calendars.of(house).get(params.key)
        if (!calendar) throw problem('not_found')
        return calendarView(calendar, { name: calendar.name, version: calendar.version, ...query })
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/calendars/:key',
    summary: 'Replace a calendar; what is running is counted anew within seconds, what was missed stays missed',
    permission: 'calendar.load',
    schema: { params: CalendarKey, body: LoadCalendar, response: { 200: CalendarView, 201: CalendarView } },
    async handle({ entry, params, body, reply }) {
      const { result } = await perform(house, loadCalendar, { entry, input: { ...body, id: params.key } })
      await calendars.reread(house)
      return reply.status(result.created ? 201 : 200).send(result.calendar)
    },
  }),
]
