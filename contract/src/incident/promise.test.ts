// The promise clock and what moves it. 2 March 2026 is a Monday; the plain calendar of the tests has no holidays.
import { describe, expect, it } from 'vitest'
import { hourMs } from '../deadline/calendar.ts'
import { cast, Game, given, hours, local, mondayNine, town } from './test-world.ts'

const wednesdayNine = local('2026-03-04T09:00')

describe('the promise', () => {
  it('starts at the first accept and never restarts for routing, dispatch, decline, escalation, takeover or rework', () => {
    const game = given.accepted()
    const promise = { promiseStartedAt: mondayNine, promiseDueAt: wednesdayNine }
    game.world.now += hours(1)
    game.do('clerk1', 'route', { centre: town }).do('town1', 'accept')
    game.do('town1', 'dispatch', { unit: 'city' }).do('city1', 'decline', { reason: 'x' })
    game
      .do('town1', 'arbitrate', { upheld: true, reason: 'y' })
      .do('city1', 'sign')
      .do('city1', 'finish', { result: 'r' })
    game.do('town1', 'fail', { reason: 'z' }).do('city1', 'progress', { note: 'again' })
    expect(game.facts).toMatchObject({ ...promise, promiseStoppedAt: null, reworks: 1 })
    game.wait(local('2026-03-04T15:00'))
    expect(game.facts.state).toBe('routed')
    expect(game.facts).toMatchObject(promise)
  })

  it('a second accept under another condition changes its length, not its start', () => {
    const game = given.accepted('cover').do('clerk1', 'route', { centre: town })
    game.world.now += hours(1)
    game.do('town1', 'accept', { condition: 'cover.2' })
    expect(game.facts).toMatchObject({ promiseStartedAt: mondayNine, promiseDueAt: local('2026-03-09T09:00') })
  })

  it('a change of matter does the same', () => {
    const game = given
      .handling()
      .do('town1', 'changeMatter', { matter: 'cover', condition: 'cover.2', reason: 'it is the cover' })
    expect(game.facts).toMatchObject({
      state: 'handling',
      promiseStartedAt: mondayNine,
      promiseDueAt: local('2026-03-09T09:00'),
    })
    expect(game.facts.stateDueAt).toBe(game.facts.promiseDueAt)
  })

  it('stops at the finish that is verified, however long the verification takes', () => {
    const game = given.handling()
    game.world.now = wednesdayNine - hours(0.5)
    game.do('city1', 'finish', { result: 'r' })
    game.world.now = wednesdayNine + hours(1)
    game.do('worker1', 'verify').do('town1', 'close')
    expect(game.facts).toMatchObject({
      promiseStoppedAt: wednesdayNine - hours(0.5),
      promiseLate: false,
      isLate: false,
    })
  })

  it('a failed finish means that it never stopped: lateness is marked at once, with the instant that was missed', () => {
    const game = given.handling()
    game.world.now = wednesdayNine - hours(0.5)
    game.do('city1', 'finish', { result: 'r' })
    game.world.now = wednesdayNine + hours(2)
    game.do('worker1', 'fail', { reason: 'still there' })
    expect(game.facts).toMatchObject({
      promiseStoppedAt: null,
      isLate: false,
      nextStep: 'markLate',
      nextStepAt: wednesdayNine,
    })
    game.step()
    expect(game.facts).toMatchObject({ isLate: true, promiseLate: true, stateLate: false, lateSince: wednesdayNine })
    expect(game.history.at(-1)).toMatchObject({
      action: 'markLate',
      data: { missed: ['promise'], dueAt: '2026-03-04T09:00:00+08:00', takenAt: '2026-03-04T11:00:00+08:00' },
    })
  })

  it('what was finished offline counts at the hour of the phone, even if it arrives after the end', () => {
    const game = given.handling()
    game.world.now = wednesdayNine + hours(3)
    game.world.occurredAt = wednesdayNine - hours(1)
    game.do('city1', 'finish', { result: 'r' })
    expect(game.facts).toMatchObject({
      promiseStoppedAt: wednesdayNine - hours(1),
      finishedAt: wednesdayNine - hours(1),
      isLate: false,
    })
    expect(game.facts.stateSince).toBe(wednesdayNine + hours(3))
  })

  it('a phone whose clock goes before the promise began cannot finish before it', () => {
    const game = given.handling()
    game.world.occurredAt = mondayNine - hours(48)
    game.do('city1', 'finish', { result: 'r' })
    expect(game.facts.promiseStoppedAt).toBe(mondayNine)
  })

  it('acting at the very instant is in time; a millisecond later is late, even if no sweep has come by', () => {
    const onTime = given.handling()
    onTime.world.now = wednesdayNine
    expect(onTime.do('city1', 'finish', { result: 'r' }).facts.isLate).toBe(false)

    const late = given.handling()
    late.world.now = wednesdayNine + 1
    late.do('city1', 'finish', { result: 'r' })
    expect(late.facts).toMatchObject({ isLate: true, promiseLate: true, state: 'handled' })
    expect(late.history.slice(-2).map((entry) => [entry.action, entry.byActor])).toEqual([
      ['markLate', false],
      ['finish', true],
    ])
    expect(late.facts.supervisions).toMatchObject([{ isAutomatic: true, seq: late.facts.seq - 1, unitId: 'city' }])
  })

  it('belongs to a round: a reopening gets a promise of its own, and what was late stays late', () => {
    const game = given.handling()
    game.world.now = wednesdayNine + 1
    game.do('city1', 'finish', { result: 'r' }).do('town1', 'verify').do('town1', 'close')
    const reopenedAt = game.world.now + hours(1)
    game.world.now = reopenedAt
    game.do('resident', 'reopen', { reason: 'still there' })
    expect(game.facts).toMatchObject({
      round: 2,
      state: 'accepted',
      isLate: true,
      promiseLate: true,
      promiseStartedAt: reopenedAt,
      promiseStoppedAt: null,
      promiseMissed: false,
    })
    expect(game.facts.pastRounds).toMatchObject([
      { round: 1, isLate: true, dueAt: wednesdayNine, stoppedAt: wednesdayNine + 1 },
    ])
  })
})

