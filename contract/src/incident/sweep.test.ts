// What happens by itself. Reported on Monday 2 March 2026 at 09:00, to be accepted within two working hours.
import { describe, expect, it } from 'vitest'
import { allowed } from './allowed.ts'
import { dueStep, takeSystem } from './sweep.ts'
import { aroundOf, cast, community, county, type Game, given, hours, local, mondayNine, town } from './test-world.ts'

const ladder = (game: Game) =>
  game.history
    .filter((entry) => !entry.byActor)
    .map((entry) => `${entry.action} ${String(entry.data.dueAt).slice(5, 16)}`)

describe('the ladder', () => {
  it('remind → warn → markLate → escalate, each at its own instant and once', () => {
    const game = given.reported().wait(local('2026-03-02T17:00'))
    expect(ladder(game)).toEqual([
      'remind 03-02T10:00',
      'warn 03-02T10:36',
      'markLate 03-02T11:00',
      'escalate 03-02T17:00',
    ])
    expect(game.facts).toMatchObject({
      state: 'routed',
      stage: 'route',
      holderUnit: 'town-centre',
      isLate: true,
      stateLate: true,
    })
  })

  it('is stored beforehand', () => {
    expect(given.reported().facts).toMatchObject({
      remindAt: local('2026-03-02T10:00'),
      warnAt: local('2026-03-02T10:36'),
      dueAt: local('2026-03-02T11:00'),
      stateDueAt: local('2026-03-02T11:00'),
      escalateAt: local('2026-03-02T17:00'),
      nextStep: 'remind',
      nextStepAt: local('2026-03-02T10:00'),
    })
  })

  it('on Friday evening nothing climbs before Monday', () => {
    const game = given.reported()
    game.world.now = local('2026-03-06T18:30')
    game.do('clerk1', 'accept')
    expect(game.facts.stateDueAt).toBe(local('2026-03-09T10:00'))
    expect(game.facts.remindAt).toBe(local('2026-03-09T09:00'))
  })

  it('tells the holder, then also the leader, and opens a supervision when it is late', () => {
    const game = given.reported().wait(local('2026-03-02T10:00'))
    expect(game.last.tell).toEqual([{ to: 'unit', unitId: 'community-centre', message: 'dueSoon' }])
    game.wait(local('2026-03-02T10:36'))
    expect(game.last.tell).toContainEqual({ to: 'leader', areaCode: town, message: 'dueVerySoon' })
    game.wait(local('2026-03-02T11:00'))
    expect(game.last.supervisions).toMatchObject([
      { do: 'open', grade: 'ordinary', isAutomatic: true, unitId: 'community-centre', seq: 4 },
    ])
    expect(game.last.tell).toContainEqual({ to: 'unit', unitId: 'community-centre', message: 'late' })
  })

  it('starts anew with every state', () => {
    const game = given.reported().wait(local('2026-03-02T10:36')).do('clerk1', 'accept')
    expect(game.facts.stepsDone).toEqual([])
    expect(game.facts.nextStep).toBe('remind')
  })

  it('acts beside the way leave it alone', () => {
    const game = given.reported().wait(local('2026-03-02T10:36'))
    const { remindAt, warnAt, dueAt, escalateAt, stepsDone, nextStep, nextStepAt } = game.facts
    game
      .do('resident', 'comment', { note: 'hello?' })
      .do('leader1', 'supervise', { order: 'now' })
      .do('clerk1', 'remind')
    expect(game.facts).toMatchObject({ remindAt, warnAt, dueAt, escalateAt, stepsDone, nextStep, nextStepAt })
  })

  it('is refused when it is not due, or was taken by somebody else meanwhile', () => {
    const game = given.reported()
    const due = dueStep(game.facts)!
    expect(takeSystem(game.procedure, game.facts, due, game.around)).toMatchObject({ ok: false })
    game.world.now = due.at
    const before = game.facts
    game.step()
    expect(takeSystem(game.procedure, game.facts, due, game.around)).toMatchObject({ ok: false })
    expect(takeSystem(game.procedure, before, due, aroundOf(game.world))).toMatchObject({ ok: true })
  })

  it('after three days down takes every step in order, with the due instant and the real one', () => {
    const game = given.reported()
    game.world.now = local('2026-03-05T09:00')
    for (let due = dueStep(game.facts); due && due.at <= game.world.now; due = dueStep(game.facts)) game.step()
    expect(ladder(game)).toEqual([
      'remind 03-02T10:00',
      'warn 03-02T10:36',
      'markLate 03-02T11:00',
      'escalate 03-02T17:00',
    ])
    const real = game.history.filter((entry) => !entry.byActor).map((entry) => entry.data.takenAt)
    expect(new Set(real)).toEqual(new Set(['2026-03-05T09:00:00+08:00']))
    expect(game.facts).toMatchObject({ holderUnit: 'town-centre', stateSince: local('2026-03-05T09:00') })
    expect(game.facts.nextStepAt).toBe(local('2026-03-05T10:00'))
  })

  it('a clock that goes back takes nothing twice', () => {
    const game = given.reported().wait(local('2026-03-02T10:00'))
    game.world.now = mondayNine
    const outcome = takeSystem(game.procedure, game.facts, dueStep(game.facts)!, game.around)
    expect(outcome.ok).toBe(false)
  })
})

