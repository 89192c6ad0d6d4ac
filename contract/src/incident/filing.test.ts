import { describe, expect, it } from 'vitest'
import { reportIncident } from './start.ts'
import {
  aroundOf,
  cast,
  community,
  Game,
  given,
  grid1,
  hours,
  local,
  mondayNine,
  newWorld,
  plainReport,
  staff,
  town,
} from './test-world.ts'

const report = (
  fields: Partial<typeof plainReport>,
  by = cast.resident as Parameters<typeof reportIncident>[1],
  world = newWorld(),
) => reportIncident({ ...plainReport, ...fields }, by, aroundOf(world))
const codeOf = (outcome: ReturnType<typeof report>) => (outcome.ok ? 'ok' : outcome.refusal.code)

describe('a report', () => {
  it("begins at the centre of the grid's community, which is its desk until somebody accepts", () => {
    const { facts, history } = new Game()
    expect(facts).toMatchObject({
      procedureKey: 'coordinated',
      state: 'reported',
      stage: 'report',
      version: 1,
      seq: 1,
      round: 1,
      holderUnit: 'community-centre',
      holderKind: 'centre',
      deskUnit: 'community-centre',
      conditionId: 'rubbish.1',
      promiseStartedAt: null,
      isLate: false,
    })
    expect(history.map(({ action, from, to }) => [action, from, to])).toEqual([['report', null, 'reported']])
  })

  it('in no grid goes to the centre of its community, or of its town', () => {
    expect(new Game({ areaCode: community }).facts.holderUnit).toBe('community-centre')
    expect(new Game({ areaCode: town }).facts.holderUnit).toBe('town-centre')
  })

  it('goes to the nearest centre above where the community has none', () => {
    const world = { ...newWorld(), withoutCentre: [community] }
    expect(new Game({}, cast.resident, world).facts.holderUnit).toBe('town-centre')
  })

  it('is refused where no centre exists at all, for an unknown matter, and for a class of matters', () => {
    const nowhere = { ...newWorld(), withoutCentre: [community, town, '990101'] }
    expect(codeOf(report({}, cast.resident, nowhere))).toBe('incident.no_centre')
    expect(codeOf(report({ matterCode: 'nowhere' }))).toBe('incident.unknown_matter')
    expect(codeOf(report({ matterCode: 'class' }))).toBe('incident.unknown_matter')
  })

  it('begins under the condition that is named, as a repair that follows does', () => {
    expect(new Game({ matterCode: 'gas', conditionId: 'gas.2' }, { kind: 'system' }).facts.conditionId).toBe('gas.2')
  })

  it('the repair after an emergency alarmed every level once more, and was due in half an hour', () => {
    const repair = new Game({ matterCode: 'gas', conditionId: 'gas.2' }, { kind: 'system' })
    expect(repair.facts).toMatchObject({ procedureKey: 'coordinated', state: 'reported', onScene: [] })
    expect(repair.history.map(({ action }) => action)).toEqual(['report'])
    expect(repair.facts.stateDueAt).toBe(mondayNine + hours(2))
    // Whoever else reports the same matter reports an emergency, whatever its first condition is.
    const again = new Game({ matterCode: 'gas' }, { kind: 'resident' })
    expect(again.facts.procedureKey).toBe('emergency')
    expect(again.history.map(({ action }) => action)).toEqual(['report', 'tell'])
  })

  it('sets every column, so that the server writes a whole row', () => {
    const outcome = report({})
    if (!outcome.ok) throw new Error('refused')
    const undefinedOnes = Object.entries(outcome.verdict.set).filter(([, value]) => value === undefined)
    expect(undefinedOnes).toEqual([])
    expect(Object.keys(outcome.verdict.set).length).toBeGreaterThan(70)
    expect(JSON.parse(JSON.stringify(outcome.verdict))).toEqual(outcome.verdict)
  })
})

