import { describe, expect, it } from 'vitest'
import { problems } from '../problem.ts'
import { allowed } from './allowed.ts'
import type { Actor } from './facts.ts'
import type { ActionInput, PersonAction } from './fields.ts'
import { take } from './procedure.ts'
import { cast, deputyOfCity1, type Game, given, type Member, members, town } from './test-world.ts'

type Row = [who: Member, action: PersonAction, fields: Partial<ActionInput>, code: string]
const table = (start: () => Game, rows: Row[]) =>
  it.each(rows)('%s %s %j → %s', (who, action, fields, code) => {
    const game = start()
    const before = structuredClone(game.facts)
    expect(game.refused(who, action, fields).code).toBe(code)
    expect(game.facts).toEqual(before)
  })

describe('order of refusals: 403 before 409 before 400', () => {
  describe('a reported incident', () =>
    table(given.reported, [
      ['worker1', 'accept', {}, 'incident.not_yours'],
      ['town1', 'accept', {}, 'incident.not_yours'],
      ['leader1', 'dispatch', { unit: 'nowhere' }, 'incident.not_yours'],
      ['resident', 'void', { reason: 'x' }, 'incident.not_yours'],
      ['clerk1', 'dispatch', { unit: 'nowhere' }, 'incident.wrong_state'],
      ['clerk1', 'close', {}, 'incident.wrong_state'],
      ['clerk1', 'accept', { condition: 'nowhere' }, 'incident.unknown_condition'],
      ['clerk1', 'accept', { matter: 'nowhere' }, 'incident.unknown_matter'],
      ['clerk1', 'accept', { matter: 'class' }, 'incident.unknown_matter'],
      ['clerk1', 'accept', { condition: 'nowhere', version: 7 }, 'version.conflict'],
      ['worker1', 'accept', { version: 7 }, 'incident.not_yours'],
      ['clerk1', 'define', { result: 'x' }, 'incident.not_in_procedure'],
      ['clerk101', 'remind', {}, 'incident.not_yours'],
      ['town2', 'supervise', { order: 'x' }, 'incident.not_yours'],
    ]))

  describe('with a unit', () =>
    table(given.handling, [
      ['fire1', 'finish', { result: 'x' }, 'incident.not_yours'],
      ['town1', 'finish', { result: 'x' }, 'incident.not_yours'],
      ['city1', 'sign', {}, 'incident.wrong_state'],
      ['city1', 'close', {}, 'incident.not_yours'],
      ['town1', 'dispatch', { unit: 'fire' }, 'incident.wrong_state'],
      ['town1', 'accept', {}, 'incident.wrong_state'],
      ['clerk1', 'dispatch', { unit: 'team1' }, 'incident.not_yours'],
      ['city1', 'extend', { until: '2026-02-01T00:00:00+08:00', reason: 'x' }, 'incident.until_past'],
      ['city1', 'extend', { until: '2026-03-02T12:00:00+08:00', reason: 'x' }, 'incident.until_too_early'],
      ['city1', 'suspend', { until: '2028-01-01T00:00:00+08:00', reason: 'x' }, 'incident.until_too_far'],
      ['town1', 'approve', { request: 9, granted: true }, 'incident.unknown_request'],
      ['town1', 'merge', { into: 'this' }, 'incident.merge_self'],
      ['town1', 'merge', { into: 'nowhere' }, 'incident.merge_target_unknown'],
      ['town1', 'merge', { into: 'ended' }, 'incident.merge_target_closed'],
      ['town1', 'whistle', { units: ['nowhere'], reason: 'x' }, 'incident.unknown_unit'],
    ]))

  describe('accepted by the town', () =>
    table(given.atTown, [
      ['town1', 'dispatch', { unit: 'nowhere' }, 'incident.unknown_unit'],
      ['town1', 'dispatch', { unit: 'community-centre' }, 'incident.unit_is_centre'],
      ['town1', 'dispatch', { unit: 'county-city' }, 'incident.unit_out_of_area'],
      ['town1', 'dispatch', { unit: 'city', coUnits: ['fire', 'city'] }, 'incident.unit_twice'],
      ['town1', 'dispatch', { unit: 'city', coUnits: ['county-city'] }, 'incident.unit_out_of_area'],
      ['town1', 'route', { centre: '990101001001009' }, 'incident.no_centre'],
      ['town1', 'route', { centre: town }, 'incident.same_centre'],
    ]))

  it('of several reasons the one of the lower status counts: 403, then 409, then 400', () => {
    const until = '2026-03-09T09:00:00+08:00'
    const game = given.handling().do('city1', 'extend', { until, reason: 'x' })
    const past = { until: '2026-02-01T00:00:00+08:00', reason: 'x' }
    expect(game.refused('city2', 'extend', past).code).toBe('incident.request_open')
    const both: Actor = { ...cast.city1, posts: [...cast.city1.posts, ...cast.town1.posts] }
    const request = game.facts.seq
    game.world.now = Date.parse(until) + 1
    expect(game.refused(both, 'approve', { request, granted: true }).code).toBe('incident.own_request')
    expect(game.refused('town1', 'approve', { request, granted: true }).code).toBe('incident.request_lapsed')
  })

  it('says which version is the present one, and what state it is in', () => {
    const game = given.reported().do('clerk1', 'accept')
    expect(game.refused('clerk1b', 'accept', { version: 1 })).toEqual({
      code: 'version.conflict',
      facts: { current: 2, state: 'accepted' },
    })
  })

  it('every code of the loop has a status that says what kind of refusal it is', () => {
    const codes = Object.entries(problems).filter(([code]) => code.startsWith('incident.'))
    expect(codes.length).toBeGreaterThanOrEqual(40)
    for (const [, { status }] of codes) expect([400, 403, 409]).toContain(status)
  })
})

