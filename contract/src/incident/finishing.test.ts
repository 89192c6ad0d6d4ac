import { describe, expect, it } from 'vitest'
import { allowed } from './allowed.ts'
import { cast, Game, given, hours, local, members, mondayNine } from './test-world.ts'

describe('handling', () => {
  it('progress takes signed to handling, and rework too; then it stays and the clock runs on', () => {
    const game = given.signed()
    game.world.now += hours(1)
    game.do('city1', 'progress', { note: 'on the way' })
    expect(game.facts).toMatchObject({ state: 'handling', stateSince: mondayNine + hours(1) })
    game.world.now += hours(1)
    game.do('city1', 'progress', { note: 'there' })
    expect(game.facts).toMatchObject({ state: 'handling', stateSince: mondayNine + hours(1) })
  })

  it('finish works from signed, handling and rework', () => {
    expect(given.signed().do('city1', 'finish', { result: 'r' }).facts.state).toBe('handled')
    const rework = given.handled().do('worker1', 'fail', { reason: 'x' })
    expect(rework.facts).toMatchObject({ state: 'rework', holderUnit: 'city', reworks: 1, finishedBy: null })
    expect(rework.do('city2', 'finish', { result: 'r' }).facts.finishedBy).toBe('city2')
  })
})

describe('verification', () => {
  it('is for the desk or a worker of the place', () => {
    for (const who of ['worker1', 'worker1b', 'town1'] as const) {
      const game = given.handled().do(who, 'verify')
      expect(game.facts).toMatchObject({
        state: 'verified',
        verifiedBy: who,
        holderUnit: 'town-centre',
        conditionMet: true,
      })
    }
    for (const who of ['worker2', 'clerk1', 'leader1', 'fire1', 'resident'] as const)
      expect(given.handled().refused(who, 'verify').code).toBe('incident.not_yours')
  })

  it('where the matter asks, the team looks: found still there means rework, found no more means verified', () => {
    const finished = () => {
      const game = given.accepted('noise').do('worker1', 'precheck', { found: true })
      game.do('clerk1', 'dispatch', { unit: 'team2' }).do('worker2', 'sign')
      return game.do('worker2', 'finish', { result: 'r' })
    }
    expect(finished().facts).toMatchObject({ state: 'postcheck', holderUnit: 'team1', checkKind: 'postcheck' })
    const still = finished().do('worker1', 'postcheck', { found: true })
    expect(still.facts).toMatchObject({
      state: 'rework',
      holderUnit: 'team2',
      holderAccount: 'worker2',
      checkUnit: null,
    })
    const gone = finished().do('worker1', 'postcheck', { found: false })
    expect(gone.facts).toMatchObject({ state: 'verified', verifiedBy: 'worker1', checkUnit: null })
    expect(finished().do('clerk1', 'verify').facts.state).toBe('verified')
    expect(finished().refused('worker2', 'postcheck', { found: false }).code).toBe('incident.not_yours')
  })

  it('the team that did the work is not asked to look at it; the desk verifies', () => {
    const game = given.accepted('noise').do('worker1', 'precheck', { found: true })
    game.do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign').do('worker1', 'finish', { result: 'r' })
    expect(game.facts).toMatchObject({ state: 'handled', holderUnit: 'community-centre' })
  })
})

describe('closing', () => {
  it('has degrees, counted apart; substantive unless said otherwise', () => {
    expect(given.closed().facts).toMatchObject({
      state: 'closed',
      degree: 'substantive',
      conditionMet: true,
      closedAt: mondayNine,
    })
    expect(given.verified().do('town1', 'close', { degree: 'staged' }).facts.degree).toBe('staged')
  })

  it('with the closing condition not met is only by procedure or for this stage', () => {
    const game = given.verified()
    expect(game.refused('town1', 'close', { conditionMet: false })).toEqual({
      code: 'incident.condition_not_met',
      facts: { closing: 'closing of rubbish.1' },
    })
    expect(game.do('town1', 'close', { conditionMet: false, degree: 'procedural' }).facts).toMatchObject({
      conditionMet: false,
      degree: 'procedural',
    })
  })

  it('tells the reporters', () => {
    expect(given.closed().last.tell).toContainEqual({ to: 'reporters', message: 'closed' })
  })
})