describe('handled on the spot', () => {
  const game = () => new Game({ matterCode: 'snow', isHandled: true, source: 'worker' }, cast.worker1)

  it('is closed at once under the ordinary procedure, its promise kept as it was made', () => {
    const { facts, history } = game()
    expect(facts).toMatchObject({
      procedureKey: 'ordinary',
      state: 'closed',
      holderUnit: 'community-centre',
      onTheSpot: true,
      finishedBy: 'worker1',
      verifiedBy: 'worker1',
      promiseStartedAt: mondayNine,
      promiseStoppedAt: mondayNine,
      degree: 'substantive',
      dueAt: null,
    })
    expect(history).toHaveLength(1)
  })

  it('archives by itself after the follow-up period, without being late', () => {
    const played = game().wait(local('2026-03-09T09:00'))
    expect(played.facts).toMatchObject({ state: 'archived', holderUnit: null, isLate: false, nextStep: null })
    expect(played.actions()).toEqual(['report', 'archive'])
    expect(played.history[1]).toMatchObject({ byActor: false, from: 'closed', to: 'archived' })
  })

  it('a matter of another procedure can be handled on the spot too', () => {
    expect(new Game({ isHandled: true }, cast.worker1).facts).toMatchObject({
      procedureKey: 'coordinated',
      state: 'closed',
    })
  })

  it('without a result an ordinary matter needs other hands', () => {
    expect(new Game({ matterCode: 'snow' }, cast.worker1).facts).toMatchObject({
      procedureKey: 'coordinated',
      state: 'reported',
    })
  })

  it('when it turns out not to be solved it goes on under the coordinated procedure', () => {
    const played = game().do('clerk1', 'followUp', { reached: true, solved: false })
    expect(played.facts).toMatchObject({
      procedureKey: 'coordinated',
      state: 'accepted',
      round: 2,
      holderUnit: 'community-centre',
      onTheSpot: false,
      finishedBy: null,
    })
    played.do('clerk1', 'dispatch', { unit: 'team1' })
    expect(played.facts.holderUnit).toBe('team1')
  })

  it('is for people who work there: not for residents, other grids, or a matter that needs approval', () => {
    const handled = { matterCode: 'snow', isHandled: true }
    expect(codeOf(report(handled, cast.resident))).toBe('incident.not_yours')
    expect(codeOf(report(handled, cast.worker2))).toBe('incident.not_yours')
    expect(codeOf(report(handled, cast.leader1))).toBe('incident.not_yours')
    expect(codeOf(report(handled, cast.clerk1))).toBe('ok')
    expect(codeOf(report({ matterCode: 'allowance', isHandled: true }, cast.worker1))).toBe(
      'incident.handled_not_allowed',
    )
  })
})

describe('accepting', () => {
  it('takes the suggested condition unless another one is picked, and starts the promise from it', () => {
    expect(given.reported().do('clerk1', 'accept').facts).toMatchObject({
      state: 'accepted',
      conditionId: 'rubbish.1',
      promiseStartedAt: mondayNine,
      promiseAmount: 2,
      promiseUnit: 'workDay',
      promiseDueAt: local('2026-03-04T09:00'),
    })
    const other = given.reported().do('clerk1', 'accept', { condition: 'rubbish.2', urgency: 'urgent' })
    expect(other.facts).toMatchObject({
      conditionId: 'rubbish.2',
      urgency: 'urgent',
      promiseDueAt: local('2026-03-02T15:00'),
    })
    expect(other.history.at(-1)?.data).toMatchObject({
      condition: 'rubbish.2',
      promiseDueAt: '2026-03-02T15:00:00+08:00',
    })
  })

  it('may correct the matter: the first condition of the new one counts, the old one is forgotten', () => {
    const { facts } = given.reported().do('clerk1', 'accept', { matter: 'cover' })
    expect(facts).toMatchObject({ matterCode: 'cover', conditionId: 'cover.1', promiseDueAt: mondayNine + hours(2) })
  })

  it('a matter of another procedure goes on under that one, and an emergency is told to all', () => {
    const game = given.reported().do('clerk1', 'accept', { matter: 'gas' })
    expect(game.facts).toMatchObject({ procedureKey: 'emergency', state: 'accepted' })
    expect(game.actions()).toEqual(['report', 'accept', 'tell'])
    expect(game.last.tell.filter((line) => line.to === 'unit' && line.message === 'emergency')).toHaveLength(3)
  })

  it('a procedure that has no such state is not gone over to', () => {
    for (const matter of ['snow', 'allowance']) {
      const { facts } = given.reported().do('clerk1', 'accept', { matter })
      expect(facts).toMatchObject({ procedureKey: 'coordinated', state: 'accepted', holderUnit: 'community-centre' })
    }
  })
})