describe('two act at once: one wins, the other hears what happened', () => {
  it('the clerk routed it to the town while a colleague was accepting', () => {
    const game = given.reported()
    const seen = game.facts.version
    game.do('clerk1', 'route', { centre: town })
    expect(game.refused('clerk1b', 'accept', { version: seen }).code).toBe('version.conflict')
    expect(game.refused('clerk1b', 'accept').code).toBe('incident.not_yours')
  })

  it('the desk gave it to another team while the first was signing', () => {
    const game = given.dispatched()
    const seen = game.facts.version
    game.do('clerk1', 'dispatch', { unit: 'team2' })
    expect(game.refused('worker1', 'sign', { version: seen }).code).toBe('version.conflict')
    expect(game.refused('worker1', 'sign').code).toBe('incident.not_yours')
  })

  it('two colleagues finish: the second is told of the state', () => {
    const game = given.handling()
    const seen = game.facts.version
    game.do('city1', 'finish', { result: 'done' })
    expect(game.refused('city2', 'finish', { result: 'done', version: seen }).code).toBe('version.conflict')
    expect(game.refused('city2', 'finish', { result: 'done' }).code).toBe('incident.wrong_state')
  })

  it('somebody who never had to do with it hears 403 whatever version they name', () => {
    const game = given.handling()
    for (const version of [1, 3, game.facts.version, 99])
      expect(game.refused('civil1', 'finish', { result: 'x', version }).code).toBe('incident.not_yours')
  })
})

