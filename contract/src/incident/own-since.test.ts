// The proof is held to what versions really do: over random games of the whole cast, with the sweep running, it may say "only yours"
// exactly when nobody else has moved the version on.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowed } from './allowed.ts'
import { isOwnSince, type Trace } from './own-since.ts'
import { cast, Game, hours, type Member, members } from './test-world.ts'
import type { Action } from './words.ts'

const entry = (seq: number, action: Action, accountId: string | null, isMoved = false): Trace => ({
  seq,
  action,
  byActor: accountId !== null,
  accountId,
  isMoved,
})
const mine = (history: Trace[], version: number, base: number) =>
  isOwnSince(history, { seq: history[0]?.seq ?? 0, version, base, accountId: 'me' })

describe('only own acts since a version', () => {
  const cases: [string, Trace[], number, number, boolean][] = [
    ['nothing since', [entry(3, 'comment', 'other')], 3, 3, true],
    ['one of mine', [entry(4, 'comment', 'me'), entry(3, 'accept', 'other')], 4, 3, true],
    ['one of mine and a reminder', [entry(5, 'remind', null), entry(4, 'sign', 'me')], 4, 3, true],
    ['marked late with my act', [entry(5, 'finish', 'me'), entry(4, 'markLate', null)], 4, 3, true],
    ['somebody else', [entry(4, 'comment', 'other')], 4, 3, false],
    ['somebody else before mine', [entry(5, 'comment', 'me'), entry(4, 'comment', 'other')], 5, 3, false],
    ['gone up by itself', [entry(5, 'escalate', null, true), entry(4, 'sign', 'me')], 5, 3, false],
    ['supervised again at the top', [entry(5, 'escalate', null), entry(4, 'sign', 'me')], 4, 3, true],
    ['archived by itself', [entry(4, 'archive', null)], 4, 3, false],
    ['a gap: acts that I may not read', [entry(6, 'sign', 'me'), entry(4, 'sign', 'me')], 5, 3, false],
    ['too short', [entry(6, 'sign', 'me')], 5, 3, false],
    ['a version that is yet to come', [entry(1, 'report', 'me')], 1, 2, false],
  ]
  test.each(cases)('%s', (_, history, version, base, wanted) => {
    expect(mine(history, version, base)).toBe(wanted)
  })

  test('it says so of every version of a random game, and of no other', () => {
    const move = fc.record({ which: fc.nat(9999), wait: fc.constantFrom(0, 0, 0, 3, 40) })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 14 }), (moves) => {
        const round = new Round()
        for (const { which, wait } of moves) {
          if (wait > 0) round.wait(wait)
          round.act(which)
        }
        round.check()
      }),
      { numRuns: 150 },
    )
  })
})

/** A game in which it is written down beside it who made which version: an account, or nobody. */
class Round {
  private readonly game = new Game({ matterCode: 'rubbish', isHandled: false }, cast.clerk1)
  private readonly makers: (string | null)[] = ['clerk1']
  private readonly trace: Trace[] = []

  constructor() {
    this.write('clerk1')
  }

  wait(amount: number): void {
    this.game.wait(this.game.world.now + hours(amount))
    this.write(null)
  }

  act(which: number): void {
    const { game } = this
    const offers = members.flatMap((member) =>
      allowed(game.procedure, game.facts, cast[member], game.around)
        .filter(({ fields }) => fields.every((f) => !f.required || f.kind === 'text'))
        .map((offer) => ({ member, ...offer })),
    )
    const offer = offers[which % Math.max(offers.length, 1)]
    if (!offer) return
    const said = offer.fields.filter((f) => f.required).map((f) => [f.name, 'because'])
    const outcome = game.try(cast[offer.member], offer.action, Object.fromEntries(said))
    if (!outcome.ok) return
    game.do(offer.member, offer.action, Object.fromEntries(said))
    this.write(accountOf(offer.member))
  }

  private write(by: string | null): void {
    const { history, facts } = this.game
    for (const h of history.slice(this.trace.length))
      this.trace.push({
        seq: this.trace.length + 1,
        action: h.action,
        byActor: h.byActor,
        accountId: h.byActor ? by : null,
        isMoved: typeof h.data.to === 'string',
      })
    while (this.makers.length < facts.version) this.makers.push(by)
  }

  check(): void {
    const { seq, version } = this.game.facts
    for (const accountId of ['clerk1', 'worker1'])
      for (let base = 1; base <= version; base++) {
        const isOwn = this.makers.slice(base).every((maker) => maker === accountId)
        expect(isOwnSince(this.trace.toReversed(), { seq, version, base, accountId }), `${accountId} ${base}`).toBe(
          isOwn,
        )
      }
  }
}

const accountOf = (member: Member): string | null => {
  const actor = cast[member]
  return actor.kind === 'staff' ? actor.accountId : null
}
