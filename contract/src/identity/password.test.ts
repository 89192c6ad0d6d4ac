import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  administratorLimits,
  afterFailure,
  checkPassword,
  hourMs,
  lockRemaining,
  lockRules,
  minuteMs,
  passwordExpiresAt,
  passwordRefusals,
  sessionEndsAt,
  sessionLimits,
  sessionLimitsFor,
} from './password.ts'

const verdict = (password: string, username = 'worker1') => {
  const answer = checkPassword({ password, username })
  return answer.ok ? 'ok' : answer.reason
}

describe('checkPassword', () => {
  it.each([
    ['correct horse battery', 'ok'], // a passphrase needs no digits
    ['梧桐巷口的老茶馆很热闹2', 'ok'],
    ['梧桐巷口的老茶馆今天下午很热闹呢', 'ok'],
    ['tr4mway-lamp', 'ok'],
    ['tr4m-lamp', 'password.too_short'], // 9 characters
    ['梧桐巷口的老茶馆啊', 'password.too_short'],
    ['tramwaylamps', 'password.too_plain'],
    ['x'.repeat(129), 'password.too_long'],
    ['my-worker1-pass', 'password.is_username'],
    ['My-WORKER1-pass', 'password.is_username'],
    ['ｗｏｒｋｅｒ１-lamp9', 'password.is_username'], // full-width letters are the same letters
    ['aaaaaaaaaaaa', 'password.too_regular'],
    ['abc1abc1abc1', 'password.too_regular'],
    ['4567890123', 'password.too_regular'],
    ['zyxwvutsrqp', 'password.too_regular'],
    ['Password2026!', 'password.common'],
    ['1qaz2wsx3edc', 'password.common'],
    ['woaini1314520', 'password.common'],
    ['!!wanggeyuan2026', 'password.common'],
    ['12345admin12345', 'password.common'],
  ])('%s → %s', (password, expected) => {
    expect(verdict(password)).toBe(expected)
  })

  it('takes the demonstration password in the demonstration only', () => {
    expect(verdict('linli-demo')).toBe('password.demonstration')
    expect(checkPassword({ password: 'linli-demo', username: 'worker1', demonstration: true })).toEqual({ ok: true })
    expect(checkPassword({ password: 'Linli-Demo', username: 'worker1', demonstration: true }).ok).toBe(false)
    expect(checkPassword({ password: 'short', username: 'worker1', demonstration: true }).ok).toBe(false)
  })

  it('does not mind a user name of one or two letters inside', () => {
    expect(verdict('tr4mway-lamp', 'a')).toBe('ok')
  })

  it('answers every input with words in both languages, and takes nothing short, long or alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 20 }), (password, username) => {
        const answer = checkPassword({ password, username })
        if (!answer.ok) expect(passwordRefusals[answer.reason].zh.length).toBeGreaterThan(3)
        else {
          const taken = password.normalize('NFKC')
          expect([...taken].length).toBeGreaterThanOrEqual(10)
          expect([...taken].length).toBeLessThanOrEqual(128)
          expect(new Set(taken.toLowerCase()).size).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('asks for a new one only where the place says after how many days', () => {
    const changed = Date.UTC(2026, 0, 5)
    expect(passwordExpiresAt(changed, 0)).toBeNull()
    expect(passwordExpiresAt(changed, 90)).toBe(Date.UTC(2026, 3, 5))
  })
})

describe('lock-out', () => {
  const now = Date.UTC(2026, 10, 20, 2)

  it('locks at the fifth failure for a quarter of an hour, then twice as long each time, at most four hours', () => {
    const locks: number[] = []
    let state = { failedCount: 0, lockedUntil: null as number | null }
    for (let i = 1; i <= 40; i++) {
      state = afterFailure(state.failedCount, now)
      expect(state.failedCount).toBe(i)
      expect(state.lockedUntil !== null).toBe(i % 5 === 0)
      if (state.lockedUntil) locks.push((state.lockedUntil - now) / minuteMs)
    }
    expect(locks).toEqual([15, 30, 60, 120, 240, 240, 240, 240])
  })

  it('says how long to wait', () => {
    const locked = afterFailure(4, now)
    expect(lockRemaining(locked, now)).toBe(15 * minuteMs)
    expect(lockRemaining(locked, now + 15 * minuteMs - 1)).toBe(1)
    expect(lockRemaining(locked, now + 15 * minuteMs)).toBe(0)
    expect(lockRemaining({ lockedUntil: null }, now)).toBe(0)
  })

  it('lets a guesser try no more than 5 + 4 × 5 passwords in the first hour and 45 minutes', () => {
    let clock = now
    let tries = 0
    let state = { failedCount: 0, lockedUntil: null as number | null }
    while (clock < now + 105 * minuteMs) {
      if (lockRemaining(state, clock) === 0) {
        state = afterFailure(state.failedCount, clock)
        tries++
      }
      clock += 1000
    }
    expect(tries).toBeLessThanOrEqual(25)
    expect(tries).toBeGreaterThanOrEqual(15)
  })

  it('never locks longer than the cap and never for nothing, however many failures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (failed) => {
        const { lockedUntil } = afterFailure(failed, now)
        if (lockedUntil === null) return (failed + 1) % lockRules.failures !== 0
        return lockedUntil > now && lockedUntil - now <= lockRules.longestMs
      }),
    )
  })
})

describe('sessions', () => {
  it('end at the nearer of idle and absolute limit', () => {
    const { console: desk } = sessionLimits
    expect(sessionEndsAt(desk, 0, 0)).toBe(30 * minuteMs)
    expect(sessionEndsAt(desk, 0, 6 * hourMs)).toBe(6.5 * hourMs)
    expect(sessionEndsAt(desk, 0, 11.9 * hourMs)).toBe(12 * hourMs)
  })

  it('outlive a weekend on duty in the field, but not a night untouched', () => {
    const { field } = sessionLimits
    expect(sessionEndsAt(field, 0, 9 * hourMs)).toBe(21 * hourMs)
    expect(sessionEndsAt(field, 0, 65 * hourMs)).toBe(72 * hourMs)
  })

  it('are shorter for administrators by whatever door', () => {
    for (const door of ['console', 'field', 'program'] as const) {
      expect(sessionLimitsFor(door, true)).toEqual(administratorLimits)
      expect(sessionLimitsFor(door, false)).toEqual(sessionLimits[door])
    }
  })
})