describe('two clocks', () => {
  it('the nearer one is the target: a promise of two urgent hours hurries a dispatch that has a day', () => {
    const game = given.accepted('cover').do('clerk1', 'dispatch', { unit: 'team1' })
    expect(game.facts).toMatchObject({ dueAt: mondayNine + hours(2), stateDueAt: local('2026-03-03T09:00') })
    game.wait(mondayNine + hours(2))
    expect(game.facts).toMatchObject({ isLate: true, promiseLate: true, stateLate: false })
  })

  it('a promise that counts nights is escalated at night', () => {
    const game = given.reported('cover')
    game.world.now = local('2026-03-02T22:00')
    game.do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team1' })
    expect(game.facts).toMatchObject({ dueAt: local('2026-03-03T00:00'), escalateAt: local('2026-03-03T04:00') })
  })

  it('both at the same instant are one mark', () => {
    const game = given.handling().wait(local('2026-03-04T09:00'))
    expect(game.history.at(-1)).toMatchObject({ action: 'markLate', data: { missed: ['state', 'promise'] } })
    expect(game.facts).toMatchObject({ stateLate: true, promiseLate: true })
  })

  it('a promise missed before the state was entered is no target: the new holder has the full time of the state', () => {
    const game = given.handling().wait(local('2026-03-04T15:00'))
    expect(game.facts.state).toBe('routed')
    game.do('county1', 'accept').do('county1', 'dispatch', { unit: 'city' })
    expect(game.facts).toMatchObject({ dueAt: local('2026-03-04T09:00'), nextStep: 'remind' })
    game.do('city1', 'sign')
    expect(game.facts.stateDueAt).toBe(local('2026-03-11T15:00'))
    expect(game.facts.nextStepAt).toBeGreaterThan(game.world.now)
  })

  it('late stays late through escalation, rework and a new round', () => {
    const game = given.handling().wait(local('2026-03-04T15:00'))
    const { lateSince } = game.facts
    game.do('county1', 'accept').do('county1', 'dispatch', { unit: 'city' }).do('city1', 'sign')
    game
      .do('city1', 'finish', { result: 'r' })
      .do('county1', 'fail', { reason: 'x' })
      .do('city1', 'finish', { result: 'r' })
    game.do('county1', 'verify').do('county1', 'close').do('county1', 'reopen', { reason: 'x' })
    expect(game.facts).toMatchObject({ isLate: true, promiseLate: true, lateSince, round: 2 })
  })
})

