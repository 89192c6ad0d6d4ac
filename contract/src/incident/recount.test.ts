// The calendar is corrected afterwards: Tuesday 3 March 2026 turns out to be a holiday, Saturday 7 March a working day.
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../deadline/calendar.ts'
import { applyVerdict } from './draft.ts'
import type { IncidentFacts } from './facts.ts'
import { recount as recountAct, recountClocks } from './recount.ts'
import { type Game, given, hours, local } from './test-world.ts'

const corrected = createCalendar({
  id: 'corrected',
  days: [
    { day: '2026-03-03', kind: 'holiday', name: 'a holiday', source: 'test' },
    { day: '2026-03-07', kind: 'makeup', name: 'a holiday', source: 'test' },
  ],
  publishedThrough: 2030,
})
const recount = (game: Game) => recountClocks(game.procedure, game.facts, { ...game.around, calendar: corrected })
const changed = (game: Game): IncidentFacts => ({ ...game.facts, ...recount(game) })

describe('a corrected calendar', () => {
  it('moves the promise that is running, the state that ends with it, and the ladder', () => {
    expect(changed(given.handling())).toMatchObject({
      promiseDueAt: local('2026-03-05T09:00'),
      stateDueAt: local('2026-03-05T09:00'),
      dueAt: local('2026-03-05T09:00'),
      escalateAt: local('2026-03-05T15:00'),
      version: given.handling().facts.version,
    })
  })

  it("moves a state's own limit", () => {
    const game = given.withCity()
    expect(game.facts.stateDueAt).toBe(local('2026-03-03T09:00'))
    expect(changed(game).stateDueAt).toBe(local('2026-03-04T09:00'))
  })

  it('leaves alone what is not touched by the days, and says so with nothing', () => {
    expect(recount(given.reported())).toEqual({})
  })

  it('leaves alone what was missed, what has stopped and what has ended', () => {
    const late = given.handling().wait(local('2026-03-04T09:00'))
    expect(recount(late)).toEqual({})
    expect(recount(given.handled())).not.toHaveProperty('promiseDueAt')
    expect(recount(given.closed())).toEqual({})
    expect(recount(given.accepted().do('clerk1', 'void', { reason: 'x' }))).toEqual({})
  })

  it('keeps an instant that was agreed', () => {
    const game = given.withCity().do('town1', 'extend', { until: '2026-03-05T10:00:00+08:00', reason: 'x' })
    expect(changed(game).stateDueAt).toBe(local('2026-03-05T10:00'))
  })

  it('leaves merged time out of the state as before', () => {
    const game = given.dispatched()
    game.world.now += hours(2)
    game.do('clerk1', 'merge', { into: 'other' })
    game.world.now = local('2026-03-04T11:00')
    game.do('clerk1', 'unmerge')
    // Two of eight hours were used on Monday; the other six run from Wednesday 11:00.
    expect(game.facts.stateDueAt).toBe(local('2026-03-05T09:00'))
    expect(recount(game)).not.toHaveProperty('stateDueAt')
  })
})

it('a move to another state counted a missed promise anew by the corrected calendar', () => {
  const game = given.handling().wait(local('2026-03-04T09:00'))
  const { promiseDueAt } = game.facts
  expect(game.facts).toMatchObject({ promiseMissed: true, promiseDueAt: local('2026-03-04T09:00') })
  game.world.calendar = corrected
  game.wait(local('2026-03-09T18:00'))
  expect(game.facts.state).not.toBe('handling')
  expect(game.facts.promiseDueAt).toBe(promiseDueAt)
})

describe('what the system writes down of it', () => {
  const act = (game: Game) => recountAct(game.procedure, game.facts, { ...game.around, calendar: corrected })

  it('an entry with what was due when and what is now, word to the holder, and no new version', () => {
    const game = given.handling()
    const verdict = act(game)!
    expect(verdict.history).toMatchObject([
      {
        action: 'tell',
        byActor: false,
        data: {
          message: 'recounted',
          was: { promiseDueAt: '2026-03-04T09:00:00+08:00' },
          promiseDueAt: '2026-03-05T09:00:00+08:00',
        },
        from: 'handling',
        to: 'handling',
      },
    ])
    expect(verdict.tell).toEqual([{ to: 'unit', unitId: game.facts.holderUnit, message: 'recounted' }])
    expect(verdict.set).toMatchObject({ seq: game.facts.seq + 1, promiseDueAt: local('2026-03-05T09:00') })
    expect(verdict.set).not.toHaveProperty('version')
    const after = { ...game.facts, ...verdict.set }
    expect(recountAct(game.procedure, after, { ...game.around, calendar: corrected })).toBeNull()
  })

  it('nothing where nothing falls due at another instant', () => {
    expect(act(given.reported())).toBeNull()
    expect(act(given.handling().wait(local('2026-03-04T09:00')))).toBeNull()
    expect(act(given.closed())).toBeNull()
  })
})

it('a step of the sweep that moves nothing leaves the version alone; one that moves it does not', () => {
  const game = given.reported()
  const { version } = game.facts
  game.wait(local('2026-03-02T11:00'))
  expect(game.history.map((entry) => entry.action)).toEqual(['report', 'remind', 'warn', 'markLate'])
  expect(game.facts.version).toBe(version)
  game.wait(local('2026-03-02T17:00'))
  expect(game.facts.version).toBe(version + 1)
  expect(applyVerdict(game.facts, game.last, game.world.now).version).toBe(version + 1)
})
