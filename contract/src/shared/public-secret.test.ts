import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSecret, makeSecret, normaliseSecret, secretAlphabet, secretBits, secretLength } from './public-secret.ts'

const bytes = fc.infiniteStream(fc.integer({ min: 0, max: 255 }))
const secret = bytes.map((stream) => makeSecret((count) => Uint8Array.from(stream.take(count))))

test('holds at least 60 bits', () => {
  expect(new Set(secretAlphabet).size).toBe(secretAlphabet.length)
  expect(secretBits).toBeGreaterThanOrEqual(60)
})

test('has one of each pair that looks alike', () => {
  for (const pair of ['0O', '1I', '1L', 'IL', '2Z', '5S', '8B', 'UV'])
    expect([...pair].filter((character) => secretAlphabet.includes(character)).length).toBeLessThanOrEqual(1)
})

test('is made of the alphabet and stays itself when typed as shown', () => {
  fc.assert(
    fc.property(secret, (secret) => {
      expect(secret).toHaveLength(secretLength)
      expect([...secret].every((character) => secretAlphabet.includes(character))).toBe(true)
      expect(normaliseSecret(secret)).toBe(secret)
      expect(normaliseSecret(formatSecret(secret))).toBe(secret)
    }),
  )
})

test('forgives small letters, spaces, full width and look-alikes', () => {
  const twins: Record<string, string[]> = {
    '0': ['O', 'o'],
    '1': ['I', 'l', 'L'],
    '2': ['z'],
    '5': ['S'],
    '8': ['B', 'b'],
    V: ['u'],
  }
  fc.assert(
    fc.property(secret, fc.array(fc.nat(3), { minLength: secretLength, maxLength: secretLength }), (secret, picks) => {
      const typed = [...secret].map((character, i) => {
        const ways = [
          character,
          character.toLowerCase(),
          String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
          twins[character]?.[0] ?? ` ${character}`,
        ]
        return ways[picks[i] ?? 0]
      })
      expect(normaliseSecret(typed.join(''))).toBe(secret)
      expect(normaliseSecret(` ${typed.join('–')}\n`)).toBe(secret)
    }),
  )
  for (const [kept, others] of Object.entries(twins))
    for (const other of others) expect(normaliseSecret(other.repeat(secretLength))).toBe(kept.repeat(secretLength))
})

test('every character is equally likely: bytes that would favour the first ones are thrown away', () => {
  // Each of the 256 byte values once per character: what is kept must be spread evenly.
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  const counts = new Map<string, number>()
  for (let start = 0; start < 256; start++) {
    let given = start
    const first = makeSecret((count) => Uint8Array.from({ length: count }, () => all[given++ % 256] ?? 0))[0] ?? ''
    if (start < 232) counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  expect([...counts.values()]).toEqual(Array(secretAlphabet.length).fill(8))
  // Bytes of 232 and more are never used, not even in part.
  let calls = 0
  expect(makeSecret((count) => new Uint8Array(count).fill(calls++ === 0 ? 255 : 3))).toBe('3'.repeat(secretLength))
})

test.each(['', '7KQ4-M2XR-9TCD', '7KQ4-M2XR-9TCDWW', '7KQ4-M2XR-9TC#W', '7KQ4-M2XR-9TC王W'])('%j is none', (typed) => {
  expect(normaliseSecret(typed)).toBeUndefined()
})