describe('follow-up and reopening', () => {
  it('solved: stays closed and may be archived at once', () => {
    const game = given.closed()
    expect(game.refused('town1', 'archive').code).toBe('incident.follow_up_open')
    game.do('town1', 'followUp', { reached: true, satisfied: 5, solved: true })
    expect(game.facts).toMatchObject({ state: 'closed', solved: true, satisfied: 5 })
    expect(game.do('town1', 'archive').facts.state).toBe('archived')
  })

  it('not reached: nobody answered, so nothing is answered', () => {
    const game = given.closed().do('town1', 'followUp', { reached: false })
    expect(game.facts).toMatchObject({ state: 'closed', solved: null, satisfied: null })
    expect(game.refused('town1', 'followUp', { reached: false, satisfied: 3 }).code).toBe('incident.not_reached')
  })

  it('not solved is a reopening: a new round at accepted, at the desk, with the former unit at hand', () => {
    const game = given.closed().do('town1', 'followUp', { reached: true, solved: false })
    expect(game.facts).toMatchObject({
      state: 'accepted',
      round: 2,
      holderUnit: 'town-centre',
      closedAt: null,
      followUpUntil: null,
      degree: null,
    })
    expect(game.facts.parties.filter((party) => party.to === null).map((party) => party.part)).toEqual([
      'centre',
      'former',
    ])
  })

  it('the reporter reopens within the period, the desk as long as it is not archived', () => {
    const game = given.closed()
    game.world.now = local('2026-03-09T09:00')
    expect(game.do('resident', 'reopen', { reason: 'again' }).facts.round).toBe(2)
    const later = given.closed()
    later.world.now = local('2026-03-09T09:01')
    expect(later.refused('resident', 'reopen', { reason: 'again' }).code).toBe('incident.period_over')
    expect(later.do('town1', 'reopen', { reason: 'a call' }).facts.round).toBe(2)
  })

  it('a worker who reported it is a reporter; a colleague is not', () => {
    const closed = () => {
      const game = new Game({ matterCode: 'rubbish' }, cast.worker2).do('clerk1', 'accept')
      game.do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign').do('worker1', 'finish', { result: 'r' })
      return game.do('clerk1', 'verify').do('clerk1', 'close')
    }
    expect(closed().do('worker2', 'reopen', { reason: 'x' }).facts.round).toBe(2)
    expect(closed().refused('worker1', 'reopen', { reason: 'x' }).code).toBe('incident.not_yours')
  })
})

describe('void and reject are ends', () => {
  it('nobody holds it, no clock runs, all parties and supervisions end, and the reporter is told', () => {
    const game = given
      .handling()
      .do('leader1', 'supervise', { order: 'hurry' })
      .do('town1', 'void', { reason: 'a test' })
    expect(game.facts).toMatchObject({
      state: 'voided',
      stage: 'archive',
      holderUnit: null,
      dueAt: null,
      nextStepAt: null,
    })
    expect(game.facts.parties.every((party) => party.to !== null)).toBe(true)
    expect(game.facts.supervisions).toEqual([])
    expect(game.last.supervisions).toMatchObject([{ do: 'close', outcome: 'ended' }])
    expect(game.told).toContainEqual({ to: 'reporters', message: 'voided' })
    for (const who of members)
      for (const action of ['accept', 'comment', 'reopen', 'void', 'finish'] as const)
        expect(['incident.not_yours', 'incident.wrong_state']).toContain(game.refused(who, action).code)
  })
})

