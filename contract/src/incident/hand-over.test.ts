import { describe, expect, it } from 'vitest'
import type { IncidentFacts, Surroundings } from './facts.ts'
import { takeHandOver } from './hand-over.ts'
import { shippedProcedure } from './procedures/shipped.ts'
import { cast, Game } from './test-world.ts'

const procedure = shippedProcedure('coordinated')!

/** Everybody works where the cast has them, but those who have left. */
const without =
  (gone: readonly string[]) =>
  (account: string): boolean =>
    !gone.includes(account)

function handOver(game: Game, account: string, gone: readonly string[] = [account], successor: string | null = null) {
  const around: Surroundings = { ...game.around, isAtWork: without(gone) }
  return takeHandOver(procedure, game.facts, { account, successor }, around)
}

describe('takeHandOver', () => {
  const signed = () => {
    const game = new Game({}, cast.worker1)
    return game.do('clerk1', 'accept').do('clerk1', 'dispatch', { unit: 'team1' }).do('worker1', 'sign')
  }
  const verdictOf = (outcome: ReturnType<typeof takeHandOver>) => {
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    return outcome.verdict
  }

  it('gives back to the unit: state, unit, parties and clocks stay, one entry of the system says who left', () => {
    const game = signed()
    const verdict = verdictOf(handOver(game, 'worker1'))
    const { version, seq } = game.facts
    expect(verdict.set).toEqual({ holderAccount: null, answerableAccount: null, version: version + 1, seq: seq + 1 })
    expect(verdict.history).toMatchObject([
      { action: 'tell', byActor: false, data: { leaves: 'worker1', to: null, answerable: null } },
    ])
    expect(verdict.tell).toEqual([{ to: 'unit', unitId: 'team1', message: 'handedOver' }])
    expect([verdict.parties, verdict.requests, verdict.supervisions]).toEqual([[], [], []])
  })

  it('gives to the successor, who is told', () => {
    const verdict = verdictOf(handOver(signed(), 'worker1', ['worker1'], 'worker1b'))
    expect(verdict.set).toMatchObject({ holderAccount: 'worker1b', answerableAccount: 'worker1b' })
    expect(verdict.tell).toContainEqual({ to: 'account', accountId: 'worker1b', message: 'handedOver' })
  })

  it('gives nothing to a successor who does not work there', () => {
    const verdict = verdictOf(handOver(signed(), 'worker1', ['worker1', 'fire1'], 'fire1'))
    expect(verdict.set.holderAccount).toBeNull()
  })

  it('a successor who had left before the day came was made answerable', () => {
    const verdict = verdictOf(handOver(signed(), 'worker1', ['worker1', 'worker1b'], 'worker1b'))
    expect(verdict.set).toMatchObject({ holderAccount: null, answerableAccount: null })
    expect(verdict.tell).toEqual([{ to: 'unit', unitId: 'team1', message: 'handedOver' }])
  })

  it('refuses where nothing is theirs, and where they still work there', () => {
    expect(handOver(signed(), 'worker2').ok).toBe(false)
    expect(handOver(signed(), 'worker1', []).ok).toBe(false)
  })

  it('once given back there is nothing more to give', () => {
    const game = signed()
    const { set } = verdictOf(handOver(game, 'worker1'))
    const facts: IncidentFacts = { ...game.facts, ...set }
    const again = takeHandOver(
      procedure,
      facts,
      { account: 'worker1', successor: null },
      { ...game.around, isAtWork: without(['worker1']) },
    )
    expect(again.ok).toBe(false)
  })
})
