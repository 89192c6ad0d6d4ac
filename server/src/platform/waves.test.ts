import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inWaves, type Step } from './waves.ts'

const step = (touches: string, after: number | null = null, isAlone = false): Step => ({
  touches: [...touches],
  after,
  isAlone,
})

describe('waves', () => {
  const cases: [string, (Step | null)[], number[][]][] = [
    ['nothing to do', [], []],
    ['different things at once', [step('a'), step('b'), step('c')], [[0, 1, 2]]],
    ['one thing after another', [step('a'), step('a'), step('a')], [[0], [1], [2]]],
    [
      'each thing by itself',
      [step('a'), step('b'), step('a'), step('b')],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['what touches two waits for both', [step('a'), step('b'), step('b'), step('ab')], [[0, 1], [2], [3]]],
    ['after a step of the same wave', [step('a'), step('b', 0)], [[0, 1]]],
    ['after a step of a later wave', [step('a'), step('a'), step('b', 1)], [[0], [1, 2]]],
    ['alone', [step('a'), step('b', null, true), step('c')], [[0], [1], [2]]],
    ['alone at first', [step('a', null, true), step('b'), step('c')], [[0], [1, 2]]],
    ['holes', [null, step('a'), null, step('a', 0)], [[1], [3]]],
  ]
  test.each(cases)('%s', (_, steps, wanted) => expect(inWaves(steps)).toEqual(wanted))

  const drawn = fc.array(
    fc.record({
      touches: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 2 }),
      back: fc.option(fc.nat(5), { nil: null }),
      isAlone: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { maxLength: 30 },
  )

  test('whatever is drawn: each once, nothing overtakes what it touches or waits for, and whoever is alone is', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const steps = list.map(
          ({ back, ...s }, i): Step => ({ ...s, after: back === null || i - 1 - back < 0 ? null : i - 1 - back }),
        )
        const waves = inWaves(steps)
        expect(waves.flat().toSorted((a, b) => a - b)).toEqual(steps.map((_, i) => i))
        const waveOf = steps.map((_, i) => waves.findIndex((w) => w.includes(i)))
        for (const [i, s] of steps.entries()) {
          for (let j = 0; j < i; j++) {
            const shares = s.touches.some((t) => steps[j]!.touches.includes(t))
            if (shares || s.isAlone || steps[j]!.isAlone) expect(waveOf[j]).toBeLessThan(waveOf[i]!)
          }
          if (s.after !== null) expect(waveOf[s.after]).toBeLessThanOrEqual(waveOf[i]!)
          if (s.isAlone) expect(waves[waveOf[i]!]).toEqual([i])
        }
        for (const wave of waves) expect(wave).toEqual(wave.toSorted((a, b) => a - b))
      }),
    )
  })
})