describe('supervision 督办', () => {
  it('is ordered by the desk, a centre above, a leader or an inspector; the holder replies', () => {
    for (const who of ['town1', 'county1', 'leader1', 'inspector1'] as const) {
      const game = given.handling().do(who, 'supervise', { order: 'by noon', due: '2026-03-02T12:00:00+08:00' })
      expect(game.facts.supervisions).toEqual([
        {
          seq: game.facts.seq,
          grade: 'ordinary',
          unitId: 'city',
          dueAt: local('2026-03-02T12:00'),
          isAutomatic: false,
          repliedSeq: null,
        },
      ])
      const supervision = game.facts.seq
      expect(game.refused('fire1', 'reply', { supervision, text: 'x' }).code).toBe('incident.not_yours')
      expect(game.refused('town1', 'reply', { supervision, text: 'x' }).code).toBe('incident.not_yours')
      expect(game.refused('city1', 'reply', { supervision: 99, text: 'x' }).code).toBe('incident.unknown_supervision')
      game.do('city2', 'reply', { supervision, text: 'half done' })
      expect(game.facts.supervisions).toEqual([])
      expect(game.refused('city1', 'reply', { supervision, text: 'x' }).code).toBe('incident.unknown_supervision')
    }
    expect(given.handling().refused('clerk1', 'supervise', { order: 'x' }).code).toBe('incident.not_yours')
    expect(given.handling().refused('city1', 'supervise', { order: 'x' }).code).toBe('incident.not_yours')
  })

  it('a yellow or red one ends only when the reply is accepted; sent back it is unanswered again', () => {
    for (const grade of ['yellow', 'red'] as const) {
      const game = given.handling().do('leader1', 'supervise', { order: 'by noon', grade })
      const supervision = game.facts.seq
      game.do('city1', 'reply', { supervision, text: 'half done' })
      const request = game.facts.seq
      expect(game.facts.supervisions).toMatchObject([{ seq: supervision, repliedSeq: request }])
      expect(game.refused('city2', 'reply', { supervision, text: 'x' })).toEqual({
        code: 'incident.reply_waits',
        facts: { request },
      })
      expect(game.refused('city1', 'approve', { request, granted: true }).code).toBe('incident.not_yours')
      expect(game.refused('leader1', 'approve', { request, granted: false }).code).toBe('incident.field_missing')
      game.do('leader1', 'approve', { request, granted: false, reason: 'half is not done' })
      expect(game.facts.supervisions).toMatchObject([{ seq: supervision, repliedSeq: null }])
      game.do('city1', 'reply', { supervision, text: 'done' })
      game.do('inspector1', 'approve', { request: game.facts.seq, granted: true })
      expect(game.facts).toMatchObject({ state: 'handling', supervisions: [] })
      expect(game.refused('leader1', 'approve', { request, granted: true }).code).toBe('incident.wrong_state')
    }
  })

  it('a wish of the unit and a reply to an order that wait at once are told apart', () => {
    const game = given.handling().do('city1', 'extend', { until: '2026-03-20T18:00:00+08:00', reason: 'parts' })
    const wish = game.facts.seq
    const supervision = game.do('town1', 'supervise', { order: 'x', grade: 'yellow' }).facts.seq
    const reply = game.do('city1', 'reply', { supervision, text: 'waiting for parts' }).facts.seq
    const choices = (who: 'town1' | 'leader1') =>
      allowed(game.procedure, game.facts, cast[who], game.around)
        .find(({ action }) => action === 'approve')
        ?.fields.find(({ name }) => name === 'request')
        ?.options?.map(({ value }) => value)
    expect([choices('town1'), choices('leader1')]).toEqual([[wish, reply], [reply]])
    game.do('town1', 'approve', { request: reply, granted: true })
    expect([game.facts.requests.length, game.facts.supervisions.length]).toEqual([1, 0])
    game.do('town1', 'approve', { request: wish, granted: true })
    expect([game.facts.requests.length, game.facts.extensions.length]).toEqual([0, 1])
  })

  it('whoever holds it as a centre does not accept its own reply', () => {
    const game = given.accepted().do('leader1', 'supervise', { order: 'x', grade: 'yellow' })
    const supervision = game.facts.seq
    const request = game.do('clerk1', 'reply', { supervision, text: 'y' }).facts.seq
    expect(game.refused('clerk1b', 'approve', { request, granted: true }).code).toBe('incident.own_request')
    expect(game.do('town1', 'approve', { request, granted: true }).facts.supervisions).toEqual([])
  })

  it('red is told to the leader above as well', () => {
    const told = (grade: 'yellow' | 'red') =>
      given
        .handling()
        .do('county1', 'supervise', { order: 'x', grade })
        .last?.tell.filter((one) => one.to === 'leader')
    expect(told('yellow')).toEqual([])
    expect(told('red')).toEqual([{ to: 'leader', areaCode: '990101001', message: 'supervised' }])
  })

  it('has a grade and a date of its own when none is given', () => {
    const game = given.handling().do('leader1', 'supervise', { order: 'x' })
    expect(game.facts.supervisions[0]).toMatchObject({ grade: 'ordinary', dueAt: local('2026-03-03T09:00') })
  })

  it('the unit that it was addressed to answers, even when the incident has gone up', () => {
    const game = given.dispatched().wait(local('2026-03-03T15:00'))
    const [supervision] = game.facts.supervisions
    expect(supervision).toMatchObject({ unitId: 'team1', isAutomatic: true })
    game.do('worker1', 'reply', { supervision: supervision!.seq, text: 'we were at the flood' })
    expect(game.facts.supervisions).toEqual([])
  })
})