describe('precheck', () => {
  it('where the matter asks, the team of the grid looks first while the centre holds it', () => {
    const { facts, told } = given.accepted('noise')
    expect(facts).toMatchObject({
      state: 'precheck',
      stage: 'accept',
      holderUnit: 'community-centre',
      checkUnit: 'team1',
    })
    expect(told).toContainEqual({ to: 'unit', unitId: 'team1', message: 'checkAsked' })
    expect(facts.promiseStartedAt).toBe(mondayNine)
  })

  it('found: it is accepted; not found: the desk decides in a time of its own', () => {
    const found = given.accepted('noise').do('worker1', 'precheck', { found: true })
    expect(found.facts).toMatchObject({ state: 'accepted', checkUnit: null, checkFound: true })

    const game = given.accepted('noise')
    game.world.now += hours(1)
    game.do('worker1', 'precheck', { found: false })
    expect(game.facts).toMatchObject({
      state: 'precheck',
      checkUnit: null,
      checkFound: false,
      stateSince: mondayNine + hours(1),
    })
    expect(game.refused('worker1', 'precheck', { found: true }).code).toBe('incident.not_yours')
    game.do('clerk1', 'reject', { reason: 'nothing there' })
    expect(game.facts).toMatchObject({ state: 'rejected', holderUnit: null, nextStep: null })
  })

  it('only the team that was asked may look', () => {
    expect(given.accepted('noise').refused('worker2', 'precheck', { found: true }).code).toBe('incident.not_yours')
    expect(given.accepted('noise').refused('clerk1', 'precheck', { found: true }).code).toBe('incident.not_yours')
  })

  it('the desk need not wait', () => {
    expect(given.accepted('noise').do('clerk1', 'accept').facts).toMatchObject({ state: 'accepted', checkUnit: null })
  })

  it('is not asked of a team that reported what it saw, nor twice, nor where there is no team', () => {
    expect(given.reported('noise', cast.worker1).do('clerk1', 'accept').facts.state).toBe('accepted')
    expect(new Game({ matterCode: 'noise', areaCode: community }).do('clerk1', 'accept').facts.state).toBe('accepted')
    const again = given
      .accepted('noise')
      .do('worker1', 'precheck', { found: true })
      .do('clerk1', 'route', { centre: town })
    expect(again.do('town1', 'accept').facts.state).toBe('accepted')
  })
})

describe('returning', () => {
  it('goes to the reporter if staff, who supplements; no field is cleared', () => {
    const game = given.reported('rubbish', cast.worker1).do('clerk1', 'return', { reason: 'where exactly?' })
    expect(game.facts).toMatchObject({ state: 'returned', holderUnit: 'team1', holderAccount: 'worker1' })
    expect(game.refused('worker1b', 'supplement', { description: 'x' }).code).toBe('incident.not_yours')
    expect(game.refused('worker1', 'supplement').code).toBe('incident.nothing_given')
    game.do('worker1', 'supplement', { description: 'behind block 4' })
    expect(game.facts).toMatchObject({
      state: 'reported',
      holderUnit: 'community-centre',
      matterCode: 'rubbish',
      holderAccount: null,
    })
  })

  it('of a resident stays with the desk, which can write down what it is told', () => {
    const game = given.reported().do('clerk1', 'return', { reason: 'where exactly?' })
    expect(game.facts).toMatchObject({ state: 'returned', holderUnit: 'community-centre' })
    expect(game.told).toContainEqual({ to: 'reporters', message: 'returned' })
    game.do('clerk1', 'supplement', { description: 'behind block 4' })
    expect(game.facts.state).toBe('reported')
  })

  it('of a dispatcher who took a call goes to the town, and from there back to the desk, not to the town', () => {
    const game = given.reported('rubbish', cast.town1).do('clerk1', 'return', { reason: 'where exactly?' })
    expect(game.facts).toMatchObject({
      holderUnit: 'town-centre',
      holderAccount: 'town1',
      deskUnit: 'community-centre',
    })
    game.do('town1', 'supplement', { description: 'behind block 4' })
    expect(game.facts).toMatchObject({ state: 'reported', holderUnit: 'community-centre', holderAccount: null })
  })

  it('need not be waited for', () => {
    expect(given.reported().do('clerk1', 'return', { reason: 'x' }).do('clerk1', 'accept').facts.state).toBe('accepted')
  })
})

describe('first asked 首问负责', () => {
  it('whoever took the report answers until somebody else has signed', () => {
    const game = given.reported('rubbish', cast.worker1)
    expect(game.facts.answerableAccount).toBe('worker1')
    game.do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team2' })
    expect(game.facts.answerableAccount).toBe('worker1')
    game.do('worker2', 'sign')
    expect(game.facts).toMatchObject({ answerableAccount: 'worker2', holderAccount: 'worker2' })
  })

  it("for a resident's report it is the first member of staff who takes it on", () => {
    const game = given.reported()
    expect(game.facts.answerableAccount).toBeNull()
    expect(game.do('clerk1', 'accept').facts.answerableAccount).toBe('clerk1')
  })

  it('they are reminded too', () => {
    const game = given.reported('rubbish', cast.worker1).wait(mondayNine + hours(1))
    expect(game.last.tell).toContainEqual({ to: 'account', accountId: 'worker1', message: 'dueSoon' })
  })
})

it('a member of staff with several posts reports for the team of the place', () => {
  const both = staff('both', ...cast.city1.posts, ...cast.worker1.posts)
  expect(new Game({ areaCode: grid1 }, both).facts.reporterUnit).toBe('team1')
})
