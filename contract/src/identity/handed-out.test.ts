import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeOneTimePassword, makeRecoveryCodes, normaliseRecoveryCode, speakable } from './handed-out.ts'
import { checkPassword } from './password.ts'

it('spells one-time passwords in groups without look-alikes, and they pass the rules of every password', () => {
  for (let i = 0; i < 200; i++) {
    const password = makeOneTimePassword(randomBytes)
    expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
    expect(checkPassword({ password, username: 'worker1' })).toEqual({ ok: true })
  }
})

it('makes ten different recovery codes and knows them however they are typed', () => {
  const codes = makeRecoveryCodes(randomBytes)
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/)
    expect(normaliseRecoveryCode(` ${code.replace('-', ' ').toUpperCase()} `)).toBe(code)
  }
  expect(normaliseRecoveryCode('abc')).toBe('abc')
})

it('favours no letter: bytes beyond the last whole turn of the alphabet are left out', () => {
  let next = 0
  const turn = (count: number) => Uint8Array.from({ length: count }, () => next++ % 256)
  const text = speakable(31 * 8 * 4, 31 * 8 * 4, turn)
  const counts = [...Map.groupBy(text, (letter) => letter).values()].map((found) => found.length)
  expect(new Set(counts)).toEqual(new Set([32]))
})
