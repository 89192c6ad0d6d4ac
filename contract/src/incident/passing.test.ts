import { describe, expect, it } from 'vitest'
import { allowed } from './allowed.ts'
import { cast, community, county, Game, given, hours, local, mondayNine, newWorld, town } from './test-world.ts'
import { leadOf, openParties } from './who.ts'

const open = (game: ReturnType<typeof given.signed>) =>
  openParties(game.facts).map((party) => `${party.part} ${party.unitId}`)

describe('routing', () => {
  it('gives it to a centre of another level, which accepts and becomes the desk', () => {
    const game = given.reported().do('clerk1', 'route', { centre: town })
    expect(game.facts).toMatchObject({
      state: 'routed',
      stage: 'route',
      holderUnit: 'town-centre',
      deskUnit: 'community-centre',
    })
    game.do('town1', 'accept')
    expect(game.facts).toMatchObject({
      state: 'accepted',
      holderUnit: 'town-centre',
      deskUnit: 'town-centre',
      deskArea: town,
    })
  })

  it('or to a centre of another area, which is a party and so sees it', () => {
    const game = given.atTown().do('town1', 'route', { centre: '990101002' })
    expect(game.facts.holderUnit).toBe('town2-centre')
    expect(open(game)).toContain('centre town2-centre')
    game.do('town2', 'accept')
    expect(game.facts.deskUnit).toBe('town2-centre')
  })

  it('may be passed on by who was asked, not by who has sent it', () => {
    const game = given.reported().do('clerk1', 'route', { centre: town })
    expect(game.refused('clerk1', 'route', { centre: county }).code).toBe('incident.not_yours')
    game.do('town1', 'route', { centre: county })
    expect(game.facts.holderUnit).toBe('county-centre')
  })

  it('can be sent back down', () => {
    const game = given.atTown().do('town1', 'route', { centre: community }).do('clerk1', 'accept')
    expect(game.facts).toMatchObject({ state: 'accepted', deskUnit: 'community-centre' })
  })
})

describe('dispatching', () => {
  it('makes the unit the holder and lead party, the others co-units, and opens the time for declining', () => {
    const game = given.atTown().do('town1', 'dispatch', { unit: 'city', coUnits: ['fire', 'team1'] })
    expect(game.facts).toMatchObject({
      state: 'dispatched',
      holderUnit: 'city',
      holderKind: 'department',
      declineUntil: local('2026-03-03T09:00'),
    })
    expect(open(game)).toEqual(['centre town-centre', 'lead city', 'co fire', 'co team1'])
    expect(game.last.tell).toContainEqual({ to: 'unit', unitId: 'fire', message: 'assisting' })
  })

  it('from routed accepts in the same breath', () => {
    const game = given.reported().do('clerk1', 'route', { centre: town }).do('town1', 'dispatch', { unit: 'city' })
    expect(game.facts).toMatchObject({
      deskUnit: 'town-centre',
      promiseStartedAt: mondayNine,
      conditionId: 'rubbish.1',
    })
  })

  it('again, to another unit, ends the first one and its co-units as parties', () => {
    const game = given.atTown().do('town1', 'dispatch', { unit: 'city', coUnits: ['civil'] })
    game.do('town1', 'dispatch', { unit: 'fire' })
    expect(open(game)).toEqual(['centre town-centre', 'lead fire'])
    expect(game.facts.parties.find((party) => party.unitId === 'city')?.to).toBe(mondayNine)
    expect(game.refused('town1', 'dispatch', { unit: 'fire' }).code).toBe('incident.same_unit')
  })

  it('of a duty that was taken back is refused for towns and below, with the legal basis; upwards it is the way', () => {
    const game = given.accepted('permit')
    expect(game.refused('clerk1', 'dispatch', { unit: 'team1' })).toEqual({
      code: 'incident.duty_taken_back',
      facts: { area: '990101001001001', legalBasis: '县级收回事项清单第3项' },
    })
    game.do('clerk1', 'route', { centre: county }).do('county1', 'accept')
    expect(game.refused('county1', 'dispatch', { unit: 'city' }).code).toBe('incident.duty_taken_back')
    expect(game.refused('county1', 'dispatch', { unit: 'county-city', coUnits: ['fire'] }).code).toBe(
      'incident.duty_taken_back',
    )
    expect(game.refused('county1', 'route', { centre: town }).code).toBe('incident.duty_taken_back')
    expect(game.do('county1', 'dispatch', { unit: 'county-city' }).facts.holderUnit).toBe('county-city')
  })

  it('a joint duty is no obstacle', () => {
    const game = given.accepted()
    game.world.duties = { rubbish: { kind: 'joint', basis: null } }
    expect(game.do('clerk1', 'dispatch', { unit: 'team1' }).facts.holderUnit).toBe('team1')
  })
})