describe('approval 审批', () => {
  const applied = () => new Game({ matterCode: 'allowance' }, cast.resident)
  const defined = () => applied().do('clerk1', 'define', { result: 'fits' })
  const noticeOver = local('2026-03-09T09:00')
  const reviewed = () => {
    const game = defined()
    game.world.now = noticeOver
    return game.do('town1', 'review', { granted: true })
  }

  it('the community defines, then a notice runs while the town waits', () => {
    const game = defined()
    expect(game.facts).toMatchObject({
      state: 'routed',
      holderUnit: 'town-centre',
      deskUnit: 'community-centre',
      noticeUntil: noticeOver,
    })
    expect(game.refused('town1', 'review', { granted: true })).toMatchObject({
      code: 'incident.notice_open',
      facts: { until: '2026-03-09T09:00:00+08:00' },
    })
    expect(game.facts.stateDueAt).toBe(local('2026-03-12T09:00'))
  })

  it('anybody may object while it runs, nobody afterwards', () => {
    const game = defined().do('worker2', 'object', { reason: 'has a second flat' })
    expect(game.facts.state).toBe('routed')
    game.world.now = noticeOver + 1
    expect(game.refused('worker2', 'object', { reason: 'late' }).code).toBe('incident.notice_over')
  })

  it('whoever goes on after an objection must answer it; the next notice begins without any', () => {
    const game = defined().do('worker2', 'object', { reason: 'has a second flat' })
    game.do('resident', 'object', { reason: 'so I have heard' })
    expect(game.facts.objections).toBe(2)
    game.world.now = noticeOver
    expect(game.refused('town1', 'review', { granted: true })).toEqual({
      code: 'incident.field_missing',
      facts: { field: 'reason' },
    })
    game.do('town1', 'review', { granted: true, reason: 'the flat was sold in 2019' })
    expect(game.facts).toMatchObject({ state: 'handled', objections: 0 })
    game.world.now = local('2026-03-16T09:00')
    expect(game.do('county1', 'grant', { granted: true }).facts.state).toBe('closed')
  })

  it('the form asks for the answer once somebody has objected', () => {
    const reasonOf = (game: Game) => {
      game.world.now = noticeOver
      const offered = allowed(game.procedure, game.facts, cast.town1, game.around)
      return offered.find(({ action }) => action === 'review')?.fields.find(({ name }) => name === 'reason')
    }
    expect(reasonOf(defined())).toMatchObject({ required: false })
    expect(reasonOf(defined().do('worker2', 'object', { reason: 'x' }))).toMatchObject({ required: true })
  })

  it('the town reviews, a second notice runs, the county grants and it is closed', () => {
    const game = reviewed()
    expect(game.facts).toMatchObject({ state: 'handled', holderUnit: 'county-centre', deskUnit: 'town-centre' })
    expect(game.refused('county1', 'grant', { granted: true }).code).toBe('incident.notice_open')
    game.world.now = local('2026-03-16T09:00')
    game.do('county1', 'grant', { granted: true })
    expect(game.facts).toMatchObject({
      state: 'closed',
      deskUnit: 'county-centre',
      promiseStoppedAt: local('2026-03-16T09:00'),
    })
    game.wait(local('2026-04-01T09:00'))
    expect(game.facts.state).toBe('archived')
  })

  it('a refusal needs a reason', () => {
    const game = reviewed()
    game.world.now = local('2026-03-16T09:00')
    expect(game.refused('county1', 'grant', { granted: false })).toEqual({
      code: 'incident.field_missing',
      facts: { field: 'reason' },
    })
    expect(game.do('county1', 'grant', { granted: false, reason: 'income too high' }).facts.state).toBe('rejected')
  })

  it('the applicant may withdraw until the end', () => {
    expect(reviewed().do('resident', 'withdraw').facts).toMatchObject({ state: 'voided', holderUnit: null })
    expect(reviewed().refused('clerk1', 'withdraw').code).toBe('incident.not_yours')
  })
})
