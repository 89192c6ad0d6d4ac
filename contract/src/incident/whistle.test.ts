// What becomes of a whistle: who was called comes, does something, and says what. Nobody is held up by who does not.
import { describe, expect, it } from 'vitest'
import { allowed } from './allowed.ts'
import { coordinated } from './procedures/coordinated.ts'
import { cast, type Game, given, hours, type Member, mondayNine } from './test-world.ts'
import { openParties } from './who.ts'

const called = () => given.accepted().do('worker1', 'whistle', { units: ['fire', 'city'], reason: 'smoke' })
const came = () => called().do('fire1', 'arrive')
const finishes = (game: Game, who: Member) =>
  allowed(game.procedure, game.facts, cast[who], game.around).some(({ action }) => action === 'finish')
const callsOf = (game: Game, unit: string) =>
  game.facts.parties
    .filter((party) => party.part === 'called' && party.unitId === unit)
    .map(({ to, arrivedAt, finishedAt }) => [to, arrivedAt, finishedAt])

describe('a unit that was called', () => {
  it('came, but had nothing to say its result with', () => {
    const game = came()
    const { state, holderUnit, stateDueAt, promiseStoppedAt } = game.facts
    game.world.now += hours(1)
    game.do('fire1', 'finish', { result: 'fire put out' })
    expect(game.facts).toMatchObject({ state, holderUnit, stateDueAt, promiseStoppedAt, finishedBy: null })
    expect(callsOf(game, 'fire')).toEqual([[null, mondayNine, mondayNine + hours(1)]])
    expect(callsOf(game, 'city')).toEqual([[null, null, null]])
    expect(game.history.at(-1)).toMatchObject({
      action: 'finish',
      byActor: true,
      data: { result: 'fire put out', units: ['fire'] },
    })
    expect(game.last.tell).toEqual([{ to: 'unit', unitId: 'community-centre', message: 'partDone' }])
    expect(game.facts.onScene).toEqual([
      { accountId: 'fire1', unitId: 'fire', from: mondayNine, until: mondayNine + hours(1) },
    ])
  })

  it('reports in first', () => {
    const game = called()
    expect(finishes(game, 'fire1')).toBe(false)
    expect(game.refused('fire1', 'finish', { result: 'r' }).code).toBe('incident.not_arrived')
    expect(finishes(game.do('fire1', 'arrive'), 'fire1')).toBe(true)
    expect(game.refused('civil1', 'finish', { result: 'r' }).code).toBe('incident.not_yours')
  })

  it('says it once, and once more only when called once more', () => {
    const game = came().do('fire1', 'finish', { result: 'r' })
    expect(finishes(game, 'fire1')).toBe(false)
    expect(game.refused('fire1', 'finish', { result: 'r' }).code).toBe('incident.not_yours')
    game.world.now += hours(2)
    game.do('worker1', 'whistle', { units: ['fire'], reason: 'it burns again' })
    expect(callsOf(game, 'fire')).toEqual([
      [mondayNine + hours(2), mondayNine, mondayNine],
      [null, null, null],
    ])
    game.do('fire1', 'arrive').do('fire1', 'finish', { result: 'r' })
    expect(callsOf(game, 'fire')[1]).toEqual([null, mondayNine + hours(2), mondayNine + hours(2)])
  })

  it('says it in any open state, and desk and holder hear of it', () => {
    const stages: (() => Game)[] = [
      given.reported,
      given.accepted,
      given.atTown,
      given.withCity,
      given.signed,
      given.handling,
      given.handled,
      given.verified,
    ]
    for (const stage of stages) {
      const game = stage()
        .do('worker1', 'whistle', { units: ['civil'], reason: 'help' })
        .do('civil1', 'arrive')
      const { state, deskUnit, holderUnit } = game.facts
      expect(finishes(game, 'civil1'), state).toBe(true)
      game.do('civil1', 'finish', { result: 'r' })
      expect(game.facts, state).toMatchObject({ state, deskUnit, holderUnit })
      const told = new Set([deskUnit, holderUnit])
      expect(game.last.tell, state).toEqual([...told].map((unitId) => ({ to: 'unit', unitId, message: 'partDone' })))
    }
    expect(stages).not.toHaveLength(0)
  })

  it('holds up no closing, neither by staying away nor by saying nothing; only assisting units do', () => {
    const game = given.verified().do('worker1', 'whistle', { units: ['fire', 'civil'], reason: 'help' })
    game.do('fire1', 'arrive').do('town1', 'close')
    expect(game.facts).toMatchObject({ state: 'closed', degree: 'substantive' })
    expect(game.refused('fire1', 'finish', { result: 'r' }).code).toBe('incident.wrong_state')
    // Who came still sees what it took part in, and may remark upon it; who did not come is released.
    expect(openParties(game.facts).filter(({ part }) => part === 'called')).toMatchObject([{ unitId: 'fire' }])
    expect(game.do('fire1', 'comment', { note: 'hydrant checked' }).facts.state).toBe('closed')
  })

  it('and then given the work says what it did once, as the one that leads or assists', () => {
    const lead = given
      .atTown()
      .do('worker1', 'whistle', { units: ['city'], reason: 'x' })
      .do('city1', 'arrive')
    lead.do('town1', 'dispatch', { unit: 'city' }).do('city1', 'sign').do('city1', 'finish', { result: 'cleared' })
    expect(lead.facts.state).toBe('handled')
    expect(finishes(lead, 'city1')).toBe(false)
    expect(callsOf(lead, 'city')).toEqual([[null, mondayNine, mondayNine]])
    const assisting = given
      .atTown()
      .do('worker1', 'whistle', { units: ['fire'], reason: 'x' })
      .do('fire1', 'arrive')
    assisting.do('town1', 'dispatch', { unit: 'city', coUnits: ['fire'] }).do('city1', 'sign')
    assisting.do('fire1', 'finish', { result: 'checked' })
    expect(finishes(assisting, 'fire1')).toBe(false)
    expect(assisting.facts.parties.filter(({ unitId }) => unitId === 'fire').map((party) => party.finishedAt)).toEqual([
      mondayNine,
      mondayNine,
    ])
  })

  it('came at the hour of the phone, where there was no network', () => {
    const game = called()
    game.world.now += hours(3)
    game.world.occurredAt = mondayNine + hours(1)
    game.do('fire1', 'arrive')
    game.world.occurredAt = mondayNine + hours(2)
    game.do('fire1', 'finish', { result: 'r' })
    expect(callsOf(game, 'fire')).toEqual([[null, mondayNine + hours(1), mondayNine + hours(2)]])
    // A phone that mixed up the order: nobody has done it before they came.
    const mixed = called()
    mixed.world.now += hours(3)
    mixed.do('fire1', 'arrive')
    mixed.world.occurredAt = mondayNine + hours(1)
    mixed.do('fire1', 'finish', { result: 'r' })
    expect(callsOf(mixed, 'fire')).toEqual([[null, mondayNine + hours(3), mondayNine + hours(3)]])
  })

  it('where an incident is open under the earlier version has the acts of that one', () => {
    const earlier = { ...coordinated, version: 1, actions: coordinated.actions.filter(notOfCalled) }
    const game = came()
    expect(allowed(earlier, game.facts, cast.fire1, game.around).map(({ action }) => action)).not.toContain('finish')
    expect(allowed(earlier, game.facts, cast.fire1, game.around).map(({ action }) => action)).toContain('comment')
  })
})

const notOfCalled = ({ who }: { who: readonly string[] }) => !who.includes('calledUnit')

it('the lead that is not there yet hears in which states it may finish, not in which others may', () => {
  expect(given.withCity().refused('city1', 'finish', { result: 'r' })).toEqual({
    code: 'incident.wrong_state',
    facts: { state: 'dispatched', wanted: ['signed', 'handling', 'rework'] },
  })
})