describe('declining: once per unit and round, within the time box', () => {
  it('goes back to the desk, which upholds the dispatch: back to that unit, which cannot decline again', () => {
    const game = given.withCity().do('city1', 'decline', { reason: 'belongs to fire' })
    expect(game.facts).toMatchObject({ state: 'declined', holderUnit: 'town-centre' })
    expect(game.facts.declines).toEqual([{ round: 1, unitId: 'city', deskUnit: 'town-centre', at: mondayNine }])
    game.do('town1', 'arbitrate', { upheld: true, reason: 'it is yours' })
    expect(game.facts).toMatchObject({ state: 'dispatched', holderUnit: 'city' })
    expect(game.refused('city1', 'decline', { reason: 'still not' }).code).toBe('incident.already_declined')
    game.do('city1', 'sign')
    expect(game.refused('city2', 'decline', { reason: 'still not' }).code).toBe('incident.already_declined')
  })

  it('declining what has been declined already is a wrong state, not a missing right', () => {
    const game = given.withCity().do('city1', 'decline', { reason: 'x' })
    expect(game.refused('city1', 'decline', { reason: 'x' }).code).toBe('incident.wrong_state')
  })

  it('not upheld: the desk has it again and the unit is no party any more', () => {
    const game = given.withCity().do('city1', 'decline', { reason: 'x' })
    game.do('town1', 'arbitrate', { upheld: false, reason: 'true' })
    expect(game.facts).toMatchObject({ state: 'accepted', holderUnit: 'town-centre' })
    expect(leadOf(game.facts)).toBeNull()
  })

  it('a signed unit may still decline; after one working day nobody may', () => {
    const early = given.signed()
    early.world.now = local('2026-03-03T09:00')
    early.do('city1', 'decline', { reason: 'x' })
    expect(early.facts.state).toBe('declined')

    const late = given.signed()
    late.world.now = local('2026-03-03T09:01')
    expect(late.refused('city1', 'decline', { reason: 'x' }).code).toBe('incident.decline_too_late')
    late.world.occurredAt = local('2026-03-03T08:59')
    expect(late.do('city1', 'decline', { reason: 'x' }).facts.state).toBe('declined')
  })

  it('the second decline at a desk goes up a level, and everything is counted', () => {
    const game = given.withCity().do('city1', 'decline', { reason: 'x' }).do('town1', 'dispatch', { unit: 'fire' })
    game.do('fire1', 'decline', { reason: 'y' })
    expect(game.facts).toMatchObject({ state: 'routed', holderUnit: 'county-centre', deskUnit: 'town-centre' })
    expect(game.facts.declines.map((decline) => decline.unitId)).toEqual(['city', 'fire'])
    expect(game.history.at(-1)?.data).toMatchObject({ declines: 2, to: 'county-centre' })
  })

  it('at the top there is nobody to go up to: the desk arbitrates', () => {
    const game = given.atTown().do('town1', 'route', { centre: county }).do('county1', 'accept')
    game.do('county1', 'dispatch', { unit: 'county-city' }).do('countyCity1', 'decline', { reason: 'x' })
    game.do('county1', 'dispatch', { unit: 'city' }).do('city1', 'decline', { reason: 'y' })
    expect(game.facts).toMatchObject({ state: 'declined', holderUnit: 'county-centre' })
  })

  it('a new round is a new chance', () => {
    const game = given
      .withCity()
      .do('city1', 'decline', { reason: 'x' })
      .do('town1', 'arbitrate', { upheld: true, reason: 'y' })
    game.do('city1', 'sign').do('city1', 'finish', { result: 'r' }).do('town1', 'verify').do('town1', 'close')
    game.do('resident', 'reopen', { reason: 'still there' }).do('town1', 'dispatch', { unit: 'city' })
    expect(game.do('city1', 'decline', { reason: 'now it is not' }).facts.state).toBe('declined')
  })

  it('the promise does not notice any of it', () => {
    const game = given.withCity()
    const { promiseStartedAt, promiseDueAt } = game.facts
    game.world.now += hours(3)
    game
      .do('city1', 'decline', { reason: 'x' })
      .do('town1', 'dispatch', { unit: 'fire' })
      .do('fire1', 'decline', { reason: 'y' })
    game.do('county1', 'accept').do('county1', 'dispatch', { unit: 'county-city' })
    expect(game.facts).toMatchObject({ promiseStartedAt, promiseDueAt })
  })
})

