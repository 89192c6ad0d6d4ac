// Hazard found → rectification → looked at again, until it is gone or somebody above has it.
import { describe, expect, it } from 'vitest'
import { cast, Game, given, local } from './test-world.ts'

const ordered = () => given.accepted('hazard').do('clerk1', 'dispatch', { unit: 'team2' }).do('worker2', 'sign')
const rectified = () => ordered().do('worker2', 'finish', { result: 'exit cleared' })

describe('hazard and rectification 隐患整改', () => {
  it('is looked at again although the catalogue does not ask for it, within three working days', () => {
    const game = rectified()
    expect(game.facts).toMatchObject({ state: 'postcheck', holderUnit: 'team1', checkKind: 'postcheck' })
    expect(game.facts.stateDueAt).toBe(local('2026-03-05T09:00'))
    expect(game.do('worker1', 'postcheck', { found: false }).facts).toMatchObject({
      state: 'verified',
      verifiedBy: 'worker1',
    })
  })

  it('found again: back to whoever must rectify, and the time promised was never stopped', () => {
    const game = rectified().do('worker1', 'postcheck', { found: true })
    expect(game.facts).toMatchObject({ state: 'rework', holderUnit: 'team2', reworks: 1, promiseStoppedAt: null })
  })

  it('found a second time: the level above has it, and can send it on in one step', () => {
    const game = rectified().do('worker1', 'postcheck', { found: true }).do('worker2', 'finish', { result: 'again' })
    game.do('worker1', 'postcheck', { found: true })
    expect(game.facts).toMatchObject({ state: 'routed', holderUnit: 'town-centre', reworks: 2 })
    expect(game.facts.parties.filter((party) => party.to === null).map((party) => party.part)).toContain('former')
    expect(game.do('town1', 'dispatch', { unit: 'fire' }).facts).toMatchObject({
      state: 'dispatched',
      holderUnit: 'fire',
    })
  })

  it('is not looked at by the team that rectified it', () => {
    const own = given.accepted('hazard').do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign')
    expect(own.do('worker1', 'finish', { result: 'r' }).facts).toMatchObject({
      state: 'handled',
      holderUnit: 'community-centre',
    })
  })

  it('put right on the spot it is closed at once', () => {
    const game = new Game(
      { matterCode: 'hazard', isHandled: true, data: { result: 'moved the bicycle' } },
      cast.worker1,
    )
    expect(game.facts).toMatchObject({ state: 'closed', onTheSpot: true })
  })
})
