// Whatever is done in whatever order by whomever: a refused act changes nothing, an accepted one keeps what must never break.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayName, dayNumber } from '../deadline/calendar.ts'
import { calendar2026 } from '../deadline/fixture.ts'
import { formatInstant } from '../shared/time.ts'
import { courtDeadline } from './court.ts'
import { type Asked, allowedActs, type MediationColumns, type Standing, takeMediation } from './mediation.ts'
import { nextStep } from './steps.ts'
import { type MediationAct, mediationActNames } from './words.ts'

const now = Date.parse('2026-06-15T10:00:00+08:00')
const hour = 3_600_000
const [one, two, outside] = ['a', 'b', 'x'].map((c) => `${c.repeat(8)}-0000-7000-8000-000000000000`) as [
  string,
  string,
  string,
]

const opened: MediationColumns = {
  state: 'open',
  version: 1,
  seq: 1,
  mediators: [one],
  formerMediators: [],
  openedAt: now - 24 * hour,
  endedAt: null,
  sessions: 0,
  lastSessionAt: null,
  nextSessionAt: null,
  agreementKind: null,
  agreedOn: null,
  performBy: null,
  court: null,
  courtAskedOn: null,
  courtDecidedOn: null,
  isPerformed: null,
  performedOn: null,
  stepsDone: [],
  nextStep: null,
  nextStepAt: null,
}
const around = (at = now) => ({ now: at, calendar: calendar2026, disputants: [one, two], candidates: [one, two] })

const day = fc.integer({ min: -40, max: 5 }).map((offset) => dayName(dayNumber('2026-06-15')! + offset))
const instant = fc.integer({ min: -100, max: 100 }).map((hours) => formatInstant(now + hours * hour))
const someone = fc.constantFrom(one, two, outside)
const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    act: fc.constant('session' as const),
    input: fc.record(
      { at: instant, attended: fc.uniqueArray(someone, { minLength: 1 }), nextAt: instant },
      { requiredKeys: ['at', 'attended'] },
    ),
  }),
  fc.record({
    act: fc.constant('disputants' as const),
    input: fc.record({
      disputants: fc.array(
        fc.record({ id: someone, part: fc.constant('applicant' as const), name: fc.constant('甲') }),
        {
          minLength: 2,
          maxLength: 3,
        },
      ),
    }),
  }),
  fc.record({
    act: fc.constant('mediators' as const),
    input: fc.record({ mediators: fc.uniqueArray(someone, { minLength: 1 }), reason: fc.constant('回避') }),
  }),
  fc.record({
    act: fc.constant('agree' as const),
    input: fc.record(
      {
        kind: fc.constantFrom('written' as const, 'oral' as const),
        on: day,
        terms: fc.constant('各让一步'),
        facts: fc.constant('争执'),
        manner: fc.constant('当面'),
        performBy: day,
      },
      { requiredKeys: ['kind', 'on', 'terms'] },
    ),
  }),
  fc.record({
    act: fc.constant('fail' as const),
    input: fc.record({ told: fc.array(fc.constant('court' as const), { minLength: 1, maxLength: 1 }) }),
  }),
  fc.record({ act: fc.constant('withdraw' as const), input: fc.record({ disputant: someone }) }),
  fc.record({
    act: fc.constant('court' as const),
    input: fc.record({ outcome: fc.constantFrom('asked' as const, 'confirmed' as const, 'refused' as const), on: day }),
  }),
  fc.record({
    act: fc.constant('performed' as const),
    input: fc.record({ performed: fc.boolean(), on: day }),
  }),
)
const standing = fc.constantFrom<Standing>('mediator', 'mediator', 'mediator', 'head', 'appoints', null)
const step = fc.record({
  asked,
  standing,
  staleBy: fc.constantFrom(0, 0, 0, 1),
  hours: fc.integer({ min: 0, max: 200 }),
})