describe('suspension 挂账', () => {
  const until = '2026-03-13T09:00:00+08:00'

  it('by the centre takes effect: the days until then do not count, and the end is known in advance', () => {
    const game = given.handling().do('town1', 'suspend', { until, reason: 'waiting for a spare part' })
    expect(game.facts).toMatchObject({
      state: 'suspended',
      holderUnit: 'city',
      holderAccount: 'city1',
      suspendedUntil: local('2026-03-13T09:00'),
      promiseDueAt: local('2026-03-17T09:00'),
    })
  })

  it('ended early gives back the days that it did not use', () => {
    const game = given.handling()
    game.world.now += hours(2)
    game.do('town1', 'suspend', { until, reason: 'x' })
    game.world.now += hours(24)
    game.do('city1', 'resume')
    expect(game.facts).toMatchObject({
      state: 'handling',
      suspendedUntil: null,
      promiseDueAt: local('2026-03-05T09:00'),
    })
    expect(game.facts.pauses).toEqual([{ from: mondayNine + hours(2), to: mondayNine + hours(26), why: 'suspended' }])
    expect(game.facts.promiseTrace.some((step) => step.kind === 'pause')).toBe(true)
  })

  it('not ended at all: on the agreed day the unit is reminded and the promise runs on; one working day later it is late', () => {
    const game = given.handling().do('town1', 'suspend', { until, reason: 'x' }).wait(local('2026-03-13T09:00'))
    expect(game.history.at(-1)).toMatchObject({ action: 'remind', to: 'suspended' })
    expect(game.facts.isLate).toBe(false)
    game.wait(local('2026-03-16T09:00'))
    expect(game.facts).toMatchObject({ stateLate: true, promiseLate: false, promiseDueAt: local('2026-03-17T09:00') })
    game.do('city1', 'resume')
    expect(game.facts.promiseDueAt).toBe(local('2026-03-17T09:00'))
  })

  it('by the unit is a request; the desk grants or refuses it', () => {
    const game = given.handling().do('city1', 'suspend', { until, reason: 'x' })
    expect(game.facts.state).toBe('handling')
    expect(game.facts.requests).toMatchObject([
      { seq: game.facts.seq, kind: 'suspend', unitId: 'city', accountId: 'city1' },
    ])
    expect(game.refused('city2', 'suspend', { until, reason: 'y' }).code).toBe('incident.request_open')
    expect(game.refused('city1', 'approve', { request: game.facts.seq, granted: true }).code).toBe('incident.not_yours')
    const request = game.facts.seq
    game.do('town1', 'approve', { request, granted: true })
    expect(game.facts).toMatchObject({ state: 'suspended', requests: [] })
    expect(game.last.requests).toEqual([{ do: 'close', seq: request, outcome: 'granted' }])

    const refused = given.handling().do('city1', 'suspend', { until, reason: 'x' })
    refused.do('town1', 'approve', { request: refused.facts.seq, granted: false, reason: 'no' })
    expect(refused.facts).toMatchObject({ state: 'handling', requests: [], promiseDueAt: wednesdayNine })
  })
})