describe('verifier and finisher', () => {
  it('the account that finished may not verify, whatever posts it holds', () => {
    const both: Actor = { ...cast.city1, posts: [...cast.city1.posts, ...cast.town1.posts] }
    const game = given.handling().do(both, 'finish', { result: 'done' })
    expect(game.refused(both, 'verify').code).toBe('incident.own_work')
    expect(game.refused(both, 'fail', { reason: 'x' }).code).toBe('incident.own_work')
    game.do('town1', 'verify')
    expect(game.facts.state).toBe('verified')
  })

  it('neither may the one in whose name a deputy finished', () => {
    const game = given.handling().do(deputyOfCity1, 'finish', { result: 'done' })
    expect(game.history.at(-1)).toMatchObject({ onBehalfOf: 'city1' })
    expect([game.facts.finishedBy, game.facts.finishedFor]).toEqual(['deputy', 'city1'])
    const city1AtDesk: Actor = { ...cast.city1, posts: cast.town1.posts }
    expect(game.refused(city1AtDesk, 'verify').code).toBe('incident.own_work')
  })

  it('a member of the team that did the work, but not the one who finished, may verify', () => {
    const game = given.dispatched().do('worker1', 'sign').do('worker1', 'finish', { result: 'done' })
    expect(game.refused('worker1', 'verify').code).toBe('incident.own_work')
    game.do('worker1b', 'verify')
    expect(game.facts.verifiedBy).toBe('worker1b')
  })
})

describe('a deputy', () => {
  it('acts with the post of the absent one, and the history names both', () => {
    const game = given.withCity().do(deputyOfCity1, 'sign')
    expect(game.history.at(-1)).toMatchObject({ action: 'sign', byActor: true, onBehalfOf: 'city1' })
  })

  it('with a post of their own acts in their own name', () => {
    const own: Actor = { ...deputyOfCity1, posts: [...deputyOfCity1.posts, ...cast.city2.posts] }
    const game = given.withCity().do(own, 'sign')
    expect(game.history.at(-1)?.onBehalfOf).toBeNull()
  })
})

describe('allowed', () => {
  const names = (game: Game, who: Member) =>
    allowed(game.procedure, game.facts, cast[who], game.around).map((entry) => entry.action)

  it('offers nobody outside anything', () => {
    for (const start of Object.values(given)) {
      const game = start()
      for (const who of ['clerk101', 'town2', 'sysadmin', 'appraiser1'] as const) expect(names(game, who)).toEqual([])
    }
  })

  it('what is offered is never refused as not yours or wrong state', () => {
    for (const start of Object.values(given))
      for (const who of members) {
        const game = start()
        for (const { action } of allowed(game.procedure, game.facts, cast[who], game.around)) {
          const outcome = take(
            game.procedure,
            game.facts,
            cast[who],
            action,
            { version: game.facts.version },
            game.around,
          )
          const status = outcome.ok ? 200 : problems[outcome.refusal.code].status
          expect([200, 400], `${who} ${action} in ${game.facts.state}`).toContain(status)
        }
      }
  })

  it('names fields with kind, whether required, choices and what stands in them', () => {
    const game = given.reported('rubbish')
    const accept = allowed(game.procedure, game.facts, cast.clerk1, game.around).find(
      (entry) => entry.action === 'accept',
    )
    expect(accept?.fields.map(({ name, required, default: value }) => [name, required, value])).toEqual([
      ['matter', false, undefined],
      ['condition', false, 'rubbish.1'],
      ['urgency', false, 'normal'],
      ['note', false, undefined],
    ])
    expect(accept?.fields[1]?.options).toEqual([{ value: 'rubbish.1' }, { value: 'rubbish.2' }])
    const route = allowed(game.procedure, game.facts, cast.clerk1, game.around).find(
      (entry) => entry.action === 'route',
    )
    expect(route?.fields[0]).toEqual({ name: 'centre', kind: 'area', required: true, default: town })
  })

  it('hides what could only be refused: a second decline of the same unit, a decision without a request', () => {
    const game = given.withCity().do('city1', 'decline', { reason: 'not ours' })
    game.do('town1', 'arbitrate', { upheld: true, reason: 'it is' })
    expect(names(game, 'city1')).toContain('sign')
    expect(names(game, 'city1')).not.toContain('decline')
    expect(names(given.signed(), 'town1')).not.toContain('approve')
    expect(names(given.handled(), 'city1')).not.toContain('verify')
  })
})