/** What holds of every case, whatever happened. */
function expectSound(m: MediationColumns): void {
  expect(m.state === 'open').toBe(m.endedAt === null)
  expect(m.state === 'agreed').toBe(m.agreedOn !== null && m.agreementKind !== null)
  expect(m.court === null).toBe(m.courtAskedOn === null)
  expect(m.court === 'confirmed' || m.court === 'refused').toBe(m.courtDecidedOn !== null)
  if (m.court !== null) {
    expect(m.state).toBe('agreed')
    expect(m.courtAskedOn! >= m.agreedOn!).toBe(true)
    expect(m.courtAskedOn! <= courtDeadline(m.agreedOn!, calendar2026).until).toBe(true)
  }
  expect(m.isPerformed === null).toBe(m.performedOn === null)
  if (m.isPerformed !== null) expect(m.performedOn! >= m.agreedOn!).toBe(true)
  if (m.performBy !== null) expect(m.performBy >= m.agreedOn!).toBe(true)
  expect(m.mediators.length).toBeGreaterThan(0)
  expect(m.mediators).not.toContain(outside)
  expect(m.formerMediators.filter((id) => m.mediators.includes(id))).toEqual([])
  if (m.state !== 'open') expect(m.nextSessionAt).toBeNull()
  const next = nextStep(m, calendar2026)
  expect([m.nextStep, m.nextStepAt]).toEqual([next?.key ?? null, next?.at ?? null])
}

test('drawn: in any order, an act is refused and changes nothing, or keeps what must never break', () => {
  let [done, refused] = [0, 0]
  const seen = new Set<MediationAct>()
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
      let facts = Object.freeze({ ...opened })
      let time = now
      for (const { asked: act, standing: who, staleBy, hours } of steps) {
        const before = JSON.stringify(facts)
        const outcome = takeMediation(facts, who, act, facts.version - staleBy, around(time))
        expect(JSON.stringify(facts)).toBe(before)
        if (!outcome.ok) {
          refused++
          continue
        }
        done++
        seen.add(act.act)
        expect(who === 'mediator' || (who !== null && act.act === 'mediators')).toBe(true)
        expect(staleBy).toBe(0)
        // What is offered and what is accepted are one.
        expect(allowedActs(facts, who)).toContain(act.act)
        expect(outcome.set).toMatchObject({ version: facts.version + 1, seq: facts.seq + 1 })
        facts = Object.freeze({ ...facts, ...outcome.set })
        expectSound(facts)
        time += hours * hour
      }
    }),
    { numRuns: 2000 },
  )
  expect([...seen].sort()).toEqual([...mediationActNames].sort())
  expect(done).toBeGreaterThan(1000)
  expect(refused).toBeGreaterThan(1000)
})

describe('refusals in their order', () => {
  const take = (facts: Partial<MediationColumns>, who: Standing, act: Asked, version = 1) => {
    const outcome = takeMediation({ ...opened, ...facts }, who, act, version, around())
    return outcome.ok ? 'done' : outcome.refusal.code
  }
  const fail: Asked = { act: 'fail', input: { told: ['court'] } }

  test('not yours before version before state before sense', () => {
    expect(take({}, null, fail, 7)).toBe('mediation.not_yours')
    expect(take({}, 'head', fail)).toBe('mediation.not_yours')
    expect(take({ state: 'failed' }, 'mediator', fail, 7)).toBe('version.conflict')
    expect(take({ state: 'failed' }, 'mediator', fail)).toBe('mediation.wrong_state')
    expect(take({}, 'mediator', { act: 'withdraw', input: { disputant: outside } })).toBe('mediation.unknown_disputant')
    expect(take({}, 'mediator', fail)).toBe('done')
  })

  test('nobody who cannot read who disputes names one of them', () => {
    const act: Asked = { act: 'withdraw', input: { disputant: one } }
    const outcome = takeMediation(opened, 'mediator', act, 1, { ...around(), disputants: null })
    expect(outcome.ok).toBe(false)
  })

  test('the court is asked on the last day, and not on the day after', () => {
    const agreed = { state: 'agreed', agreedOn: '2026-05-08', agreementKind: 'oral', endedAt: now } as const
    const ask = (on: string): Asked => ({ act: 'court', input: { outcome: 'asked', on } })
    // The thirtieth day is Sunday 7 June.
    expect(take(agreed, 'mediator', ask('2026-06-08'))).toBe('done')
    expect(take(agreed, 'mediator', ask('2026-06-09'))).toBe('mediation.court_too_late')
  })
})