describe('emergency', () => {
  const gas = () => given.reported('gas', cast.worker1)

  it('is told to the centres, leaders and rosters of all levels at once, and the history says to whom', () => {
    const game = gas()
    expect(game.history.map((entry) => entry.action)).toEqual(['report', 'tell'])
    expect(game.history[1]).toMatchObject({
      byActor: false,
      data: { message: 'emergency', centres: ['community-centre', 'town-centre', 'county-centre'] },
    })
    const told = game.told.filter((line) => line.message === 'emergency')
    expect(told.filter((line) => line.to === 'roster')).toHaveLength(3)
    expect(told.filter((line) => line.to === 'leader')).toHaveLength(3)
    expect(game.facts).toMatchObject({ procedureKey: 'emergency', holderUnit: 'community-centre', seq: 2, version: 1 })
  })

  it('units on duty are called wherever they belong: they see it and report in; who did not come is released when it is closed', () => {
    const world = { ...newWorld(), onDuty: { [town]: ['fire', 'city', 'town-centre'], '999999': ['county-city'] } }
    const game = new Game({ matterCode: 'gas' }, cast.worker1, world)
    expect(open(game).filter((line) => line.startsWith('called'))).toEqual(['called city', 'called fire'])
    expect(game.history[1]!.data).toMatchObject({ units: ['city', 'fire'] })
    const offered = allowed(game.procedure, game.facts, cast.fire1, game.around).map(({ action }) => action)
    expect(offered).toContain('arrive')
    expect(game.refused('civil1', 'arrive').code).toBe('incident.not_yours')
    game.do('fire1', 'arrive').do('worker1', 'whistle', { units: ['fire'], reason: 'smoke' })
    expect(open(game).filter((line) => line === 'called fire')).toHaveLength(1)
    game.do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign')
    game.do('worker1', 'finish', { result: 'safe' }).do('clerk1', 'verify').do('clerk1', 'close')
    expect(open(game).filter((line) => line.startsWith('called'))).toEqual(['called fire'])
  })

  it('the reporting worker stays at the scene until it is finished, and both instants are kept', () => {
    const game = gas()
    expect(game.facts.onScene).toEqual([{ accountId: 'worker1', unitId: 'team1', from: mondayNine, until: null }])
    expect(game.refused('worker1', 'arrive').code).toBe('incident.already_arrived')
    game
      .do('worker1b', 'arrive')
      .do('clerk1', 'accept')
      .do('clerk1', 'dispatch', { unit: 'team1' })
      .do('worker1', 'sign')
    game.world.now += hours(0.25)
    game.do('worker1', 'finish', { result: 'closed the valve' })
    expect(game.facts.onScene.map((stay) => stay.until)).toEqual([mondayNine + hours(0.25), mondayNine + hours(0.25)])
  })

  it('a higher centre may take over at any moment; who was at work stays a party and gets it back in one key', () => {
    const game = gas().do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign')
    expect(game.refused('clerk1', 'takeOver', { reason: 'x' }).code).toBe('incident.not_yours')
    expect(game.refused('town2', 'takeOver', { reason: 'x' }).code).toBe('incident.not_yours')
    game.do('town1', 'takeOver', { reason: 'gas in the sewer' })
    expect(game.facts).toMatchObject({ state: 'accepted', holderUnit: 'town-centre', deskUnit: 'town-centre' })
    expect(open(game)).toContain('former team1')
    const dispatch = allowed(game.procedure, game.facts, cast.town1, game.around).find(
      (entry) => entry.action === 'dispatch',
    )
    expect(dispatch?.fields[0]?.default).toBe('team1')
    game.do('county1', 'takeOver', { reason: 'bigger still' })
    expect(game.facts.deskUnit).toBe('county-centre')
    expect(game.refused('town1', 'takeOver', { reason: 'x' }).code).toBe('incident.not_yours')
  })

  it('of two centres that take over at once the lower one is told, not turned away', () => {
    const game = gas()
    const seen = game.facts.version
    game.do('county1', 'takeOver', { reason: 'x' })
    expect(game.refused('town1', 'takeOver', { reason: 'x', version: seen }).code).toBe('version.conflict')
  })

  it('is no business of the other procedures', () => {
    expect(given.reported().refused('town1', 'takeOver', { reason: 'x' }).code).toBe('incident.not_in_procedure')
  })

  it('make safe is done: the repair is opened as a linked incident under the condition that follows', () => {
    const game = gas().do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign')
    game.do('worker1', 'finish', { result: 'safe' }).do('clerk1', 'verify').do('clerk1', 'close')
    expect(game.related).toEqual([{ do: 'openLinked', matterCode: 'gas', conditionId: 'gas.2' }])
    expect(given.closed().related).toEqual([])
  })
})

describe('whistle and arrival 吹哨报到', () => {
  it('a worker of the grid or a centre calls units from anywhere above; they are parties and report in', () => {
    const game = given.accepted().do('worker1', 'whistle', { units: ['fire', 'county-city'], reason: 'smoke' })
    expect(game.facts).toMatchObject({ state: 'accepted', holderUnit: 'community-centre' })
    expect(open(game)).toEqual(['centre community-centre', 'called fire', 'called county-city'])
    expect(game.refused('civil1', 'arrive').code).toBe('incident.not_yours')
    game.world.now += hours(0.5)
    game.do('fire1', 'arrive', { location: { lng: 110, lat: 30 } })
    expect(game.facts.parties.find((party) => party.unitId === 'fire')?.arrivedAt).toBe(mondayNine + hours(0.5))
    expect(game.facts.parties.find((party) => party.unitId === 'county-city')?.arrivedAt).toBeNull()
    expect(game.refused('fire1', 'arrive').code).toBe('incident.already_arrived')
  })

  it('a worker of another grid may not', () => {
    expect(given.accepted().refused('worker2', 'whistle', { units: ['fire'], reason: 'x' }).code).toBe(
      'incident.not_yours',
    )
  })
})