describe('extension 延期', () => {
  const until = '2026-03-06T12:00:00+08:00'

  it('by the centre moves the promise exactly to the agreed instant, and the state with it', () => {
    const game = given.handling().do('town1', 'extend', { until, reason: 'parts' })
    const end = local('2026-03-06T12:00')
    expect(game.facts).toMatchObject({ state: 'handling', promiseDueAt: end, stateDueAt: end, dueAt: end })
    expect(game.facts.extensions).toMatchObject([{ unit: 'urgentHour', at: mondayNine }])
    expect(game.facts.promiseTrace.some((step) => step.kind === 'extend')).toBe(true)
  })

  it('by the unit waits for the desk; then it moves', () => {
    const game = given.handling().do('city1', 'extend', { until, reason: 'parts' })
    expect(game.facts.promiseDueAt).toBe(wednesdayNine)
    game.do('town1', 'approve', { request: game.facts.seq, granted: true })
    expect(game.facts).toMatchObject({ promiseDueAt: local('2026-03-06T12:00'), state: 'handling', requests: [] })
  })

  it('and a suspension after it adds up', () => {
    const game = given.handling().do('town1', 'extend', { until, reason: 'parts' })
    game.do('town1', 'suspend', { until: '2026-03-03T09:00:00+08:00', reason: 'rain' })
    game.world.now = local('2026-03-03T09:00')
    game.do('city1', 'resume')
    expect(game.facts.promiseDueAt).toBe(local('2026-03-07T12:00'))
  })

  it('makes room for a reminder before the new end', () => {
    const game = given.handling().wait(local('2026-03-03T16:00'))
    expect(game.facts.stepsDone).toContain('remind')
    game.do('town1', 'extend', { until, reason: 'parts' })
    expect(game.facts.stepsDone).toEqual([])
    expect(game.facts.nextStep).toBe('remind')
  })

  it('granted too late for its own date lapses', () => {
    const game = given.handling().do('city1', 'extend', { until, reason: 'parts' })
    const request = game.facts.seq
    game.do('town1', 'extend', { until: '2026-03-09T12:00:00+08:00', reason: 'longer' })
    expect(game.refused('town1', 'approve', { request, granted: true }).code).toBe('incident.request_lapsed')
  })

  it('does not make what was late punctual', () => {
    const game = given.handling().wait(wednesdayNine)
    game.do('town1', 'extend', { until, reason: 'parts' }).do('city1', 'finish', { result: 'r' })
    expect(game.facts).toMatchObject({ isLate: true, promiseLate: true })
  })

  it('a person with posts on both sides does not decide on their own wish', () => {
    const both = { ...cast.city1, posts: [...cast.city1.posts, ...cast.town1.posts] }
    const game = given.handling().do('city1', 'extend', { until, reason: 'parts' })
    expect(game.refused(both, 'approve', { request: game.facts.seq, granted: true }).code).toBe('incident.own_request')
  })

  it('a request lapses when the unit loses the incident', () => {
    const game = given.handling().do('city1', 'extend', { until, reason: 'parts' })
    const request = game.facts.seq
    game.do('city1', 'finish', { result: 'r' })
    expect(game.last.requests).toEqual([{ do: 'close', seq: request, outcome: 'lapsed' }])
    expect(game.facts.requests).toEqual([])
  })
})

describe('merging', () => {
  it('moves the reports, stops both clocks, and unmerge restores everything but the merged time', () => {
    const game = given.signed()
    game.world.now += hours(1)
    const { facts: before } = game
    game.do('town1', 'merge', { into: 'other' })
    expect(game.facts).toMatchObject({
      state: 'merged',
      stage: 'archive',
      holderUnit: null,
      mergedInto: 'other',
      dueAt: null,
      nextStep: null,
    })
    expect(game.related).toEqual([{ do: 'moveReports', into: 'other' }])
    game.wait(local('2026-03-05T10:00'))
    game.do('town1', 'unmerge')
    const { state, holderUnit, holderAccount, stateSince, stage } = before
    expect(game.facts).toMatchObject({
      state,
      stage,
      holderUnit,
      holderAccount,
      stateSince,
      mergedInto: null,
      setAside: null,
      isLate: false,
    })
    // Of 16 working hours one was used before the merge, so 15 are left on Thursday at 10:00.
    expect(game.facts.promiseDueAt).toBe(local('2026-03-09T09:00'))
    expect(game.facts.stateDueAt).toBe(game.facts.promiseDueAt)
    expect(game.related[1]).toEqual({ do: 'returnReports', from: 'other' })
  })

  it('leaves the state clock what was left of it', () => {
    const game = given.accepted()
    game.world.now += hours(0.5)
    game.do('clerk1', 'merge', { into: 'other' }).wait(local('2026-03-04T14:00'))
    game.do('clerk1', 'unmerge')
    expect(game.facts).toMatchObject({ state: 'accepted', stateDueAt: local('2026-03-04T15:30') })
    expect(game.facts.nextStepAt).toBeGreaterThan(local('2026-03-04T14:00'))
  })

  it('keeps a check that was being waited for, and the parties', () => {
    const game = given.accepted('noise').do('clerk1', 'merge', { into: 'other' })
    expect(game.refused('worker1', 'precheck', { found: true }).code).toBe('incident.wrong_state')
    game.do('clerk1', 'unmerge').do('worker1', 'precheck', { found: true })
    expect(game.facts.state).toBe('accepted')
  })

  it('by the holding centre before anybody has accepted', () => {
    const game = given.reported().do('clerk1', 'merge', { into: 'other' }).do('clerk1', 'unmerge')
    expect(game.facts).toMatchObject({ state: 'reported', holderUnit: 'community-centre' })
  })
})

it('an extension counts hours exactly', () => {
  const game = new Game().do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign')
  game.do('clerk1', 'extend', { until: '2026-03-08T03:17:31+08:00', reason: 'x' })
  expect(game.facts.promiseDueAt).toBe(Date.parse('2026-03-08T03:17:31+08:00'))
  expect(game.facts.extensions[0]?.amount).toBeCloseTo((game.facts.promiseDueAt! - wednesdayNine) / hourMs)
})
