// The demonstration's mediated disputes, played as the demonstration plays them.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { calendars, DEFAULT_CALENDAR } from '#modules/matter/public.ts'
import { generateDistrict } from '#seed/district/district.ts'
import { mediations } from '#seed/district/mediations.ts'
import { playIncidents } from '#seed/load-incidents.ts'
import { MONDAY, PASSWORD, type TestHouse, testHouse } from './db.ts'
import { cast } from './given.ts'

let app: TestHouse
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(() => app.reset())

test.each([
  ['on a Monday morning', MONDAY],
  ['in the night before a Sunday', Date.parse('2026-11-21T23:30:00+08:00')],
])('one agreed with its thirty days running, one under way, %s', async (_, now) => {
  const district = generateDistrict({ today: '2026-11-16' })
  const calendar = calendars.of(app.house).get(DEFAULT_CALENDAR)!
  await playIncidents(app, app.clock, [], district, now, PASSWORD, mediations(district, now, calendar))
  expect(app.clock.now()).toBe(now)
  const mediator = await cast(app).as('committee1')
  const { items } = (await mediator.get('/api/mediations')).body
  expect(items).toMatchObject([
    { state: 'open', sessions: 1, next: { what: 'session' } },
    { state: 'agreed', sessions: 2, court: { state: null }, performed: null },
  ])
  expect(items[1].court.daysLeft).toBeGreaterThanOrEqual(24)
  const states = await Promise.all(
    items.map(async (m: { incident: { id: string } }) => {
      const { state, mediation, late } = (await mediator.get(`/api/incidents/${m.incident.id}`)).body
      return [state, mediation, late]
    }),
  )
  expect(states).toEqual([
    ['signed', 'open', expect.any(Boolean)],
    ['closed', 'ended', false],
  ])
  for (const { id } of items) {
    const read = (await mediator.post(`/api/mediations/${id}/read`, {})).body
    expect([read.valid, read.disputants.length]).toEqual([true, 2])
  }
  // Whoever tries the desk first finds one in the list of mediations, and may read it.
  const clerk = await cast(app).as('clerk1')
  const { items: own } = (await clerk.get('/api/mediations')).body
  expect(own).toMatchObject([{ id: items[0].id, state: 'open' }])
  expect((await clerk.post(`/api/mediations/${own[0].id}/read`, {})).body.disputants).toHaveLength(2)
})
