import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Excuse, excuseStateNames, type Reviewer, reviewExcuse } from './excuse.ts'

const asked: Excuse = { state: 'asked', version: 1, askedBy: 'officer', firstBy: null }
const upheld: Excuse = { state: 'upheld', version: 2, askedBy: 'officer', firstBy: 'clerk' }
const desk: Reviewer = { accountId: 'clerk', isDesk: true, watchesPlace: false }
const inspector: Reviewer = { accountId: 'inspector', isDesk: false, watchesPlace: true }
const yes = (version: number) => ({ version, granted: true })
const codeOf = (outcome: ReturnType<typeof reviewExcuse>) => (outcome.ok ? outcome.state : outcome.refusal.code)

describe('an excuse 免责', () => {
  it('is granted by two reviews: the desk, then an inspector or appraiser', () => {
    expect(codeOf(reviewExcuse(asked, desk, yes(1)))).toBe('upheld')
    expect(codeOf(reviewExcuse(upheld, inspector, yes(2)))).toBe('granted')
    expect(codeOf(reviewExcuse(asked, inspector, yes(1)))).toBe('incident.not_yours')
    expect(codeOf(reviewExcuse(upheld, desk, yes(2)))).toBe('incident.not_yours')
  })

  it('is refused at either review, with a reason', () => {
    for (const [excuse, by] of [
      [asked, desk],
      [upheld, inspector],
    ] as const) {
      const no = { version: excuse.version, granted: false }
      expect(codeOf(reviewExcuse(excuse, by, no))).toBe('incident.field_missing')
      expect(codeOf(reviewExcuse(excuse, by, { ...no, reason: ' ' }))).toBe('incident.field_missing')
      expect(codeOf(reviewExcuse(excuse, by, { ...no, reason: 'rain was forecast' }))).toBe('refused')
    }
  })

  it('never by one person twice, nor by whoever asked, whatever posts they hold', () => {
    const both = { isDesk: true, watchesPlace: true }
    expect(codeOf(reviewExcuse(upheld, { accountId: 'clerk', ...both }, yes(2)))).toBe('incident.own_request')
    expect(codeOf(reviewExcuse(asked, { accountId: 'officer', ...both }, yes(1)))).toBe('incident.own_request')
  })

  it('ends: whatever is sent afterwards changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...excuseStateNames),
        fc.record({
          accountId: fc.constantFrom('officer', 'clerk', 'other'),
          isDesk: fc.boolean(),
          watchesPlace: fc.boolean(),
        }),
        fc.record({ version: fc.integer({ min: 1, max: 3 }), granted: fc.boolean(), reason: fc.constant('because') }),
        (state, reviewer, said) => {
          const outcome = reviewExcuse({ ...upheld, state }, reviewer, said)
          if (!outcome.ok) return
          expect(['asked', 'upheld']).toContain(state)
          expect(said.version).toBe(upheld.version)
          expect(outcome.state === 'granted').toBe(state === 'upheld' && said.granted)
        },
      ),
    )
  })
})