describe('escalation 自动跳级', () => {
  it('from a unit goes above the desk; the unit stays a party and can be sent it back in one key', () => {
    const game = given.dispatched().wait(local('2026-03-03T15:00'))
    expect(game.facts).toMatchObject({ state: 'routed', holderUnit: 'town-centre', deskUnit: 'community-centre' })
    expect(game.facts.parties.filter((party) => party.to === null).map((party) => party.part)).toEqual([
      'centre',
      'former',
      'centre',
    ])
    game.do('town1', 'accept')
    const dispatch = allowed(game.procedure, game.facts, cast.town1, game.around).find(
      (entry) => entry.action === 'dispatch',
    )
    expect(dispatch?.fields[0]).toMatchObject({ name: 'unit', default: 'team1' })
    game.do('town1', 'dispatch', { unit: 'team1' })
    expect(game.facts).toMatchObject({ holderUnit: 'team1', deskUnit: 'town-centre' })
  })

  it('reaches each centre once in a round; at the top only supervision repeats, and rises', () => {
    const game = given.reported().wait(local('2026-03-31T09:00'))
    expect(game.facts).toMatchObject({
      state: 'routed',
      holderUnit: 'county-centre',
      escalatedCentres: ['town-centre', 'county-centre'],
    })
    const atTop = game.history.filter((entry) => entry.action === 'escalate' && entry.data.to === null)
    expect(atTop.length).toBeGreaterThanOrEqual(3)
    expect(game.facts.supervisions).toMatchObject([{ grade: 'red', isAutomatic: true }])
    expect(game.actions().filter((action) => action === 'markLate')).toHaveLength(3)
  })

  it('does not go to a centre twice, even after that centre has sent it down again', () => {
    const game = given.reported().wait(local('2026-03-02T17:00'))
    game.do('town1', 'route', { centre: community }).wait(local('2026-03-03T15:00'))
    expect(game.history.at(-1)).toMatchObject({
      action: 'escalate',
      data: { from: 'community-centre', to: 'county-centre' },
    })
  })

  it('a new round may climb again', () => {
    const game = given
      .reported()
      .wait(local('2026-03-02T17:00'))
      .do('town1', 'accept')
      .do('town1', 'dispatch', { unit: 'city' })
    game.do('city1', 'sign').do('city1', 'finish', { result: 'r' }).do('town1', 'verify').do('town1', 'close')
    game.do('resident', 'reopen', { reason: 'x' })
    expect(game.facts.escalatedCentres).toEqual([])
  })

  it('nobody at the next centre: goes to the one above, and the history names who was passed over', () => {
    const game = given.reported()
    game.world.unstaffed = ['town-centre']
    game.wait(local('2026-03-02T17:00'))
    expect(game.facts.holderUnit).toBe('county-centre')
    expect(game.history.at(-1)?.data).toMatchObject({ to: 'county-centre', unstaffed: ['town-centre'] })
  })

  it('nobody anywhere: goes to the highest all the same', () => {
    const game = given.reported()
    game.world.unstaffed = ['town-centre', 'county-centre']
    game.wait(local('2026-03-02T17:00'))
    expect(game.facts.holderUnit).toBe('county-centre')
  })

  it('no holder there: the reminder goes to the desk, or above it, and says so', () => {
    const game = given.dispatched()
    game.world.unstaffed = ['team1']
    game.wait(game.facts.remindAt!)
    expect(game.last.tell).toContainEqual({ to: 'unit', unitId: 'community-centre', message: 'dueSoon' })
    expect(game.history.at(-1)?.data).toMatchObject({ unstaffed: 'team1' })

    const atDesk = given.reported()
    atDesk.world.unstaffed = ['community-centre']
    atDesk.wait(atDesk.facts.remindAt!)
    expect(atDesk.last.tell).toContainEqual({ to: 'unit', unitId: 'town-centre', message: 'dueSoon' })
  })

  it('whoever was asked to look is reminded beside the desk', () => {
    const game = given.accepted('noise')
    game.wait(game.facts.remindAt!)
    for (const unitId of ['community-centre', 'team1'])
      expect(game.last.tell).toContainEqual({ to: 'unit', unitId, message: 'dueSoon' })
  })

  it('no leader: the next one up is warned; none at all: the centre above; always recorded', () => {
    const game = given.reported()
    game.world.leaders = [county]
    game.wait(local('2026-03-02T10:36'))
    expect(game.last.tell).toContainEqual({ to: 'leader', areaCode: county, message: 'dueVerySoon' })
    expect(game.history.at(-1)?.data.withoutLeader).toEqual([community, town])

    const none = given.reported()
    none.world.leaders = []
    none.wait(local('2026-03-02T10:36'))
    expect(none.last.tell).toContainEqual({ to: 'unit', unitId: 'town-centre', message: 'dueVerySoon' })
    expect(none.history.at(-1)?.data.withoutLeader).toEqual([community, town, county])
  })

  it('a neglected verification moves the desk up and keeps what was finished', () => {
    const game = given.handled().wait(mondayNine + hours(24 * 3))
    expect(game.facts).toMatchObject({
      state: 'handled',
      holderUnit: 'county-centre',
      deskUnit: 'county-centre',
      finishedBy: 'city1',
    })
    game.do('county1', 'fail', { reason: 'x' })
    expect(game.facts).toMatchObject({ state: 'rework', holderUnit: 'city', holderAccount: 'city1' })
  })

  it('the centre below may still speak, but no longer decide', () => {
    const game = given.reported().wait(local('2026-03-02T17:00'))
    expect(game.refused('clerk1', 'accept').code).toBe('incident.not_yours')
    expect(game.do('clerk1', 'comment', { note: 'sorry' }).facts.state).toBe('routed')
  })
})

describe('by itself', () => {
  it('archives after the follow-up period, unless it was reopened', () => {
    const game = given.closed()
    expect(game.facts).toMatchObject({ nextStep: 'archive', nextStepAt: local('2026-03-09T09:00'), dueAt: null })
    game.wait(local('2026-03-09T09:00'))
    expect(game.facts).toMatchObject({ state: 'archived', archivedAt: local('2026-03-09T09:00'), holderUnit: null })
    expect(game.facts.parties.every((party) => party.to !== null)).toBe(true)
    expect(game.refused('town1', 'reopen', { reason: 'x' }).code).toBe('incident.wrong_state')
  })
})
