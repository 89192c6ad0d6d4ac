// Work split between a lead unit and those that assist it: each gives its own result, the lead answers for the whole.
import { describe, expect, it } from 'vitest'
import { allowed } from './allowed.ts'
import { cast, type Game, given, hours, type Member, mondayNine } from './test-world.ts'

const split = () =>
  given
    .atTown()
    .do('town1', 'dispatch', { unit: 'city', coUnits: ['fire', 'civil'] })
    .do('city1', 'sign')
const finishes = (game: Game, who: Member) =>
  allowed(game.procedure, game.facts, cast[who], game.around).some(({ action }) => action === 'finish')
const coUnits = (game: Game) =>
  game.facts.parties.filter((party) => party.part === 'co').map(({ unitId, finishedAt }) => [unitId, finishedAt])

describe('assisting units', () => {
  it('give their own result, which moves neither state nor holder nor clock', () => {
    const game = split()
    const { stateDueAt, promiseStoppedAt } = game.facts
    game.world.now += hours(1)
    game.do('fire1', 'finish', { result: 'extinguishers checked' })
    expect(game.facts).toMatchObject({
      state: 'signed',
      holderUnit: 'city',
      finishedBy: null,
      stateDueAt,
      promiseStoppedAt,
    })
    expect(coUnits(game)).toEqual([
      ['fire', mondayNine + hours(1)],
      ['civil', null],
    ])
    expect(game.history.at(-1)!.data).toEqual({ result: 'extinguishers checked', units: ['fire'] })
  })

  it('give it once', () => {
    const game = split().do('fire1', 'finish', { result: 'r' })
    expect(finishes(game, 'fire1')).toBe(false)
    expect(game.refused('fire1', 'finish', { result: 'r' }).code).toBe('incident.not_yours')
    expect(finishes(game, 'civil1')).toBe(true)
  })

  it('may still give it after the lead has finished; until they have, it is not closed as solved', () => {
    const game = split().do('city1', 'finish', { result: 'r' }).do('worker1', 'verify')
    expect(game.refused('town1', 'close')).toEqual({
      code: 'incident.co_units_open',
      facts: { units: ['fire', 'civil'] },
    })
    game.do('fire1', 'finish', { result: 'r' })
    expect(game.refused('town1', 'close').facts).toEqual({ units: ['civil'] })
    game.do('civil1', 'finish', { result: 'r' })
    expect(game.do('town1', 'close').facts.state).toBe('closed')
  })

  it('do not hold up a closing for this stage', () => {
    const game = split().do('city1', 'finish', { result: 'r' }).do('worker1', 'verify')
    expect(game.do('town1', 'close', { degree: 'staged' }).facts).toMatchObject({ state: 'closed', degree: 'staged' })
  })

  it('of an earlier dispatch have nothing to give', () => {
    const game = split().do('town1', 'dispatch', { unit: 'civil' }).do('civil1', 'sign')
    expect(game.refused('fire1', 'finish', { result: 'r' }).code).toBe('incident.not_yours')
    expect(game.do('civil1', 'finish', { result: 'r' }).facts.state).toBe('handled')
  })

  it('cannot finish for the lead, and the lead who is late to a finished one hears of the state', () => {
    const game = split()
    expect(game.do('fire1', 'finish', { result: 'r' }).facts.state).toBe('signed')
    game.do('city1', 'finish', { result: 'r' })
    expect(game.refused('city2', 'finish', { result: 'r' }).code).toBe('incident.wrong_state')
  })
})
